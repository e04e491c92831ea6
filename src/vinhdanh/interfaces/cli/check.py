"""``vinhdanh check``: Django's checks for deployment and our own; the code is 1 when one is an error."""

import argparse

from vinhdanh.interfaces.cli.main import emit, show

_SILENT = frozenset({
    # Said better by our own: the key's entropy, HSTS over subdomains that may not be ours.
    "security.W005", "security.W009", "security.W018", "security.W021", "security.W020",
    "security.W004", "security.W008", "security.W012", "security.W016",
})  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="in JSON")


def run(args: argparse.Namespace) -> int:
    from django.core.checks import ERROR, run_checks

    found = [each for each in run_checks(include_deployment_checks=True) if each.id not in _SILENT]
    bad = any(each.level >= ERROR for each in found)
    if args.json:
        emit([{"id": e.id, "level": e.level, "text": str(e.msg), "hint": str(e.hint or "")} for e in found])
        return int(bad)
    for each in found:
        word = "LỖI  " if each.level >= ERROR else "CHÚ Ý"
        show(f"{word} {each.msg} {each.hint or ''} [{each.id}]".replace("  [", " ["))
    show("Chưa đưa vào sử dụng được." if bad else "Cấu hình dùng được.")
    return int(bad)
