"""``vinhdanh law awards --on DATE``: the awards in force that day, as JSON; no database."""

import argparse
from datetime import date

from vinhdanh.interfaces.cli.main import emit
from vinhdanh.interfaces.cli.problems import BadInput


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", required=True, metavar="NGÀY", help="ngày, dạng 2026-03-02")


def run(args: argparse.Namespace) -> int:
    from vinhdanh.engines.law.loader import awards_on, load, regime_on

    on = day(args.on)
    book = load()
    regimes = {regime.code: regime.name for regime in book.regimes}
    current = regime_on(book, on)
    emit(
        [
            {
                "code": rule.code,
                "name": rule.name,
                "subject": rule.subjects[0] if rule.subjects else "",
                "kind": rule.kind,
                "level": rule.level,
                "instrument": regimes.get(rule.regime, current.name if current else ""),
            }
            for rule in awards_on(book, on)
        ]
    )
    return 0


def day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise BadInput(f"--on: “{words}” không phải ngày có thật; viết dạng 2026-03-02.") from error
