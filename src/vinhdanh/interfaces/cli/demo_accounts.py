"""``vinhdanh demo accounts``: who can be tried in the demo."""

import argparse

from vinhdanh.interfaces.cli.main import emit
from vinhdanh.interfaces.cli.problems import BadInput


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="in JSON (mặc định)")


def run(args: argparse.Namespace) -> int:
    import os

    from vinhdanh.domain.access.queries.accounts import accounts_on
    from vinhdanh.foundation.kernel.clock import today
    from vinhdanh.interfaces.cli.demo.people import PASSWORD, PEOPLE

    known = {person.username for person in PEOPLE}
    rows = [row for row in accounts_on(today()) if row.username in known]
    if not rows:
        raise BadInput(
            "Thư mục dữ liệu này không có dữ liệu minh họa; chạy ./run trên một thư mục trống trước."
        )
    url = f"http://127.0.0.1:{os.environ.get('VINHDANH_PORT', '8000')}/dang-nhap/"
    emit(
        [
            {
                "role": row.role,
                "username": row.username,
                "password": PASSWORD,
                "body": row.body,
                "name": row.name,
                "url": url,
            }
            for row in rows
        ]
    )
    return 0
