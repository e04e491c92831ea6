"""One award as a person reads it: ways to it, who confers, what papers, which vote, how much money."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from vinhdanh.domain.catalogue import wording
from vinhdanh.domain.catalogue.queries.book import KINDS, LEVELS, SUBJECTS, award_name, lawbook, rule_on

if TYPE_CHECKING:
    from vinhdanh.engines.law.model import AwardRule, Branch, Condition, DossierPart, Lawbook, Ref

AMENDED_FROM = date(2026, 10, 1)
"""From this day files fall under Luật 06/2026/QH16, whose text is not known."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said of an award and its place in the law; without ``checked``: "chưa kiểm chứng"."""

    text: str
    ref: str = ""
    checked: bool = True


@dataclass(frozen=True, slots=True)
class Way:
    """One way to an award: every line must hold."""

    ref: str
    lines: tuple[Line, ...]
    reading: str = ""


@dataclass(frozen=True, slots=True)
class AwardPage:
    """``bonus`` is in đồng at the base salary of the day; ``amended_by`` a later law not yet entered."""

    code: str
    name: str
    short: str
    kind: str
    subjects: str
    level: str
    regime: str
    since: date
    until: date | None
    refs: str
    ways: tuple[Way, ...]
    conferred_by: tuple[str, ...]
    proposed_by: tuple[str, ...]
    dossier: tuple[Line, ...]
    vote: Line | None
    publicity: Line | None
    bonus: tuple[Line, ...]
    notes: tuple[str, ...]
    checked: bool
    automatic: bool
    amended_by: str


def award_page(code: str, on: date) -> AwardPage | None:
    """The award as it is for a file received on a day; None when it is not in force then."""
    from vinhdanh.engines.law.loader import refs_on

    rule = rule_on(code, on)
    if rule is None:
        return None
    book = lawbook()
    return AwardPage(
        code=rule.code,
        name=rule.name,
        short=", ".join(rule.short),
        kind=KINDS.get(rule.kind, rule.kind),
        subjects=", ".join(SUBJECTS[each] for each in rule.subjects),
        level=LEVELS.get(rule.level, rule.level),
        regime=_regime(book, rule),
        since=rule.since,
        until=rule.until,
        refs="; ".join(ref_words(ref) for ref in refs_on(book, rule, on)),
        ways=tuple(_way(branch, on) for branch in rule.any_of),
        conferred_by=_shown(book, "authorities", rule.conferred_by),
        proposed_by=_shown(book, "authorities", rule.proposed_by),
        dossier=tuple(_part(book, part) for part in rule.dossier),
        vote=_vote(rule),
        publicity=_publicity(rule),
        bonus=tuple(_bonus(book, rule, on)),
        notes=rule.notes,
        checked=rule.sure != "K",
        automatic=rule.automatic,
        amended_by=_document(rule.amended_by) if on >= AMENDED_FROM else "",
    )


def ref_words(ref: "Ref") -> str:
    """ "điểm d khoản 1 Điều 74 Luật Thi đua, khen thưởng"."""
    parts = []
    if ref.point:
        parts.append(f"điểm {ref.point}")
    if ref.clause:
        parts.append(f"khoản {ref.clause}")
    if ref.article:
        parts.append(f"Điều {ref.article}" if ref.article[0].isdigit() else f"mục {ref.article}")
    return " ".join([*parts, _document(ref.document)]).strip()


_KINDS_OF_PAPER = ("Luật", "Nghị định", "Thông tư", "Công văn", "Quyết định")


def _document(code: str) -> str:
    found = lawbook().documents.get(code)
    if found is None:
        return code
    kind = next((each for each in _KINDS_OF_PAPER if found.name.startswith(each)), "Văn bản")
    return f"{kind} số {found.number}"


def _regime(book: "Lawbook", rule: "AwardRule") -> str:
    return next((each.name for each in book.regimes if each.code == rule.regime), rule.regime)


def _way(branch: "Branch", on: date) -> Way:
    lines = tuple(condition_line(each, on) for each in branch.all_of)
    return Way(ref_words(branch.ref), lines, branch.reading)


def condition_line(condition: "Condition", on: date) -> Line:
    """One condition as a sentence."""
    words = wording.sentence(
        condition.name, condition.params, named=lambda code: award_name(code, on), text=condition.text
    )
    return Line(words, ref_words(condition.ref), condition.sure != "K")


def _shown(book: "Lawbook", key: str, codes: Iterable[str]) -> tuple[str, ...]:
    words = book.extras.get(key, {})
    return tuple(_word(words.get(code, code)) for code in codes)


def _word(value: object) -> str:
    return str(value.get("name", "")) if isinstance(value, dict) else str(value)


def _part(book: "Lawbook", part: "DossierPart") -> Line:
    (name,) = _shown(book, "parts", [part.part])
    details = " ".join(filter(None, [f"theo {_form_words(part.form)}" if part.form else "", part.when]))
    return Line(f"{name} ({details})" if details else name, checked=part.sure != "K")


def _form_words(form: str) -> str:
    """ "nd152_mau_05" is Mẫu số 05 of the decree; other forms keep their code."""
    decree, _, number = form.partition("_mau_")
    named = {"nd152": "nd_152_2025", "nd98": "nd_98_2023", "nd28_2024": "nd_28_2024"}
    return f"Mẫu số {number} {_document(named[decree])}" if number and decree in named else form


def _vote(rule: "AwardRule") -> Line | None:
    if rule.vote is None:
        return None
    text = f"Ít nhất {rule.vote.percent} % tổng số thành viên Hội đồng đồng ý"
    return Line(text, ref_words(rule.vote.ref), rule.vote.sure != "K")


def _publicity(rule: "AwardRule") -> Line | None:
    if rule.publicity is None:
        return None
    text = f"Công khai ít nhất {rule.publicity.working_days} ngày làm việc trước khi Hội đồng họp"
    return Line(text, ref_words(rule.publicity.ref), rule.publicity.sure != "K")


def _bonus(book: "Lawbook", rule: "AwardRule", on: date) -> Iterable[Line]:
    from vinhdanh.engines.law.loader import salary_on

    salary = salary_on(book, on)
    if rule.bonus is None or salary is None:
        return
    checked = rule.bonus.sure != "K" and salary.sure != "K"
    pairs = [("", rule.bonus.coefficient), ("tập thể: ", rule.bonus.collective)]
    for whom, coefficient in pairs:
        if coefficient is None:
            continue
        most = "không quá " if rule.bonus.ceiling else ""
        how = f"{_times(coefficient)} lần mức lương cơ sở {_dots(salary.amount)} đồng"
        text = f"{whom}{most}{_money(coefficient, salary.amount)} đồng ({how})"
        yield Line(text, ref_words(rule.bonus.ref), checked)


def _money(coefficient: float, salary: int) -> str:
    """Coefficient times base salary, up to whole ten thousands."""
    from vinhdanh.engines.law.money import rounded_up

    return _dots(rounded_up(Fraction(str(coefficient)) * salary))


def _dots(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


def _times(coefficient: float) -> str:
    return f"{coefficient:g}".replace(".", ",")


@dataclass(frozen=True, slots=True)
class Marked:
    """A line on one side; ``alone`` when the other side does not say it."""

    text: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One heading on two days; ``lines`` pair what both say, with what each says alone."""

    label: str
    old: tuple[Marked, ...]
    new: tuple[Marked, ...]

    @property
    def changed(self) -> bool:
        return any(each.alone for each in (*self.old, *self.new))


def differences(old: AwardPage | None, new: AwardPage | None) -> list[Difference]:
    """What two days say of an award, heading by heading; a day without the award says nothing."""
    return [
        Difference(label, _marked(before, after), _marked(after, before))
        for label, before, after in (
            (label, _said(old, part), _said(new, part)) for label, part in _HEADINGS.items()
        )
        if before or after
    ]


def _marked(lines: Sequence[str], others: Sequence[str]) -> tuple[Marked, ...]:
    return tuple(Marked(line, line not in others) for line in lines)


_HEADINGS = {
    "Căn cứ": "regime",
    "Điều kiện": "ways",
    "Thẩm quyền quyết định": "conferred_by",
    "Đề nghị": "proposed_by",
    "Hồ sơ": "dossier",
    "Bỏ phiếu": "vote",
    "Công khai": "publicity",
    "Tiền thưởng": "bonus",
    "Lưu ý": "notes",
}


def _said(page: AwardPage | None, part: str) -> list[str]:
    if page is None:
        return []
    value = getattr(page, part)
    if part == "ways":
        return [_way_words(way) for way in page.ways]
    every = value if isinstance(value, tuple) else [value]
    return [_line_words(each) for each in every if each]


def _way_words(way: Way) -> str:
    return f"{way.ref}: " + "; ".join(line.text for line in way.lines)


def _line_words(value: Line | str) -> str:
    return (
        f"{value.text} ({value.ref})"
        if isinstance(value, Line) and value.ref
        else str(getattr(value, "text", value))
    )
