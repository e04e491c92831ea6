"""Who may change the directory."""

from collections.abc import Collection

from vinhdanh.foundation.kernel.results import ALLOWED, Refusal, Verdict

MANAGE_BODIES = "manage_bodies"


def may_manage(permissions: Collection[str]) -> Verdict:
    """May someone with these permissions change bodies, names, relations and groups?"""
    if MANAGE_BODIES in permissions:
        return ALLOWED
    return Refusal(
        "no_permission",
        "Anh/chị chưa được giao quyền sửa danh bạ tổ chức.",
        hint="Nếu công việc cần quyền này, hãy nhờ người quản trị bổ nhiệm.",
    )
