"""A paper goes to Word and comes back: what changed is found, name by name, and decided one by one."""

import io
import zipfile
from copy import deepcopy
from typing import Any

import pytest

from tests.domain.papers.desk import edited, hand_in, listing, master, set_words, write
from tests.world import World, scope
from vinhdanh.domain.papers import actions
from vinhdanh.domain.papers.models import Paper, WordDifference
from vinhdanh.engines.documents.compare.content import read_content
from vinhdanh.foundation.files.store import read
from vinhdanh.foundation.kernel.results import RefusedError


def resolve(world: World, row: WordDifference, choice: str, words: str = "") -> Any:
    return actions.resolve_difference(
        actor=world.officer,
        scope=scope(world.officer),
        difference_id=row.pk,
        choice=choice,
        explanation=words,
    )


def rows_of(paper: Paper) -> list[list[str]]:
    content = read_content(read(master(paper).file))
    return [list(row) for row in content.tables[-1].rows]


def test_one_changed_name_in_an_annex_of_300_is_found(world: World) -> None:
    paper = write(world, rows=300)

    def edit(document: Any) -> None:
        set_words(listing(document).rows[170].cells[1], "Tran Thị An 170")

    version = hand_in(world, paper, edited(paper, edit))
    (found,) = version.differences.all()
    assert (found.what, found.ours, found.theirs) == ("cell", "Trần Thị An 170", "Tran Thị An 170")
    assert found.note == "chỉ khác dấu"
    assert "dòng 170" in found.place


def test_each_kind_of_difference_is_named(world: World) -> None:
    paper = write(world, rows=12)

    def edit(document: Any) -> None:
        table = listing(document)
        set_words(table.rows[2].cells[2], "Trưởng phòng")
        set_words(table.rows[3].cells[3], "04/06/1980")
        table._tbl.remove(table.rows[12]._tr)
        moved = table.rows[5]._tr
        table.rows[9]._tr.addnext(moved)
        new = deepcopy(table.rows[7]._tr)
        table.rows[7]._tr.addnext(new)
        set_words(table.rows[8].cells[1], "Phạm Văn Mới")

    version = hand_in(world, paper, edited(paper, edit))
    found = {row.what: row for row in version.differences.all()}
    assert sorted(row.what for row in version.differences.all()) == [
        "added",
        "cell",
        "cell",
        "moved",
        "removed",
    ]
    assert "Phạm Văn Mới" in found["added"].theirs
    assert "012" in found["removed"].ours
    assert version.differences.get(theirs="04/06/1980").note == "khác ngày"


def test_what_keeps_the_data_is_written_back(world: World) -> None:
    paper = write(world, rows=12)
    before = rows_of(paper)

    def edit(document: Any) -> None:
        table = listing(document)
        set_words(table.rows[2].cells[1], "Người Lạ")
        set_words(table.rows[4].cells[2], "Giám đốc")
        table._tbl.remove(table.rows[12]._tr)
        table.rows[7]._tr.addnext(deepcopy(table.rows[7]._tr))

    version = hand_in(world, paper, edited(paper, edit))
    rows = list(version.differences.all())
    assert [row.what for row in rows] == ["cell", "cell", "added", "removed"]
    for row in rows[:-1]:
        assert resolve(world, row, "data") is None
    settled = resolve(world, rows[-1], "data")
    assert settled.source == "settled"
    assert rows_of(paper) == before


def test_taken_and_explained_words_are_the_new_data(world: World) -> None:
    paper = write(world, rows=5)

    def edit(document: Any) -> None:
        set_words(listing(document).rows[1].cells[2], "Phó Trưởng phòng")
        set_words(listing(document).rows[2].cells[2], "Kế toán")

    version = hand_in(world, paper, edited(paper, edit))
    first, second = version.differences.all()
    assert resolve(world, first, "word") is None
    with pytest.raises(RefusedError) as stopped:
        resolve(world, second, "explained")
    assert stopped.value.refusal.code == "explanation_missing"
    assert resolve(world, second, "explained", "Theo đề nghị của đơn vị.") is None
    again = hand_in(world, paper, edited(paper, lambda document: document.paragraphs[0].add_run(" ")))
    assert not again.differences.exists()


def test_a_paper_with_open_differences_is_not_submitted(world: World) -> None:
    paper = write(world)
    hand_in(world, paper, edited(paper, lambda d: set_words(listing(d).rows[1].cells[1], "Khác")))
    with pytest.raises(RefusedError) as stopped:
        actions.submit_paper(actor=world.officer, scope=scope(world.officer), paper_id=paper.pk)
    assert stopped.value.refusal.code == "undecided"


def test_the_second_of_two_who_edit_is_told_and_overwrites_nothing(world: World) -> None:
    paper = write(world)
    first = edited(paper, lambda d: d.paragraphs[0].add_run(" một"))
    second = edited(paper, lambda d: d.paragraphs[0].add_run(" hai"))
    hand_in(world, paper, first)
    with pytest.raises(RefusedError) as stopped:
        hand_in(world, paper, second, base=1)
    assert stopped.value.refusal.code == "overtaken"
    assert world.officer.name in stopped.value.refusal.reason
    assert paper.versions.count() == 2


def test_the_lost_subject_and_signer_are_differences(world: World) -> None:
    paper = write(world)

    def edit(document: Any) -> None:
        for table in document.tables:
            for cell in (cell for row in table.rows for cell in row.cells):
                for line in cell.paragraphs:
                    if "Nguyễn Văn Mẫu" in line.text:
                        line.runs[0].text = "Lê Thị Khác"

    version = hand_in(world, paper, edited(paper, edit))
    assert [(row.what, row.place) for row in version.differences.all()] == [("line", "Người ký")]


def _with_relation(data: bytes, relation: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            words = old.read(name)
            if name == "word/_rels/document.xml.rels":
                words = words.replace(b"</Relationships>", relation.encode() + b"</Relationships>")
            new.writestr(name, words)
    return out.getvalue()


_OUT = (
    '<Relationship Id="rIdX" TargetMode="External" Target="http://la.example/mau.dotm" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>'
)


def test_macros_and_links_out_of_the_file_are_refused(world: World) -> None:
    paper = write(world)
    good = read(master(paper).file)
    out = io.BytesIO(good)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
    for data, code in (
        (out.getvalue(), "macros"),
        (_with_relation(good, _OUT), "external_links"),
        (b"%PDF-1.7\n" + b"x" * 99, "renamed"),
    ):
        with pytest.raises(RefusedError) as stopped:
            hand_in(world, paper, data)
        assert stopped.value.refusal.code == code
        assert stopped.value.refusal.field == "file"
    assert paper.versions.count() == 1


def test_tracked_changes_and_comments_are_kept_beside(world: World) -> None:
    paper = write(world)

    def edit(document: Any) -> None:
        from docx.oxml import parse_xml

        names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        document.paragraphs[0]._p.append(
            parse_xml(
                f'<w:ins {names} w:id="9" w:author="Lê Văn Sửa" w:date="2026-03-10T08:00:00Z">'
                "<w:r><w:t>thêm chữ</w:t></w:r></w:ins>"
            )
        )
        document.add_comment(
            next(p for p in document.paragraphs if p.runs).runs, text="Xem lại câu này", author="Lê Văn Sửa"
        )

    content = hand_in(world, paper, edited(paper, edit)).content["read"]
    assert content["changes"][0]["text"] == "thêm chữ"
    assert content["comments"][0]["text"] == "Xem lại câu này"


def test_a_version_is_never_changed(world: World) -> None:
    from django.db import DatabaseError, transaction

    version = master(write(world))
    with pytest.raises(DatabaseError, match="stand as they were written"), transaction.atomic():
        type(version).objects.filter(pk=version.pk).update(n=9)
