"""``vinhdanh obligations rebuild``: who owes what and who waits for whom, made anew from the plans."""

import argparse
from uuid import UUID

from vinhdanh.interfaces.cli.main import emit, say
from vinhdanh.interfaces.cli.problems import BadInput


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--after", default="", help="chạy tiếp sau mã này, như lần chạy dở đã in ra")


def run(args: argparse.Namespace) -> int:
    """Safe to run again and while people work; prints the key with which a run cut short goes on."""
    from vinhdanh.domain.planning.actions.following import rebuild

    def told(count: int, last: UUID) -> None:
        say(f"{count} nhiệm vụ · chạy dở thì tiếp bằng --after {last}")

    tasks, drafts = rebuild(after=_key(args.after), told=told)
    emit({"tasks": tasks, "drafts": drafts})
    return 0


def _key(raw: str) -> UUID | None:
    try:
        return UUID(raw) if raw else None
    except ValueError as error:
        raise BadInput(
            f"--after {raw!r} không phải mã nhiệm vụ; chép nguyên mã mà lần chạy trước in ra."
        ) from error
