"""Files that somebody prepared: what they show or carry beside the paper is found, whenever it was put in."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.domain.papers.desk import SIGNER, issuer, written
from vinhdanh.engines.documents.pdf import write_pdf
from vinhdanh.engines.documents.signatures.checking import Checked, check
from vinhdanh.engines.documents.signatures.fields import PERSON, SEAL, with_fields
from vinhdanh.engines.documents.signatures.signing import sign_with_pkcs12

Edit = Callable[[Any], None]


@cache
def exported() -> bytes:
    return with_fields(write_pdf(written()), SIGNER)


def updated(pdf: bytes, edit: Edit) -> bytes:
    """The file with one more revision behind its bytes."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    edit(writer)
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def checked(pdf: bytes, *, at: datetime | None = None) -> Checked:
    from cryptography.hazmat.primitives.serialization import Encoding

    root = issuer().certificate.public_bytes(Encoding.DER)
    return check(pdf, exported(), roots=[root], at=at or datetime.now(UTC))


def accepted(found: Checked) -> bool:
    return (
        found.same_words
        and found.same_look
        and not found.strangers
        and bool(found.signatures)
        and all(each.good for each in found.signatures)
    )


def signed(pdf: bytes, folder: Path, name: str = SIGNER) -> bytes:
    return issuer().sign(pdf, name, folder)


def _box(writer: Any) -> Any:
    """A white strip, as an object of the file."""
    from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, StreamObject, pdf_name

    sides = ArrayObject([NumberObject(side) for side in (0, 0, 300, 40)])
    about = DictionaryObject({
        pdf_name("/Type"): pdf_name("/XObject"), pdf_name("/Subtype"): pdf_name("/Form"),
        pdf_name("/BBox"): sides,
    })  # fmt: skip
    return writer.add_object(StreamObject(about, stream_data=b"1 1 1 rg 0 0 300 40 re f"))


def cover(writer: Any) -> None:
    """Paint over a line of the page."""
    from pyhanko.pdf_utils.generic import StreamObject

    drawn = StreamObject({}, stream_data=b"1 1 1 rg 60 500 480 60 re f")
    writer.add_stream_to_page(0, writer.add_object(drawn))


def note(writer: Any) -> None:
    from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, pdf_name

    about = DictionaryObject({
        pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Subtype"): pdf_name("/FreeText"),
        pdf_name("/Rect"): ArrayObject([NumberObject(side) for side in (100, 500, 400, 540)]),
        pdf_name("/AP"): DictionaryObject({pdf_name("/N"): _box(writer)}),
    })  # fmt: skip
    page = writer.root["/Pages"]["/Kids"].raw_get(0)
    writer.register_annotation(page, writer.add_object(about))


def script(writer: Any) -> None:
    from pyhanko.pdf_utils.generic import DictionaryObject, pdf_name, pdf_string

    action = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): pdf_string("app.alert(1)")}
    writer.root[pdf_name("/OpenAction")] = writer.add_object(DictionaryObject(action))
    writer.update_root()


def attachment(writer: Any) -> None:
    from pyhanko.pdf_utils.embed import EmbeddedFileObject, FileSpec, embed_file

    inside = EmbeddedFileObject.from_file_data(writer, b"MZ")
    embed_file(writer, FileSpec(file_spec_string="chay.exe", embedded_data=inside))


def empty_field(writer: Any) -> None:
    """An unsigned field that shows a strip: the library holds it for a harmless addition."""
    from pyhanko.pdf_utils.generic import DictionaryObject, pdf_name
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    append_signature_field(writer, SigFieldSpec("Them", on_page=0, box=(100, 500, 400, 540)))
    field = writer.root["/AcroForm"]["/Fields"][-1]
    field[pdf_name("/AP")] = DictionaryObject({pdf_name("/N"): _box(writer)})


def fields_on(name: str) -> Edit:
    def edit(writer: Any) -> None:
        from pyhanko.pdf_utils.generic import DictionaryObject, pdf_name

        fields = writer.root["/AcroForm"]["/Fields"]
        for place in range(len(fields)):
            if str(fields[place]["/T"]) == name:
                fields[place][pdf_name("/AP")] = DictionaryObject({pdf_name("/N"): _box(writer)})
                writer.mark_update(fields.raw_get(place))

    return edit


EDITS = {
    "cover": cover, "note": note, "script": script, "attachment": attachment, "empty field": empty_field,
    "seal shows something": fields_on(SEAL),
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_what_is_added_before_or_after_signing_is_found(edit: Edit, tmp_path: Path) -> None:
    assert not accepted(checked(signed(updated(exported(), edit), tmp_path)))
    assert not accepted(checked(updated(signed(exported(), tmp_path), edit)))


def test_the_picture_of_a_signature_is_not_exchanged_afterwards(tmp_path: Path) -> None:
    assert not accepted(checked(updated(signed(exported(), tmp_path), fields_on(PERSON))))


def test_two_good_signatures_count_and_a_second_bad_one_spoils_both(tmp_path: Path) -> None:
    first = signed(exported(), tmp_path)
    keys = {name: tmp_path / f"{name}.p12" for name in ("ta", "la")}
    keys["ta"].write_bytes(issuer().pkcs12("Ủy ban nhân dân tỉnh Thử Nghiệm"))
    keys["la"].write_bytes(issuer("CA lạ").pkcs12(SIGNER))
    two = {name: sign_with_pkcs12(first, path, "mat-khau", field=SEAL) for name, path in keys.items()}
    assert accepted(checked(two["ta"]))
    assert [each.good for each in checked(two["la"]).signatures] == [True, False]


def test_bytes_behind_the_end_and_a_file_behind_the_file_are_no_part_of_the_paper(tmp_path: Path) -> None:
    good = signed(exported(), tmp_path)
    assert accepted(checked(good))
    assert not accepted(checked(good + b"\nPK\x03\x04 something"))
    assert not accepted(checked(good + exported()))


@pytest.mark.parametrize(("day", "good"), [(2019, False), (2021, True), (2046, False)])
def test_a_certificate_counts_only_in_its_life(day: int, good: bool, tmp_path: Path) -> None:
    found = checked(signed(exported(), tmp_path), at=datetime(day, 6, 1, tzinfo=UTC))
    assert [each.trusted for each in found.signatures] == [good]


def test_a_certificate_for_other_uses_does_not_sign_papers(tmp_path: Path) -> None:
    path = tmp_path / "khoa.p12"
    path.write_bytes(issuer().pkcs12(SIGNER, signs=False))
    found = checked(sign_with_pkcs12(exported(), path, "mat-khau"))
    assert [each.trusted for each in found.signatures] == [False]


def test_a_self_signed_certificate_of_the_same_name_is_not_the_signer(tmp_path: Path) -> None:
    found = checked(issuer(SIGNER).sign(exported(), SIGNER, tmp_path))
    assert [each.trusted for each in found.signatures] == [False]


def test_a_page_swapped_for_another_version_is_another_paper(tmp_path: Path) -> None:
    other = with_fields(write_pdf(written(subject="Khen thưởng công trạng năm 2027")), SIGNER)
    assert not checked(signed(other, tmp_path)).same_words
