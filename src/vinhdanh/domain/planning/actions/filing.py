"""A body writes its own plan from the superior's tasks; every keystroke is kept, nothing counts before it
is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, Max, OuterRef

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.queries.directory import children_of
from vinhdanh.domain.organisations.queries.groups import groups_containing
from vinhdanh.domain.organisations.queries.labels import body_label, body_path
from vinhdanh.domain.planning.access import may_write_for, visible_filings, visible_plans
from vinhdanh.domain.planning.models import Filing, FilingRow, Plan, Task, TaskParty
from vinhdanh.domain.planning.periods import read_span
from vinhdanh.domain.planning.states import FilingState, PartyRole
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.kernel.clock import now, today
from vinhdanh.foundation.kernel.periods import PeriodError
from vinhdanh.foundation.kernel.results import Refusal, RefusedError, require

HEAD = ("number", "issued_on", "title", "signer", "signer_title")
MOST_TYPED, MOST_ROWS = 4_000, 300


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row as it stands in the form: words, ``kind:value``, a day as typed, the id of a body."""

    text: str
    period: str
    deadline: str
    lead: UUID | None


def tasks_naming(parent: Plan, body_id: UUID) -> list[Task]:
    """The tasks of ``parent`` that name the body or a group of it, in the plan's order, each with ``is_led``:
    the body itself leads it. Three queries.
    """
    keys = [body_id, *groups_containing({body_id}, today())]
    led = TaskParty.objects.filter(task=OuterRef("pk"), role=PartyRole.LEAD, body=body_id)
    rows = parent.tasks.filter(party_keys__overlap=keys).annotate(is_led=Exists(led))
    return list(rows.order_by("position"))


@transaction.atomic
def start_filing(
    *, actor: Actor, scope: Scope, parent_id: UUID, body_id: UUID, year: int, task_ids: Sequence[UUID]
) -> Filing:
    """Begin the body's plan with the chosen tasks of the superior, or add them to what was begun.

    Raises RefusedError when the person does not write for the body, when the superior's plan has no such
    year, or when the plan has been sent.
    """
    parent = visible_plans(scope).get(pk=parent_id)
    path = body_path(body_id)
    if path is None or parent.issuer_id == body_id:
        raise RefusedError(Refusal("body_wrong", "Chọn đơn vị lập kế hoạch trong danh bạ.", field="body"))
    require(may_write_for(scope, path))
    if not parent.first_year <= year <= parent.last_year:
        text = f"Kế hoạch của cấp trên chỉ có từ năm {parent.first_year} đến năm {parent.last_year}."
        raise RefusedError(Refusal("year_outside", text, field="year"))
    filing, made = Filing.objects.select_for_update(of=("self",)).get_or_create(
        parent=parent,
        body_id=body_id,
        year=year,
        defaults={"path": path, "created_by_id": actor.pk, "head": _first_head(parent, year)},
    )
    _require_open(filing)
    added = _add_tasks(filing, [task for task in tasks_naming(parent, body_id) if task.pk in set(task_ids)])
    if made or added:
        after = {"year": year, "tasks": added}
        record(actor=actor, action="start_filing", subject=filing, body=body_id, after=after)
    return filing


def _first_head(parent: Plan, year: int) -> dict[str, str]:
    title = parent.title.replace(str(parent.first_year), str(year)) or f"Kế hoạch năm {year}"
    return {"title": title}


def _add_tasks(filing: Filing, tasks: Sequence[Task]) -> int:
    held = set(filing.rows.exclude(source=None).values_list("source_id", flat=True))
    fresh = [task for task in tasks if task.pk not in held]
    place = _last(filing)
    FilingRow.objects.bulk_create(
        FilingRow(
            filing=filing,
            position=place + number,
            source=task,
            text=task.text,
            period=period_code(task),
            deadline=f"{task.deadline:%d/%m/%Y}" if task.deadline else "",
            lead_id=filing.body_id,
        )
        for number, task in enumerate(fresh, 1)
    )
    return len(fresh)


def _last(filing: Filing) -> int:
    return int(filing.rows.aggregate(last=Max("position"))["last"] or 0)


def locked_filing(scope: Scope, filing_id: UUID) -> Filing:
    """The filing for change, in the caller's transaction; raises RefusedError unless it is being written."""
    filing = visible_filings(scope).select_for_update(of=("self",)).get(pk=filing_id)
    require(may_write_for(scope, filing.path))
    _require_open(filing)
    return filing


def _require_open(filing: Filing) -> None:
    if filing.state == FilingState.SENT:
        text = "Kế hoạch này đã gửi. Rút lại hoặc chờ cấp trên trả lại thì mới sửa được."
        raise RefusedError(Refusal("already_sent", text))


@transaction.atomic
def save_filing(
    *,
    actor: Actor,
    scope: Scope,
    filing_id: UUID,
    revision: int,
    head: Mapping[str, str],
    rows: Mapping[UUID, TypedRow],
    page: str = "",
    quiet: bool = False,
) -> Filing:
    """Keep what was typed as it was typed; refused when a colleague saved since ``revision``.

    ``page`` names the open page: what it saved by itself (``quiet``) a moment ago is no colleague's.

    Rows that are not in ``rows`` stay as they are. No audit row for each rest of the keys: the first and
    each act (adding, dropping, sending) have theirs.
    """
    filing = locked_filing(scope, filing_id)
    if filing.revision != revision and not (page and filing.page == page):
        text = (
            "Đồng nghiệp vừa lưu bản soạn này. Tải lại trang để xem bản mới; "
            "chữ anh/chị gõ còn nguyên trong ô."
        )
        raise RefusedError(Refusal("moved_on", text))
    filing.head = {**filing.head, **{name: _cut(head[name]) for name in HEAD if name in head}}
    leads = lead_ids(filing.body_id)
    changed = []
    for row in filing.rows.filter(pk__in=list(rows)):
        typed = rows[row.pk]
        row.text, row.deadline = _cut(typed.text), _cut(typed.deadline)[:40]
        row.period = typed.period if is_period(typed.period) else ""
        row.lead_id = typed.lead if typed.lead in leads else filing.body_id
        changed.append(row)
    FilingRow.objects.bulk_update(changed, ["text", "deadline", "period", "lead"])
    filing.revision, filing.changed_at = filing.revision + 1, now()
    filing.page = page[:40] if quiet else ""
    filing.save(update_fields=["head", "revision", "changed_at", "page"])
    return filing


def _cut(words: str) -> str:
    return words[:MOST_TYPED]


def period_code(task: Task) -> str:
    """The time of a task as the form has it; a month that the paper names goes before its quarter."""
    if task.month:
        return f"month:{task.month}"
    return f"{task.period_kind}:{task.period_value}" if task.period_kind else ""


def is_period(code: str) -> bool:
    """Is ``kind:value`` a period that a task can have?"""
    kind, _, value = code.partition(":")
    try:
        return not code or bool(read_span(kind, value))
    except PeriodError:
        return False


def lead_ids(body_id: UUID) -> dict[UUID, str]:
    """Who may lead a task of the body's own plan: itself and the bodies right below it; two queries."""
    below = {row.id: row.name for row in children_of(body_id, today())}
    return {body_id: body_label(body_id), **below}


@transaction.atomic
def add_filing_row(*, actor: Actor, scope: Scope, filing_id: UUID) -> FilingRow:
    """An empty row for a task of the body's own."""
    filing = locked_filing(scope, filing_id)
    if filing.rows.count() >= MOST_ROWS:
        raise RefusedError(Refusal("too_many", f"Một kế hoạch không quá {MOST_ROWS} việc."))
    row = FilingRow.objects.create(filing=filing, position=_last(filing) + 1, lead_id=filing.body_id)
    record(actor=actor, action="add_filing_row", subject=filing, body=filing.body_id)
    return row


@transaction.atomic
def drop_filing_row(*, actor: Actor, scope: Scope, filing_id: UUID, row_id: UUID) -> None:
    """Take a task out of the plan being written; the superior's task can be chosen again."""
    filing = locked_filing(scope, filing_id)
    row = filing.rows.filter(pk=row_id).first()
    if row is None:
        raise RefusedError(Refusal("row_gone", "Việc này đã được bỏ khỏi bản soạn."))
    before = {"text": row.text[:200]}
    row.delete()
    record(actor=actor, action="drop_filing_row", subject=filing, body=filing.body_id, before=before)
