"""Signing by a service account: a PKCS#12 file, or a key in a PKCS#11 module (USB token, HSM)."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
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
    return _signed(pdf, signer, field)


def sign_with_pkcs11(
    pdf: bytes, module: str, *, token: str, pin: str, label: str = "", field: str = PERSON
) -> bytes:
    """The same with a key of ``token``; ``label`` names its certificate where the token holds several."""
    with _token(module, token, pin) as session:
        from pyhanko.sign.pkcs11 import PKCS11Signer

        return _signed(pdf, PKCS11Signer(session, cert_label=label or None), field)


@contextmanager
def _token(module: str, token: str, pin: str) -> Iterator[Any]:
    from pkcs11.exceptions import PKCS11Error
    from pyhanko.config.pkcs11 import TokenCriteria
    from pyhanko.sign.pkcs11 import open_pkcs11_session

    try:
        session = open_pkcs11_session(module, token_criteria=TokenCriteria(label=token), user_pin=pin)
    except (PKCS11Error, OSError, RuntimeError) as error:
        raise SigningFault(f"không mở được thiết bị ký ({type(error).__name__})") from error
    try:
        yield session
    except PKCS11Error as error:
        raise SigningFault(f"thiết bị ký báo lỗi ({type(error).__name__})") from error
    finally:
        session.close()


def _signed(pdf: bytes, signer: Any, field: str) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    about = signers.PdfSignatureMetadata(field_name=field, subfilter=fields.SigSeedSubFilter.PADES)
    out = signers.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)), about, signer=signer, existing_fields_only=True
    )
    return bytes(out.getvalue())
