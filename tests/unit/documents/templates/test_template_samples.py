"""Every delivered kind: sound, complete, filled, in the layout of the decree."""

import json
import unicodedata
from dataclasses import asdict
from pathlib import Path

import pytest

from vinhdanh.engines.documents.docx import write_docx
from vinhdanh.engines.documents.lint import lint_docx
from vinhdanh.engines.documents.templates import check, codes, papers_of, sample, template, text_of
from vinhdanh.engines.documents.templates.check import blanks
from vinhdanh.interfaces.cli.main import main

KINDS = [f"T{number:02d}" for number in range(1, 41)]


def said(code: str) -> str:
    """All words of the sample, one after another."""
    return json.dumps(asdict(sample(code)), ensure_ascii=False, default=str)


def test_every_kind_of_the_catalogue_is_there() -> None:
    assert {code.split("-")[0] for code in codes()} == set(KINDS)


@pytest.mark.parametrize("code", codes())
def test_a_delivered_template_is_sound_and_uses_every_field(code: str) -> None:
    assert check(text_of(code)) == ()
    assert set(template(code).fields) <= blanks(template(code))


@pytest.mark.parametrize("code", codes())
def test_a_sample_is_filled_and_departs_nowhere_from_the_decree(code: str) -> None:
    words = said(code)
    assert "{" not in words.replace('{"', "").replace("{}", "")
    assert words == unicodedata.normalize("NFC", words)
    assert "\ue000" not in words
    for medium in ("paper", "electronic"):
        assert lint_docx(write_docx(sample(code, medium))) == ()  # type: ignore[arg-type]


def test_a_kind_is_named_in_any_case_and_has_all_its_papers() -> None:
    assert papers_of("t04") == ("T04", "T04-2")
    assert papers_of("T28-3") == ("T28-3",)
    assert papers_of("ALL") == codes()
    assert papers_of("T99") == ()


def test_the_command_writes_both_files_and_names_what_exists(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["document", "sample", "t18", "--out", str(tmp_path), "--medium", "electronic"]) == 0
    assert [one["kind"] for one in json.loads(capsys.readouterr().out)] == ["T18"]
    assert (tmp_path / "T18.docx").read_bytes()[:2] == b"PK"
    assert (tmp_path / "T18.pdf").read_bytes()[:5] == b"%PDF-"
    assert main(["document", "sample", "T99", "--out", str(tmp_path)]) == 2
    assert "T01, T01-2, T02" in capsys.readouterr().err
