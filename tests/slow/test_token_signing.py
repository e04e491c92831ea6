"""Signing with a key that never leaves its token (PKCS#11), through the path that the page takes."""

import logging
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Barrier, Thread
from typing import Any, Final

import pytest

from tests.domain.papers.desk import SERVED, SIGNER, certified, issuer, numbered, served, written
from tests.world import World, scope
from vinhdanh.domain.papers import actions
from vinhdanh.domain.papers.models import Paper
from vinhdanh.engines.documents.pdf import write_pdf
from vinhdanh.engines.documents.signatures.fields import with_fields
from vinhdanh.engines.documents.signatures.tokens import sign_with_pkcs11
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.files.store import read
from vinhdanh.foundation.kernel.results import RefusedError

_LIBRARY: Final = "softhsm/libsofthsm2.so"
MODULE = next((str(path) for path in Path("/usr/lib").glob(f"**/{_LIBRARY}")), "")
PIN, TOKEN = "913-bi-mat-577", "Ký số Thử"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.skipif(
        not (MODULE and shutil.which("softhsm2-util")), reason="no SoftHSM on this machine (softhsm2)"
    ),
]


@dataclass(frozen=True)
class Tokens:
    """A folder of software tokens, made by the tool that ships with the module."""

    folder: Path

    def make(self, label: str) -> None:
        _softhsm("--init-token", "--free", "--label", label, "--so-pin", "12345678", "--pin", PIN)

    def put(
        self, label: str, name: str, *, kind: str = "ec", called: str = "khoa", ident: str = "01"
    ) -> None:
        """A key and its certificate, as an authority's card writer would put them."""
        from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

        key, certificate = certified(name, issuer(), kind=kind)
        pem = self.folder / "khoa.pem"
        pem.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        _softhsm("--import", str(pem), "--token", label, "--label", called, "--id", ident, "--pin", PIN)
        pem.unlink()
        self.put_certificate(label, certificate, called=called, ident=ident)

    def put_certificate(self, label: str, certificate: Any, *, called: str, ident: str = "") -> None:
        import pkcs11
        from cryptography.hazmat.primitives.serialization import Encoding

        der = certificate.public_bytes(Encoding.DER)
        about = {
            pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
            pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
            pkcs11.Attribute.TOKEN: True,
            pkcs11.Attribute.LABEL: called,
            pkcs11.Attribute.ID: bytes.fromhex(ident),
            pkcs11.Attribute.SUBJECT: certificate.subject.public_bytes(),
            pkcs11.Attribute.VALUE: der,
        }
        with pkcs11.lib(MODULE).get_token(token_label=label).open(user_pin=PIN, rw=True) as session:
            session.create_object(about)


def _softhsm(*words: str) -> None:
    subprocess.run(["softhsm2-util", "--module", MODULE, *words], check=True, capture_output=True)


@pytest.fixture
def tokens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tokens]:
    import pkcs11

    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {tmp_path}/tokens\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))
    yield Tokens(tmp_path)
    # The module read its settings when it was loaded; the next test has tokens of its own.
    pkcs11.unload(MODULE)


@pytest.fixture(autouse=True)
def service(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "roots").mkdir()
    (tmp_path / "roots" / "ca.pem").write_bytes(issuer().pem)
    settings.SIGNING = replace(
        settings.SIGNING,
        roots=tmp_path / "roots",
        pkcs12=None,
        module=MODULE,
        token=TOKEN,
        label="",
        secret=PIN,
        body=SERVED,
    )


@pytest.fixture(autouse=True)
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """The PDF is made from the data: what is signed does not matter here."""
    monkeypatch.setattr("vinhdanh.engines.previews.office.shutil.which", lambda _: None)


def ready(world: World, number: int = 12) -> Paper:
    served(world)
    paper = numbered(world, number)
    actions.add_signatory(
        actor=world.officer, scope=scope(world.officer), body_id=world.province.pk, name=SIGNER
    )
    actions.export_pdf(actor=world.officer, scope=scope(world.officer), paper_id=paper.pk)
    return paper


def sign(world: World, paper: Paper) -> None:
    actions.sign_by_service(actor=world.officer, scope=scope(world.officer), paper_id=paper.pk)


def refused(world: World, paper: Paper) -> str:
    with pytest.raises(RefusedError) as stopped:
        sign(world, paper)
    assert stopped.value.refusal.code == "key_fault"
    assert not paper.signatures.exists()
    return stopped.value.refusal.reason


@pytest.mark.parametrize("kind", ["ec", "rsa"])
def test_the_key_of_a_token_signs_and_the_signature_is_checked(
    world: World, tokens: Tokens, kind: str
) -> None:
    tokens.make(TOKEN)
    tokens.put(TOKEN, SIGNER, kind=kind)
    paper = ready(world)
    sign(world, paper)
    paper.refresh_from_db()
    row = paper.signatures.get()
    assert (paper.state, row.way, row.signer, row.issuer) == ("signed", "service", SIGNER, "CA Thử nghiệm")
    assert "không đổi một byte" in row.verdict
    assert b"/ETSI.CAdES.detached" in read(paper.versions.latest("n").file)


def test_the_certificate_that_has_its_key_is_taken_also_among_those_of_its_issuers(
    world: World, tokens: Tokens
) -> None:
    tokens.make("Thiết bị khác")
    tokens.make(TOKEN)
    tokens.put("Thiết bị khác", "Người Lạ")
    tokens.put_certificate(TOKEN, issuer().certificate, called="CA", ident="aa")
    tokens.put(TOKEN, SIGNER)
    paper = ready(world)
    sign(world, paper)
    assert paper.signatures.get().signer == SIGNER


def test_of_several_certificates_the_settings_name_one(world: World, tokens: Tokens, settings: Any) -> None:
    tokens.make(TOKEN)
    tokens.put(TOKEN, "Người Lạ", called="khac", ident="02")
    tokens.put(TOKEN, SIGNER, called="khoa")
    paper = ready(world)
    assert "nhiều chứng thư (khac, khoa)" in refused(world, paper)
    settings.SIGNING = replace(settings.SIGNING, label="mat")
    assert "không có chứng thư “mat” kèm khóa riêng" in refused(world, paper)
    settings.SIGNING = replace(settings.SIGNING, label="khoa")
    sign(world, paper)
    assert paper.signatures.get().signer == SIGNER


def test_an_absent_token_and_an_absent_module_are_said_in_words(
    world: World, tokens: Tokens, settings: Any
) -> None:
    paper = ready(world)
    assert "không thấy thiết bị ký “Ký số Thử”; cắm thiết bị" in refused(world, paper)
    settings.SIGNING = replace(settings.SIGNING, module="/opt/khong-co/libtoken.so")
    assert "không thấy tệp mô-đun libtoken.so của thiết bị ký trên máy chủ" in refused(world, paper)
    nothing = tokens.folder / "libhong.so"
    nothing.write_bytes(b"not a library")
    settings.SIGNING = replace(settings.SIGNING, module=str(nothing))
    assert "không nạp được mô-đun libhong.so" in refused(world, paper)


def test_a_wrong_pin_is_not_tried_twice_and_stands_in_no_log(
    world: World, tokens: Tokens, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    tokens.make(TOKEN)
    tokens.put(TOKEN, SIGNER)
    wrong = "PIN-sai-4711"
    settings.SIGNING = replace(settings.SIGNING, secret=wrong)
    paper = ready(world)
    with caplog.at_level(logging.DEBUG):
        said = [refused(world, paper), refused(world, paper)]
        settings.SIGNING = replace(settings.SIGNING, secret=PIN)
        sign(world, paper)
    assert "mã PIN của thiết bị ký trong cấu hình không đúng" in said[0]
    assert "không được thử lại, để thiết bị khỏi bị khóa" in said[1]
    kept = " ".join(f"{row.before} {row.after} {row.reason}" for row in AuditRow.objects.all())
    for pin in (wrong, PIN):
        assert pin not in caplog.text
        assert pin not in " ".join(said) + kept + repr(settings.SIGNING)


def test_two_people_who_sign_at_once_do_not_log_each_other_out(tokens: Tokens) -> None:
    tokens.make(TOKEN)
    tokens.put(TOKEN, SIGNER, kind="rsa")
    pdf = with_fields(write_pdf(written()), SIGNER)
    begin, made, wrong = Barrier(4), list[bytes](), list[BaseException]()

    def one() -> None:
        begin.wait()
        try:
            made.extend(sign_with_pkcs11(pdf, MODULE, token=TOKEN, pin=PIN) for _ in range(3))
        except BaseException as error:
            wrong.append(error)

    threads = [Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(made) == 12
