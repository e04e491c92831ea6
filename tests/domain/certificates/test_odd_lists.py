"""Lists and designs as an adversary, or a bad day, brings them."""

import io

import pytest

from tests.domain.certificates.shop import WORDS, design, listed, many, pages, printed, who
from tests.domain.papers.test_issuing import issued
from tests.world import World
from vinhdanh.domain.certificates import actions
from vinhdanh.domain.certificates.models import Certificate
from vinhdanh.domain.certificates.queries.designs import starter
from vinhdanh.domain.certificates.queries.printings import verified
from vinhdanh.foundation.files.store import read
from vinhdanh.foundation.kernel.clock import FrozenClock
from vinhdanh.foundation.kernel.results import RefusedError


def refused(world: World, words: str, name: str = "Giấy khen") -> str:
    with pytest.raises(RefusedError) as stopped:
        listed(world, words, design(world, name))
    assert not Certificate.objects.exists()
    return stopped.value.refusal.code


def test_a_quotation_mark_of_ones_own_swallows_no_names(world: World) -> None:
    made = listed(world, 'Họ và tên\tChức vụ, đơn vị\nTrần Thị An\t"Tổ 3\nLê Văn Bình\tKế toán\n')
    assert [row.name for row in made.certificates.all()] == ["Trần Thị An", "Lê Văn Bình"]


def test_a_cell_as_long_as_a_book_is_one_sentence(world: World) -> None:
    long = "chữ " * 100_000
    assert refused(world, f"Họ và tên\tChức vụ, đơn vị\nTrần Thị An\t{long}") == "words_too_long"
    assert refused(world, f"Họ và tên\n{long}", "Mẫu khác") == "words_too_long"


def test_a_list_of_control_signs_and_formulas_is_words(world: World) -> None:
    made = listed(world, "Họ và tên\n=1+1\nTrần\x07 Thị An\n")
    assert [row.name for row in made.certificates.all()] == ["=1+1", "Trần Thị An"]


def test_a_long_range_is_not_cut_in_the_middle_of_a_number(world: World) -> None:
    from django.urls import reverse

    from tests.pages.test_paper_pages import desk

    made = listed(world, many(160))
    places = ", ".join(f"{place:05d}" for place in range(1, 72)) + ", 0000" + "0160"
    typed = {"places": places, "manner": "pdf"}
    answer = desk(world.officer).post(reverse("certificate_print", args=[made.pk]), typed)
    assert answer.status_code == 422
    assert made.runs.count() == 0
    whole = {**typed, "places": places.replace("00000160", "160")}
    assert desk(world.officer).post(reverse("certificate_print", args=[made.pk]), whole).status_code == 302
    assert made.runs.get().places == [*range(1, 72), 160]


def test_odd_ranges_are_refused(world: World) -> None:
    made = listed(world)
    for places in ("0", "1-", "-1", "4-2", "1-999999999", "2.5", "1,,3", "một", "1e3"):
        with pytest.raises(RefusedError) as stopped:
            printed(world, made, places=places)
        assert stopped.value.refusal.field == "places", places


def test_a_code_that_no_phone_would_find_is_refused(world: World) -> None:
    odd: tuple[dict[str, float], ...] = (
        {"x": 280}, {"side": 0}, {"side": 3}, {"side": 900}, {"x": -5}, {"y": float("nan")},
    )  # fmt: skip
    for slip in odd:
        with pytest.raises(RefusedError, match="Mã QR"):
            design(world, slip={**starter()["slip"], **slip})


def test_a_picture_of_a_camera_is_printed_too(world: World) -> None:
    """A JPEG need not say JFIF or Exif behind its first mark."""
    from PIL import Image

    from vinhdanh.engines.documents.certificates import Certificate as Sheet
    from vinhdanh.engines.documents.certificates import design_from, print_certificates

    out = io.BytesIO()
    Image.new("RGB", (60, 40), "#ff0000").save(out, "JPEG")
    length = int.from_bytes(out.getvalue()[4:6], "big")
    bare = out.getvalue()[:2] + out.getvalue()[4 + length :]
    assert bare[:4] == b"\xff\xd8\xff\xdb"
    blank, pictured = (
        print_certificates(design_from(starter(), data), [Sheet({"ho_ten": "An"})]) for data in (b"", bare)
    )
    assert b"/Subtype/Image" in pictured
    assert b"/Subtype/Image" not in blank


def test_a_certificate_voided_before_the_job_came_is_not_printed(world: World) -> None:
    made = listed(world, many(101))
    run = printed(world, made)
    actions.void_certificate(**who(world), printing_id=made.pk, position=7, reason="QĐ hủy bỏ số 20")
    with pytest.raises(RefusedError, match="Bằng số 7"):
        actions.make_print(run.pk)


def test_the_check_tells_of_a_decision_called_back_and_days_of_the_office(
    world: World, clock: FrozenClock
) -> None:
    from vinhdanh.domain.papers import actions as papers

    paper = issued(world)
    made = actions.prepare_printing(
        **who(world), design_id=design(world).pk, words=WORDS, source=actions.ListSource(paper_id=paper.pk)
    )
    printed(world, made)
    token = made.certificates.order_by("position").values_list("token", flat=True)[0]
    told = verified(token)
    assert told is not None
    assert not told.withdrawn
    papers.withdraw_paper(**who(world), paper_id=paper.pk, reason="Sai thẩm quyền")
    told = verified(token)
    assert told is not None
    assert told.withdrawn
    clock.move_to("2026-03-17T00:30")
    actions.void_certificate(**who(world), printing_id=made.pk, position=1, reason="QĐ hủy bỏ")
    told = verified(token)
    assert told is not None
    assert str(told.voided_on) == "2026-03-17"


def test_no_token_is_guessed(world: World) -> None:
    printed(world, listed(world))
    assert [verified(token) for token in ("x", "0" * 22, "a" * 2000, "1-1", "...")] == [None] * 5
    assert all(len(row.token) == 22 for row in Certificate.objects.all())


def test_a_reprint_bears_the_same_code(world: World) -> None:
    made = listed(world)
    first = printed(world, made, places="1")
    again = printed(world, made, places="1", reason="Tờ trước hỏng")
    assert first.file is not None
    assert again.file is not None
    assert pages(read(first.file)) == pages(read(again.file))
    assert made.certificates.get(position=1).prints == 2
