"""Certificates of the issuers whose signatures count: files in a folder, PEM or DER."""

from pathlib import Path


def roots_in(folder: Path) -> list[bytes]:
    """Every certificate of the ``.pem``, ``.crt`` and ``.cer`` files, in DER; those that are none are left
    out."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    found = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix.lower() not in {".pem", ".crt", ".cer", ".der"}:
            continue
        data = path.read_bytes()
        try:
            some = (
                x509.load_pem_x509_certificates(data)
                if b"-----BEGIN" in data
                else [x509.load_der_x509_certificate(data)]
            )
        except ValueError:
            continue
        found += [each.public_bytes(Encoding.DER) for each in some]
    return found
