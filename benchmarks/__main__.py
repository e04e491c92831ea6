"""``python -m benchmarks NAME``: find the measurement, give it a throw-away server, print its figures."""

import json
import os
import sys
from importlib import import_module
from pathlib import Path

NAMES = {
    "audit": "benchmarks.audit",
    "cascade": "benchmarks.cascade",
    "documents": "benchmarks.documents",
    "home": "benchmarks.home",
    "law": "benchmarks.law",
    "papers": "benchmarks.papers",
    "people": "benchmarks.people",
    "planning": "benchmarks.planning",
    "reading": "benchmarks.reading",
    "registry": "benchmarks.registry",
    "faults": "benchmarks.faults",
}
# These bring a site of their own, with its own database, or need none.
OWN_SITE = {"documents", "faults", "law"}


def main() -> int:
    name, words = (sys.argv[1] if len(sys.argv) > 1 else ""), sys.argv[2:]
    if name not in NAMES:
        print(f"Không có phép đo “{name}”; các phép đo: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    if name in OWN_SITE:
        figures = import_module(NAMES[name]).run(words)
        print(json.dumps(figures, ensure_ascii=False))
        return 0 if figures["ok"] else 1
    from benchmarks.kept import place
    from vinhdanh.interfaces.office import assets

    assets.build()
    with place(_kept_in(words)) as (url, data):
        os.environ.update(
            {
                "DATABASE_URL": url,
                "VINHDANH_DATA": str(data),
                "VINHDANH_SECRET_KEY": "for-measuring-only",
                "VINHDANH_NOW": "2026-03-16T08:00",
                "VINHDANH_LOG_REQUESTS": "0",
                "DJANGO_SETTINGS_MODULE": "vinhdanh.config.settings",
            }
        )
        (data / "static").mkdir(exist_ok=True)
        import django

        django.setup()
        figures = import_module(NAMES[name]).run(words)
    print(json.dumps(figures, ensure_ascii=False))
    return 0


def _kept_in(words: list[str]) -> Path | None:
    """The folder after ``--keep``, which is taken out of the words."""
    if "--keep" not in words:
        return None
    at = words.index("--keep")
    folder = words[at + 1 : at + 2]
    del words[at : at + 2]
    return Path(*folder)


if __name__ == "__main__":
    raise SystemExit(main())
