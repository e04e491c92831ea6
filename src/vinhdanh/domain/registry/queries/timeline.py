"""One subject's life in the book."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import UUID

from vinhdanh.domain.people.queries.profile import Profile, profile_of, shown_names
from vinhdanh.domain.people.states import SubjectKind
from vinhdanh.domain.registry.catalogue import is_title, name_of
from vinhdanh.domain.registry.models import Award, Claim, Discipline, Entry, Hold, Rating, Recognition
from vinhdanh.domain.registry.queries.lineage import Forebear, forebears
from vinhdanh.domain.registry.states import ClaimState, EntryState, RecognitionKind

if TYPE_CHECKING:
    from vinhdanh.domain.people.models import Subject

_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Line:
    """One row as the page shows it. ``struck``: it no longer counts. ``under`` is the old name of a forebear
    whose row this is. ``file`` is the name of the paper that was kept with it."""

    id: UUID
    kind: str
    year: int
    title: str
    day: date | None
    paper: str
    notes: Sequence[str]
    state: str
    word: str
    struck: bool
    reason: str
    file: str
    under: str = ""
    titled: bool = False
    """An emulation title, not a form of commendation: papers never mix the two."""

    @property
    def open(self) -> bool:
        """May it be corrected or revoked?"""
        return not self.struck and self.kind != "claim" and not self.under


@dataclass(frozen=True, slots=True)
class Conduct:
    """What stands against the subject; open holds first."""

    discipline: Sequence[Discipline]
    holds: Sequence[Hold]

    @property
    def open_holds(self) -> Sequence[Hold]:
        return [hold for hold in self.holds if hold.closed_on is None]


@dataclass(frozen=True, slots=True)
class Life:
    """``years``: (year, its lines), newest first. ``conduct`` is None for those who may not see it."""

    profile: Profile
    years: Sequence[tuple[int, Sequence[Line]]]
    awards: int
    waiting: int
    conduct: Conduct | None
    written: Sequence[Entry | Claim]
    """The subject's own rows, by key only: what its history is of."""


def life_of(subject: "Subject", *, conduct: bool) -> Life:
    """Everything about a subject that the page fetched as visible, through ``with_profile``; seven queries at
    most, ten for a body with forebears. ``conduct``: also discipline and holds (:func:`may_see_conduct`)."""
    own = [*_awards([subject.pk]), *_ratings(subject.pk), *_recognitions(subject.pk)]
    claims = _claims(subject.pk)
    against = _conduct(subject.pk) if conduct else None
    lines = [*own, *claims, *_inherited(subject)]
    return Life(
        profile=profile_of(subject),
        years=_by_year(lines),
        awards=sum(line.kind == "award" and not line.struck for line in own),
        waiting=sum(line.state == ClaimState.DECLARED for line in claims),
        conduct=against,
        written=[
            *(_MODELS[line.kind](id=line.id) for line in (*own, *claims)),
            *(against.discipline if against else ()),
            *(against.holds if against else ()),
        ],
    )


_MODELS: Mapping[str, type[Entry | Claim]] = {
    "award": Award,
    "rating": Rating,
    "recognition": Recognition,
    "claim": Claim,
}


def _by_year(lines: Iterable[Line]) -> list[tuple[int, Sequence[Line]]]:
    """Newest year first; in a year the latest decision first."""
    placed = sorted(lines, key=lambda line: (line.year, line.day or date.min, line.id), reverse=True)
    return [(year, list(group)) for year, group in groupby(placed, key=lambda line: line.year)]


def _awards(subjects: Sequence[UUID], under: Mapping[UUID, str] | None = None) -> list[Line]:
    rows = Award.objects.filter(subject__in=subjects).select_related("evidence").order_by("-year")[:_MOST]
    return [
        _line(
            row,
            "award",
            title=name_of(row.code, row.name),
            day=row.decided_on,
            paper=paper_words(row.number, row.decided_on, row.issuer),
            notes=[
                f"Giai đoạn {row.year_from}–{row.year}" if row.year_from else "",
                str(row.get_manner_display()) if row.manner else "",
                f"Hủy bỏ từ {row.revoked_on:%d/%m/%Y}" if row.revoked_on else "",
                str(row.get_source_display()) if row.source == "claim" else "",
            ],
            under=(under or {}).get(row.subject_id, ""),
            titled=is_title(row.code),
        )
        for row in rows
    ]


def _ratings(subject: UUID) -> list[Line]:
    rows = Rating.objects.filter(subject=subject).select_related("evidence")
    return [
        _line(
            row,
            "rating",
            title=f"Xếp loại: {row.get_level_display()}",
            day=row.decided_on,
            paper=paper_words(row.number, row.decided_on, row.issuer),
        )
        for row in rows
    ]


def _recognitions(subject: UUID) -> list[Line]:
    rows = Recognition.objects.filter(subject=subject).select_related("evidence", "use")
    return [_recognition(row) for row in rows]


def _recognition(row: Recognition) -> Line:
    use = getattr(row, "use", None)
    kind = RecognitionKind(row.kind).label
    return _line(
        row,
        "recognition",
        title=f"{kind}: {row.title}",
        day=row.recognised_on,
        paper=paper_words(row.number, row.recognised_on, row.issuer) if row.recognised_on else "",
        notes=[
            f"Phạm vi ảnh hưởng: {row.get_scope_display()}",
            f"Đóng góp {row.share}%" if row.share else "",
            "" if row.recognised_on else "Chưa được công nhận nên chưa dùng làm căn cứ",
            f"Đã dùng xét {name_of(use.code)} năm {use.year}" if use else "",
        ],
    )


def _claims(subject: UUID) -> list[Line]:
    """Those that wait and those that were refused; a confirmed one is an award."""
    rows = Claim.objects.filter(subject=subject).exclude(state=ClaimState.CONFIRMED)
    return [
        Line(
            id=row.pk,
            kind="claim",
            year=row.year,
            title=name_of(row.code, row.name),
            day=row.decided_on,
            paper=paper_words(row.number, row.decided_on, row.issuer),
            notes=["Chưa tính vào thành tích"] if row.state == ClaimState.DECLARED else [],
            state=row.state,
            word=str(row.get_state_display()),
            struck=row.state == ClaimState.REFUSED,
            reason=row.answer,
            file=row.evidence.name if row.evidence else "",
        )
        for row in rows.select_related("evidence")
    ]


def _inherited(subject: "Subject") -> list[Line]:
    """What forebears were given, under the names they had."""
    if subject.kind != SubjectKind.COLLECTIVE or subject.own_body_id is None:
        return []
    found = forebears(subject.own_body_id)
    if not found:
        return []
    names = shown_names(one.subject_id for one in found)
    under = {one.subject_id: _under(one, names) for one in found}
    return _awards(list(under), under)


def _under(one: Forebear, names: Mapping[UUID, str]) -> str:
    return f"{names.get(one.subject_id, '')} (đến {one.step.effective_on:%d/%m/%Y})"


def _line(
    row: Entry,
    kind: str,
    *,
    title: str,
    day: date | None,
    paper: str,
    notes: Iterable[str] = (),
    under: str = "",
    titled: bool = False,
) -> Line:
    about: Any = row
    return Line(
        id=row.pk,
        kind=kind,
        year=about.year,
        title=title,
        day=day,
        paper=paper,
        notes=[note for note in notes if note],
        state=row.state,
        word=str(EntryState(row.state).label),
        struck=not row.counts,
        reason=row.reason,
        file=row.evidence.name if row.evidence else "",
        under=under,
        titled=titled,
    )


def paper_words(number: str, day: date | None, issuer: str) -> str:
    """A decision as a line names it: "Quyết định số 12/QĐ-UBND ngày 10/01/2026, UBND tỉnh"."""
    when = f"ngày {day:%d/%m/%Y}" if day else ""
    said = " ".join(filter(None, (f"số {number}" if number else "", when)))
    return ", ".join(filter(None, (f"Quyết định {said}" if said else "", issuer)))


def _conduct(subject: UUID) -> Conduct:
    discipline = Discipline.objects.filter(subject=subject).order_by("-decided_on")
    holds = Hold.objects.filter(subject=subject).order_by("-opened_on")
    return Conduct(list(discipline), sorted(holds, key=lambda row: row.closed_on is not None))
