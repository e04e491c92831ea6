"""Runs a module in a confined process and brings back its answer, whatever happens to it.

See :mod:`.worker` for the inner side. Works as root and as an ordinary user,
on Linux; needs no directory to write in.
"""

import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import vinhdanh
from vinhdanh.engines.reading.faults import FaultCode, ReadingFault, fault
from vinhdanh.engines.reading.limits import MEGABYTE, ProcessLimits

_SOURCES = str(Path(vinhdanh.__file__).resolve().parent.parent)
_WORKER = "vinhdanh.engines.reading.worker"
_CHUNK = 1 << 16
_COMPLAINTS = 1 << 16
"""Bytes of standard error kept: enough to see what a dying process said."""
_STARVED = (b"MemoryError", b"memory allocation", b"bad_alloc", b"Out of memory", b"Cannot allocate memory")


@dataclass(slots=True)
class _Heard:
    """What the process said before it ended or was ended."""

    answer: bytearray
    complaints: bytearray
    in_time: bool = True
    too_much: bool = False


def run(
    module: str, request: bytes, bounds: ProcessLimits | None = None, *, also: Sequence[str] = ()
) -> bytes:
    """The bytes that ``module.main()`` wrote. ``also`` are further folders to import from.

    Raises :class:`ReadingFault` with ``timeout``, ``out_of_memory``, ``too_long``
    (the answer is) or ``crashed``.
    """
    bounds = bounds or ProcessLimits()
    figures = [str(bounds.memory_mb), str(int(bounds.seconds) + 1)]
    with _input(request) as stdin, _started([*figures, module], stdin, also) as process:
        heard = _listen(process, bounds)
        _end_group(process)
        status = process.wait()
    failure = _failure(heard, status, bounds)
    if failure is not None:
        raise failure
    return bytes(heard.answer)


@contextmanager
def _input(request: bytes) -> Iterator[IO[bytes]]:
    """The request as a file without a name, so that nobody has to feed a pipe."""
    with (
        TemporaryFile()
        if not hasattr(os, "memfd_create")
        else os.fdopen(os.memfd_create("request"), "w+b") as file
    ):
        file.write(request)
        file.seek(0)
        yield file


@contextmanager
def _started(
    arguments: Sequence[str], stdin: IO[bytes], also: Sequence[str]
) -> Iterator["subprocess.Popen[bytes]"]:
    """The process in a session of its own, its environment almost empty; its group ends with the block."""
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no words of the sender
        [sys.executable, "-P", "-B", "-X", "utf8", "-m", _WORKER, *arguments],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd="/",
        env={"PYTHONPATH": os.pathsep.join([_SOURCES, *also]), "LANG": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        with process:
            yield process
    finally:
        _end_group(process)


def _end_group(process: "subprocess.Popen[bytes]") -> None:
    """Kill whatever is left of the group, as long as its leader still holds the group's number."""
    if process.returncode is None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def _listen(process: "subprocess.Popen[bytes]", bounds: ProcessLimits) -> _Heard:
    """Read both pipes until they close, the time is up or the answer grows too large."""
    heard = _Heard(bytearray(), bytearray())
    deadline = time.monotonic() + bounds.seconds
    with selectors.DefaultSelector() as pipes:
        pipes.register(process.stdout, selectors.EVENT_READ, heard.answer)  # type: ignore[arg-type]
        pipes.register(process.stderr, selectors.EVENT_READ, heard.complaints)  # type: ignore[arg-type]
        while pipes.get_map():
            ready = pipes.select(deadline - time.monotonic())
            if not ready or time.monotonic() > deadline:
                heard.in_time = False
                break
            for key, _ in ready:
                _take(pipes, key)
            if len(heard.answer) > bounds.answer_mb * MEGABYTE:
                heard.too_much = True
                break
    return heard


def _take(pipes: selectors.BaseSelector, key: selectors.SelectorKey) -> None:
    chunk = os.read(key.fd, _CHUNK)
    if not chunk:
        pipes.unregister(key.fileobj)
    key.data.extend(chunk)


def _failure(heard: _Heard, status: int, bounds: ProcessLimits) -> ReadingFault | None:
    if not heard.in_time or status == -signal.SIGXCPU:
        return fault(FaultCode.TIMEOUT, seconds=f"{bounds.seconds:g}")
    if heard.too_much:
        return fault(FaultCode.TOO_LONG, what=f"kết quả hơn {bounds.answer_mb} MB")
    if status == 0:
        return None
    starved = status == -signal.SIGKILL or any(sign in heard.complaints[-_COMPLAINTS:] for sign in _STARVED)
    return fault(FaultCode.OUT_OF_MEMORY if starved else FaultCode.CRASHED)
