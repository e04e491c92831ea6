"""Making a cluster: in a folder of its own first, put in place whole by one rename."""

import shutil
import tempfile
from pathlib import Path

from vinhdanh.foundation.postgres.accounts import Account
from vinhdanh.foundation.postgres.binaries import Binaries
from vinhdanh.foundation.postgres.model import DATABASE, ROLE, PostgresError, Profile
from vinhdanh.foundation.postgres.record import Record

_BEING_MADE = "pg-being-made-"


def major_of(cluster: Path) -> int | None:
    """The major version that made the cluster, or None if there is no cluster."""
    try:
        return int((cluster / "PG_VERSION").read_text("ascii").strip())
    except FileNotFoundError:
        return None


def create(cluster: Path, *, account: Account, binaries: Binaries, record: Record, profile: Profile) -> None:
    """Make the cluster with its role and database. Killed half-way, it leaves nothing in place."""
    _clear_workshops(cluster.parent)
    workshop = Path(tempfile.mkdtemp(prefix=_BEING_MADE, dir=cluster.parent))
    try:
        password_file = workshop / "password"
        password_file.write_text(f"{record.admin_password}\n", "ascii")
        # Handed over only now: in a folder that is the account's own we write nothing more.
        account.own(password_file)
        account.own(workshop)
        fresh = workshop / "pg"
        _initialise(fresh, account, binaries)
        _add_role(fresh, account=account, binaries=binaries, record=record, profile=profile)
        fresh.rename(cluster)
    finally:
        # Again: where a maker was killed, its initdb may have gone on writing during the first time.
        _clear_workshops(cluster.parent)


def _clear_workshops(home: Path) -> None:
    for workshop in home.glob(f"{_BEING_MADE}*"):
        shutil.rmtree(workshop, ignore_errors=True)


def _initialise(folder: Path, account: Account, binaries: Binaries) -> None:
    command: list[str | Path] = [
        binaries.tool("initdb"), "-D", folder, "--username=postgres", "--auth=scram-sha-256",
        f"--pwfile={folder.parent / 'password'}", "--encoding=UTF8", "--locale=C", "--data-checksums",
        "--no-sync",
    ]  # fmt: skip
    _must(account, command, "")


def _add_role(
    folder: Path, *, account: Account, binaries: Binaries, record: Record, profile: Profile
) -> None:
    # The single-user server needs no network and no password: the cluster is complete before it is seen.
    statements = (
        f"CREATE ROLE {ROLE} LOGIN {profile.role_rights} PASSWORD '{record.password}';\n"
        f"CREATE DATABASE {DATABASE} OWNER {ROLE};\n"
    )
    options = ["-c", "password_encryption=scram-sha-256", "-c", "fsync=off", "-c", "log_checkpoints=off"]
    said = _must(
        account, [binaries.tool("postgres"), "--single", "-D", folder, *options, "postgres"], statements
    )
    if "ERROR:" in said:
        raise PostgresError("Không tạo được vai trò và cơ sở dữ liệu trong PostgreSQL mới.")
    if profile.settings.get("fsync") != "off":
        _must(account, [binaries.tool("initdb"), "--sync-only", "-D", folder], "")


def _must(account: Account, command: list[str | Path], text: str) -> str:
    done = account.run(command, text=text)
    if done.returncode:
        reason = " ".join((done.stderr.strip() or done.stdout.strip()).split())[-400:]
        raise PostgresError(f"{Path(command[0]).name} không tạo được cơ sở dữ liệu: {reason}")
    return done.stderr
