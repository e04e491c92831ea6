"""Settings out of environment variables: what is understood, and what is refused with its name."""

from pathlib import Path

import pytest

from vinhdanh.config import environment as env


@pytest.mark.parametrize(("raw", "value"), [("1", True), ("off", False), ("", False), (" ON ", True)])
def test_a_flag(raw: str, value: bool) -> None:
    assert env.flag("X", env={"X": raw}) is value


def test_what_is_no_flag_is_refused_by_name() -> None:
    with pytest.raises(env.SettingError, match="X='maybe'"):
        env.flag("X", env={"X": "maybe"})
    assert env.flag("X", default=True, env={}) is True


def test_a_list_drops_blanks() -> None:
    assert env.words("X", env={"X": " a, ,b "}) == ["a", "b"]


def test_the_data_folder_is_absolute(tmp_path: Path) -> None:
    assert env.data_folder(env={"VINHDANH_DATA": str(tmp_path)}) == tmp_path.resolve()
    assert env.data_folder(env={}) == env.REPOSITORY / ".data"


def test_an_address_becomes_a_database_entry() -> None:
    entry = env.database("postgresql://an:m%40t@db.example:6432/so?sslmode=require")
    assert (entry["USER"], entry["PASSWORD"], entry["PORT"], entry["NAME"]) == ("an", "m@t", "6432", "so")
    assert entry["OPTIONS"]["sslmode"] == "require"
    assert entry["OPTIONS"]["prepare_threshold"] is None


def test_a_broken_address_is_refused_by_name() -> None:
    with pytest.raises(env.SettingError, match="DATABASE_URL"):
        env.database("postgresql://[")
