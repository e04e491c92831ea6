"""Expected products of a task: named, shown by a paper or a file, taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.obligations.actions import Paper
from vinhdanh.domain.planning.access import may_edit, may_report, reporting_body
from vinhdanh.domain.planning.actions.ending import Attachment, end_task
from vinhdanh.domain.planning.models import Task, TaskProduct
from vinhdanh.domain.planning.queries.products import kinds_of, wanting
from vinhdanh.domain.planning.states import OPEN_STATES, ProductKind
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.files.intake import received_all
from vinhdanh.foundation.files.store import keep
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import ALLOWED, Refusal, RefusedError, require
from vinhdanh.foundation.kernel.text import squash

MOST = 20
NAME_LENGTH, PAPER_LENGTH = 200, 300


@dataclass(frozen=True, slots=True)
class Expected:
    """A product as the form has it; ``id`` is None for a new one."""

    kind: str
    name: str = ""
    id: UUID | None = None


def _refuse(code: str, reason: str, field: str = "") -> RefusedError:
    return RefusedError(Refusal(code, reason, field=field))


def expected_rows(task: Task) -> list[TaskProduct]:
    """The rows for what the paper names, not yet saved."""
    kinds = [kind for kind in task.products if kind in ProductKind.values]
    return [TaskProduct(task=task, position=place, kind=kind) for place, kind in enumerate(kinds, 1)]


@transaction.atomic
def set_products(
    *, actor: Actor, scope: Scope, task_id: UUID, expected: Sequence[Expected], any_product: bool
) -> Task:
    """Say what the task has to bring forth; a product that is there already cannot be left out."""
    task = _locked(task_id)
    require(may_edit(scope, task))
    held = {row.pk: row for row in task.product_rows.all()}
    _check_expected(expected, held)
    before = {"products": [str(row) for row in held.values()], "any": task.any_product}
    kept = [_expected_row(task, held, one, place=place) for place, one in enumerate(expected, 1)]
    task.product_rows.exclude(pk__in=[row.pk for row in kept]).delete()
    for row in kept:
        row.save()
    task.products, task.any_product = kinds_of(kept), any_product
    task.save(update_fields=["products", "any_product"])
    after = {"products": [str(row) for row in kept], "any": any_product}
    record(
        actor=actor,
        action="set_products",
        subject=task,
        body=reporting_body(scope, task),
        before=before,
        after=after,
    )
    return task


def _expected_row(task: Task, held: Mapping[UUID, TaskProduct], one: Expected, *, place: int) -> TaskProduct:
    row = (held.get(one.id) if one.id else None) or TaskProduct(task=task)
    row.position, row.kind, row.name = place, one.kind, squash(one.name)
    return row


def _check_expected(expected: Sequence[Expected], held: Mapping[UUID, TaskProduct]) -> None:
    if len(expected) > MOST:
        raise _refuse("too_many", f"Một việc ghi nhiều nhất {MOST} sản phẩm; gộp bớt rồi lưu lại.")
    for one in expected:
        if one.kind not in ProductKind.values:
            raise _refuse("kind_unknown", "Chọn loại sản phẩm trong danh sách.", "kind")
        if len(squash(one.name)) > NAME_LENGTH:
            raise _refuse("too_long", f"Tên sản phẩm dài quá {NAME_LENGTH} chữ; rút gọn.", "name")
    listed = {one.id for one in expected}
    lost = next((row for pk, row in held.items() if pk not in listed and row.met_on is not None), None)
    if lost is not None:
        text = f"“{lost}” đã có văn bản nên chưa bỏ được; bỏ đánh dấu sản phẩm đó trước."
        raise _refuse("product_met", text)


def _locked(task_id: UUID) -> Task:
    return Task.objects.select_for_update(of=("self",)).get(pk=task_id)


def show_product(
    *,
    actor: Actor,
    scope: Scope,
    task_id: UUID,
    product_id: UUID,
    paper: str,
    on: date | None = None,
    attachment: Attachment | None = None,
) -> TaskProduct:
    """Say that a product is there, with the number and date of its paper or with a file."""
    body = reporting_body(scope, Task.objects.get(pk=task_id))
    given = [(attachment.name, attachment.data)] if attachment else []
    with received_all(given, by=actor, body=body) as files, transaction.atomic():
        task = _locked(task_id)
        require(may_report(scope, task))
        row = task.product_rows.get(pk=product_id)
        _check_shown(row, paper=paper, on=on, has_file=bool(files))
        row.met_on, row.paper_name = on or today(), squash(paper)
        row.file = keep(files[0], by=actor, body=body) if files else None
        row.save()
        _record(actor, task, row, body=body)
    return row


def _check_shown(row: TaskProduct, *, paper: str, on: date | None, has_file: bool) -> None:
    if row.met_on is not None:
        raise _refuse("already_met", f"“{row}” đã được đánh dấu có từ {row.met_on:%d/%m/%Y}.")
    if not squash(paper) and not has_file:
        raise _refuse("evidence_missing", "Ghi số, ngày của văn bản hoặc chọn một tệp.", "paper")
    if len(squash(paper)) > PAPER_LENGTH:
        raise _refuse("too_long", f"Số, ngày văn bản dài quá {PAPER_LENGTH} chữ; rút gọn.", "paper")
    if on is not None and not date(1945, 1, 1) <= on <= today():
        raise _refuse("day_ahead", "Ngày có sản phẩm phải là hôm nay hoặc ngày đã qua.", "met_on")


def _record(actor: Actor | None, task: Task, row: TaskProduct, *, body: UUID | None) -> None:
    after = {
        "product": str(row),
        "paper": row.paper_name or (row.file.name if row.file else ""),
        "met_on": row.met_on.isoformat() if row.met_on else None,
    }
    record(actor=actor, action="show_product", subject=task, body=body, after=after)


@transaction.atomic
def withdraw_product(*, actor: Actor, scope: Scope, task_id: UUID, product_id: UUID) -> TaskProduct:
    """A product was marked by mistake; only while the task is open."""
    task = _locked(task_id)
    require(may_report(scope, task))
    row = task.product_rows.get(pk=product_id)
    if row.met_on is None:
        raise _refuse("not_met", f"“{row}” chưa được đánh dấu nên không có gì để bỏ.")
    if task.state not in OPEN_STATES:
        raise _refuse("closed", "Việc đã kết thúc; mở lại việc trước khi bỏ đánh dấu sản phẩm.")
    before = {"product": str(row), "paper": row.paper_name}
    row.met_on, row.paper_name, row.paper_kind, row.paper_id, row.file = None, "", "", None, None
    row.save()
    record(
        actor=actor,
        action="withdraw_product",
        subject=task,
        body=reporting_body(scope, task),
        before=before,
    )
    return row


@transaction.atomic
def fulfil_product(
    *, actor: Actor | None, task_id: UUID, kind: str, paper: Paper, on: date | None = None
) -> TaskProduct | None:
    """A room has made the paper that a task asked for: the first missing product of ``kind`` is there, and
    when nothing else is wanting the task is done by it. None when the task asks for no such product (a
    paper may come unasked). Access is the caller's affair: the paper was made with its own right."""
    task = _locked(task_id)
    row = task.product_rows.filter(kind=kind, met_on__isnull=True).first()
    if row is None:
        return None
    row.met_on, row.paper_name = on or today(), paper.name[:PAPER_LENGTH]
    row.paper_kind, row.paper_id = paper.kind, paper.id
    row.save()
    _record(actor, task, row, body=None)
    if task.state in OPEN_STATES and not wanting(task):
        end_task(
            actor=actor,
            task=task,
            name="complete_task",
            check=lambda _: ALLOWED,
            body=None,
            reason=paper.name,
        )
    return row
