"""Signing by a service account with the key of a PKCS#12 file; keys of devices are in ``tokens``."""

import io
from pathlib import Path
from typing import Any

from vinhdanh.engines.documents.signatures.fields import PERSON


class SigningFault(Exception):  # noqa: N818 - a fault of the key or its module
    """The key could not be used; the words say what is amiss."""


def sign_with_pkcs12(pdf: bytes, path: Path, password: str, *, field: str = PERSON) -> bytes:
    """The PDF signed in its empty ``field``; raises :class:`SigningFault` when the key cannot be opened."""
    from pyhanko.sign import signers

    load: Any = signers.SimpleSigner.load_pkcs12
    signer = load(str(path), passphrase=password.encode())
    if signer is None:
        raise SigningFault("không mở được tệp chứng thư: sai đường dẫn hoặc mật khẩu")
    return signed(pdf, signer, field)


def signed(pdf: bytes, signer: Any, field: str) -> bytes:
    """The PDF with the signature of ``signer`` (one of pyHanko's) in its empty ``field``."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    about = signers.PdfSignatureMetadata(field_name=field, subfilter=fields.SigSeedSubFilter.PADES)
    out = signers.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)), about, signer=signer, existing_fields_only=True
    )
    return bytes(out.getvalue())
