"""Whatever the bytes, the reader answers with a document or a fault."""

import random
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.reading.formats.files import docx, p, pdf, tbl, tc, tr
from vinhdanh.engines.reading import FaultCode, ReadingFault, extract
from vinhdanh.engines.reading.model import Document

SLOW = settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])


def _workbook() -> bytes:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["TT", "Việc", "Đơn vị"])
        sheet.write_row(1, 0, [1, "Họp", "Sở A"])
    return file.getvalue()


VALID = {
    "a.docx": docx(p("Mở đầu") + tbl(tr(tc("1"), tc("Họp")))),
    "a.xlsx": _workbook(),
    "a.pdf": pdf("Mở đầu\n#table(columns: 2, [1], [Họp])"),
    "a.txt": "Mở đầu\nTT\tViệc\n1\t**Họp**\n".encode(),
    "a.md": "# Mở đầu\n| a | b |\n|--|--|\n".encode(),
}


def answer(data: bytes, name: str) -> Document | FaultCode:
    try:
        return extract(data, name)
    except ReadingFault as fault:
        return fault.code


@pytest.mark.parametrize("name", VALID)
def test_the_valid_ones_are_read(name: str) -> None:
    assert isinstance(answer(VALID[name], name), Document)


@SLOW
@given(st.binary(max_size=3000), st.sampled_from([*VALID, "a", "a.doc", "../x\0.docx", "."]))
def test_random_bytes(data: bytes, name: str) -> None:
    answer(data, name)


@SLOW
@given(
    st.sampled_from(["%PDF-1.7\n", "PK\x03\x04", "{\\rtf", "\xff\xfe", "\xef\xbb\xbf"]),
    st.binary(max_size=500),
)
def test_random_bytes_under_a_true_head(head: str, data: bytes) -> None:
    for name in VALID:
        answer(head.encode("latin-1") + data, name)


@SLOW
@given(st.sampled_from(sorted(VALID)), st.integers(0, 2**32), st.integers(1, 30))
def test_valid_files_with_bytes_changed_cut_or_doubled(name: str, seed: int, changes: int) -> None:
    chance, data = random.Random(seed), bytearray(VALID[name])
    for _ in range(changes):
        at = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randrange(1, 20)]
            case 2:
                data[at:at] = data[at : at + 20]
            case _:
                data[at] ^= 1 << chance.randrange(8)
        if not data:
            break
    answer(bytes(data), name)


XML = st.recursive(
    st.sampled_from(["<w:t>Họp</w:t>", "<w:tab/>", "<w:br/>", "<w:lastRenderedPageBreak/>", ""]),
    lambda inner: st.builds(
        lambda name, parts: f"<w:{name}>{''.join(parts)}</w:{name}>",
        st.sampled_from(["p", "r", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "hyperlink", "pPr",
                         "numPr", "rPr", "txbxContent", "drawing", "AlternateContent", "Choice"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=40,
)  # fmt: skip


@SLOW
@given(st.lists(XML, max_size=4))
def test_word_elements_in_any_disorder(parts: list[str]) -> None:
    answer(docx("".join(parts)), "a.docx")


@SLOW
@given(st.text(alphabet="aă*_<>/b|\t\n\\#-^()&; ", max_size=300))
def test_marks_in_any_disorder(text: str) -> None:
    for name in ("a.txt", "a.md"):
        answer(text.encode(), name)
