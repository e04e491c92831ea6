"""What the review screen shows: the paper with its marks on the left, the rows on the right."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, QueryDict
from django.urls import reverse

from vinhdanh.domain.organisations.queries.labels import field_label, labels_of
from vinhdanh.domain.planning.kinds import plan_kind
from vinhdanh.domain.planning.models import DraftDuty, DraftTask, PlanDraft
from vinhdanh.domain.planning.queries.drafts import (
    DraftCounts,
    counts_of,
    is_doubtful,
    period_text,
    unlinked_names,
)
from vinhdanh.domain.planning.states import PlanKind
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.interfaces.office.forms import period_options, typed_period
from vinhdanh.interfaces.office.helpers import choices, uuid_or_none
from vinhdanh.interfaces.office.parties import Party, typed_parties, with_blanks, written_parties
from vinhdanh.interfaces.office.sheet import Mark, sheet

FIELD_WORDS = {
    "text": "Nội dung",
    "ordinal": "Số thứ tự",
    "period": "Thời gian",
    "deadline": "Hạn",
    "lead": "Chủ trì",
    "coordinators": "Phối hợp",
    "task": "Cả dòng",
}
ADDING = "them"
HEAD_WORDS = {
    "issuer": "Cơ quan ban hành",
    "number": "Số, ký hiệu",
    "issued_on": "Ngày ban hành",
    "title": "Trích yếu",
    "place": "Địa danh",
    "signer_title": "Chức vụ người ký",
    "signer": "Người ký",
    "legal_bases": "Căn cứ",
    "recipients": "Nơi nhận",
}


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of the review; ``key`` names its marks in the paper."""

    pk: UUID
    key: str
    number: str
    text: str
    period: str
    period_code: str
    deadline: str
    conditional: bool
    leads: Sequence[Party]
    coordinators: Sequence[Party]
    doubts: Sequence[tuple[str, str, str]]
    notes: Sequence[str]
    doubtful: bool
    checked: bool
    dropped: bool
    revision: int


def row_view(row: DraftTask, labels: Mapping[str, str]) -> RowView:
    return RowView(
        pk=row.pk,
        key=row_key(row),
        number=row.ordinal or str(row.position),
        text=row.text,
        period=period_text(row),
        period_code=_period_code(row),
        deadline=f"{row.deadline:%d/%m/%Y}" if row.deadline else "",
        conditional=row.conditional,
        leads=written_parties(row.leads, labels),
        coordinators=written_parties(row.coordinators, labels),
        doubts=[(name, FIELD_WORDS.get(name, name), reason) for name, reason in row.doubts.items()],
        notes=row.notes,
        doubtful=is_doubtful(row),
        checked=row.checked,
        dropped=row.dropped,
        revision=row.revision,
    )


def _period_code(row: DraftTask) -> str:
    """The value of the period select; a month inside a quarter is chosen as that month."""
    if row.month:
        return f"month:{row.month}"
    return f"{row.period_kind}:{row.period_value}" if row.period_kind else ""


def _targets(rows: Iterable[DraftTask]) -> set[str]:
    return {p["target"] for row in rows for p in [*row.leads, *row.coordinators] if p.get("target")}


def _marks(draft: PlanDraft, rows: Sequence[DraftTask], duties: Sequence[DraftDuty]) -> list[Mark]:
    """Every place of the paper that a field came from."""
    found = [
        Mark(f"h-{name}", span, bool(entry.get("doubt")))
        for name, entry in draft.head.items()
        for span in entry.get("spans", [])
    ]
    for row in rows:
        doubtful = is_doubtful(row)
        for name, spans in row.spans.items():
            wavers = doubtful and (name in row.doubts or "task" in row.doubts)
            found += [Mark(f"r{row.position}-{name}", span, wavers) for span in spans]
    for duty in duties:
        found += [Mark(f"d{duty.position}", span) for spans in duty.spans.values() for span in spans]
    return found


def review_context(
    draft: PlanDraft, query: QueryDict, *, row_id: UUID | None = None, fault: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The whole screen; six queries whatever the number of rows.

    After a refusal (``fault`` as from ``helpers.refused``) the form of ``row_id``, or the one that adds a
    row, stands open with what was typed.
    """
    fault = fault or {}
    rows, duties = list(draft.rows.all()), list(draft.duties.all())
    labels = labels_of(_targets(rows))
    views = [row_view(row, labels) for row in rows]
    editing = row_id or uuid_or_none(query.get("sua"))
    view = next((view for view in views if view.pk == editing), None)
    only = query.get("chi", "")
    counts = counts_of(rows)
    return {
        "draft": draft,
        "head": head_rows(draft),
        "counts": counts,
        "rows": [view for view in views if only != "ngo" or view.doubtful],
        "only": only,
        "row_tabs": _row_tabs(only, counts),
        "add_url": reverse("draft_add", args=[draft.pk]),
        "issued": _shown("issued_on", draft.head.get("issued_on", {}).get("value")),
        "duties": duties,
        "names": unlinked_names(rows),
        "sheet": sheet(draft.document, _marks(draft, rows, duties)),
        "editing": editing,
        "adding": query.get("them") == "1" or fault.get("fault_key") == ADDING,
        "form": _form(draft, view, fault),
        "add_form": _form(draft, None, fault),
        **fault,
    }


def _row_tabs(only: str, counts: DraftCounts) -> list[dict[str, Any]]:
    return [
        {"label": "Mọi dòng", "url": "?", "current": only != "ngo", "count": counts.kept},
        {"label": "Còn ngờ", "url": "?chi=ngo", "current": only == "ngo", "count": counts.doubtful},
    ]


def row_key(row: DraftTask) -> str:
    """How a row's marks and its form are called on the page."""
    return f"r{row.position}"


def row_context(
    draft: PlanDraft, row_id: UUID, *, editing: bool, fault: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """One row for a fragment, with the counts that the head of the screen repeats; 404 when it is gone."""
    rows = list(draft.rows.all())
    row = next((row for row in rows if row.pk == row_id), None)
    if row is None:
        raise Http404
    view = row_view(row, labels_of(_targets([row])))
    return {
        "draft": draft,
        "row": view,
        "editing": row_id if editing else None,
        "counts": counts_of(rows),
        "sheet": sheet(draft.document, _marks(draft, rows, list(draft.duties.all()))),
        "form": _form(draft, view, fault or {}),
        **(fault or {}),
    }


def _form(draft: PlanDraft, view: RowView | None, fault: Mapping[str, Any]) -> dict[str, Any]:
    """The values and choices of the mending form of ``view``, or of the form that adds a row."""
    year = draft.year or today().year
    leads, others = (view.leads, view.coordinators) if view else ((), ())
    form = {
        "revision": view.revision if view else 0,
        "text": view.text if view else "",
        "deadline": view.deadline if view else "",
        "conditional": bool(view and view.conditional),
    }
    key = view.key if view else ADDING
    if not fault or fault["fault_key"] != key:
        choices = period_options(year, view.period_code if view else "", view.period if view else "")
        return {
            **form,
            "period_groups": choices,
            "leads": with_blanks(leads, 1),
            "coordinators": with_blanks(others, 1),
        }
    typed: QueryDict = fault["typed"]
    return {
        **form,
        "text": typed.get("text", ""),
        "deadline": typed.get("deadline", ""),
        "conditional": typed.get("conditional") == "1",
        "period_groups": typed_period(year, typed, view.period if view else ""),
        "leads": typed_parties(typed, "lead", leads),
        "coordinators": typed_parties(typed, "coordinator", others),
    }


def head_rows(draft: PlanDraft) -> list[dict[str, Any]]:
    """The head as a list of label, value and doubt."""
    found = []
    for name, label in HEAD_WORDS.items():
        entry = draft.head.get(name, {})
        value = entry.get("value")
        lines = value if isinstance(value, list) else []
        found.append(
            {
                "name": name,
                "label": label,
                "value": "" if lines else _shown(name, value),
                "lines": lines,
                "doubt": entry.get("doubt", ""),
                "key": f"h-{name}" if entry.get("spans") else "",
            }
        )
    return found


def _shown(name: str, value: Any) -> str:
    if name == "issued_on" and value:
        year, month, day = str(value).split("-")
        return f"{day}/{month}/{year}"
    return str(value or "")


def head_context(draft: PlanDraft, fault: Mapping[str, Any]) -> dict[str, Any]:
    """The form of the head; what was typed comes back after a refusal."""
    rows = {row["name"]: row for row in head_rows(draft)}
    names = ("number", "issued_on", "title", "place", "signer_title", "signer")
    return {
        "draft": draft,
        "fields": [rows[name] for name in names],
        "year": draft.year or "",
        "kinds": choices(PlanKind.choices, _kind(draft, fault)),
        "issuer_written": draft.head.get("issuer", {}).get("value") or "",
        "issuer": draft.issuer,
        "issuer_label": field_label(draft.issuer.pk, today()) if draft.issuer else "",
        "issuer_target": f"body:{draft.issuer.pk}" if draft.issuer else "",
        **fault,
    }


def _kind(draft: PlanDraft, fault: Mapping[str, Any]) -> str:
    """The kind that was typed, chosen before, or that the title speaks for."""
    typed = str(fault["typed"].get("kind", "")) if fault else ""
    years = draft.head.get("years", {}).get("value") or []
    return typed or plan_kind(draft, years).value
