"""Room in the file store, given by those who operate the system."""

from uuid import UUID

from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.scope import Scope, is_within
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.organisations.queries.labels import body_path
from vinhdanh.foundation.files.models import BodyUse
from vinhdanh.foundation.files.quotas import set_allowed
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.foundation.kernel.text import squash

MOST_MB = 10_000_000


def set_quota(*, actor: User, scope: Scope, body_id: UUID, megabytes: int | None, reason: str) -> BodyUse:
    """Give a body of the person's own tree a limit in megabytes (0: none), or back the common one (None).

    Raises RefusedError outside the tree, without a reason or beyond 10 million MB.
    """
    path = body_path(body_id) or ""
    tops = [post.scope_path for post in scope.posts if Permission.OPERATE in post.permissions]
    if not path or not any(is_within(path, top) for top in tops):
        raise RefusedError(Refusal("not_yours", "Đơn vị này không thuộc phạm vi anh/chị vận hành."))
    if megabytes is not None and megabytes > MOST_MB:
        text = "Mức lưu quá lớn; ghi từ 0 đến 10.000.000 MB."
        raise RefusedError(Refusal("too_large", text, field="megabytes"))
    if not squash(reason):
        raise RefusedError(Refusal("reason_missing", "Ghi lý do đổi mức lưu.", field="reason"))
    allowed = None if megabytes is None else megabytes * 1_000_000
    return set_allowed(actor=actor, body=body_id, allowed=allowed, reason=squash(reason))
