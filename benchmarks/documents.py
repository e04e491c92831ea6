"""Official papers: an annex of 1,800 names, 1,000 different certificates, every kind of paper once.

    ./run bench documents

Each act is done once to warm up (fonts, the renderer's own start) and then measured with data that it has
not seen: the renderer remembers what it has set, and the same names twice would be free. Figures are wall
time and processor time in seconds; the budget is for the wall.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from statistics import median
from typing import Any

from vinhdanh.engines.documents.binder import Binder, Section, bind
from vinhdanh.engines.documents.certificates import (
    Certificate,
    Design,
    Field,
    Stock,
    overflows,
    print_apart,
    print_certificates,
)
from vinhdanh.engines.documents.docx import write_docx
from vinhdanh.engines.documents.model import Annex, Column, Head, Paper, Paragraph, Signer, Table
from vinhdanh.engines.documents.pdf import write_pdf
from vinhdanh.engines.documents.templates import papers_of, sample

NAMES = 1_800
CERTIFICATES = 1_000
REPEATS = 3
BUDGETS = {
    "annex_docx": 1.0, "annex_pdf": 1.0, "certificates_fit": 1.0, "certificates_one": 3.0,
    "certificates_files": 15.0, "kinds_docx": 10.0, "kinds_pdf": 10.0, "binder": 5.0,
}  # fmt: skip
"""Seconds. Annexes and certificates as one file are promised; the others are what one may wait for."""
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ")
GIVEN = ("Ánh", "Bình", "Đường", "Giang", "Hòa", "Khuê", "Lựu", "Ngọc", "Phượng", "Quỳnh", "Thủy", "Ước")
DESIGN = Design(
    Stock("A4", landscape=True),
    (
        Field("quoc_hieu", 48.5, 22, 200, fixed="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=14, bold=True),
        Field("tieu_ngu", 48.5, 29, 200, fixed="Độc lập - Tự do - Hạnh phúc", size=14, bold=True),
        Field(
            "tham_quyen", 48.5, 46, 200, fixed="CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SÔNG MÂY", size=18, bold=True
        ),
        Field("loai", 48.5, 66, 200, fixed="BẰNG KHEN", size=44, bold=True, colour="#b00000"),
        Field("ten", 48.5, 92, 200, font="Great Vibes", size=34, least=22),
        Field("don_vi", 48.5, 110, 200, size=16, least=12, lines=2),
        Field("thanh_tich", 48.5, 126, 200, size=16, least=12, lines=2, italic=True),
        Field("so", 30, 160, 90, size=12, align="left", lines=2),
    ),
)


def run(_: list[str]) -> dict[str, Any]:
    """The figures; `ok` says whether each kept its budget."""
    figures = {name: _measured(name, act) for name, act in _acts().items()}
    kept = {name: figures[name]["seconds"] <= budget for name, budget in BUDGETS.items()}
    return {"bench": "documents", **figures, "budgets": BUDGETS, "ok": all(kept.values())}


def _acts() -> dict[str, Callable[[int], int]]:
    """Each takes a number that makes its data new, and gives the bytes written."""
    kinds = [sample(code) for code in papers_of("all")]
    return {
        "annex_docx": lambda turn: len(write_docx(_annex(turn))),
        "annex_pdf": lambda turn: len(write_pdf(_annex(turn))),
        "certificates_fit": lambda turn: len(overflows(DESIGN, [one.data for one in _people(turn)])),
        "certificates_one": lambda turn: len(print_certificates(DESIGN, _people(turn))),
        "certificates_files": lambda turn: len(print_apart(DESIGN, _people(turn))),
        "kinds_docx": lambda turn: sum(len(write_docx(_renamed(paper, turn))) for paper in kinds),
        "kinds_pdf": lambda turn: sum(len(write_pdf(_renamed(paper, turn))) for paper in kinds),
        "binder": lambda turn: len(_bound(turn)),
    }


def _measured(name: str, act: Callable[[int], int]) -> dict[str, Any]:
    act(0)
    walls, loads, written = [], [], 0
    for turn in range(1, REPEATS + 1):
        begun, worked = time.perf_counter(), time.process_time()
        written = act(turn)
        walls.append(time.perf_counter() - begun)
        loads.append(time.process_time() - worked)
    figures = {"seconds": round(median(walls), 2), "processor": round(median(loads), 2), "bytes": written}
    print(
        f"{name:20} {figures['seconds']:6.2f} s  {figures['processor']:6.2f} s of processor", file=sys.stderr
    )
    return figures


def _name(number: int, turn: int) -> str:
    family, given = FAMILIES[number % len(FAMILIES)], GIVEN[number // 7 % len(GIVEN)]
    return f"{family} {GIVEN[(number + turn) % len(GIVEN)]} {given} {number + turn * 10_000}"


def _annex(turn: int) -> Paper:
    columns = (
        Column("TT", 12, "centre"), Column("Họ và tên", 50), Column("Chức vụ, đơn vị"),
        Column("Hình thức khen thưởng", 38),
    )  # fmt: skip
    rows = tuple(
        (
            str(number),
            f"Bà {_name(number, turn)}",
            f"Giáo viên Trường Tiểu học số {number % 97}, xã Vân Sơn",
            "Bằng khen",
        )
        for number in range(1, NAMES + 1)
    )
    head = Head(
        issuer=("ỦY BAN NHÂN DÂN", "TỈNH SÔNG MÂY"), number=5, symbol="QĐ-UBND", place="Sông Mây",
        day=date(2026, 1, 5), title="Quyết định", subject="Về việc tặng Bằng khen",
    )  # fmt: skip
    annexes = (Annex("Danh sách cá nhân", (Table(columns, rows),)),)
    return Paper(
        "decision", head, (Paragraph("Tặng Bằng khen."),), (Signer(("Chủ tịch",), "Lê An"),), annexes=annexes
    )


def _people(turn: int) -> list[Certificate]:
    return [
        Certificate(
            {
                "ten": _name(number, turn),
                "don_vi": f"Giáo viên Trường Tiểu học số {number}, xã Vân Sơn, tỉnh Sông Mây",
                "thanh_tich": "Đã có thành tích xuất sắc trong phong trào thi đua năm học 2025 - 2026",
                "so": f"Số: {number}/QĐ-UBND ngày 05/01/2026\nVào sổ số: {number:04d}",
            },
            name=_name(number, turn),
        )
        for number in range(1, CERTIFICATES + 1)
    ]


def _renamed(paper: Paper, turn: int) -> Paper:
    return replace(paper, head=replace(paper.head, subject=f"{paper.head.subject} {turn}"))


def _bound(turn: int) -> bytes:
    pdf = write_pdf(_annex(turn))
    sections = tuple(
        Section(f"Quyết định {n}", pdf, address=f"https://songmay.example/{turn}/{n}") for n in range(5)
    )
    return bind(Binder("Hồ sơ khen thưởng", "Sở Nội vụ", date(2026, 3, 1), sections))
