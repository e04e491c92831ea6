"""Accounts as an administrator's pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from vinhdanh.domain.access.access import visible_accounts
from vinhdanh.domain.access.models import Appointment, Delegation, User
from vinhdanh.domain.access.queries.scopes import on_day, posts_on, rights_on
from vinhdanh.domain.access.scope import Post, Scope
from vinhdanh.domain.access.states import Permission
from vinhdanh.engines.search.counts import LIMIT, capped_counts
from vinhdanh.foundation.kernel.text import fold

PAGE = 50
LAST_PAGE = 400
_WORDS = 6
STATES = (("", "Mọi tài khoản"), ("mo", "Đang mở"), ("khoa", "Đang khóa"), ("trong", "Không có vai trò"))


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account in the list; ``posts`` in words, those in force."""

    id: UUID
    name: str
    username: str
    is_active: bool
    last_login: datetime | None
    posts: Sequence[str]


@dataclass(frozen=True, slots=True)
class AccountPage:
    """``count`` is exact up to 1,000; ``more_than_counted``: there are more."""

    rows: Sequence[AccountLine]
    page: int
    count: int
    more_than_counted: bool
    has_next: bool


def account_page(
    scope: Scope, *, text: str = "", state: str = "", role: str = "", page: int = 1
) -> AccountPage:
    """The ``page``-th fifty accounts by given name; ids first, four queries."""
    page = min(max(page, 1), LAST_PAGE)
    rows = _filtered(scope, text=text, state=state, role=role)
    start = (page - 1) * PAGE
    ids = list(rows.order_by("sort_key", "id").values_list("pk", flat=True)[start : start + PAGE + 1])
    count = capped_counts({"all": rows})["all"]
    return AccountPage(
        rows=_lines(ids[:PAGE], scope.on),
        page=page,
        count=min(count, LIMIT),
        more_than_counted=count > LIMIT,
        has_next=len(ids) > PAGE and page < LAST_PAGE,
    )


def _filtered(scope: Scope, *, text: str, state: str, role: str) -> QuerySet[User]:
    rows = visible_accounts(scope)
    for word in fold(text).split()[:_WORDS]:
        rows = rows.filter(folded__contains=f" {word}")
    held = posts_on(scope.on).values("user")
    if role:
        rows = rows.filter(pk__in=held.filter(role__code=role))
    if state == "mo":
        rows = rows.filter(is_active=True)
    elif state == "khoa":
        rows = rows.filter(is_active=False)
    elif state == "trong":
        rows = rows.exclude(pk__in=held)
    return rows


def _lines(ids: Sequence[UUID], on: date) -> list[AccountLine]:
    users = {user.pk: user for user in User.objects.filter(pk__in=ids)}
    posts: dict[UUID, list[str]] = {pk: [] for pk in ids}
    rows = Appointment.objects.filter(on_day(on), user__in=ids).select_related("role", "body")
    for row in rows.order_by("starts_on", "id"):
        ended = "" if row.body.is_valid_on(on) else " (đơn vị đã kết thúc)"
        posts[row.user_id].append(f"{row.called}, {row.body.name}{ended}")
    return [
        AccountLine(pk, user.name, user.username, user.is_active, user.last_login, posts[pk])
        for pk in ids
        if (user := users.get(pk))
    ]


@dataclass(frozen=True, slots=True)
class PostLine:
    """``when`` is "now", "later" or "past"; ``why`` says what ended a post before its own end."""

    id: UUID
    words: str
    role: str
    body_id: UUID
    body: str
    reach: str
    starts_on: date
    ends_on: date | None
    when: str
    why: str
    permissions: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class LentLine:
    """A delegation; ``holds`` says whether it counts today."""

    id: UUID
    giver: str
    taker: str
    post: str
    permissions: Sequence[str]
    starts_on: date
    ends_on: date
    paper: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Right:
    """A permission and the posts that give it, in words."""

    label: str
    because: Sequence[str]


@dataclass(frozen=True, slots=True)
class AccountDetail:
    posts: Sequence[PostLine]
    past: Sequence[PostLine]
    lent: Sequence[LentLine]
    rights: Sequence[Right]
    answers: Sequence[str]


def posts_of(user: User) -> list[Appointment]:
    """Every post of an account, past ones too, the newest first, with what each gives; one query."""
    rows = Appointment.objects.filter(user=user).select_related("role", "body", "scope")
    return list(rows.order_by("-starts_on", "-id"))


def account_detail(user: User, on: date, rows: Sequence[Appointment]) -> AccountDetail:
    """One account with its :func:`posts_of`: delegations either way, what it may do and why; five queries
    at most."""
    posts = [_post_line(row, on) for row in rows]
    scope = rights_on(user.pk, on)
    return AccountDetail(
        posts=[post for post in posts if post.when != "past"],
        past=[post for post in posts if post.when == "past"],
        lent=_lent_lines(user, on),
        rights=rights_of(scope),
        answers=[one.body_name for one in scope.answers_for],
    )


def _post_line(row: Appointment, on: date) -> PostLine:
    over = row.ends_on is not None and row.ends_on < on
    gone = not row.body.is_valid_on(on) and row.starts_on <= on
    return PostLine(
        id=row.pk,
        words=row.called,
        role=row.role.name,
        body_id=row.body_id,
        body=row.body.name,
        reach=row.scope.name if row.scope_id != row.body_id else "",
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        when="past" if over or gone else "later" if row.starts_on > on else "now",
        why="đơn vị đã kết thúc hoạt động" if gone and not over else "",
        permissions=[(p, str(Permission(p).label)) for p in row.role.permissions if p in Permission.values],
    )


def _lent_lines(user: User, on: date) -> list[LentLine]:
    """Those that still count or will, given and taken; one query."""
    rows = Delegation.objects.filter(post__user=user) | Delegation.objects.filter(user=user)
    whole = rows.exclude(ends_on__lt=on).select_related("post__user", "post__body", "post__role", "user")
    counting = whole.annotate(counts=Exists(posts_on(on).filter(pk=OuterRef("post"))))
    return [
        LentLine(
            id=row.pk,
            giver=row.post.user.name,
            taker=row.user.name,
            post=str(row.post),
            permissions=[str(Permission(p).label) for p in row.permissions if p in Permission.values],
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            paper=row.paper,
            holds=row.starts_on <= on and row.counts,
        )
        for row in counting.order_by("starts_on", "id")
    ]


def rights_of(scope: Scope) -> list[Right]:
    """Each permission that an account has today, and why."""
    found: Mapping[str, list[str]] = {
        one: [_because(post) for post in scope.posts if one in post.permissions] for one in Permission.values
    }
    return [Right(str(Permission(one).label), why) for one, why in found.items() if why]


def _because(post: Post) -> str:
    reach = f", phạm vi {post.scope_name}" if post.scope_id != post.body_id else ""
    lent = f" (do {post.lent_by} ủy quyền)" if post.lent_by else ""
    return f"{post.role_name}, {post.body_name}{reach}{lent}"


def people_named(scope: Scope, text: str, limit: int = 12) -> list[User]:
    """Open accounts that the person may see, for a field that asks for one; one query."""
    rows = visible_accounts(scope).filter(is_active=True)
    for word in fold(text).split()[:_WORDS]:
        rows = rows.filter(folded__contains=f" {word}")
    return list(rows.order_by("sort_key", "id")[:limit])
