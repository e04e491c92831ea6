"""What the review screen shows: the paper with its marks on the left, the rows on the right."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.queries.labels import labels_of
from vinhdanh.domain.planning.models import DraftDuty, DraftTask, PlanDraft, TaskParty
from vinhdanh.domain.planning.parties import party_target
from vinhdanh.domain.planning.queries.drafts import (
    DraftCounts,
    counts_of,
    is_doubtful,
    period_text,
    unlinked_names,
)
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.interfaces.office.forms import period_options
from vinhdanh.interfaces.office.helpers import uuid_or_none
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
class Party:
    """A name in a row: its words, what it is linked to, and what matching offered."""

    text: str
    target: str
    label: str
    reason: str
    options: Sequence[Mapping[str, Any]] = field(default=())


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
    doubtful: bool
    checked: bool
    dropped: bool
    revision: int


BLANK_PARTIES = (Party("", "", "", ""), Party("", "", "", ""))


def party_rows(parties: Iterable[TaskParty], role: str) -> list[Party]:
    """The parties of a task in force as form rows, with two empty ones to add to."""
    rows = [_party_row(party) for party in parties if party.role == role]
    return [*rows, *BLANK_PARTIES]


def _party_row(party: TaskParty) -> Party:
    target, linked = party_target(party), party.body or party.group
    options = [{"value": target, "label": linked.name}] if linked else []
    return Party(party.text, target, linked.name if linked else "", "", options)


def row_view(row: DraftTask, labels: Mapping[str, str]) -> RowView:
    return RowView(
        pk=row.pk,
        key=f"r{row.position}",
        number=row.ordinal or str(row.position),
        text=row.text,
        period=period_text(row),
        period_code=_period_code(row),
        deadline=f"{row.deadline:%d/%m/%Y}" if row.deadline else "",
        conditional=row.conditional,
        leads=_parties(row.leads, labels),
        coordinators=_parties(row.coordinators, labels),
        doubts=[(name, FIELD_WORDS.get(name, name), reason) for name, reason in row.doubts.items()],
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


def _parties(written: Iterable[Mapping[str, Any]], labels: Mapping[str, str]) -> list[Party]:
    return [
        Party(
            text=item["text"],
            target=item.get("target", ""),
            label=labels.get(item.get("target", ""), ""),
            reason=item.get("reason", ""),
            options=_options(item, labels),
        )
        for item in written
    ]


def _options(item: Mapping[str, Any], labels: Mapping[str, str]) -> list[dict[str, str]]:
    """What the select offers: the present link first, then matching's candidates."""
    offered = {option["target"]: option["label"] for option in item.get("options", [])}
    target = item.get("target", "")
    if target in labels:
        offered = {target: labels[target], **offered}
    return [{"value": value, "label": label} for value, label in offered.items()]


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


def review_context(scope: Scope, draft: PlanDraft, query: QueryDict) -> dict[str, Any]:
    """The whole screen; six queries whatever the number of rows."""
    rows, duties = list(draft.rows.all()), list(draft.duties.all())
    labels = labels_of(_targets(rows))
    views = [row_view(row, labels) for row in rows]
    editing = uuid_or_none(query.get("sua"))
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
        "blank_row": {"revision": 0, "text": "", "deadline": "", "conditional": False},
        "issued": _shown("issued_on", draft.head.get("issued_on", {}).get("value")),
        "duties": duties,
        "names": unlinked_names(rows),
        "sheet": sheet(draft.document, _marks(draft, rows, duties)),
        "editing": editing,
        "adding": query.get("them") == "1",
        **form_context(draft, next((v for v in views if v.pk == editing), None)),
    }


def _row_tabs(only: str, counts: DraftCounts) -> list[dict[str, Any]]:
    return [
        {"label": "Mọi dòng", "url": "?", "current": only != "ngo", "count": counts.kept},
        {"label": "Còn ngờ", "url": "?chi=ngo", "current": only == "ngo", "count": counts.doubtful},
    ]


def row_context(
    draft: PlanDraft, row_id: UUID, *, editing: bool, typed: QueryDict | None = None
) -> dict[str, Any]:
    """One row for a fragment, with the counts that the head of the screen repeats."""
    rows = list(draft.rows.all())
    row = next(row for row in rows if row.pk == row_id)
    view = row_view(row, labels_of(_targets([row])))
    return {
        "draft": draft,
        "row": view,
        "editing": row_id if editing else None,
        "typed": typed,
        "counts": counts_of(rows),
        "sheet": sheet(draft.document, _marks(draft, rows, list(draft.duties.all()))),
        **form_context(draft, view),
    }


def form_context(draft: PlanDraft, view: RowView | None) -> dict[str, Any]:
    """The choices of the mending form."""
    year = draft.year or today().year
    return {
        "period_groups": period_options(year, view.period_code if view else "", view.period if view else ""),
        "form_leads": [*(view.leads if view else ()), *BLANK_PARTIES[:1]],
        "form_coordinators": [*(view.coordinators if view else ()), *BLANK_PARTIES[:1]],
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


def head_context(draft: PlanDraft, typed: QueryDict | None) -> dict[str, Any]:
    """The form of the head; what was typed comes back after a fault."""
    rows = {row["name"]: row for row in head_rows(draft)}
    names = ("number", "issued_on", "title", "place", "signer_title", "signer")
    fields = [
        {**rows[name], "value": typed.get(name, "") if typed else rows[name]["value"]} for name in names
    ]
    return {
        "draft": draft,
        "fields": fields,
        "year": typed.get("year", "") if typed else draft.year or "",
        "issuer_written": draft.head.get("issuer", {}).get("value") or "",
        "issuer": draft.issuer,
    }
