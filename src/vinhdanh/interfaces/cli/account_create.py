"""``vinhdanh account create``: the first account of an empty installation, or another one."""

import argparse
import getpass
import sys

from vinhdanh.interfaces.cli.main import say
from vinhdanh.interfaces.cli.problems import BadInput


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("username", help="tên đăng nhập")
    parser.add_argument("name", help="họ và tên")
    parser.add_argument(
        "--role", required=True, help="vai trò: officer, leader, clerk, member, administrator"
    )
    parser.add_argument(
        "--body", required=True, help="tên đơn vị trong danh bạ; chưa có thì được tạo làm gốc"
    )
    parser.add_argument("--level", default="province", help="cấp của đơn vị khi phải tạo (mặc định province)")


def run(args: argparse.Namespace) -> int:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from vinhdanh.domain.access.queries.roles import role_choices
    from vinhdanh.foundation.kernel.results import RefusedError

    roles = dict(role_choices())
    if args.role not in roles:
        raise BadInput(f"Không có vai trò “{args.role}”; các vai trò: {', '.join(roles)}.")
    password = _password()
    try:
        validate_password(password)
        _create(args, password)
    except ValidationError as error:
        raise BadInput(" ".join(error.messages)) from error
    except RefusedError as refused:
        raise BadInput(str(refused.refusal)) from refused
    say(f"Đã tạo tài khoản {args.username}.")
    return 0


def _password() -> str:
    """From the keyboard unseen, or from a pipe."""
    if sys.stdin.isatty():
        return getpass.getpass("Mật khẩu: ")
    return sys.stdin.readline().rstrip("\n")


def _create(args: argparse.Namespace, password: str) -> None:
    from django.db import transaction

    from vinhdanh.domain.access.actions import appoint, create_account
    from vinhdanh.foundation.kernel.clock import today
    from vinhdanh.interfaces.cli.bodies import body_id_named

    with transaction.atomic():
        user = create_account(actor=None, username=args.username, name=args.name, password=password)
        body_id = body_id_named(args.body, level=args.level)
        appoint(actor=None, user=user, role=args.role, body_id=body_id, starts_on=today())
