"""``vinhdanh law validate``: what it prints, and when it refuses."""

import json
from pathlib import Path

import pytest

from tests.law.folders import row_of, sound
from vinhdanh.interfaces.cli.main import main


def test_the_instruments_of_the_program_are_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "validate"]) == 0
    assert json.loads(capsys.readouterr().out) == {"faults": []}


def test_a_broken_folder_is_told_with_file_and_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = sound(tmp_path, awards=("percent: 80", "percent: 80.5"))
    assert main(["law", "validate", str(folder)]) == 2
    printed = capsys.readouterr()
    (fault,) = json.loads(printed.out)["faults"]
    assert (fault["file"], fault["row"]) == ("van-ban/awards-thu.yaml", row_of("awards", "vote:"))
    assert f"van-ban/awards-thu.yaml, dòng {fault['row']}" in printed.err
