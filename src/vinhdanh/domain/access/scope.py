"""What one account may see and do on one day, worked out once a request."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from vinhdanh.domain.access.states import Permission
from vinhdanh.foundation.kernel.results import Allowed, Refusal


@dataclass(frozen=True, slots=True)
class Post:
    """One appointment in force: the role, where it sits and how far it reaches.

    ``lent_by`` names who lent the post (ủy quyền); it is empty for one's own.
    """

    role: str
    role_name: str
    body_id: UUID
    body_name: str
    body_path: str
    scope_id: UUID
    scope_name: str
    scope_path: str
    permissions: frozenset[str]
    lent_by: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A body without an account for which the person answers ("thay cho …")."""

    body_id: UUID
    body_name: str


@dataclass(frozen=True, slots=True)
class Scope:
    """``paths`` are the trees seen whole, ``own_paths`` the bodies whose own papers the person sees,
    ``keys`` the bodies and groups in whose name the person is addressed, those answered for among them.

    An account without a post in force sees nothing and may do nothing.
    """

    user_id: UUID | None
    on: date
    posts: tuple[Post, ...] = ()
    keys: tuple[UUID, ...] = ()
    paths: tuple[str, ...] = ()
    own_paths: tuple[str, ...] = ()
    answers_for: tuple[Answered, ...] = ()

    def may(self, permission: str) -> bool:
        """True when any post gives ``permission`` somewhere."""
        return any(permission in post.permissions for post in self.posts)

    def may_over(self, permission: str, path: str) -> bool:
        """True when a post gives ``permission`` over the body at ``path``.

        Only who reads a tree whole reaches below the body they serve.
        """
        return any(permission in post.permissions and _reaches(post, path) for post in self.posts)

    def reach(self, permission: str) -> tuple[str, ...]:
        """The tops of the trees over which a post gives ``permission``: the body it serves and all below.

        For rights over people and bodies, which go down the tree whether or not its papers may be read.
        """
        return tops({post.scope_path for post in self.posts if permission in post.permissions})

    def reaches(self, permission: str, path: str) -> bool:
        """True when ``path`` lies in one of those trees."""
        return any(is_within(path, top) for top in self.reach(permission))

    @property
    def body_ids(self) -> frozenset[UUID]:
        return frozenset(post.body_id for post in self.posts)

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(post.role for post in self.posts)


def _reaches(post: Post, path: str) -> bool:
    if Permission.READ_SUBTREE in post.permissions:
        return is_within(path, post.scope_path)
    return path in {post.scope_path, post.body_path}


def tops(paths: set[str]) -> tuple[str, ...]:
    """The paths that lie below no other one, in order."""
    kept: list[str] = []
    for path in sorted(paths):
        if not any(is_within(path, top) for top in kept):
            kept.append(path)
    return tuple(kept)


def in_trees(trees: tuple[str, ...], field: str) -> Q:
    """Rows whose path ``field`` lies in one of ``trees``; none for no tree."""
    wanted = Q(pk__in=())
    for top in trees:
        wanted |= Q(**{field: top}) | Q(**{f"{field}__startswith": top + "."})
    return wanted


def rows_over(scope: Scope, permission: str, field: str = "path") -> Q:
    """``may_over`` as a question to the database: rows whose path ``field`` lies where a post gives it."""
    wanted = Q(pk__in=())
    for post in scope.posts:
        if permission not in post.permissions:
            continue
        whole = Permission.READ_SUBTREE in post.permissions
        own = Q(**{f"{field}__in": [post.scope_path, post.body_path]})
        wanted |= in_trees((post.scope_path,), field) if whole else own
    return wanted


def is_within(path: str, top: str) -> bool:
    """True when the body at ``path`` is the one at ``top`` or stands below it."""
    return path == top or path.startswith(top + ".")


def visible_rows(scope: Scope, *, path: str = "path", keys: str = "party_keys") -> Q:
    """Behind every ``visible_…``: in a tree seen whole, issued by an own body, or named as a party."""
    wanted = in_trees(scope.paths, path)
    if scope.own_paths:
        wanted |= Q(**{f"{path}__in": scope.own_paths})
    if scope.keys:
        wanted |= Q(**{f"{keys}__overlap": list(scope.keys)})
    return wanted


def require(scope: Scope, permission: Permission) -> Allowed | Refusal:
    """Allowed when some post gives the permission; the refusal names what is wanting."""
    if scope.may(permission):
        return Allowed()
    return Refusal(
        "no_permission",
        f"Tài khoản của anh/chị chưa có quyền {permission.label}. "
        "Nếu công việc cần quyền này, hãy nhờ người quản trị bổ nhiệm.",
    )
