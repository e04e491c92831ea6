"""For each kind of row: its table, what makes two rows one, and what two rows cannot both say."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final, Generic, TypeVar
from uuid import UUID

from vinhdanh.domain.registry.actions.rows import (
    AwardRow,
    DisciplineRow,
    FiguresRow,
    HoldRow,
    RatingRow,
    RecognitionRow,
    Row,
)
from vinhdanh.domain.registry.models import (
    Award,
    Discipline,
    Entry,
    Hold,
    Rating,
    Recognition,
    RecognitionUse,
    YearFigures,
)
from vinhdanh.domain.registry.states import TITLES, EntryState, RatingLevel
from vinhdanh.foundation.bulk import copy_in
from vinhdanh.foundation.kernel.results import Refusal
from vinhdanh.foundation.kernel.text import fold, squash

R = TypeVar("R", bound=Row)
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class OnRecord:
    """One row of the book as the doors compare it; ``says`` is what a contradiction is told with."""

    id: UUID
    key: Key
    turn: int
    counts: bool
    says: Mapping[str, Any]


class Kind(ABC, Generic[R]):
    """``fields`` are the columns of the natural key after the subject, ``told`` those of ``says``; of these
    the ``compared`` ones must agree when the same row comes again (labels by column)."""

    model: ClassVar[type[Entry]]
    row: ClassVar[type[Row]]
    fields: ClassVar[tuple[str, ...]]
    told: ClassVar[tuple[str, ...]] = ()
    compared: ClassVar[Mapping[str, str]] = {}

    @abstractmethod
    def values(self, row: R) -> dict[str, Any]:
        """The columns that the row fills, cleaned."""

    def key(self, values: Mapping[str, Any]) -> Key:
        """The natural key of a row's columns, without the subject."""
        return tuple(values[name] for name in self.fields)

    def turn_key(self, key: Key) -> Key:
        """The part of the natural key over which turns are counted, as the table's constraint does."""
        return key

    def place(self, key: Key) -> Key:
        """What only one row that counts may stand for; by default the natural key itself."""
        return key

    def clash(self, row: R, other: OnRecord) -> Refusal:
        """Why the row cannot stand beside ``other``, a row that counts at the same place."""
        raise NotImplementedError(f"{row} and {other} share a natural key")

    def differs(self, values: Mapping[str, Any], other: OnRecord) -> Refusal | None:
        """Why the row is not the same as ``other``, which counts and has its natural key."""
        wrong = [label for name, label in self.compared.items() if values[name] != other.says[name]]
        if not wrong:
            return None
        text = f"Dòng này đã có trong sổ với {', '.join(wrong)} khác; nếu sổ sai thì đính chính dòng ấy."
        return Refusal("differs", text)

    def after(self, made: Sequence[tuple[R, Entry]]) -> None:
        """Rows of other tables that belong to new ones."""

    def on_record(self, subjects: Iterable[UUID]) -> dict[UUID, list[OnRecord]]:
        """Every row of these subjects; one query."""
        names = ("subject_id", "id", "turn", "state", *self.fields, *self.told)
        found: dict[UUID, list[OnRecord]] = {}
        width = 4 + len(self.fields)
        for line in self.model._default_manager.filter(subject__in=list(subjects)).values_list(*names):
            subject, pk, turn, state = line[:4]
            says = dict(zip(self.told, line[width:], strict=True))
            row = OnRecord(pk, tuple(line[4:width]), turn, state == EntryState.GIVEN, says)
            found.setdefault(subject, []).append(row)
        return found


class AwardKind(Kind[AwardRow]):
    model, row = Award, AwardRow
    fields = ("code", "year", "decided_on", "number_key")
    told = ("number", "decided_on")

    def values(self, row: AwardRow) -> dict[str, Any]:
        number = squash(row.number)
        return {
            "code": row.code,
            "name": squash(row.name),
            "year": row.year,
            "year_from": row.year_from,
            "decided_on": row.decided_on,
            "number": number,
            "number_key": number_key(number),
            "issuer": squash(row.issuer),
            "issuer_body_id": row.issuer_body_id,
            "issuer_level": row.issuer_level,
            "manner": row.manner,
            "statistics": list(row.statistics),
        }

    def place(self, key: Key) -> Key:
        """A title of a year is given once; of certificates each decision stands for itself."""
        return key[:2] if key[0] in TITLES else key

    def clash(self, row: AwardRow, other: OnRecord) -> Refusal:
        text = (
            f"Danh hiệu này của năm {row.year} đã ghi theo {_paper(other)}; một năm chỉ có một lần. "
            "Nếu dòng cũ sai thì đính chính dòng ấy."
        )
        return Refusal("title_twice", text, field="year")


class RatingKind(Kind[RatingRow]):
    model, row = Rating, RatingRow
    fields = ("year", "level")
    told = ("number", "decided_on")

    def values(self, row: RatingRow) -> dict[str, Any]:
        return {
            "year": row.year,
            "level": row.level,
            "number": squash(row.number),
            "decided_on": row.decided_on,
            "issuer": squash(row.issuer),
        }

    def turn_key(self, key: Key) -> Key:
        return key[:1]

    def place(self, key: Key) -> Key:
        return key[:1]

    def clash(self, row: RatingRow, other: OnRecord) -> Refusal:
        text = (
            f"Năm {row.year} đã ghi “{RatingLevel(other.key[1]).label}” theo {_paper(other)}, "
            "khác với dòng này. Nếu dòng cũ sai thì đính chính dòng ấy."
        )
        return Refusal("rating_differs", text, field="level")


class RecognitionsKind(Kind[RecognitionRow]):
    model, row = Recognition, RecognitionRow
    fields = ("kind", "year", "scope", "title_key")
    told = ("recognised_on",)
    compared = {"recognised_on": "ngày công nhận"}

    def values(self, row: RecognitionRow) -> dict[str, Any]:
        title = squash(row.title)
        return {
            "kind": row.kind,
            "title": title,
            "title_key": fold(title)[:120],
            "scope": row.scope,
            "year": row.year,
            "recognised_on": row.recognised_on,
            "number": squash(row.number),
            "issuer": squash(row.issuer),
            "share": row.share,
        }

    def after(self, made: Sequence[tuple[RecognitionRow, Entry]]) -> None:
        copy_in(
            [
                RecognitionUse(recognition_id=entry.pk, code=row.used_for, year=row.used_year)
                for row, entry in made
                if row.used_for and row.used_year
            ]
        )


class FiguresKind(Kind[FiguresRow]):
    model, row = YearFigures, FiguresRow
    fields = ("year",)
    compared = {
        "members": "số thành viên",
        "completed_percent": "tỷ lệ hoàn thành nhiệm vụ",
        "titles": "số người đạt danh hiệu",
        "flag_eligible": "đối tượng tặng cờ",
        "max_discipline": "mức kỷ luật",
        "cluster_rank": "hạng trong cụm, khối",
    }
    told = tuple(compared)

    def values(self, row: FiguresRow) -> dict[str, Any]:
        return {
            "year": row.year,
            "members": row.members,
            "completed_percent": row.completed_percent,
            "titles": dict(row.titles),
            "flag_eligible": row.flag_eligible,
            "discipline_known": row.discipline_known,
            "max_discipline": row.max_discipline,
            "cluster_rank": row.cluster_rank,
            "cluster_organiser": row.cluster_organiser,
        }


class DisciplineKind(Kind[DisciplineRow]):
    model, row = Discipline, DisciplineRow
    fields = ("form", "decided_on")
    told = ("ended_on",)
    compared = {"ended_on": "ngày hết hiệu lực"}

    def values(self, row: DisciplineRow) -> dict[str, Any]:
        return {
            "form": row.form,
            "decided_on": row.decided_on,
            "ended_on": row.ended_on,
            "number": squash(row.number),
            "issuer": squash(row.issuer),
        }


class HoldKind(Kind[HoldRow]):
    model, row = Hold, HoldRow
    fields = ("cause", "opened_on")
    told = ("closed_on",)
    compared = {"closed_on": "ngày thôi hoãn"}

    def values(self, row: HoldRow) -> dict[str, Any]:
        return {
            "cause": row.cause,
            "opened_on": row.opened_on,
            "closed_on": row.closed_on,
            "paper": squash(row.paper),
        }


KINDS: Final[Mapping[str, Kind[Any]]] = {
    "award": AwardKind(),
    "rating": RatingKind(),
    "recognition": RecognitionsKind(),
    "figures": FiguresKind(),
    "discipline": DisciplineKind(),
    "hold": HoldKind(),
}


def number_key(number: str) -> str:
    """A decision's number without marks, spaces and case: "1250/QĐ-UBND" and "1250 / qd-ubnd" are one."""
    return fold(number).replace(" ", "")[:60]


def _paper(other: OnRecord) -> str:
    number: str = other.says["number"]
    day: date | None = other.says["decided_on"]
    said = f"quyết định số {number}" if number else "một quyết định không ghi số"
    return f"{said} ngày {day:%d/%m/%Y}" if day else said
