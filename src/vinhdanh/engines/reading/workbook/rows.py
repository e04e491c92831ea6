"""One line of cells to a row: each cell by itself, then what the cells say together."""

from collections.abc import Mapping

from vinhdanh.engines.reading.workbook.days import shown
from vinhdanh.engines.reading.workbook.model import BookKind, CellVerdict, ReadRow, Value
from vinhdanh.engines.reading.workbook.values import Context, Parsed, as_text, parse, subject_of
from vinhdanh.foundation.kernel.text import fold

DISTRICTS_UNTIL = "2025-07-01"
"""Districts ended on 1/7/2025 (Luật 72/2025/QH15): no decision of theirs has a later day."""
_WORDS = {"individual": "cá nhân", "collective": "tập thể", "household": "hộ gia đình"}


def read_row(
    kind: BookKind, raw: Mapping[str, object], context: Context, *, sheet: int = 0, line: int = 0
) -> ReadRow:
    """The row of these cells (by column key). A column that is not there is like an empty cell."""
    row = _Row(kind, raw, context)
    return ReadRow(sheet, line, row.typed, row.values, tuple(row.verdicts))


class _Row:
    """Gathers the values and verdicts of one row."""

    def __init__(self, kind: BookKind, raw: Mapping[str, object], context: Context) -> None:
        self.context = context
        self.typed: dict[str, str] = {}
        self.values: dict[str, Value] = {}
        self.verdicts: list[CellVerdict] = []
        for column in kind.columns:
            cell = raw.get(column.key)
            if text := as_text(cell):
                self.typed[column.key] = text
            self._take(column.key, parse(column, cell, context))
        self._together(kind)

    def _take(self, key: str, parsed: Parsed) -> None:
        if parsed.value is not None:
            self.values[key] = parsed.value
        self.values.update(parsed.also)
        if parsed.mark:
            self.verdicts.append(CellVerdict(key, parsed.mark, parsed.said))

    def _wrong(self, key: str, said: str) -> None:
        """One sentence for a cell; the first that was found is enough."""
        self.values.pop(key, None)
        if not any(verdict.column == key and verdict.mark == "wrong" for verdict in self.verdicts):
            self.verdicts = [verdict for verdict in self.verdicts if verdict.column != key]
            self.verdicts.append(CellVerdict(key, "wrong", said))

    def _together(self, kind: BookKind) -> None:
        if name := self.values.get("name"):
            guess = "individual" if kind.code == "people" else subject_of(str(name))
            self.values.setdefault("subject", guess)
        if "award" in self.values:
            self._one_award()
        self._times()
        self._district()

    def _one_award(self) -> None:
        """Of the codes that the words may mean, the one that exists for whoever the row is about."""
        codes = str(self.values["award"]).split("|")
        subject = str(self.values.get("subject", ""))
        fitting = self.context.awards.fitting(codes, subject)
        if not fitting:
            name = self.context.awards.name(codes[0])
            self._wrong(
                "award", f"“{name}” không có cho {_WORDS[subject]}; xem lại danh hiệu hoặc đối tượng."
            )
        elif len({self.context.awards.name(code) for code in fitting}) > 1:
            names = " hay ".join(f"“{self.context.awards.name(code)}”" for code in fitting[:4])
            self._wrong("award", f"“{self.typed['award']}” chưa đủ rõ: là {names}?")
        else:
            self.values["award"] = fitting[0]

    def _times(self) -> None:
        year, decided, born = (self.values.get(key) for key in ("year", "decided_on", "birth"))
        if isinstance(year, int) and isinstance(decided, str) and int(decided[:4]) < year:
            said = (
                f"Quyết định ký ngày {shown(decided)}, trước khi năm {year} bắt đầu; xem lại ngày hoặc năm."
            )
            self._wrong("decided_on", said)
        if isinstance(born, str) and isinstance(year, int) and int(born[:4]) >= year:
            self._wrong("birth", f"Sinh năm {born[:4]} mà thành tích của năm {year}; xem lại năm sinh.")

    def _district(self) -> None:
        decided = self.values.get("decided_on")
        if not isinstance(decided, str) or decided < DISTRICTS_UNTIL:
            return
        issuer = fold(str(self.values.get("issuer", "")))
        if self.values.get("level") == "huyen" or _of_district(issuer):
            said = f"Cấp huyện kết thúc ngày 01/07/2025, quyết định ký {shown(decided)}; xem lại ngày, cấp."
            self._wrong("decided_on", said)


def _of_district(issuer: str) -> bool:
    """The committee of a district, a town or an urban district; a province's city is left open."""
    words = issuer.replace("uy ban nhan dan", "ubnd").removeprefix("chu tich ")
    return words.startswith(("ubnd huyen ", "ubnd quan ", "ubnd thi xa ", "huyen "))
