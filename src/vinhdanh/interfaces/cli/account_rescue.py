"""``vinhdanh account rescue``: let somebody in again from the machine itself.

For the administrator whom no other administrator can help.
"""

import argparse
from typing import Any

from vinhdanh.interfaces.cli.main import emit
from vinhdanh.interfaces.cli.problems import BadInput


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("username", help="tên đăng nhập")
    parser.add_argument("--reason", required=True, help="lý do, ghi vào nhật ký")
    parser.add_argument(
        "--keep-factors", action="store_true", help="giữ lớp bảo vệ thứ hai, chỉ mở khóa và tạo liên kết"
    )


def run(args: argparse.Namespace) -> int:
    """Lift the lock, take the second factors off, and print the path of a one-time link for a password."""
    from django.db import transaction
    from django.urls import reverse

    from vinhdanh.domain.access.actions.rescue import lift_lock, make_password_link, reset_factors
    from vinhdanh.domain.access.queries.accounts import accounts_matching
    from vinhdanh.domain.access.queries.signing import factors_of, has_failures
    from vinhdanh.foundation.kernel.results import RefusedError

    found = accounts_matching("username", args.username)
    if len(found) != 1:
        raise BadInput(f"Không có tài khoản đang hoạt động nào tên “{args.username}”.")
    user = found[0]
    whom: dict[str, Any] = {"actor": None, "scope": None, "user_id": user.pk, "reason": args.reason}
    done: dict[str, object] = {"unlocked": False, "factors_removed": 0}
    try:
        with transaction.atomic():
            link = make_password_link(**whom)
            if has_failures(user):
                lift_lock(**whom)
                done["unlocked"] = True
            if factors_of(user.pk) and not args.keep_factors:
                done["factors_removed"] = reset_factors(**whom)
    except RefusedError as refused:
        raise BadInput(str(refused.refusal)) from refused
    path = reverse("set_password", args=[link.uid, link.token])
    emit({"username": user.username, **done, "link": path})
    return 0
