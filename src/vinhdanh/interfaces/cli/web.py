"""``vinhdanh web``: the web server, a parent that listens and two workers that answer."""

import argparse
import os
import shutil
import signal
from collections.abc import Callable
from typing import Any

from vinhdanh.config.environment import choice, data_folder, flag
from vinhdanh.foundation.kernel import logs
from vinhdanh.foundation.kernel.logs import FORMS
from vinhdanh.interfaces.cli import lifeline

WORKERS = 2
# Each thread may hold a database connection: workers x threads must stay well below the server's 60.
THREADS = 4
_TARGET = "vinhdanh.config.wsgi:application"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and what to serve (tests serve an application of their own)."""
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", required=True, type=int)
    parser.add_argument("--target", default=_TARGET)


def run(args: argparse.Namespace) -> int:
    """Serve until told to stop."""
    _prepare_figures()
    from granian.constants import Interfaces
    from granian.server import Server

    server = Server(
        args.target,
        address=args.host,
        port=args.port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        workers_kill_timeout=3,
        respawn_failed_workers=True,
        websockets=False,
        log_dictconfig=_log_settings(),
    )
    # Imported once here, shared by the workers that are forked from this process.
    _load(args.target)
    server.serve(target_loader=_Loader(os.getpid()))
    return 0


def _prepare_figures() -> None:
    """A new folder where the web processes add up their counts; read by the library when it is imported."""
    folder = data_folder() / "figures"
    if folder.parent.is_dir():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def _log_settings() -> dict[str, Any]:
    """The server's own few lines in the form of all others."""
    form = choice("VINHDANH_LOG_FORMAT", FORMS, "text" if flag("VINHDANH_DEMO") else "json")
    made = logs.settings(form=form, level="INFO", requests=True)
    loggers = {"_granian": {"handlers": ["stderr"], "level": "INFO", "propagate": False}}
    return {**made, "loggers": loggers}


class _Loader:
    """Called in each worker: ties it to its parent, so that a killed parent leaves none behind."""

    def __init__(self, parent: int) -> None:
        self._parent = parent

    def __call__(self, target: str) -> Callable[..., Any]:
        lifeline.end_with_parent(self._parent, signal.SIGKILL)
        return _load(target)


def _load(target: str) -> Callable[..., Any]:
    from granian._internal import load_target

    loaded: Callable[..., Any] = load_target(target)
    return loaded
