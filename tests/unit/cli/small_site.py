"""A small site of the tests' own under the real supervisor: ``python -m tests.unit.cli.small_site``.

Its web answers with the number of the process that did; its worker only waits.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from vinhdanh.interfaces.cli import instance, lifeline, main, processes, serve


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """``/healthz`` is well unless the environment says otherwise; everything else gives the process."""
    well = not os.environ.get("SITE_UNWELL")
    start_response("200 OK" if well else "503 Service Unavailable", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode()]


def _prepare(data: Path, demo: bool) -> None:
    if os.environ.get("SITE_BROKEN_PREPARATION"):
        raise serve.Problem("chuẩn bị hỏng")
    (data / "prepared").write_text(f"{demo} {os.environ['DATABASE_URL']}")


def _web(site: instance.Site) -> list[str]:
    if os.environ.get("SITE_BROKEN_WEB"):
        return [sys.executable, "-c", "raise SystemExit('không khởi động được')"]
    return processes.own_command(
        "web", "--host", site.host, "--port", str(site.port), "--target", f"{__spec__.name}:application"
    )


def _worker() -> list[str]:
    return [sys.executable, "-m", __spec__.name, "worker"]


def _work() -> None:
    lifeline.hold(int(os.environ["VINHDANH_PARENT"]))
    while True:
        time.sleep(1)


if __name__ == "__main__":
    if sys.argv[1:] == ["worker"]:
        _work()
    serve.OWN_PARTS = serve.Parts(_prepare, _web, _worker)
    sys.exit(main.main(["serve", *sys.argv[1:]]))
