"""Who sees which plan, task and draft, and who may do what with them."""

from uuid import UUID

from django.db.models import QuerySet

from vinhdanh.domain.access.scope import Scope, is_within, require, visible_rows
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.planning.models import Plan, PlanDraft, Task
from vinhdanh.domain.planning.states import DraftState, PartyRole
from vinhdanh.foundation.kernel.results import Allowed, Refusal


def visible_tasks(scope: Scope) -> QuerySet[Task]:
    """Tasks inside the trees the person reads whole, and tasks that name one of their bodies."""
    return Task.objects.filter(visible_rows(scope))


def visible_plans(scope: Scope) -> QuerySet[Plan]:
    """Plans inside those trees, and plans with at least one task that names one of their bodies."""
    return Plan.objects.filter(visible_rows(scope))


def visible_drafts(scope: Scope) -> QuerySet[PlanDraft]:
    """Papers under review in the bodies for which the person may read plans in."""
    ids = _reading_paths(scope)
    wanted = PlanDraft.objects.none()
    for path in ids:
        wanted = (
            wanted
            | PlanDraft.objects.filter(path=path)
            | PlanDraft.objects.filter(path__startswith=path + ".")
        )
    return wanted


def _reading_paths(scope: Scope) -> list[str]:
    return [post.scope_path for post in scope.posts if Permission.READ_PLANS in post.permissions]


def may_read_in(scope: Scope) -> Allowed | Refusal:
    """May the person upload a plan at all?"""
    return require(scope, Permission.READ_PLANS)


def may_review(scope: Scope, draft: PlanDraft) -> Allowed | Refusal:
    """May the person mend this draft now?"""
    if not scope.may_over(Permission.READ_PLANS, draft.path):
        return Refusal("not_yours", "Bản đọc này của đơn vị khác; anh/chị chỉ soát bản của đơn vị mình.")
    if draft.state == DraftState.ACCEPTED:
        return Refusal("already_accepted", "Bản đọc này đã được nhận thành kế hoạch; hãy sửa trên kế hoạch.")
    if draft.state != DraftState.READY:
        return Refusal("not_ready", "Bản đọc này chưa sẵn sàng để soát hoặc đã bỏ.")
    return Allowed()


def may_edit(scope: Scope, task: Task) -> Allowed | Refusal:
    """May the person change the task itself (period, lead, state) for its issuer?"""
    if scope.may_over(Permission.EDIT_TASKS, task.path) or _issues(scope, task.path):
        return Allowed()
    return Refusal(
        "not_issuer", "Chỉ cơ quan ban hành kế hoạch mới dời hoặc giao lại việc này. Hãy nhắn cơ quan đó."
    )


def _issues(scope: Scope, path: str) -> bool:
    """A clerk is master of what their own body issued."""
    return any(Permission.READ_PLANS in p.permissions and p.body_path == path for p in scope.posts)


def may_report(scope: Scope, task: Task) -> Allowed | Refusal:
    """May the person report progress: for the issuer, or for a body named in the task?"""
    if may_edit(scope, task):
        return Allowed()
    if scope.may(Permission.REPORT_TASKS) and set(scope.keys) & set(task.party_keys):
        return Allowed()
    return Refusal(
        "not_a_party", "Đơn vị của anh/chị không có tên trong việc này nên không báo kết quả được."
    )


def may_close(scope: Scope, task: Task, lead_keys: frozenset[UUID]) -> Allowed | Refusal:
    """May the person end the task? The issuer and a lead may; a coordinator reports only."""
    if may_edit(scope, task):
        return Allowed()
    if scope.may(Permission.REPORT_TASKS) and set(scope.keys) & lead_keys:
        return Allowed()
    return Refusal(
        "not_lead",
        "Đơn vị phối hợp chỉ ghi tiến độ; đánh dấu xong là việc của đơn vị chủ trì hoặc cơ quan ban hành.",
    )


def lead_keys(task: Task) -> frozenset[UUID]:
    """Bodies and groups that lead ``task``; one query."""
    rows = task.parties.filter(role=PartyRole.LEAD)
    return frozenset(key for row in rows if (key := row.body_id or row.group_id) is not None)


def reporting_body(scope: Scope, task: Task) -> UUID | None:
    """For which of their bodies the person speaks about ``task``: a named one first."""
    named = [post.body_id for post in scope.posts if post.body_id in task.party_keys]
    mine = [post.body_id for post in scope.posts]
    return next(iter([*named, *mine]), None)


def sees_whole(scope: Scope, path: str) -> bool:
    """True when the person reads the whole tree at ``path``."""
    return any(is_within(path, top) for top in scope.paths)
