"""Papers for tests, written through the actions that rooms call; a certificate authority of our own."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from tests.world import World, scope
from vinhdanh.domain.papers import actions
from vinhdanh.domain.papers.models import Paper, PaperVersion
from vinhdanh.engines.documents import model
from vinhdanh.engines.documents.signatures.signing import sign_with_pkcs12
from vinhdanh.foundation.files.store import read

SIGNER = "Nguyễn Văn Mẫu"
HEAD = (model.Cell("TT"), model.Cell("Họ và tên"), model.Cell("Chức vụ"), model.Cell("Ngày sinh"))
FIRST = ("An", "Bình", "Cường", "Dũng", "Hằng", "Lan", "Mai", "Nam", "Thủy", "Uyên")


def people(count: int) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (str(n), f"Trần Thị {FIRST[n % 10]} {n:03d}", f"Chuyên viên {n % 7}", f"{n % 28 + 1:02d}/05/1980")
        for n in range(1, count + 1)
    )


def written(rows: int = 3, *, subject: str = "Khen thưởng công trạng năm 2026", **more: Any) -> model.Paper:
    columns = tuple(model.Column(cell.text) for cell in HEAD)  # type: ignore[arg-type]
    listing = model.Table(columns, people(rows))
    values: dict[str, Any] = {
        "form": "decision",
        "head": model.Head(
            issuer=("Ủy ban nhân dân tỉnh Thử Nghiệm",), symbol="QĐ-UBND", place="Thử Nghiệm",
            title="Quyết định", subject=subject,
        ),
        "body": (model.Article(1, "Tặng Giấy khen cho các cá nhân có tên trong danh sách kèm theo."),),
        "signers": (model.Signer(("CHỦ TỊCH",), SIGNER),),
        "authority": "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH THỬ NGHIỆM",
        "bases": ("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",),
        "decides": "QUYẾT ĐỊNH:",
        "recipients": ("Ủy ban nhân dân xã Thử", "Sở Y tế tỉnh Thử Nghiệm", "Báo Thử"),
        "archive": "VT, SNV",
        "annexes": (model.Annex("Danh sách cá nhân", (listing,)),),
        **more,
    }  # fmt: skip
    return model.Paper(**values)


def write(world: World, rows: int = 3, **more: Any) -> Paper:
    return actions.write_paper(
        actor=world.officer, scope=scope(world.officer), body_id=world.province.pk, kind="QĐ",
        written=written(rows, **more),
    )  # fmt: skip


def master(paper: Paper) -> PaperVersion:
    return paper.versions.filter(source__in=["system", "word", "settled", "numbered"]).latest("n")


def edited(paper: Paper, edit: Callable[[Any], None]) -> bytes:
    """The paper's DOCX after an officer has worked on it in Word."""
    import docx

    document = docx.Document(io.BytesIO(read(master(paper).file)))
    edit(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def hand_in(world: World, paper: Paper, data: bytes, *, base: int | None = None) -> PaperVersion:
    return actions.take_back(
        actor=world.officer, scope=scope(world.officer), paper_id=paper.pk,
        base=master(paper).n if base is None else base, data=data, name="ban-sua.docx",
    )  # fmt: skip


def listing(document: Any) -> Any:
    """The annex: the last table of the document."""
    return document.tables[-1]


def set_words(cell: Any, words: str) -> None:
    """Type over a cell as Word does: the run keeps its look."""
    runs = cell.paragraphs[0].runs
    runs[0].text = words
    for run in runs[1:]:
        run.text = ""


@dataclass(frozen=True)
class Issuer:
    """A certificate authority: its own certificate as PEM, and keys it certifies."""

    name: str
    pem: bytes
    key: Any
    certificate: Any

    def pkcs12(self, common_name: str, *, signs: bool = True) -> bytes:
        from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

        key, certificate = _certified(common_name, self, signs=signs)
        return pkcs12.serialize_key_and_certificates(
            common_name.encode(), key, certificate, [self.certificate], BestAvailableEncryption(b"mat-khau")
        )

    def sign(self, pdf: bytes, common_name: str, folder: Path) -> bytes:
        path = folder / "khoa.p12"
        path.write_bytes(self.pkcs12(common_name))
        return sign_with_pkcs12(pdf, path, "mat-khau")


@lru_cache
def issuer(name: str = "CA Thử nghiệm") -> Issuer:
    from cryptography.hazmat.primitives.serialization import Encoding

    key, certificate = _certified(name, None)
    return Issuer(name, certificate.public_bytes(Encoding.PEM), key, certificate)


def _certified(name: str, by: Issuer | None, *, signs: bool = True) -> tuple[Any, Any]:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    def called(words: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])

    key = ec.generate_private_key(ec.SECP256R1())
    made = (
        x509.CertificateBuilder()
        .subject_name(called(name))
        .issuer_name(called(by.name if by else name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2045, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=by is not None and signs, content_commitment=by is not None and signs,
                key_encipherment=not signs, data_encipherment=False, key_agreement=False,
                key_cert_sign=by is None, crl_sign=by is None, encipher_only=False, decipher_only=False,
            ),
            critical=True,
        )
        .sign(by.key if by else key, hashes.SHA256())
    )  # fmt: skip
    return key, made


def submitted(world: World, **more: Any) -> Paper:
    paper = write(world, **more)
    actions.submit_paper(actor=world.officer, scope=scope(world.officer), paper_id=paper.pk)
    paper.refresh_from_db()
    return paper


def numbered(world: World, number: int = 12, **more: Any) -> Paper:
    paper = submitted(world, **more)
    actions.record_number(
        actor=world.officer, scope=scope(world.officer), paper_id=paper.pk, number=number, symbol="QĐ-UBND",
        issued_on=date(2026, 3, 12),
    )  # fmt: skip
    paper.refresh_from_db()
    return paper
