"""What an ordinary person types into the forms of papers: one sentence for each slip, and no word is lost."""

import unicodedata
from datetime import date
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.domain.papers.desk import submitted, write
from tests.domain.papers.test_issuing import arrival, issued, register
from tests.pages.test_paper_pages import desk, upload
from tests.world import World
from vinhdanh.domain.papers import actions
from vinhdanh.domain.papers.models import NumberSeries, Paper, Signatory

GOOD = {
    "author": "Bộ Nội vụ", "kind": "CV", "number": "7", "symbol": "BNV-TĐKT", "issued_on": "02/03/2026",
    "subject": "Hướng dẫn",
}  # fmt: skip
WRONG = {
    "words for a number": {"number": "bảy"},
    "number and symbol in one": {"number": "7/BNV-TĐKT"},
    "number nought": {"number": "0"},
    "a day that is none": {"issued_on": "31/02/2026"},
    "a day to come": {"issued_on": "31/12/2099"},
    "a year of five figures": {"issued_on": "02/03/20266"},
    "too long a subject": {"subject": "Hướng dẫn " * 60},
    "too long an author": {"author": "Bộ " * 100},
    "symbol with its number": {"symbol": "123/QĐ-UBND "},
    "nothing at all": dict.fromkeys(("author", "number", "symbol", "issued_on", "subject"), ""),
    "an unknown kind": {"kind": "???"},
    "too long a receiver": {"handed_to": "Phòng " * 50},
}


def test_an_arrival_is_refused_in_one_sentence_with_what_was_typed(world: World) -> None:
    client = desk(world.clerk)
    for slip, change in WRONG.items():
        typed = {**GOOD, **change}
        page = client.post(reverse("paper_arrival"), typed)
        words = unescape(page.content.decode())
        assert page.status_code == 422, slip
        for name in ("author", "number", "symbol", "issued_on", "subject"):
            assert not typed[name].strip() or typed[name].strip() in words, (slip, name)
    assert not Paper.objects.exists()


def test_an_arrival_takes_spaces_decomposed_letters_and_controls(world: World) -> None:
    typed = {**GOOD, "symbol": " BNV-TĐKT ", "subject": "Hướng dẫn  \x07báo cáo", "number": " 7 "}
    plain = {name: unicodedata.normalize("NFD", words) for name, words in typed.items()}
    answer = desk(world.clerk).post(reverse("paper_arrival"), plain)
    assert answer.status_code == 302
    row = Paper.objects.get()
    assert (row.full_number, row.subject, row.issuer_name) == (
        "07/BNV-TĐKT",
        "Hướng dẫn báo cáo",
        "Bộ Nội vụ",
    )


def test_ten_megabytes_of_words_are_turned_away_and_not_a_crash(world: World) -> None:
    answer = desk(world.clerk).post(reverse("paper_arrival"), {**GOOD, "subject": "ă" * 10_000_000})
    assert answer.status_code == 413
    assert "dài quá 5 MB" in answer.content.decode()
    assert not Paper.objects.exists()


def test_a_year_out_of_the_calendar_in_an_address_is_no_crash(world: World) -> None:
    client = desk(world.clerk)
    for year in ("0", "99999", "999999999", "-1", "hai nghìn"):
        assert client.get(reverse("papers"), {"year": year}).status_code == 200, year


def test_the_archive_form_keeps_what_was_there(world: World) -> None:
    paper, client = register(world, arrival()), desk(world.clerk)
    Paper.objects.update(pages=3, copies=3, ordinal=3)
    for field in ("pages", "copies", "ordinal"):
        for words in ("mười", "999999999999", "1,5"):
            typed = {field: words, "note": "Giữ"}
            page = client.post(reverse("paper_describe", args=[paper.pk]), typed)
            assert page.status_code == 422, (field, words)
            assert words in page.content.decode()
    paper.refresh_from_db()
    assert (paper.pages, paper.copies, paper.ordinal, paper.note) == (3, 3, 3, "")


def test_pages_beyond_what_fits_are_refused_and_the_day_of_reply_stays(world: World) -> None:
    paper, client = register(world, arrival(due_on=date(2026, 4, 1))), desk(world.clerk)
    address = reverse("paper_describe", args=[paper.pk])
    assert client.post(address, {"pages": "99999"}).status_code == 422
    assert client.post(address, {"pages": "12", "file_code": "KT.2026.1"}).status_code == 302
    paper.refresh_from_db()
    assert (paper.pages, paper.due_on) == (12, date(2026, 4, 1))


def test_a_long_note_is_refused_and_not_cut(world: World) -> None:
    paper = register(world, arrival())
    note = "Ghi chú dài. " * 60
    page = desk(world.clerk).post(reverse("paper_describe", args=[paper.pk]), {"note": note})
    assert page.status_code == 422
    assert note.strip() in page.content.decode()


def test_the_last_number_of_a_book_is_a_number(world: World) -> None:
    typed = {"body": str(world.province.pk), "last": "mười hai"}
    page = desk(world.officer).post(reverse("paper_book_open"), typed)
    assert page.status_code == 422
    assert "mười hai" in page.content.decode()
    assert not NumberSeries.objects.exists()


def test_a_number_from_elsewhere_is_read_or_refused(world: World) -> None:
    paper, client = submitted(world), desk(world.officer)
    slips = (
        {"number": "không"}, {"number": ""}, {"number": "-4"}, {"issued_on": "31/02/2026"},
        {"issued_on": "01/01/2027"}, {"symbol": "123/QĐ-UBND "}, {"symbol": ""},
    )  # fmt: skip
    for slip in slips:
        typed = {"number": "12", "symbol": "QĐ-UBND", "issued_on": "12/03/2026", **slip}
        page = client.post(reverse("paper_number_record", args=[paper.pk]), typed)
        assert page.status_code == 422, slip
        assert all(words.strip() in page.content.decode() for words in typed.values()), slip
    paper.refresh_from_db()
    assert paper.number is None


def test_a_signature_by_hand_on_an_odd_day_is_refused(world: World) -> None:
    paper, client = submitted(world), desk(world.officer)
    for day in ("01/01/0001", "31/02/2026", "16/03/2027", ""):
        typed = {"signer": "Nguyễn Văn Mẫu", "signed_on": day, "file": upload(b"%PDF-1.7 scan", "quet.pdf")}
        page = client.post(reverse("paper_by_hand", args=[paper.pk]), typed)
        assert page.status_code == 422, day
    assert not paper.signatures.exists()


def test_a_roster_line_without_a_body_is_not_put_on_another(world: World) -> None:
    page = desk(world.officer).post(reverse("paper_roster"), {"body": "không", "name": "Nguyễn Văn Mẫu"})
    assert page.status_code == 422
    assert not Signatory.objects.exists()


def test_versions_beyond_any_number_are_not_found(world: World) -> None:
    paper, client = write(world), desk(world.officer)
    assert client.get(f"/van-ban/{paper.pk}/ban/{10**30}/").status_code == 404


def test_receivers_are_told_nothing_of_how_it_came_about(world: World) -> None:
    from tests.domain.papers.test_issuing import signed_by_hand
    from tests.world import scope

    paper = submitted(world)
    who = {"actor": world.officer, "scope": scope(world.officer), "paper_id": paper.pk}
    actions.return_paper(**who, reason="Chủ tịch chê lời văn")
    actions.submit_paper(**who)
    actions.record_number(**who, number=9, symbol="QĐ-UBND", issued_on=date(2026, 3, 12))
    signed_by_hand(world, paper)
    actions.describe_paper(**who, fields=actions.ArchiveFields(note="Lưu tủ số 4"))
    actions.issue_paper(**who)
    theirs = desk(world.clerk).get(reverse("paper", args=[paper.pk])).content.decode()
    assert "Chủ tịch chê" not in theirs
    assert "Lưu tủ số 4" not in theirs
    assert "Chủ tịch chê" in desk(world.officer).get(reverse("paper", args=[paper.pk])).content.decode()


def test_hours_in_a_refusal_are_those_of_the_office(world: World) -> None:
    paper = issued(world)
    row = paper.recipients.get(body=world.commune)
    address = reverse("paper_receive", args=[paper.pk, row.pk])
    assert desk(world.clerk).post(address).status_code == 302
    assert "08:00 ngày 16/03/2026" in desk(world.clerk).post(address).content.decode()


def test_numbers_of_machines_and_signs_without_a_letter_are_told_in_the_form(world: World) -> None:
    from tests.pages.test_writing_pages import LETTER, at
    from vinhdanh.interfaces.office.paper_form import _value

    for words in ("NaN", "Infinity", "1e999999", "1_000", "9" * 5_000, "-", "1,2,3"):
        with pytest.raises(ValidationError):
            _value("số", words)
    assert _value("tiền", "1.254.000") == 1_254_000
    typed = {**LETTER, "o_noi_dung": "Chúc mừng \U0001f9ff"}
    page = desk(world.officer).post(at("paper_look", world, "T32-2"), typed)
    assert page.status_code == 422
    assert "U+1F9FF" in page.content.decode()
    assert typed["o_noi_dung"] in page.content.decode()


def test_a_paper_that_no_font_prints_is_told_when_it_goes_to_be_signed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    paper = submitted(world, subject="Chúc mừng \U0001f9ff")
    page = desk(world.officer).post(reverse("paper_export", args=[paper.pk]))
    assert page.status_code == 422
    assert "U+1F9FF" in page.content.decode()
