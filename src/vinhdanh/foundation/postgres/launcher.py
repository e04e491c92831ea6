"""Join the server of a data folder or start it; the last one out stops it.

Two locks do the work. ``postgres.lock`` is held while somebody starts or stops.
``postgres.users`` is shared by everyone who uses the server: who can take it alone
is the last. The kernel drops both when a process dies, so a kill leaves no wrong
count behind; the server it leaves running is found and used by the next start.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from vinhdanh.foundation.postgres import accounts, binaries, cluster, places, record
from vinhdanh.foundation.postgres.locks import FileLock, alone
from vinhdanh.foundation.postgres.model import DURABLE, Address, PostgresError, Profile
from vinhdanh.foundation.postgres.server import Server

Say = Callable[[str], None]
_PATIENCE = 60.0


@dataclass(slots=True)
class Running:
    """A server in use by this process."""

    data: Path
    address: Address
    _server: Server
    _profile: Profile

    @property
    def url(self) -> str:
        """For DATABASE_URL."""
        return self.address.url

    @property
    def dsn(self) -> str:
        """For libpq."""
        return self.address.dsn

    @property
    def pid(self) -> int | None:
        """The server's process, None when it is gone."""
        return self._server.pid()

    def alive(self) -> bool:
        """Whether the server process is there; cheap enough to ask every second."""
        return self._server.pid() is not None

    def revive(self) -> None:
        """Start the server again at the same address after it died. Raises PostgresError."""
        with alone(self.data / "postgres.lock"):
            self._server, self.address = _join_or_start(self.data, self._profile, _silent, keep_sockets=True)


@contextmanager
def ensure(data: Path, *, profile: Profile = DURABLE, say: Say | None = None) -> Iterator[Running]:
    """A running server for the block, kept in the folder ``data``; ``say`` hears about slow steps.

    Raises PostgresError with one sentence when there can be none.
    """
    data = places.make_data_folder(data)
    with FileLock(data / "postgres.users") as users:
        with alone(data / "postgres.lock"):
            users.share()
            server, address = _join_or_start(data, profile, say or _silent)
        running = Running(data, address, server, profile)
        try:
            yield running
        finally:
            with alone(data / "postgres.lock"):
                _leave(running, users)


def look(data: Path) -> tuple[Address, bool] | None:
    """The address of a data folder's server and whether it answers; None in a new folder. Starts nothing."""
    known = record.load(data)
    if known is None:
        return None
    folder = data / known.folder
    server = Server(folder, Path(known.sockets), accounts.choose(None), _log(data))
    return Address(Path(known.sockets), known.password), server.answers()


def _leave(running: Running, users: FileLock) -> None:
    server = running._server
    if users.try_take():
        server.stop()
        places.clear_folder(server.sockets)
    else:
        server.let_go()


def _join_or_start(
    data: Path, profile: Profile, say: Say, *, keep_sockets: bool = False
) -> tuple[Server, Address]:
    """With ``keep_sockets`` a failed start leaves the address as it was: others still look for it there."""
    known = record.load(data)
    account = accounts.choose(data / known.folder if known else None)
    known = known or _begin(data, account)
    folder = data / known.folder
    server = Server(folder, Path(known.sockets), account, _log(data))
    if not _joined(server):
        server.sockets = places.sockets_for(known.sockets, account)
        try:
            _start(data, server, replace(known, sockets=str(server.sockets)), profile=profile, say=say)
        except BaseException:
            if not keep_sockets:
                places.clear_folder(server.sockets)
            raise
    return server, Address(server.sockets, known.password)


def _start(data: Path, server: Server, known: record.Record, *, profile: Profile, say: Say) -> None:
    record.save(data, known)
    major = cluster.major_of(server.cluster)
    programs = binaries.find(server.account, major=major, spare=server.cluster.parent)
    if major is None:
        say("Đang tạo cơ sở dữ liệu lần đầu…")
        cluster.create(
            server.cluster, account=server.account, binaries=programs, record=known, profile=profile
        )
    server.start(programs.tool("postgres"), profile)


def _begin(data: Path, account: accounts.Account) -> record.Record:
    identity = record.new_identity()
    home = places.home_for(data, account, identity)
    known = record.new("pg" if home == data else str(home / "pg"), identity)
    record.save(data, known)
    return known


def _joined(server: Server) -> bool:
    """Whether a living server was found and answers. One that is still starting or stopping is waited for."""
    end = time.monotonic() + _PATIENCE
    while server.pid() is not None:
        if server.answers():
            return True
        if time.monotonic() > end:
            raise PostgresError(
                f"PostgreSQL (pid {server.pid()}) đang chạy nhưng không trả lời: "
                "hãy dừng tiến trình đó rồi chạy lại."
            )
        time.sleep(0.05)
    return False


def _log(data: Path) -> Path:
    folder = data / "logs"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / "postgres-start.log"


def _silent(_: str) -> None:
    return None
