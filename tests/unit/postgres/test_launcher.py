"""The launcher against real servers, and against what kill -9 leaves behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from vinhdanh.foundation.postgres import PostgresError, ensure, look, record
from vinhdanh.foundation.postgres.model import THROWAWAY
from vinhdanh.foundation.postgres.testing import temporary_server

_USER = """
import sys, time
from pathlib import Path
from vinhdanh.foundation.postgres import ensure
with ensure(Path(sys.argv[1])) as running:
    print(running.pid, flush=True)
    sys.stdin.read()
"""


def other_user(data: Path) -> subprocess.Popen[str]:
    """Another process that uses the server until its standard input is closed."""
    return subprocess.Popen(
        [sys.executable, "-c", _USER, str(data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def said(process: subprocess.Popen[str]) -> int:
    assert process.stdout
    return int(process.stdout.readline())


def until(done: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


def put(url: str, word: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS words (word text)")
        connection.execute("INSERT INTO words VALUES (%s)", [word])


def words(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        return [row[0] for row in connection.execute("SELECT word FROM words ORDER BY word")]


def test_it_starts_keeps_what_is_written_and_stops(data: Path) -> None:
    heard: list[str] = []
    with ensure(data, say=heard.append) as running:
        put(running.url, "một")
        sockets, pid = running.address.sockets, running.pid
        assert running.alive()
    assert heard == ["Đang tạo cơ sở dữ liệu lần đầu…"]
    assert pid is not None
    assert not Path(f"/proc/{pid}").exists()
    assert not sockets.exists()
    with ensure(data, say=heard.append) as running:
        assert words(running.dsn) == ["một"]
    assert len(heard) == 1


def test_what_the_program_relies_on_holds(data: Path) -> None:
    asked = ("server_encoding", "TimeZone", "lc_collate", "fsync", "data_checksums", "listen_addresses")
    with ensure(data) as running, psycopg.connect(running.url) as connection:
        have = {name: connection.execute(f"SHOW {name}").fetchone() for name in asked if name != "lc_collate"}
        collate = connection.execute(
            "SELECT datcollate FROM pg_database WHERE datname = 'vinhdanh'"
        ).fetchone()
        rights = connection.execute(
            "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = user"
        ).fetchone()
        connection.execute("CREATE EXTENSION pg_trgm")
    assert have == {
        "server_encoding": ("UTF8",),
        "TimeZone": ("UTC",),
        "fsync": ("on",),
        "data_checksums": ("on",),
        "listen_addresses": ("",),
    }
    assert collate == ("C",)
    assert rights == (False, False)


def test_nobody_enters_without_the_password(data: Path) -> None:
    with ensure(data) as running:
        wrong = running.dsn.replace(running.address.password, "x")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(wrong)
        assert running.address.sockets.stat().st_mode & 0o777 == 0o700


def test_a_second_user_joins_and_the_last_one_stops_it(data: Path) -> None:
    with ensure(data) as running:
        other = other_user(data)
        assert said(other) == running.pid
    assert look(data) == (running.address, True)
    other.communicate()
    assert look(data) == (running.address, False)


@pytest.mark.slow
def test_two_at_once_on_an_empty_folder_make_one_cluster(data: Path) -> None:
    users = [other_user(data) for _ in range(3)]
    assert len({said(user) for user in users}) == 1
    for user in users:
        user.communicate()
        assert user.returncode == 0
    assert not list(data.glob("pg-being-made-*"))


@pytest.mark.slow
def test_a_server_left_by_a_killed_user_is_used_and_then_stopped(data: Path) -> None:
    other = other_user(data)
    pid = said(other)
    other.kill()
    other.communicate()
    with ensure(data) as running:
        assert running.pid == pid
        put(running.url, "còn")
    assert not running.alive()


@pytest.mark.slow
def test_a_killed_server_comes_back_at_the_same_address(data: Path) -> None:
    with ensure(data) as running:
        put(running.url, "đã ghi")
        before = running.pid
        assert before
        os.kill(before, signal.SIGKILL)
        until(lambda: not running.alive())
        url = running.url
        running.revive()
        assert running.pid not in (None, before)
        assert running.url == url
        assert words(url) == ["đã ghi"]


@pytest.mark.slow
def test_a_server_killed_while_it_comes_back_keeps_its_address(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others hold the address: a start that failed must not move it."""
    with ensure(data) as running:
        url, before = running.url, running.pid
        assert before
        os.kill(before, signal.SIGKILL)
        until(lambda: not running.alive())

        def killed_at_once(*_: object) -> None:
            raise PostgresError("killed again")

        with monkeypatch.context() as patched:
            patched.setattr("vinhdanh.foundation.postgres.server.Server.start", killed_at_once)
            with pytest.raises(PostgresError, match="killed again"):
                running.revive()
        running.revive()
        assert running.url == url
        put(url, "trở lại")


@pytest.mark.slow
def test_everything_killed_at_once_loses_nothing(data: Path) -> None:
    other = other_user(data)
    pid = said(other)
    found = look(data)
    assert found
    put(found[0].url, "bền")
    os.kill(pid, signal.SIGKILL)
    other.kill()
    other.communicate()
    with ensure(data) as running:
        assert words(running.url) == ["bền"]


@pytest.mark.slow
def test_a_kill_while_the_cluster_is_made_leaves_no_half_of_one(data: Path) -> None:
    other = other_user(data)
    until(lambda: bool(list(data.glob("pg-being-made-*/pg/base"))))
    other.kill()
    other.communicate()
    assert not (data / "pg").exists()
    with ensure(data) as running:
        put(running.url, "nguyên vẹn")
    assert not list(data.glob("pg-being-made-*"))


@pytest.mark.slow
def test_a_pid_file_whose_number_went_to_another_program_is_no_obstacle(data: Path) -> None:
    with ensure(data) as running:
        kept = (data / "pg" / "postmaster.pid").read_text().splitlines()
    kept[0] = str(os.getpid())
    (data / "pg" / "postmaster.pid").write_text("\n".join(kept) + "\n")
    with ensure(data) as running:
        assert running.pid not in (None, os.getpid())


@pytest.mark.slow
def test_an_emptied_data_folder_gets_a_new_cluster(data: Path) -> None:
    with ensure(data):
        first = record.load(data)
    for path in sorted(data.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    with ensure(data):
        second = record.load(data)
    assert first
    assert second
    assert first.id != second.id


def test_a_server_that_cannot_start_says_why(data: Path) -> None:
    with ensure(data):
        pass
    (data / "pg" / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(PostgresError, match="no_such_setting"), ensure(data):
        pass


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the cluster to another account")
def test_root_never_opens_a_closed_folder(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = data.parent / "system"
    system.mkdir(mode=0o755)
    monkeypatch.setattr("vinhdanh.foundation.postgres.places._SYSTEM", (str(system),))
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with ensure(closed / "data", profile=THROWAWAY) as running:
        put(running.url, "kín")
    known = record.load(closed / "data")
    assert known
    assert Path(known.folder) == system / "vinhdanh" / known.id / "pg"
    assert closed.stat().st_mode & 0o777 == 0o700
    assert Path(known.folder).stat().st_uid != 0


def test_the_throw_away_server_may_create_databases_and_leaves_nothing() -> None:
    with temporary_server() as running:
        with psycopg.connect(running.url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE another")
        home = running.data
        assert home.exists()
    assert not home.exists()
    assert not running.address.sockets.exists()


@pytest.mark.slow
def test_a_kill_that_nobody_has_tidied_up_after_is_no_obstacle(data: Path) -> None:
    """The dead server is still a zombie: its number looks alive to a plain signal."""
    with ensure(data) as running:
        put(running.url, "xác sống")
        pid = running.pid
        assert pid
        os.kill(pid, signal.SIGKILL)
        until(lambda: not Path(f"/proc/{pid}/cmdline").read_bytes())
        os.kill(pid, 0)
        other = other_user(data)
        assert said(other) != pid
        assert words(running.url) == ["xác sống"]
        other.communicate()
