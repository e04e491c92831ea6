import json
import os
import tempfile
from pathlib import Path

import pytest

from vinhdanh.foundation.postgres import PostgresError, places, record
from vinhdanh.foundation.postgres.accounts import Account

ME = Account(os.geteuid(), os.getegid(), "me")


class Barred(Account):
    """An account that cannot enter the folder ``barred``."""

    barred: Path

    def reaches(self, path: Path) -> bool:
        return not path.is_relative_to(self.barred)


def test_the_socket_path_is_short_private_and_kept() -> None:
    folder = places.sockets_for("", ME)
    try:
        assert len(str(folder / ".s.PGSQL.5432.lock")) <= 103
        assert folder.stat().st_mode & 0o777 == 0o700
        assert places.sockets_for(str(folder), ME) == folder
    finally:
        places.clear_folder(folder)


def test_a_long_or_odd_temporary_folder_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "gettempdir", lambda: "/tmp/có dấu, và phẩy")
    folder = places.sockets_for("", ME)
    places.clear_folder(folder)
    assert folder.parent in (Path("/tmp"), Path("/var/tmp"))


def test_a_recorded_folder_that_others_may_enter_is_not_used_again(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.mkdir(mode=0o755)
    folder = places.sockets_for(str(taken), ME)
    places.clear_folder(folder)
    assert folder != taken


def test_a_closed_data_folder_sends_the_cluster_to_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "_SYSTEM", (str(tmp_path / "missing"), str(tmp_path)))
    data = tmp_path / "closed"
    data.mkdir(mode=0o700)
    account = Barred(ME.uid, ME.gid, "barred")
    Barred.barred = data
    home = places.home_for(data, account, "id-1")
    assert home == tmp_path / "vinhdanh" / "id-1"
    assert (home / "belongs-to").read_text() == f"{data}\n"
    assert data.stat().st_mode & 0o777 == 0o700
    Barred.barred = tmp_path
    with pytest.raises(PostgresError, match="VINHDANH_DATA"):
        places.home_for(data, account, "id-2")


def test_the_record_is_private_and_survives_a_round_trip(tmp_path: Path) -> None:
    assert record.load(tmp_path) is None
    known = record.new("pg", record.new_identity())
    record.save(tmp_path, known)
    assert record.load(tmp_path) == known
    assert (tmp_path / "cluster.json").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["cluster.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", json.dumps({"id": "x"})])
def test_a_damaged_record_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "cluster.json").write_text(text)
    with pytest.raises(PostgresError, match=r"cluster\.json bị hỏng"):
        record.load(tmp_path)
