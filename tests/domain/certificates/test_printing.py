"""Lists and prints: where rows come from, what does not fit, reprints with reasons, the public check."""

import io
import zipfile
from decimal import Decimal

import pytest

from tests.domain.certificates.shop import LISTED, LONG, WORDS, design, listed, many, pages, printed, who
from tests.domain.papers.desk import write
from tests.world import World
from vinhdanh.domain.access.models import Appointment
from vinhdanh.domain.certificates import actions
from vinhdanh.domain.certificates.models import Certificate, PrintRun
from vinhdanh.domain.certificates.queries.printings import verified
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.files.store import read
from vinhdanh.foundation.jobs.models import Run
from vinhdanh.foundation.kernel.results import RefusedError


def content(run: PrintRun) -> bytes:
    assert run.file is not None
    return read(run.file)


def test_a_pasted_list_becomes_certificates_in_its_order(world: World) -> None:
    made = listed(world)
    rows = list(made.certificates.all())
    assert [row.name for row in rows] == ["Trần Thị An", "Lê Văn Bình", "Đỗ Thị Cúc"]
    assert rows[0].data["chuc_vu"] == "Chuyên viên"
    assert {row.award for row in rows} == {"Giấy khen"}
    assert len({row.token for row in rows}) == 3


def test_rows_of_an_annex_and_of_a_workbook_are_taken(world: World) -> None:
    import openpyxl

    made, paper = design(world), write(world, rows=4)
    source = actions.ListSource(paper_id=paper.pk)
    assert actions.prepare_printing(**who(world), design_id=made.pk, words=WORDS, source=source).count == 4
    book, out = openpyxl.Workbook(), io.BytesIO()
    for line in (("Danh sách",), ("Họ và tên", "Số sổ vàng"), ("Trần Thị An", 12), ("", "")):
        book.active.append(line)
    book.save(out)
    source = actions.ListSource(workbook=out.getvalue())
    taken = actions.prepare_printing(**who(world), design_id=made.pk, words=WORDS, source=source)
    assert taken.certificates.get().data["so_vang"] == "12"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (actions.ListSource(""), "list_missing"),
        (actions.ListSource("Tên gọi\nTrần Thị An"), "list_unreadable"),
        (actions.ListSource("Họ và tên\n\n"), "list_unreadable"),
        (actions.ListSource("Họ và tên\tHọ và tên\nA\tB"), "list_unreadable"),
        (actions.ListSource(many(5_001)), "list_too_long"),
        (actions.ListSource(workbook=b"PK no workbook"), "file_unreadable"),
        (actions.ListSource(paper_id=Certificate().pk), "no_annex"),
    ],
)
def test_what_is_no_list_is_refused_and_nothing_is_kept(
    world: World, source: actions.ListSource, code: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        actions.prepare_printing(**who(world), design_id=design(world).pk, words=WORDS, source=source)
    assert refused.value.refusal.code == code
    assert not Certificate.objects.exists()


def test_a_print_carries_names_codes_and_the_printers_offset(world: World) -> None:
    offset = actions.set_offset(actor=world.officer, printer="Máy 1", dx=Decimal("1.5"), dy=Decimal(0))
    run = printed(world, listed(world), offset_id=offset.pk)
    found = pages(content(run))
    assert len(found) == 6, "each sheet with its back"
    assert "Trần Thị An" in found[0]
    assert "tdkt.example" in found[1]
    assert (run.dx, run.again) == (Decimal("1.5"), False)


def test_what_does_not_fit_is_listed_and_only_the_others_are_printed(world: World) -> None:
    made = listed(world, f"{LISTED}\n4\t{LONG}\t")
    assert made.fault_count == 1
    assert "Bằng số 4" in made.faults[0]
    with pytest.raises(RefusedError, match="Bằng số 4 có chữ không vừa"):
        printed(world, made)
    assert not PrintRun.objects.exists()
    assert printed(world, made, places="1-3").places == [1, 2, 3]


def test_a_reprint_asks_why_and_is_written_down(world: World) -> None:
    made = listed(world)
    printed(world, made, places="2")
    with pytest.raises(RefusedError, match="Bằng số 2 đã in rồi") as refused:
        printed(world, made)
    assert refused.value.refusal.field == "reason"
    run = printed(world, made, reason="In hỏng, đã hủy tờ cũ")
    assert (run.again, run.reason, run.asked_by) == (True, "In hỏng, đã hủy tờ cũ", world.officer)
    assert [row.prints for row in made.certificates.all()] == [1, 2, 1]
    last = AuditRow.objects.filter(action="print_certificates").order_by("-at", "-id").first()
    assert last is not None
    assert last.reason == "In hỏng, đã hủy tờ cũ"


@pytest.mark.parametrize("places", ["0", "2-9", "một"])
def test_a_range_outside_the_list_is_refused(world: World, places: str) -> None:
    with pytest.raises(RefusedError) as refused:
        printed(world, listed(world), places=places)
    assert refused.value.refusal.field == "places"


def test_files_apart_and_slips(world: World) -> None:
    made = listed(world)
    with zipfile.ZipFile(io.BytesIO(content(printed(world, made, manner="zip")))) as packed:
        assert packed.namelist()[0] == "0001-tran-thi-an.pdf"
    assert "Lê Văn Bình" in pages(content(printed(world, made, manner="slips")))[0]
    assert [row.prints for row in made.certificates.all()] == [1, 1, 1], "slips are no copies"


def test_many_sheets_are_made_by_a_job_that_may_run_twice(world: World) -> None:
    run = printed(world, listed(world, many(101)))
    assert run.file is None
    assert Run.objects.get(name="certificates.print").asked_by == world.officer
    actions.make_print(run.pk)
    actions.make_print(run.pk)
    run.refresh_from_db()
    assert len(pages(content(run))) == 202


def test_the_job_asks_for_the_right_again(world: World) -> None:
    run = printed(world, listed(world, many(101)))
    Appointment.objects.filter(user=world.officer).update(ends_on="2026-03-15")
    with pytest.raises(RefusedError):
        actions.make_print(run.pk)


def test_the_check_tells_little_and_only_of_what_was_handed_out(world: World) -> None:
    made = listed(world)
    row = made.certificates.first()
    assert row is not None
    assert verified(row.token) is None
    printed(world, made)
    told = verified(row.token)
    assert told is not None
    assert (told.name, told.award, told.decision, told.voided_on) == (
        "Trần Thị An", "Giấy khen", "Quyết định số 15/QĐ-UBND ngày 05/02/2026", None,
    )  # fmt: skip
    assert "Chuyên viên" not in str(told)
    with pytest.raises(RefusedError, match="lý do"):
        actions.void_certificate(**who(world), printing_id=made.pk, position=1, reason=" ")
    actions.void_certificate(**who(world), printing_id=made.pk, position=1, reason="QĐ hủy bỏ số 20")
    told = verified(row.token)
    assert told is not None
    assert told.voided_on is not None
    with pytest.raises(RefusedError, match="hết giá trị"):
        printed(world, made, places="1", reason="In lại")
