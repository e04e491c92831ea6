"""What comes back signed counts only when it is this paper, whole, and signed by whom it names."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.domain.papers.desk import SIGNER, issuer, numbered, submitted
from tests.domain.papers.test_forged_signatures import cover, empty_field, updated
from tests.world import World, scope
from vinhdanh.domain.papers import actions
from vinhdanh.domain.papers.models import Paper, PaperVersion, Signatory
from vinhdanh.foundation.files.intake import received
from vinhdanh.foundation.files.store import read
from vinhdanh.foundation.kernel.clock import FrozenClock
from vinhdanh.foundation.kernel.results import RefusedError


@pytest.fixture(autouse=True)
def trusted(settings: Any, tmp_path: Path) -> None:
    roots = tmp_path / "goc"
    roots.mkdir()
    (roots / "ca.pem").write_bytes(issuer().pem)
    settings.SIGNING = replace(settings.SIGNING, roots=roots, pkcs12=None, module="")


@pytest.fixture(autouse=True)
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """The PDF is made from the data, as on a machine without LibreOffice: one second less for each test."""
    monkeypatch.setenv("PATH", "/nowhere")


def export(world: World, paper: Paper) -> bytes:
    version = actions.export_pdf(actor=world.officer, scope=scope(world.officer), paper_id=paper.pk)
    return read(version.file)


def roster(world: World, name: str = SIGNER, **more: Any) -> None:
    actions.add_signatory(
        actor=world.officer, scope=scope(world.officer), body_id=world.province.pk, name=name, **more
    )


def hand_in(world: World, paper: Paper, data: bytes) -> PaperVersion:
    return actions.take_signed(actor=world.officer, scope=scope(world.officer), paper_id=paper.pk, data=data)


def refusal(world: World, paper: Paper, data: bytes) -> str:
    with pytest.raises(RefusedError) as stopped:
        hand_in(world, paper, data)
    assert not paper.signatures.exists()
    return stopped.value.refusal.code


def test_the_paper_signed_by_whom_it_names_is_kept_with_its_proof(world: World, tmp_path: Path) -> None:
    paper = numbered(world)
    roster(world)
    data = issuer().sign(export(world, paper), SIGNER, tmp_path)
    version = hand_in(world, paper, data)
    paper.refresh_from_db()
    row = paper.signatures.get()
    assert paper.state == "signed"
    assert (row.signer, row.issuer, row.sha256) == (SIGNER, "CA Thử nghiệm", version.sha256)
    assert "không đổi một byte" in row.verdict


def test_one_flipped_byte_a_foreign_signer_and_another_paper_are_refused(
    world: World, tmp_path: Path
) -> None:
    paper, other = numbered(world), numbered(world, 13, subject="Một văn bản khác hẳn")
    roster(world)
    exported = export(world, paper)
    good = issuer().sign(exported, SIGNER, tmp_path)
    flipped = bytearray(good)
    place = good.index(b"/Type /Catalog") if b"/Type /Catalog" in good else len(exported) // 2
    flipped[place + 1] ^= 0x01
    assert refusal(world, paper, bytes(flipped)) in {"altered", "unreadable"}
    assert refusal(world, paper, issuer().sign(exported, "Người Lạ", tmp_path)) == "foreign_signer"
    assert refusal(world, paper, issuer("CA lạ").sign(exported, SIGNER, tmp_path)) == "untrusted"
    assert refusal(world, paper, issuer().sign(export(world, other), SIGNER, tmp_path)) == "other_paper"
    assert refusal(world, paper, exported) == "unsigned"
    assert refusal(world, paper, b"%PDF-1.7 nothing") == "unreadable"


def test_a_byte_of_the_pages_flipped_breaks_the_signature(world: World, tmp_path: Path) -> None:
    paper = numbered(world)
    roster(world)
    good = issuer().sign(export(world, paper), SIGNER, tmp_path)
    flipped = bytearray(good)
    flipped[good.index(b"/CreationDate") + 20] ^= 0x01
    assert refusal(world, paper, bytes(flipped)) == "altered"


def test_a_colleague_of_the_signer_is_not_the_signer(world: World, tmp_path: Path) -> None:
    paper = numbered(world)
    roster(world)
    roster(world, "Lê Văn Phó")
    data = issuer().sign(export(world, paper), "Lê Văn Phó", tmp_path)
    assert refusal(world, paper, data) == "other_signer"


def test_a_line_with_a_serial_number_is_for_that_certificate(world: World, tmp_path: Path) -> None:
    paper = numbered(world)
    roster(world, serial="AB12")
    assert refusal(world, paper, issuer().sign(export(world, paper), SIGNER, tmp_path)) == "foreign_signer"


def test_without_configured_issuers_nothing_is_taken_on_trust(
    world: World, settings: Any, tmp_path: Path
) -> None:
    paper = numbered(world)
    roster(world)
    settings.SIGNING = replace(settings.SIGNING, roots=tmp_path / "none")
    assert refusal(world, paper, issuer().sign(export(world, paper), SIGNER, tmp_path)) == "no_roots"


@pytest.mark.django_db(transaction=True)
def test_the_service_key_signs_where_the_settings_allow(settings: Any, tmp_path: Path) -> None:
    """With real transactions: locking a row outside one is an error that other tests would not see."""
    from tests.world import make_world

    world = make_world()
    paper = numbered(world)
    roster(world)
    export(world, paper)
    with pytest.raises(RefusedError) as stopped:
        actions.sign_by_service(actor=world.officer, scope=scope(world.officer), paper_id=paper.pk)
    assert stopped.value.refusal.code == "no_service"
    (tmp_path / "he-thong.p12").write_bytes(issuer().pkcs12(SIGNER))
    settings.SIGNING = replace(settings.SIGNING, pkcs12=tmp_path / "he-thong.p12", secret="mat-khau")
    actions.sign_by_service(actor=world.officer, scope=scope(world.officer), paper_id=paper.pk)
    assert paper.signatures.get().way == "service"


def test_a_signature_by_hand_is_recorded_with_its_scan(world: World) -> None:
    from datetime import date

    paper = submitted(world)
    day = actions.WetSignature("", date(2026, 3, 16))
    with pytest.raises(RefusedError) as stopped:
        actions.record_wet(
            actor=world.officer, scope=scope(world.officer), paper_id=paper.pk, signature=day, scan=None
        )
    assert stopped.value.refusal.code == "scan_missing"
    with received(b"%PDF-1.7 scan", name="quet.pdf", by=world.officer) as scan:
        actions.record_wet(
            actor=world.officer, scope=scope(world.officer), paper_id=paper.pk, signature=day, scan=scan
        )
    paper.refresh_from_db()
    assert (paper.state, paper.signatures.get().signer) == ("signed", SIGNER)


def test_what_was_submitted_or_signed_stands_still(world: World) -> None:
    from tests.domain.papers.desk import edited
    from tests.domain.papers.desk import hand_in as take_back

    paper = submitted(world)
    with pytest.raises(RefusedError) as stopped:
        take_back(world, paper, edited(paper, lambda d: d.paragraphs[0].add_run(" thêm")))
    assert stopped.value.refusal.code == "submitted"


def test_a_page_painted_over_before_signing_is_refused(world: World, tmp_path: Path) -> None:
    paper = numbered(world)
    roster(world)
    exported = export(world, paper)
    for edit, code in ((cover, "other_look"), (empty_field, "strangers")):
        assert refusal(world, paper, issuer().sign(updated(exported, edit), SIGNER, tmp_path)) == code


def test_marks_tell_people_apart_unless_the_certificate_has_none(world: World, tmp_path: Path) -> None:
    paper = numbered(world)
    roster(world)
    exported = export(world, paper)
    assert refusal(world, paper, issuer().sign(exported, "Nguyễn Văn Mậu", tmp_path)) == "foreign_signer"
    hand_in(world, paper, issuer().sign(exported, "NGUYEN VAN MAU", tmp_path))
    assert paper.signatures.get().signer == "NGUYEN VAN MAU"


def test_a_serial_number_is_hexadecimal_and_loses_the_zeros_in_front(world: World) -> None:
    roster(world, "Lê Văn Phó", serial="00 0a:1b:2c")
    assert Signatory.objects.get(name="Lê Văn Phó").serial == "A1B2C"
    with pytest.raises(RefusedError) as stopped:
        roster(world, "Lê Văn Phó", serial="số 12")
    assert stopped.value.refusal.field == "serial"


def test_a_term_that_has_ended_is_not_ended_again(world: World, clock: FrozenClock, tmp_path: Path) -> None:
    paper = numbered(world)
    roster(world)
    row = Signatory.objects.get()
    who = {"actor": world.officer, "scope": scope(world.officer), "signatory_id": row.pk}
    actions.end_signatory(**who)
    assert refusal(world, paper, issuer().sign(export(world, paper), SIGNER, tmp_path)) == "foreign_signer"
    clock.move_to("2026-03-20")
    with pytest.raises(RefusedError, match="16/03/2026"):
        actions.end_signatory(**who)
