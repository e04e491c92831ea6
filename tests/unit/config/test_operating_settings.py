"""Settings of operations: what is understood, what is refused by name, what stands when nothing is said."""

import re
from pathlib import Path

import pytest

from vinhdanh import __version__
from vinhdanh.config import environment as env


def test_a_word_of_a_list() -> None:
    assert env.choice("X", ("json", "text"), "text", env={}) == "text"
    assert env.choice("X", ("json", "text"), "text", env={"X": " json "}) == "json"
    with pytest.raises(env.SettingError, match=r"X='xml'.*json, text"):
        env.choice("X", ("json", "text"), "text", env={"X": "xml"})


@pytest.mark.parametrize("raw", ["-1", "1.5", "nhiều", "0", "101"])
def test_what_is_no_number_within_bounds_is_refused_by_name(raw: str) -> None:
    with pytest.raises(env.SettingError, match=f"X={raw!r}"):
        env.number("X", 5, least=1, most=100, env={"X": raw})


def test_a_number() -> None:
    assert env.number("X", 5, env={}) == env.number("X", 5, env={"X": " "}) == 5
    assert env.number("X", 5, env={"X": "7"}) == 7


def test_behind_https_the_hosts_are_trusted_and_what_is_given_goes_before() -> None:
    hosts = ["tdkt.songmay.gov.vn", "localhost", "*.songmay.gov.vn"]
    assert env.origins("X", hosts, https=False, env={}) == []
    assert env.origins("X", hosts, https=True, env={})[0] == "https://tdkt.songmay.gov.vn"
    assert "https://localhost" not in env.origins("X", hosts, https=True, env={})
    given = {"X": "https://khac.vn"}
    assert env.origins("X", hosts, https=True, env=given) == ["https://khac.vn"]
    with pytest.raises(env.SettingError, match=r"khac\.vn"):
        env.origins("X", hosts, https=True, env={"X": "khac.vn"})


def test_folders_follow_the_data_folder_unless_said_otherwise(tmp_path: Path) -> None:
    here = {"VINHDANH_DATA": str(tmp_path)}
    assert env.files_folder(env=here) == tmp_path / "files"
    assert env.backups_folder(env=here) == tmp_path / "backups"
    assert env.backups_folder(env={**here, "VINHDANH_BACKUPS": str(tmp_path / "b")}) == tmp_path / "b"


def test_a_connection_is_looked_at_before_it_is_handed_out() -> None:
    assert env.database("postgresql:///so")["CONN_HEALTH_CHECKS"] is True


def test_the_version_is_the_packages_own() -> None:
    written = (env.REPOSITORY / "pyproject.toml").read_text()
    found = re.search(r'^version = "(.+)"$', written, re.MULTILINE)
    assert found
    assert found[1] == __version__


def test_every_variable_is_in_the_table_of_the_documentation() -> None:
    table = (env.REPOSITORY / "docs" / "operations.md").read_text()
    sources = (env.REPOSITORY / "src" / "vinhdanh").rglob("*.py")
    # Told from one process to another or within one, never set by people.
    inner = {"VINHDANH_JOBS", "VINHDANH_PARENT", "VINHDANH_PREPARED"}
    used = {name for path in sources for name in re.findall(r'"(VINHDANH_[A-Z0-9_]+)"', path.read_text())}
    assert used - inner - set(re.findall(r"`(VINHDANH_[A-Z0-9_]+)`", table)) == set()
