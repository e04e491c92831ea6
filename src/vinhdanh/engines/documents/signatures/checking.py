"""Is a signed PDF this paper, whole, and signed by a certificate that the settings trust?"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from vinhdanh.engines.documents.signatures.strangers import same_look, strangers
from vinhdanh.foundation.kernel.text import squash

_SILENT: Final = ("pyhanko", "pyhanko_certvalidator")


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature. ``intact``: the signed bytes are what was signed; ``whole``: nothing was added after
    that
    touches the document; ``trusted``: the chain ends in a configured root and the certificate holds at the
    time
    of checking. ``trouble`` says why not, in words; ``serial`` is hexadecimal."""

    field: str
    signer: str
    serial: str
    issuer: str
    signed_at: datetime | None
    intact: bool
    whole: bool
    trusted: bool
    trouble: str = ""

    @property
    def good(self) -> bool:
        return self.intact and self.whole and self.trusted


@dataclass(frozen=True, slots=True)
class Checked:
    """``exact``: the exported bytes stand unchanged before the signature. ``same_words``, ``same_look``: each
    page says the same and looks the same; both make it this paper. ``strangers`` names what is in the file
    beside its pages and signatures, in words; empty for nothing."""

    exact: bool
    same_words: bool
    same_look: bool
    strangers: str
    signatures: Sequence[Signature]


def check(signed: bytes, exported: bytes, *, roots: Sequence[bytes], at: datetime) -> Checked:
    """Check ``signed`` against what was exported for signing; ``roots`` are certificates in DER.

    Raises ValueError for what is no readable PDF.
    """
    import logging

    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    same_words = words_of(signed) == words_of(exported)
    return Checked(
        exact=signed.startswith(exported),
        same_words=same_words,
        same_look=same_words and same_look(signed, exported),
        strangers=strangers(signed, exported) if same_words else "",
        signatures=_signatures(signed, roots, at),
    )


def words_of(pdf: bytes) -> list[str]:
    """The words of each page, NFC, white space squashed; ValueError when the PDF cannot be read."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(pdf) as document:
            return [squash(page.get_textpage().get_text_range()) for page in document]
    except pypdfium2.PdfiumError as error:
        raise ValueError("unreadable PDF") from error


def _signatures(signed: bytes, roots: Sequence[bytes], at: datetime) -> list[Signature]:
    from asn1crypto import x509
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    anchors = [x509.Certificate.load(each) for each in roots]
    try:
        embedded = PdfFileReader(io.BytesIO(signed), strict=False).embedded_regular_signatures
    except (PdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise ValueError("unreadable PDF") from error
    return [_signature(each, anchors, at) for each in embedded]


def _signature(embedded: Any, anchors: list[Any], at: datetime) -> Signature:
    certificate = embedded.signer_cert
    try:
        status = _status(embedded, anchors, at)
    except Exception as error:  # whatever a hostile file does to the library is a bad signature
        return _named(embedded, certificate, trouble=_why(error))
    return _named(
        embedded,
        certificate,
        intact=bool(status.intact and status.valid),
        whole=_whole(status),
        trusted=bool(status.trusted) and _in_time(status, certificate),
        signed_at=status.signer_reported_dt,
        trouble=_trouble(status, certificate),
    )


def _whole(status: Any) -> bool:
    """Nothing was added since but another signature: notes, too, that the library would let pass, are not."""
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    level = status.modification_level
    return (
        bool(status.docmdp_ok) and level is not None and level.value <= ModificationLevel.FORM_FILLING.value
    )


def _in_time(status: Any, certificate: Any) -> bool:
    """The moment that the signer's machine wrote down lies in the life of the certificate."""
    at = status.signer_reported_dt
    return at is None or bool(certificate.not_valid_before <= at <= certificate.not_valid_after)


def _status(embedded: Any, anchors: list[Any], at: datetime) -> Any:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext

    # Nothing is fetched: the machine may have no way out, and a file must not choose whom it calls.
    context = ValidationContext(
        trust_roots=anchors, moment=at, allow_fetching=False, revocation_mode="soft-fail"
    )
    usage = KeyUsageConstraints(
        key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
    )
    return validate_pdf_signature(embedded, signer_validation_context=context, key_usage_settings=usage)


def _named(embedded: Any, certificate: Any, **found: Any) -> Signature:
    name = certificate.subject.native.get("common_name", "") if certificate is not None else ""
    issuer = certificate.issuer.native if certificate is not None else {}
    return Signature(
        field=str(embedded.field_name or ""),
        signer=squash(str(name)),
        serial=f"{certificate.serial_number:X}" if certificate is not None else "",
        issuer=squash(str(issuer.get("common_name") or issuer.get("organization_name") or "")),
        signed_at=found.get("signed_at"),
        intact=found.get("intact", False),
        whole=found.get("whole", False),
        trusted=found.get("trusted", False),
        trouble=found.get("trouble", ""),
    )


def _trouble(status: Any, certificate: Any) -> str:
    if not (status.intact and status.valid):
        return "nội dung đã bị sửa sau khi ký"
    if status.revoked:
        return "chứng thư đã bị thu hồi"
    if not status.trusted:
        return "chứng thư không do tổ chức tin cậy đã cấu hình cấp, hoặc không còn hiệu lực"
    if not _in_time(status, certificate):
        return "giờ ký ghi trong tệp nằm ngoài thời hạn của chứng thư"
    return ""


def _why(error: Exception) -> str:
    name = type(error).__name__
    return f"chữ ký không kiểm tra được ({name})"
