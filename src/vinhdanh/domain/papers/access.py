"""Who sees which paper, and who may write, number, sign, send and receive."""

from uuid import UUID

from django.db.models import Q, QuerySet

from vinhdanh.domain.access.scope import Scope, in_trees, rows_over, visible_rows
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.papers.models import NumberSeries, Paper, PaperPackage, Signatory, TemplateVersion
from vinhdanh.domain.papers.states import Direction, PaperState, Secrecy, WordingState
from vinhdanh.foundation.kernel.results import ALLOWED, Refusal, Verdict

_NOT_OTHERS = "Văn bản này do cơ quan khác giữ; anh/chị chỉ xem được phần gửi đến đơn vị mình."


def visible_papers(scope: Scope) -> QuerySet[Paper]:
    """Papers in the trees seen whole and in the books of one's own bodies, and what was sent to them.

    Of secret papers even the subject is for who keeps the books in which they stand.
    """
    return Paper.objects.filter(visible_rows(scope) & (Q(secrecy=Secrecy.NONE) | _kept(scope)))


def visible_series(scope: Scope) -> QuerySet[NumberSeries]:
    """The books of numbers of those bodies; a book names what is in it, so secret ones as secret papers."""
    seen = in_trees(scope.paths, "path") | Q(path__in=scope.own_paths)
    return NumberSeries.objects.filter(seen & (Q(secret=False) | _kept(scope)))


def _kept(scope: Scope) -> Q:
    """Rows of the very bodies for which the person writes or registers; none of those below them."""
    keepers = {Permission.WRITE_PAPERS, Permission.ISSUE_PAPERS}
    posts = [post for post in scope.posts if keepers & post.permissions]
    return Q(path__in={path for post in posts for path in (post.body_path, post.scope_path)})


def visible_signatories(scope: Scope) -> QuerySet[Signatory]:
    """The roster of the bodies for whose registry the person acts."""
    return Signatory.objects.filter(rows_over(scope, Permission.ISSUE_PAPERS))


def visible_packages(scope: Scope) -> QuerySet[PaperPackage]:
    """One's own packages: each holds what its asker saw."""
    return (
        PaperPackage.objects.filter(asked_by=scope.user_id) if scope.user_id else PaperPackage.objects.none()
    )


def visible_wordings(scope: Scope) -> QuerySet[TemplateVersion]:
    """The words of those bodies' papers; of the bodies above them what was put into use."""
    mine = in_trees(scope.paths, "path") | Q(path__in=scope.own_paths)
    above = {up for path in (*scope.paths, *scope.own_paths) for up in paths_above(path)}
    return TemplateVersion.objects.filter(mine | (Q(path__in=above) & ~Q(state=WordingState.DRAFT)))


def paths_above(path: str) -> list[str]:
    """The path and those of every body above it, the top first.

    >>> paths_above("a.b.c")
    ['a', 'a.b', 'a.b.c']
    """
    parts = path.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts) + 1)]


def may_write(scope: Scope, path: str) -> Verdict:
    """May the person write papers in the name of the body at ``path``?"""
    if scope.may_over(Permission.WRITE_PAPERS, path):
        return ALLOWED
    return Refusal("not_issuer", f"{_NOT_OTHERS} Chỉ cơ quan soạn văn bản mới sửa được.")


def may_issue(scope: Scope, path: str) -> Verdict:
    """May the person number, record signatures and send for the body at ``path``?"""
    if scope.may_over(Permission.ISSUE_PAPERS, path):
        return ALLOWED
    return Refusal(
        "not_registry",
        "Cấp số, ghi chữ ký và phát hành là việc của văn thư cơ quan ban hành; "
        "tài khoản này chưa có quyền đó.",
    )


def may_receive(scope: Scope, body_id: UUID | None) -> Verdict:
    """May the person confirm the receipt for this body? Nobody does above it: a receipt is evidence."""
    writers = [post for post in scope.posts if Permission.WRITE_PAPERS in post.permissions]
    served = {key for post in writers for key in (post.body_id, post.scope_id)}
    answered = {each.body_id for each in scope.answers_for} if writers else set()
    if body_id in served | answered:
        return ALLOWED
    return Refusal("not_receiver", "Chỉ văn thư của nơi nhận mới xác nhận đã nhận văn bản.")


def editable(paper: Paper) -> Verdict:
    """Is the paper still a draft of ours? What was submitted stands still, what was signed for good."""
    if paper.direction == Direction.INCOMING:
        return Refusal("incoming", "Văn bản đến không sửa được; chỉ ghi thêm thông tin xử lý.")
    if paper.state == PaperState.DRAFT:
        return ALLOWED
    if paper.state == PaperState.SUBMITTED:
        text = "Văn bản đang trình ký nên không sửa được. Trả lại để sửa, rồi nộp bản Word mới."
        return Refusal("submitted", text)
    text = "Văn bản đã ký nên không sửa được nữa. Sai thì ban hành văn bản đính chính hoặc thay thế."
    return Refusal("signed", text)
