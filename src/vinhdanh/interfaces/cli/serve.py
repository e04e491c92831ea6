"""``vinhdanh serve``: database, tables, assets, demo, then web and worker until told to stop."""

import argparse
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from vinhdanh.config.environment import data_folder
from vinhdanh.foundation.postgres import PostgresError, Running
from vinhdanh.foundation.postgres.places import make_data_folder
from vinhdanh.interfaces.cli import database, instance, preparation
from vinhdanh.interfaces.cli.instance import Site
from vinhdanh.interfaces.cli.main import say, show
from vinhdanh.interfaces.cli.problems import BadInput, Problem
from vinhdanh.interfaces.cli.processes import Child, Restarts, own_command, rotate

_STEP = 0.05
_SECONDS_TO_READY = 60.0
_SECONDS_FOR_WEB = 8.0
_SECONDS_FOR_WORKER = 10.0


@dataclass(frozen=True, slots=True)
class Parts:
    """What the supervisor runs; a test puts its own in."""

    prepare: Callable[[Path, bool], None]
    web: Callable[[Site], Sequence[str]]
    worker: Callable[[], Sequence[str]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``--demo`` fills an empty database with the demo."""
    parser.add_argument("--demo", action="store_true", help="dựng dữ liệu minh họa nếu còn trống")


def run(args: argparse.Namespace) -> int:
    """Serve the data folder; returns the exit code."""
    return serve(site_from_environment(), demo=args.demo, parts=OWN_PARTS)


def site_from_environment() -> Site:
    """Host, port and data folder out of VINHDANH_HOST, VINHDANH_PORT and VINHDANH_DATA."""
    raw = os.environ.get("VINHDANH_PORT") or "8000"
    if not (raw.isdecimal() and 0 < int(raw) < 65536):
        raise BadInput(f"VINHDANH_PORT={raw}: cổng phải là một số từ 1 đến 65535.")
    return Site(os.environ.get("VINHDANH_HOST") or "127.0.0.1", int(raw), make_data_folder(data_folder()))


def serve(site: Site, *, demo: bool, parts: Parts) -> int:
    """Serve until SIGINT, SIGTERM or SIGHUP; or say where the site of this data folder already is."""
    began = time.monotonic()
    os.environ["VINHDANH_DATA"] = str(site.data)
    claim = instance.Instance(site)
    if holder := claim.claim():
        return _already(site, holder)
    try:
        with _stopping_on_signals():
            instance.check_port(site, 10.0 if claim.after_a_crash else 0.0)
            _serve(site, demo=demo, parts=parts, began=began)
    except KeyboardInterrupt:
        say("Đã dừng.")
    finally:
        claim.release()
    return 0


def _serve(site: Site, *, demo: bool, parts: Parts, began: float) -> None:
    database.provide_secret(site.data)
    with database.with_database() as running:
        parts.prepare(site.data, demo)
        preparation.declare_prepared()
        crew = Crew(site, running, _children(site, parts))
        try:
            crew.start()
            show(f"Vinh Danh sẵn sàng ở {site.url} (sau {_seconds(began)} giây). Dừng: Ctrl+C.")
            crew.look_after()
        finally:
            crew.stop()


def _seconds(since: float) -> str:
    return f"{time.monotonic() - since:.1f}".replace(".", ",")


def _children(site: Site, parts: Parts) -> list[Child]:
    logs = site.data / "logs"
    logs.mkdir(mode=0o700, exist_ok=True)
    for name in ("web", "worker"):
        rotate(logs / f"{name}.log")
    return [
        Child("web", parts.web(site), logs / "web.log", say, _while_starting()),
        Child("worker", parts.worker(), logs / "worker.log", say),
    ]


def _while_starting() -> Restarts:
    # What dies again and again before it ever worked will not get better by waiting.
    return Restarts(most=2)


@dataclass(slots=True)
class Crew:
    """The children and the database under them; ``running`` is None for a server that is not ours."""

    site: Site
    running: Running | None
    children: list[Child]
    database_restarts: Restarts = field(default_factory=Restarts)

    def start(self) -> None:
        """Start the web, and when it answers the others; raises Problem when it never does.

        People wait for the first page: nothing else shall take the processor from it.
        """
        web, *others = self.children
        end = time.monotonic() + _SECONDS_TO_READY
        web.start()
        while not instance.healthy(self.site):
            web.tend()
            if time.monotonic() > end:
                raise Problem(f"Trang web không trả lời ở {self.site.url}: xem {web.log}.")
            time.sleep(_STEP)
        web.restarts = Restarts()
        for child in others:
            child.start()

    def look_after(self) -> None:
        """Keep everything alive, until a signal interrupts."""
        while True:
            self._tend()
            time.sleep(0.25)

    def stop(self) -> None:
        """The web first, so that no request meets a missing part; the worker may finish its job."""
        for child, seconds in zip(self.children, (_SECONDS_FOR_WEB, _SECONDS_FOR_WORKER), strict=True):
            child.ask_to_stop()
            child.wait(seconds)

    def _tend(self) -> None:
        if self.running and not self.running.alive():
            self._revive(self.running)
        for child in self.children:
            child.tend()

    def _revive(self, running: Running) -> None:
        delay = self.database_restarts.delay_after_death()
        if delay is None:
            raise Problem(f"PostgreSQL liên tục dừng: xem {self.site.data / 'logs'}.")
        say("PostgreSQL đã dừng ngoài ý muốn, đang chạy lại…")
        time.sleep(delay)
        try:
            running.revive()
        except PostgresError as error:
            say(str(error))
        self._tell_children(running.url)

    def _tell_children(self, url: str) -> None:
        """Where the socket's folder was cleared away meanwhile, the server is back at another address."""
        if os.environ.get("DATABASE_URL", url) != url:
            os.environ["DATABASE_URL"] = url
            for child in self.children:
                child.ask_to_stop()


def _already(site: Site, holder: instance.Holder) -> int:
    """Another process serves this folder: wait until it answers and say where, or refuse."""
    if holder.url != site.url:
        raise BadInput(
            f"Dữ liệu ở {site.data} đang được Vinh Danh khác dùng ở {holder.url} (pid {holder.pid}): "
            "hãy dừng nó trước hoặc đặt VINHDANH_DATA sang thư mục khác."
        )
    end = time.monotonic() + _SECONDS_TO_READY
    while not instance.healthy(site):
        if time.monotonic() > end:
            raise Problem(
                f"Vinh Danh (pid {holder.pid}) đang giữ {site.data} nhưng không trả lời ở {site.url}."
            )
        time.sleep(0.2)
    show(f"Vinh Danh đang chạy ở {holder.url} (pid {holder.pid}).")
    return 0


@contextmanager
def _stopping_on_signals() -> Iterator[None]:
    """The first signal interrupts the block, as Ctrl+C does; those after it are left unheard.

    Stopping has its own time limits, so an impatient second Ctrl+C must not cut it short
    and leave processes behind.
    """

    def interrupt(number: int, frame: FrameType | None) -> None:
        for each in heard:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    heard = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # under nohup it stays ignored
        heard.append(signal.SIGHUP)
    before = {each: signal.signal(each, interrupt) for each in heard}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _prepare(data: Path, demo: bool) -> None:
    preparation.build_assets()
    with preparation.jobs_later(), database.with_django():
        preparation.collect_static()
        if demo:
            preparation.build_demo_if_empty(data)
        preparation.declare_demo(data)


def _web(site: Site) -> list[str]:
    return own_command("web", "--host", site.host, "--port", str(site.port))


OWN_PARTS = Parts(_prepare, _web, lambda: own_command("worker"))
