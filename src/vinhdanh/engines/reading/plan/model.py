"""What a plan says, field by field, each with its place in the source.

Plain data: a :class:`PlanReading` crosses a process border as JSON
(:meth:`PlanReading.to_json`, :func:`from_json` in ``codec``) and is printed for
other programs by :meth:`PlanReading.as_contract`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Literal, TypeVar

from vinhdanh.engines.reading.model import Span

T = TypeVar("T")

PeriodKind = Literal["quarter", "month", "year_round", "date", "school_year"]
TaskSource = Literal["table", "flat_table", "labelled", "timed", "duties", "content"]
ProductKind = Literal[
    "directive", "plan", "decision", "report", "council_session", "conference", "dossier_batch",
    "publication", "training", "inspection", "announcement", "registration", "guidance",
    "resolution", "proposal", "ceremony", "pledge", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """A value as the document gives it.

    ``spans`` point at the words; ``confidence`` is 0..1; ``doubt`` is one
    Vietnamese sentence saying what to check, empty when there is nothing to check.
    """

    value: T
    spans: tuple[Span, ...] = ()
    confidence: float = 1.0
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """When a task is due to happen.

    ``value``: ``2025-Q1``, ``2025-03``, ``2025`` (year round), ``2025-06-15`` or
    ``2024-2025`` (school year). ``month`` refines a quarter; ``until`` ends a range
    and has the form of ``value``.
    """

    kind: PeriodKind
    value: str
    month: str | None = None
    until: str | None = None

    def as_contract(self) -> dict[str, str]:
        value = f"{self.value}/{self.until}" if self.until else self.value
        contract = {"kind": self.kind, "value": value}
        return contract | ({"month": self.month} if self.month else {})


NO_PERIOD: dict[str, None] = {"kind": None, "value": None}


@dataclass(frozen=True, slots=True)
class Product:
    """Something a task must bring forth; ``text`` holds the words that say so."""

    kind: ProductKind
    text: Field[str]


@dataclass(frozen=True, slots=True)
class Task:
    """One row or bullet of the plan. An empty tuple or a ``None`` value: the document names none."""

    ordinal: Field[str]
    text: Field[str]
    source: TaskSource
    period: Field[Period | None] = Field(None)
    lead: tuple[Field[str], ...] = ()
    coordinators: tuple[Field[str], ...] = ()
    deadline: Field[date | None] = Field(None)
    conditional: Field[bool] = Field(value=False)
    products: tuple[Product, ...] = ()
    any_product: bool = False
    governed_by: tuple[Field[str], ...] = ()
    section: Field[str] = Field("")
    remarks: tuple[str, ...] = ()

    def doubts(self) -> list[dict[str, str]]:
        """Every reason to look again: ``[{field, reason}]``."""
        single: dict[str, Field[Any]] = {
            "ordinal": self.ordinal,
            "text": self.text,
            "period": self.period,
            "deadline": self.deadline,
        }
        found = [{"field": name, "reason": item.doubt} for name, item in single.items() if item.doubt]
        for name, group in (("lead", self.lead), ("coordinators", self.coordinators)):
            found += [{"field": name, "reason": reason} for reason in _distinct(group)]
        return found + [{"field": "task", "reason": reason} for reason in self.remarks]

    def as_contract(self) -> dict[str, Any]:
        due, period = self.deadline.value, self.period.value
        return {
            "ordinal": self.ordinal.value,
            "text": self.text.value,
            "period": period.as_contract() if period else dict(NO_PERIOD),
            "lead": [item.value for item in self.lead],
            "coordinators": [item.value for item in self.coordinators],
            "deadline": due.isoformat() if due else None,
            "conditional": self.conditional.value,
            "products": [{"kind": p.kind, "text": p.text.value} for p in self.products],
            "products_needed": "any" if self.any_product else "all",
            "governed_by": [item.value for item in self.governed_by],
            "doubts": self.doubts(),
        }


def _distinct(group: tuple[Field[str], ...]) -> list[str]:
    return list(dict.fromkeys(item.doubt for item in group if item.doubt))


@dataclass(frozen=True, slots=True)
class ReportingDuty:
    """Who sends what, to whom, through whom. ``due`` is a date or the document's own words ("hằng năm")."""

    who: Field[str]
    what: Field[str]
    to: Field[str]
    through: Field[str] = Field("")
    due: Field[date | str | None] = Field(None)

    def as_contract(self) -> dict[str, Any]:
        due = self.due.value
        receiver = self.to.value
        if self.through.value:
            receiver = f"{receiver} (qua {self.through.value})"
        return {
            "who": self.who.value,
            "what": self.what.value,
            "to": receiver,
            "through": self.through.value or None,
            "due": due.isoformat() if isinstance(due, date) else due,
        }


@dataclass(frozen=True, slots=True)
class Head:
    """The formal parts of a plan (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

    number: Field[str] = Field("")
    issued_on: Field[date | None] = Field(None)
    place: Field[str] = Field("")
    issuer: Field[str] = Field("")
    signer: Field[str] = Field("")
    signer_title: Field[str] = Field("")
    title: Field[str] = Field("")
    years: Field[tuple[int, ...]] = Field(())
    school_year: Field[str] = Field("")
    scope_level: Field[str] = Field("")
    legal_bases: tuple[Field[str], ...] = ()
    recipients: tuple[Field[str], ...] = ()

    def as_contract(self) -> dict[str, Any]:
        issued = self.issued_on.value
        return {
            "number": self.number.value,
            "issued_on": issued.isoformat() if issued else None,
            "place": self.place.value,
            "issuer": self.issuer.value,
            "signer": self.signer.value,
            "signer_title": self.signer_title.value,
            "title": self.title.value,
            "years": list(self.years.value),
            "scope_level": self.scope_level.value,
            "legal_bases": [item.value for item in self.legal_bases],
            "recipients": [item.value for item in self.recipients],
        }


@dataclass(frozen=True, slots=True)
class PlanReading:
    """A whole plan as read: nothing in it that the document does not say."""

    head: Head
    tasks: tuple[Task, ...] = ()
    reporting_duties: tuple[ReportingDuty, ...] = ()
    warnings: tuple[str, ...] = ()

    def as_contract(self) -> dict[str, Any]:
        """The shape that ``vinhdanh plan read`` prints."""
        return self.head.as_contract() | {
            "tasks": [task.as_contract() for task in self.tasks],
            "reporting_duties": [duty.as_contract() for duty in self.reporting_duties],
            "warnings": list(self.warnings),
        }

    def to_json(self) -> dict[str, Any]:
        """A JSON-able dict that :meth:`from_json` turns back into an equal reading."""
        from vinhdanh.engines.reading.plan import codec

        return dict(codec.encode(self))

    @staticmethod
    def from_json(data: dict[str, Any]) -> "PlanReading":
        """Raises ``ValueError`` where ``data`` did not come from :meth:`to_json`."""
        from vinhdanh.engines.reading.plan import codec

        return codec.decode(data)
