"""Who sees which plan, task and draft, and who may do what with them."""

from uuid import UUID

from django.db.models import Q, QuerySet

from vinhdanh.domain.access.scope import Post, Scope, require, visible_rows
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.planning.models import (
    CouncilSession,
    Filing,
    Milestone,
    Plan,
    PlanDraft,
    Report,
    Task,
)
from vinhdanh.domain.planning.states import DraftState, PartyRole
from vinhdanh.foundation.kernel.results import ALLOWED, Allowed, Refusal, Verdict


def visible_tasks(scope: Scope) -> QuerySet[Task]:
    """Tasks inside the trees the person reads whole, and tasks that name one of their bodies."""
    return Task.objects.filter(visible_rows(scope))


def visible_plans(scope: Scope) -> QuerySet[Plan]:
    """Plans inside those trees, and plans with at least one task that names one of their bodies."""
    return Plan.objects.filter(visible_rows(scope))


def visible_drafts(scope: Scope) -> QuerySet[PlanDraft]:
    """Papers under review in the bodies for which the person may read plans in."""
    wanted = Q(pk__in=())
    for post in scope.posts:
        if Permission.READ_PLANS in post.permissions:
            wanted |= Q(path__in={post.body_path, post.scope_path})
            if Permission.READ_SUBTREE in post.permissions:
                wanted |= Q(path__startswith=post.scope_path + ".")
    return PlanDraft.objects.filter(wanted)


def may_read_in(scope: Scope) -> Allowed | Refusal:
    """May the person upload a plan at all?"""
    return require(scope, Permission.READ_PLANS)


def may_review(scope: Scope, draft: PlanDraft) -> Allowed | Refusal:
    """May the person mend this draft now?"""
    if not visible_drafts(scope).filter(pk=draft.pk).exists():
        return Refusal("not_yours", "Bản đọc này của đơn vị khác; anh/chị chỉ soát bản của đơn vị mình.")
    if draft.state == DraftState.ACCEPTED:
        return Refusal("already_accepted", "Bản đọc này đã được nhận thành kế hoạch; hãy sửa trên kế hoạch.")
    if draft.state != DraftState.READY:
        return Refusal("not_ready", "Bản đọc này chưa sẵn sàng để soát hoặc đã bỏ.")
    return Allowed()


def may_issue(scope: Scope, path: str) -> Verdict:
    """May the person put a plan in force in the name of the body at ``path``?"""
    if scope.may_over(Permission.READ_PLANS, path):
        return ALLOWED
    return Refusal(
        "not_issuer",
        "Kế hoạch này do cơ quan khác ban hành nên đơn vị của anh/chị không nhận thay được; "
        "việc của đơn vị sẽ hiện ra khi cơ quan đó nhận kế hoạch.",
        field="issuer",
    )


def may_add(scope: Scope, plan: Plan) -> Verdict:
    """May the person add to this plan or publish it? The issuer's officers and its own clerk may."""
    if scope.may_over(Permission.EDIT_TASKS, plan.path) or _issues(scope, plan.path):
        return ALLOWED
    return Refusal("not_issuer", "Chỉ cơ quan ban hành mới thay đổi kế hoạch này.")


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
        "Đơn vị phối hợp, hay một đơn vị trong nhóm cùng chủ trì, chỉ ghi tiến độ và phần của mình; "
        "đánh dấu xong cả việc là của đơn vị chủ trì hoặc cơ quan ban hành.",
    )


def may_report_part(scope: Scope, task: Task, party_id: UUID) -> Verdict:
    """May the person say that ``party_id`` has done its part: for that body, or for the issuer?"""
    if may_edit(scope, task) or (scope.may(Permission.REPORT_TASKS) and party_id in scope.keys):
        return ALLOWED
    return Refusal(
        "not_your_part", "Chỉ đơn vị có phần việc này hoặc cơ quan ban hành mới ghi được là xong hay chưa."
    )


def lead_keys(task: Task) -> frozenset[UUID]:
    """The bodies that lead ``task``; one query. A group leads through its members' reports:
    none of them ends the work of all."""
    rows = task.parties.filter(role=PartyRole.LEAD, body__isnull=False)
    return frozenset(row.body_id for row in rows if row.body_id is not None)


def reporting_body(scope: Scope, task: Task) -> UUID | None:
    """For which of their bodies the person speaks about ``task``: a named one first, then one that they
    answer for."""
    named = [post.body_id for post in scope.posts if post.body_id in task.party_keys]
    named += [one.body_id for one in scope.answers_for if one.body_id in task.party_keys]
    mine = [post.body_id for post in scope.posts]
    return next(iter([*named, *mine]), None)


def visible_sessions(scope: Scope) -> QuerySet[CouncilSession]:
    """Sessions in the trees the person reads whole, and those whose council, office or steps are theirs."""
    return CouncilSession.objects.filter(visible_rows(scope))


def visible_milestones(scope: Scope) -> QuerySet[Milestone]:
    """The steps of those sessions, but for sessions that were called off."""
    wanted = visible_rows(scope, path="session__path", keys="session__party_keys")
    return Milestone.objects.filter(wanted, session__cancelled_at__isnull=True)


def session_owner(scope: Scope) -> Post | None:
    """In whose year the person plans sessions: the body that their office serves, or their own."""
    return next((p for p in scope.posts if Permission.READ_PLANS in p.permissions), None)


def may_plan_session(scope: Scope, path: str) -> Verdict:
    """May the person fix, move or call off sessions of the body at ``path``?"""
    if scope.may_over(Permission.EDIT_TASKS, path) or _issues(scope, path):
        return ALLOWED
    return Refusal(
        "not_session_owner",
        "Phiên họp này do cơ quan khác xếp lịch; hãy nhắn cơ quan đó nếu cần đổi ngày.",
    )


def may_reach(scope: Scope, milestone: Milestone) -> Verdict:
    """May the person say that a step is done: the office that plans, or the body that owes it?"""
    if may_plan_session(scope, milestone.session.path):
        return ALLOWED
    if scope.may(Permission.REPORT_TASKS) and milestone.body_id in scope.keys:
        return ALLOWED
    return Refusal("not_holder", "Bước này do đơn vị khác thực hiện; anh/chị chỉ xem được.")


def editable_tasks(scope: Scope, *, own: bool = False) -> QuerySet[Task]:
    """The tasks that the person may assign and move: as :func:`may_edit`, for many at once; with ``own``
    only those issued by the body that they serve or by their own."""
    wanted = Q(pk__in=())
    for post in scope.posts:
        if Permission.EDIT_TASKS in post.permissions:
            wanted |= Q(path__in={post.body_path, post.scope_path})
            if Permission.READ_SUBTREE in post.permissions and not own:
                wanted |= Q(path__startswith=post.scope_path + ".")
        if Permission.READ_PLANS in post.permissions:
            wanted |= Q(path=post.body_path)
    return Task.objects.filter(wanted)


def visible_filings(scope: Scope) -> QuerySet[Filing]:
    """Plans being written by the person's own bodies, and by bodies in trees they may read plans in for."""
    wanted = Q(path__in=scope.own_paths)
    for post in scope.posts:
        if {Permission.READ_PLANS, Permission.READ_SUBTREE} <= post.permissions:
            wanted |= Q(path=post.scope_path) | Q(path__startswith=post.scope_path + ".")
    return Filing.objects.filter(wanted)


def visible_reports(scope: Scope) -> QuerySet[Report]:
    """Reports of bodies inside the trees seen whole, and those that the person's bodies sent or received."""
    return Report.objects.filter(visible_rows(scope))


def may_write_for(scope: Scope, path: str) -> Verdict:
    """May the person write and send the plan of the body at ``path``?"""
    if scope.may_over(Permission.READ_PLANS, path):
        return ALLOWED
    return Refusal("not_yours", "Kế hoạch này của đơn vị khác; anh/chị chỉ soạn kế hoạch của đơn vị mình.")


def may_receive_plan(scope: Scope, filing: Filing) -> Verdict:
    """May the person return it: for the body that asked, or the one it was sent through?"""
    if may_add(scope, filing.parent) or (filing.through_id in scope.body_ids):
        return ALLOWED
    return Refusal("not_receiver", "Chỉ nơi nhận kế hoạch mới trả lại được.")


def may_send_report(scope: Scope, body_id: UUID, path: str) -> Verdict:
    """May the person send a report in the name of this body?"""
    own = scope.may(Permission.REPORT_TASKS) and body_id in scope.body_ids
    if own or scope.may_over(Permission.EDIT_TASKS, path):
        return ALLOWED
    return Refusal("not_yours", "Báo cáo này do đơn vị khác gửi; anh/chị chỉ gửi thay đơn vị mình.")


def may_receive_report(scope: Scope, report: Report) -> Verdict:
    """May the person return it, for the body that received it?"""
    own = scope.may(Permission.REPORT_TASKS) and report.receiver_id in scope.body_ids
    if own or scope.may_over(Permission.EDIT_TASKS, report.receiver.path):
        return ALLOWED
    return Refusal("not_receiver", "Chỉ nơi nhận báo cáo mới trả lại được.")
