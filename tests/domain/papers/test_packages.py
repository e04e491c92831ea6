"""A plan's papers handed over: what goes in, who may have it."""

import io
import zipfile

import pytest

from tests.domain.papers.desk import written
from tests.world import World, scope
from vinhdanh.domain.papers import actions
from vinhdanh.domain.papers.models import Paper, PaperPackage
from vinhdanh.domain.papers.queries.packages import package_file
from vinhdanh.foundation.files.store import read
from vinhdanh.foundation.kernel.results import RefusedError

BASE = "https://tdkt.example/van-ban/"


def about_plan(world: World, subject: str) -> Paper:
    return actions.write_paper(
        actor=world.officer, scope=scope(world.officer), body_id=world.province.pk, kind="QĐ",
        written=written(subject=subject), about=actions.About("planning.plan", world.plan.pk),
    )  # fmt: skip


def packed(world: World, manner: str) -> PaperPackage:
    of = actions.PackageOf("planning.plan", world.plan.pk, "Văn bản của kế hoạch", world.province.pk)
    return actions.start_package(
        actor=world.officer, scope=scope(world.officer), of=of, manner=manner, base=BASE
    )


def made(package: PaperPackage) -> bytes:
    actions.make_package(package.pk)
    actions.make_package(package.pk)
    package.refresh_from_db()
    assert package.file is not None
    return read(package.file)


def test_a_zip_holds_every_paper_and_an_index(world: World) -> None:
    about_plan(world, "Khen thưởng đợt một")
    about_plan(world, "Khen thưởng đợt hai")
    with zipfile.ZipFile(io.BytesIO(made(packed(world, "zip")))) as found:
        assert found.namelist()[:2] == ["muc-luc.xlsx", "muc-luc.txt"]
        assert len(found.namelist()) == 4
        assert "Khen thưởng đợt hai" in found.read("muc-luc.txt").decode()


def test_a_binder_has_contents_and_every_paper(world: World) -> None:
    import pypdf

    paper = about_plan(world, "Khen thưởng đợt một")
    words = "\n".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made(packed(world, "binder")))).pages
    )
    assert "Khen thưởng đợt một" in words
    assert str(paper.pk)[:8] in words.replace("\n", "")


def test_a_paper_that_cannot_be_printed_is_named_as_left_out(world: World) -> None:
    about_plan(world, "Khen thưởng đợt một")
    about_plan(world, "Khen thưởng \uf0b7 đợt hai")
    package = packed(world, "binder")
    made(package)
    assert package.left_out.count("đợt hai") == 1
    assert "đợt một" not in package.left_out


def test_nothing_to_pack_is_said(world: World) -> None:
    with pytest.raises(RefusedError, match="Chưa có văn bản"):
        packed(world, "zip")
    Paper.objects.filter(pk=about_plan(world, "Mật").pk).update(secrecy="mat")
    with pytest.raises(RefusedError, match="Chưa có văn bản"):
        packed(world, "zip")


def test_the_file_is_for_who_still_sees_every_paper_of_it(world: World) -> None:
    paper = about_plan(world, "Khen thưởng đợt một")
    package = packed(world, "zip")
    made(package)
    assert package_file(scope(world.officer), package) is not None
    assert package_file(scope(world.clerk), package) is None
    Paper.objects.filter(pk=paper.pk).update(path="999", party_keys=[])
    assert package_file(scope(world.officer), package) is None
