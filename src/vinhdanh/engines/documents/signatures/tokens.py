"""Signing with a key that stays in its device: a USB token or an HSM behind a PKCS#11 module."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Final

from vinhdanh.engines.documents.signatures.fields import PERSON
from vinhdanh.engines.documents.signatures.signing import SigningFault, signed

_DEVICE: Final = Lock()
"""A login belongs to the whole process: two threads would log each other out."""
_WAIT: Final = 30
"""Seconds for a colleague's signature; then the device hangs."""
_REFUSED: Final[set[tuple[str, str, str]]] = set()
"""PINs that a device refused. A device locks itself after a few wrong ones, so none is tried twice."""


def sign_with_pkcs11(
    pdf: bytes, module: str, *, token: str, pin: str, label: str = "", field: str = PERSON
) -> bytes:
    """The PDF signed in its empty ``field`` by a key of ``token``.

    ``token`` may be empty where only one is plugged in, ``label`` where the token has one certificate with
    its key. Raises :class:`SigningFault`; the PIN is in no message.
    """
    from pkcs11.exceptions import PKCS11Error

    if not _DEVICE.acquire(timeout=_WAIT):
        raise SigningFault("thiết bị ký không trả lời")
    try:
        with _session(_found(_library(module), token), (module, token, pin)) as session:
            return signed(pdf, _signer(session, label), field)
    except PKCS11Error as error:
        raise SigningFault(f"thiết bị ký báo lỗi {type(error).__name__}") from error
    finally:
        _DEVICE.release()


def _library(module: str) -> Any:
    """The module, loaded once for the process."""
    import pkcs11

    if "/" in module and not Path(module).is_file():
        raise SigningFault(f"không thấy tệp mô-đun {Path(module).name} của thiết bị ký trên máy chủ")
    try:
        return pkcs11.lib(module)
    except RuntimeError as error:
        raise SigningFault(f"không nạp được mô-đun {Path(module).name} của thiết bị ký") from error


def _found(library: Any, label: str) -> Any:
    from pkcs11 import TokenFlag
    from pkcs11.exceptions import PKCS11Error

    try:
        plugged = [slot.get_token() for slot in library.get_slots(token_present=True)]
    except PKCS11Error as error:
        raise SigningFault(f"không hỏi được thiết bị ký ({type(error).__name__})") from error
    ready = [token for token in plugged if TokenFlag.TOKEN_INITIALIZED in token.flags]
    fitting = [token for token in ready if not label or token.label.strip() == label]
    if not fitting:
        wanted = f" “{label}”" if label else ""
        raise SigningFault(f"không thấy thiết bị ký{wanted}; cắm thiết bị hoặc sửa tên trong cấu hình")
    if len(fitting) > 1:
        raise SigningFault("có nhiều thiết bị ký cùng cắm; ghi tên một thiết bị vào cấu hình")
    return fitting[0]


@contextmanager
def _session(device: Any, access: tuple[str, str, str]) -> Iterator[Any]:
    from pkcs11 import exceptions as faults

    if access in _REFUSED:
        raise SigningFault(
            "mã PIN trong cấu hình đã bị thiết bị ký từ chối và không được thử lại, để thiết bị khỏi bị khóa"
        )
    try:
        session = device.open(user_pin=access[-1])
    except (faults.PinIncorrect, faults.PinInvalid, faults.PinLenRange) as error:
        _REFUSED.add(access)
        raise SigningFault("mã PIN của thiết bị ký trong cấu hình không đúng") from error
    except faults.PinLocked as error:
        raise SigningFault("thiết bị ký đã bị khóa vì nhập sai mã PIN nhiều lần") from error
    try:
        yield session
    finally:
        session.close()


def _signer(session: Any, label: str) -> Any:
    from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass
    from pyhanko.sign.pkcs11 import PKCS11Signer

    owned = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.SIGN: True}
    keys = {key[Attribute.ID]: key for key in session.get_objects(owned)}
    certificates = session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
    usable = {
        each[Attribute.ID]: each[Attribute.LABEL] for each in certificates if each[Attribute.ID] in keys
    }
    fitting = [ident for ident, name in usable.items() if not label or name == label]
    if not fitting:
        wanted = f" “{label}”" if label else ""
        raise SigningFault(f"thiết bị ký không có chứng thư{wanted} kèm khóa riêng")
    if len(fitting) > 1:
        names = ", ".join(sorted(usable[ident] for ident in fitting))
        raise SigningFault(f"thiết bị ký có nhiều chứng thư ({names}); ghi tên một chứng thư vào cấu hình")
    # Many devices know no hash-and-sign of their own: then the hash is made here.
    offered = session.token.slot.get_mechanisms()
    curve = keys[fitting[0]][Attribute.KEY_TYPE] == KeyType.EC
    return PKCS11Signer(
        session,
        cert_id=fitting[0],
        other_certs_to_pull=None,
        use_raw_mechanism=curve or Mechanism.SHA256_RSA_PKCS not in offered,
    )
