"""What a file is, and what is refused before anything is unpacked."""

import io
import struct
import zipfile

import pytest

from tests.unit.reading.formats.files import docx, p, zipped
from vinhdanh.engines.reading import FaultCode, ReadingFault, detect
from vinhdanh.engines.reading.limits import FILE_BYTES

DOCX = docx(p("Việc"))
PDF = b"%PDF-1.7\n..."
TEXT = "Kế hoạch năm 2025".encode()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(600)


def refused(data: bytes, name: str) -> ReadingFault:
    with pytest.raises(ReadingFault) as caught:
        detect(data, name)
    return caught.value


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (TEXT, "kế hoạch.TXT", "txt"),
        (TEXT, "a.md", "md"),
        (TEXT, "không đuôi", "txt"),
        (TEXT.decode().encode("utf-16"), "a.txt", "txt"),
        (PDF, "a.pdf", "pdf"),
        (b"\n\n" + PDF, "C:\\Users\\x\\a.pdf", "pdf"),
        (DOCX, "a.docx", "docx"),
        (DOCX, "", "docx"),
        (zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "a.xlsx", "xlsx"),
    ],
)
def test_the_kind_is_found_by_content(data: bytes, name: str, kind: str) -> None:
    assert detect(data, name) == kind


@pytest.mark.parametrize(
    ("data", "name", "claimed", "found"),
    [
        (PDF, "a.docx", ".docx", "PDF"),
        (DOCX, "a.pdf", ".pdf", "DOCX"),
        (TEXT, "a.docx", ".docx", "văn bản thuần"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "a.pdf", ".pdf", "hình ảnh"),
        (b"MZ" + bytes(99), "a.docx", ".docx", "chương trình"),
        (b"\x01\x02\x03\x00\x05" * 99, "a.txt", ".txt", "không nhận ra"),
        (b"<!DOCTYPE html><p>", "a.docx", ".docx", "trang web"),
        (DOCX, "a.doc", ".doc", "DOCX"),
    ],
)
def test_a_renamed_file_is_told_both_kinds(data: bytes, name: str, claimed: str, found: str) -> None:
    fault = refused(data, name)
    assert fault.code is FaultCode.RENAMED
    assert claimed in fault.sentence
    assert found in fault.sentence


def header(data: bytes, **fields: int) -> bytes:
    """The archive with fields of its end record changed."""
    at = data.rindex(b"PK\x05\x06")
    size = fields.get("directory", struct.unpack_from("<I", data, at + 12)[0])
    return data[: at + 12] + struct.pack("<I", size) + data[at + 16 :]


def encrypted_zip() -> bytes:
    """An archive whose only entry says that it is encrypted."""
    data = bytearray(zipped({"a.txt": "x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def many_entries() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(2100):
            archive.writestr(f"word/{number}.xml", "")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.docx", FaultCode.EMPTY),
        (b" \n\0\t", "a.txt", FaultCode.EMPTY),
        (b"x" * (FILE_BYTES + 1), "a.txt", FaultCode.TOO_LARGE),
        (TEXT, "a.exe", FaultCode.WRONG_TYPE),
        (b"{\\rtf1 x}", "a.rtf", FaultCode.WRONG_TYPE),
        (zipped({"ppt/presentation.xml": ""}), "a.pptx", FaultCode.WRONG_TYPE),
        (zipped({"mimetype": "", "content.xml": ""}), "a.odt", FaultCode.WRONG_TYPE),
        (zipped({"a.txt": "x"}), "a.zip", FaultCode.WRONG_TYPE),
        (ole("EncryptedPackage"), "a.docx", FaultCode.ENCRYPTED),
        (ole("WordDocument"), "a.doc", FaultCode.OLD_FORMAT),
        (ole("Workbook"), "a.xls", FaultCode.OLD_FORMAT),
        (OLE, "a.msi", FaultCode.WRONG_TYPE),
        (encrypted_zip(), "a.docx", FaultCode.ENCRYPTED),
        (zipped({"word/vbaProject.bin": "", "word/document.xml": ""}), "a.docm", FaultCode.MACROS),
        (DOCX[:-10], "a.docx", FaultCode.DAMAGED),
        (b"PK\x03\x04" + bytes(40), "a.docx", FaultCode.DAMAGED),
        (zipped({"word/document.xml": bytes(30_000_000)}), "a.docx", FaultCode.ZIP_BOMB),
        (header(DOCX, directory=2_000_000), "a.docx", FaultCode.ZIP_BOMB),
        (many_entries(), "a.docx", FaultCode.ZIP_BOMB),
    ],
)  # fmt: skip
def test_what_is_not_read_has_its_own_code_and_sentence(data: bytes, name: str, code: FaultCode) -> None:
    fault = refused(data, name)
    assert fault.code is code
    assert fault.sentence.count("{") == 0
    assert "Hãy" in fault.sentence
    assert str(fault) == fault.sentence


def test_the_size_of_a_large_file_is_told() -> None:
    assert refused(bytes(40 * 1024 * 1024), "a.pdf").sentence.startswith("Tệp nặng 40 MB, quá mức 20 MB.")


def test_text_may_not_hide_zeros() -> None:
    assert refused(TEXT + bytes(50) + TEXT, "a.txt").code is FaultCode.RENAMED
