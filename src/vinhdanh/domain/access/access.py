"""Who may manage which account, give which rights, and see through whose eyes.

Rights over people reach down the tree of the body served. Rights of :data:`LADDER` are given only by
those who hold them over the same body: nobody lifts another, or themselves, above their own rung.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from vinhdanh.domain.access.models import Appointment, Delegation, Representation, RoleBundle, User
from vinhdanh.domain.access.scope import Scope, in_trees, is_within, require
from vinhdanh.domain.access.states import LADDER, Permission
from vinhdanh.domain.organisations.queries.places import bodies_in
from vinhdanh.domain.organisations.queries.rows import BodyRow
from vinhdanh.foundation.kernel.results import ALLOWED, Allowed, Refusal, Verdict, first_refusal


def visible_accounts(scope: Scope) -> QuerySet[User]:
    """Accounts with a post, present or past, in the trees administered; and those without any post yet."""
    trees = scope.reach(Permission.MANAGE_ACCOUNTS)
    if not trees:
        return User.objects.none()
    # Lists of ids rather than EXISTS: under OR the database asks those once for each account.
    posts = Appointment.objects.values("user")
    return User.objects.filter(Q(pk__in=posts.filter(in_trees(trees, "scope__path"))) | ~Q(pk__in=posts))


def visible_posts(scope: Scope) -> QuerySet[Appointment]:
    """Posts in the trees administered."""
    return Appointment.objects.filter(in_trees(scope.reach(Permission.MANAGE_ACCOUNTS), "scope__path"))


def visible_delegations(scope: Scope) -> QuerySet[Delegation]:
    """Delegations out of such posts."""
    return Delegation.objects.filter(in_trees(scope.reach(Permission.MANAGE_ACCOUNTS), "post__scope__path"))


def naming_trees(scope: Scope) -> tuple[str, ...]:
    """Where the person may say who answers for a body."""
    return tuple({*scope.reach(Permission.MANAGE_BODIES), *scope.reach(Permission.MANAGE_ACCOUNTS)})


def visible_representations(scope: Scope) -> QuerySet[Representation]:
    """Who answers for whom, where either of the two stands in the person's trees."""
    trees = naming_trees(scope)
    return Representation.objects.filter(in_trees(trees, "body__path") | in_trees(trees, "by_body__path"))


def may_manage(scope: Scope) -> Allowed | Refusal:
    """May the person manage accounts at all?"""
    return require(scope, Permission.MANAGE_ACCOUNTS)


def may_give(scope: Scope, permissions: Iterable[str], path: str) -> Verdict:
    """May the person give these rights over the body at ``path``?"""
    if not scope.reaches(Permission.MANAGE_ACCOUNTS, path):
        return Refusal(
            "out_of_reach",
            "Đơn vị này ở ngoài phạm vi anh/chị quản trị; nhờ người quản trị của đơn vị đó.",
            field="body",
        )
    wanting = sorted(one for one in LADDER & set(permissions) if not scope.reaches(one, path))
    if not wanting:
        return ALLOWED
    names = ", ".join(f"“{Permission(one).label}”" for one in wanting)
    return Refusal(
        "up_the_ladder", f"Anh/chị không có quyền {names} ở phạm vi này nên không trao được.", field="role"
    )


def still_open(posts: Iterable[Appointment], scope: Scope) -> list[Appointment]:
    """Of posts those that hold now or later."""
    return [post for post in posts if post.ends_on is None or post.ends_on >= scope.on]


def open_posts(user: User, scope: Scope) -> list[Appointment]:
    """The posts of ``user`` that hold now or later, with what they give; one query."""
    rows = Appointment.objects.filter(user=user).exclude(ends_on__lt=scope.on)
    return list(rows.select_related("role", "body", "scope").order_by("starts_on", "id"))


def may_manage_account(scope: Scope, user: User, posts: Sequence[Appointment] | None = None) -> Verdict:
    """May the person lock the account, hand its work over, or give it a new password?

    Whoever can take an account over has all that it may do; so every right of it must be one to give.
    ``posts``: the :func:`open_posts`, where they are at hand.
    """
    refusal = may_manage(scope)
    if not refusal:
        return refusal
    posts = open_posts(user, scope) if posts is None else posts
    verdict = first_refusal(*(may_give(scope, post.role.permissions, post.scope.path) for post in posts))
    if isinstance(verdict, Refusal):
        return Refusal(
            "above_you",
            f"{user.name} còn giữ vai trò ngoài phạm vi hoặc có quyền cao hơn quyền của anh/chị; "
            "nhờ người quản trị cấp trên.",
        )
    return ALLOWED


def may_view_as(scope: Scope, user: User, posts: Sequence[Appointment] | None = None) -> Verdict:
    """May the person look at the pages as ``user`` sees them? Never up the ladder; ``posts`` as above."""
    if user.pk == scope.user_id:
        return Refusal("self", "Đây là tài khoản của chính anh/chị.")
    if not user.is_active:
        return Refusal("closed", "Tài khoản này đang khóa nên không có gì để xem thay.")
    known = open_posts(user, scope) if posts is None else posts
    posts = [post for post in known if post.starts_on <= scope.on]
    if not posts:
        return Refusal(
            "no_post", f"{user.name} không có vai trò nào còn hiệu lực nên không có gì để xem thay."
        )
    for post in posts:
        rights = LADDER & set(post.role.permissions)
        held = all(scope.reaches(one, post.scope.path) for one in {Permission.VIEW_AS, *rights})
        if not held:
            return Refusal(
                "above_you",
                f"{user.name} có vai trò “{post.called}, {post.body.name}” ngoài phạm vi hoặc cao hơn "
                "quyền của anh/chị, nên anh/chị không xem thay được.",
            )
    return ALLOWED


def may_change_role(scope: Scope, role: RoleBundle, permissions: Iterable[str]) -> Verdict:
    """May the person change what a role gives? Only where it touches nobody outside their trees."""
    refusal = may_manage(scope)
    if not refusal:
        return refusal
    trees = scope.reach(Permission.MANAGE_ACCOUNTS)
    held = Appointment.objects.exclude(ends_on__lt=scope.on)
    touched = Q(role=role.code)
    if role.shipped:
        touched |= Q(role__permissions__contains=[Permission.MANAGE_ACCOUNTS])
    if held.filter(touched).exclude(in_trees(trees, "scope__path")).exists():
        return Refusal(
            "role_of_others",
            f"Vai trò “{role.name}” còn dùng ở đơn vị ngoài phạm vi của anh/chị. "
            "Nhờ người quản trị cấp trên sửa, hoặc lập một vai trò riêng.",
        )
    return may_bundle(scope, set(permissions) ^ set(role.permissions))


def may_bundle(scope: Scope, permissions: Iterable[str]) -> Verdict:
    """May the person put these rights into a role or take them out?"""
    refusal = may_manage(scope)
    if not refusal:
        return refusal
    wanting = sorted(one for one in LADDER & set(permissions) if not scope.may(one))
    if not wanting:
        return ALLOWED
    names = ", ".join(f"“{Permission(one).label}”" for one in wanting)
    return Refusal("up_the_ladder", f"Anh/chị không có quyền {names} nên không thêm bớt quyền ấy được.")


def may_name(scope: Scope, body: BodyRow, awaiting: Iterable[UUID]) -> Verdict:
    """May the person say who answers for ``body``?

    Inside their trees; and for a body outside every tree of theirs (the Party, the Front, the press) when
    only bodies of theirs (``awaiting``) wait for its work.
    """
    trees = naming_trees(scope)
    if not trees:
        return require(scope, Permission.MANAGE_BODIES)
    if any(is_within(body.path, top) for top in trees):
        return ALLOWED
    wanted = set(awaiting)
    mine = set(bodies_in(trees).filter(pk__in=wanted).values_list("pk", flat=True))
    if wanted and wanted == mine:
        return ALLOWED
    return Refusal(
        "out_of_reach",
        f"“{body.name}” ở ngoài phạm vi của anh/chị và không chỉ giữ việc của cơ quan anh/chị; "
        "nhờ người quản trị của đơn vị đó.",
        field="body",
    )
