"""What each column of a task table holds, from the words of its header or from its cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vinhdanh.engines.reading.plan.lines import GridRow
from vinhdanh.engines.reading.plan.parties import starts_body
from vinhdanh.engines.reading.plan.passage import EMPTY, Passage
from vinhdanh.engines.reading.plan.periods import Era, read_time

ORDINAL = re.compile(r"^\s*(?:so\s*)?(?:s?tt|t\.?t\.?|so thu tu|so)\s*$")
# Order matters: the first class whose words a header cell holds is its role.
_ROLE_WORDS = {
    "both": r"chu tri.{0,12}phoi hop|phoi hop.{0,20}chu tri",
    "help": r"phoi hop|tham gia|cung thuc hien|ho tro",
    "time": (
        r"thoi gian|tien do|thoi han|thoi diem|han hoan thanh|hoan thanh truoc|^thang$|^ngay|han nop|"
        r"moc\b|^quy$|"
        r"lich thuc hien|^han$|^hoan thanh$"
    ),
    "product": r"san pham|ket qua|dau ra|hinh thuc van ban",
    "lead": (
        r"chu tri|phu trach|thuc hien$|trach nhiem|phan cong|tham muu|nguoi (?:thuc hien|lam)|don vi$|"
        r"^(?:cac )?(?:co quan|don vi|bo phan|dau moi)|"
        r"^(?:co quan|don vi|bo phan|nguoi|to chuc|ca nhan).{0,30}thuc hien"
    ),
    "content": (
        r"^(?:ten |cac |dau )*(?:noi dung|nhiem vu|cong viec|hoat dong|viec|cong tac|chuong trinh|phong trao|"
        r"dot thi dua)|(?:noi dung|nhiem vu|cong viec)$"
    ),
    "note": (
        r"ghi chu|dia diem|thanh phan|doi tuong|kinh phi|hinh thuc|nguoi ky|yeu cau|muc tieu|"
        r"bien phap|chu de|"
        r"chu diem"
    ),
}
_ROLES = {name: re.compile(words) for name, words in _ROLE_WORDS.items()}
FOREIGN = re.compile(
    r"\b(?:diem|thang diem|so tien|thanh tien|don gia|muc chi|muc thuong|so luong|ho va ten|"
    r"ho ten|chuc vu|ty le|chuc danh|"
    r"dien thoai|nam sinh|don vi tinh|dvt)\b"
)
_COUNTED = re.compile(r"\s*(?:\d+|[IVX]+)\s*[.)]?\s*$")
_QUARTER = re.compile(r"^\s*qu[yi]\s*(?:[ivl]{1,3}|[1-4])\b")
_MONTH = re.compile(r"^\s*(?:thang\s*|t)(?:0?[1-9]|1[0-2])\b")


@dataclass(frozen=True, slots=True)
class Columns:
    """Column numbers by role; ``both``: one column holds lead and coordinators in prose."""

    places: dict[str, int] = field(default_factory=dict)
    grid_times: tuple[tuple[int, Passage], ...] = ()
    header: tuple[Passage, ...] = ()

    def cell(self, row: Sequence[Passage], role: str) -> Passage:
        place = self.places.get(role)
        return row[place] if place is not None and place < len(row) else EMPTY

    @property
    def tells_tasks(self) -> bool:
        """Whether these are the columns of a list of tasks, not of a score sheet or a budget."""
        words = " | ".join(cell.folded for cell in self.header)
        who_or_when = {"lead", "both", "help", "time"} & set(self.places) or self.grid_times
        return "content" in self.places and (bool(who_or_when) or not FOREIGN.search(words))


def header_of(rows: Sequence[GridRow], at: int) -> tuple[Columns, int] | None:
    """The columns that the row at ``at`` names, and how many rows the header takes; ``None``: no header."""
    row = rows[at]
    names = _roles(row.cells)
    if not _is_header(names, row.cells):
        return None
    after = rows[at + 1] if at + 1 < len(rows) else None
    if after is not None and _is_second_line(after):
        cells = tuple(below or top for top, below in _paired(row.cells, after.cells))
        return _columns(cells), 2
    return _columns(row.cells), 1


def _is_header(names: list[str], cells: Sequence[Passage]) -> bool:
    written = [(cell, name) for cell, name in zip(cells, names, strict=True) if cell]
    strange = sum(1 for cell, name in written if not name and not _is_time_name(cell))
    if len(written) < 2 or strange > 2 or any(_is_value(cell) for cell, _ in written):
        return False
    known = {name for name in names if name}
    if "content" in known and len(known) >= 2:
        return True
    return len(known - {"ordinal"}) >= (2 if "ordinal" in known else 3)


def _is_value(cell: Passage) -> bool:
    """A number, or more words than a header has."""
    return len(cell) > 70 or bool(_COUNTED.match(cell.text))


def _is_second_line(row: GridRow) -> bool:
    below = _roles(row.cells)
    written = [(cell, role) for cell, role in zip(row.cells, below, strict=True) if cell]
    if len(written) < 2 or row.cells[0] or any(len(cell) > 50 for cell, _ in written):
        return False
    return all(role in ("lead", "help", "time", "product") or _is_time_name(cell) for cell, role in written)


def _is_time_name(cell: Passage) -> bool:
    return bool(_QUARTER.match(cell.folded) or _MONTH.match(cell.folded))


def _paired(top: Sequence[Passage], below: Sequence[Passage]) -> list[tuple[Passage, Passage]]:
    width = max(len(top), len(below))
    padded = [[*row, *[EMPTY] * (width - len(row))] for row in (top, below)]
    return list(zip(*padded, strict=True))


def _roles(cells: Sequence[Passage]) -> list[str]:
    return [_role(cell.value_folded) for cell in cells]


def _role(words: str) -> str:
    words = words.strip(" .:*")
    if ORDINAL.match(words):
        return "ordinal"
    return (
        next((name for name, pattern in _ROLES.items() if pattern.search(words)), "")
        if len(words) <= 90
        else ""
    )


def _columns(cells: Sequence[Passage]) -> Columns:
    places: dict[str, int] = {}
    for at, role in enumerate(_roles(cells)):
        if role and role not in places:
            places[role] = at
    if "content" not in places and "product" in places:
        places["content"] = places.pop("product")
    times = tuple((at, cell) for at, cell in enumerate(cells) if _is_time_name(cell))
    _share(places)
    return Columns(places, times if len(times) >= 2 else (), tuple(cells))


def _share(places: dict[str, int]) -> None:
    """One column for whoever carries a task out: its cells may name lead and coordinators in prose."""
    if "lead" in places and "help" not in places:
        places["both"] = places.pop("lead")
    elif "both" in places and "lead" in places:
        places.pop("both")


def guess(rows: Sequence[GridRow], era: Era) -> Columns:
    """Columns of a table without a header, by what its cells hold."""
    width = max((len(row.cells) for row in rows), default=0)
    columns = [
        [row.cells[at] for row in rows if at < len(row.cells) and row.cells[at]] for at in range(width)
    ]
    places: dict[str, int] = {}
    if columns and columns[0] and all(len(cell) <= 6 for cell in columns[0]):
        places["ordinal"] = 0
    rest = [at for at in range(width) if at not in places.values() and columns[at]]
    if rest:
        places["content"] = max(rest, key=lambda at: sum(map(len, columns[at])) / len(columns[at]))
        rest.remove(places["content"])
    _guess_rest(places, rest, columns, era=era)
    _share(places)
    return Columns(places)


def _guess_rest(places: dict[str, int], rest: list[int], columns: list[list[Passage]], *, era: Era) -> None:
    for at in rest:
        cells = columns[at]
        times = sum(1 for cell in cells if len(cell) < 60 and read_time(cell.folded, era))
        bodies = sum(1 for cell in cells if starts_body(cell))
        if times * 2 > len(cells) and "time" not in places:
            places["time"] = at
        elif bodies * 2 > len(cells):
            places.setdefault("help" if "lead" in places else "lead", at)
