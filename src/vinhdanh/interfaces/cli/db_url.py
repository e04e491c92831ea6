"""``vinhdanh db url``: where the database is. Starts none."""

import argparse
import os

from vinhdanh.config.environment import data_folder
from vinhdanh.foundation import postgres
from vinhdanh.interfaces.cli.main import emit
from vinhdanh.interfaces.cli.problems import BadInput


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(_: argparse.Namespace) -> int:
    """Print ``{url, dsn, private, running}``; ``running`` is null for a server that is not ours."""
    given = os.environ.get("DATABASE_URL")
    if given:
        emit({"url": given, "dsn": None, "private": False, "running": None})
        return 0
    found = postgres.look(data_folder())
    if found is None:
        raise BadInput(
            f"Chưa có cơ sở dữ liệu ở {data_folder()}: hãy chạy ./run một lần hoặc đặt VINHDANH_DATA."
        )
    address, running = found
    emit({"url": address.url, "dsn": address.dsn, "private": True, "running": running})
    return 0
