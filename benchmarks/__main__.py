"""``python -m benchmarks NAME``: find the measurement, give it a throw-away server, print its figures."""

import json
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

NAMES = {
    "audit": "benchmarks.audit",
    "cascade": "benchmarks.cascade",
    "documents": "benchmarks.documents",
    "home": "benchmarks.home",
    "law": "benchmarks.law",
    "people": "benchmarks.people",
    "planning": "benchmarks.planning",
    "reading": "benchmarks.reading",
    "registry": "benchmarks.registry",
    "faults": "benchmarks.faults",
}
# These bring a site of their own, with its own database, or need none.
OWN_SITE = {"documents", "faults", "law"}


def main() -> int:
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in NAMES:
        print(f"Không có phép đo “{name}”; các phép đo: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    if name in OWN_SITE:
        figures = import_module(NAMES[name]).run(sys.argv[2:])
        print(json.dumps(figures, ensure_ascii=False))
        return 0 if figures["ok"] else 1
    from vinhdanh.foundation.postgres.testing import temporary_server
    from vinhdanh.interfaces.office import assets

    assets.build()
    with temporary_server() as server, tempfile.TemporaryDirectory() as data:
        os.environ.update(
            {
                "DATABASE_URL": server.url,
                "VINHDANH_DATA": data,
                "VINHDANH_SECRET_KEY": "for-measuring-only",
                "VINHDANH_NOW": "2026-03-16T08:00",
                "DJANGO_SETTINGS_MODULE": "vinhdanh.config.settings",
            }
        )
        (Path(data) / "static").mkdir()
        import django

        django.setup()
        figures = import_module(NAMES[name]).run(sys.argv[2:])
    print(json.dumps(figures, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
