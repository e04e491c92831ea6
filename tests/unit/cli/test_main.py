import json
import os
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest

from vinhdanh.interfaces.cli import main as cli
from vinhdanh.interfaces.cli.main import COMMANDS, Command, emit, main
from vinhdanh.interfaces.cli.problems import BadInput

SOURCE = Path(__file__).resolve().parents[3] / "src"


def module(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A command module that echoes its word, and refuses “sai”."""

    def add_arguments(parser: ArgumentParser) -> None:
        parser.add_argument("word")

    def run(args: Namespace) -> int:
        if args.word == "sai":
            raise BadInput("từ “sai” không dùng được:\nhãy chọn từ khác")
        emit({"chữ": args.word})
        return 0

    made = ModuleType(name)
    made.__dict__.update(add_arguments=add_arguments, run=run)
    monkeypatch.setitem(sys.modules, name, made)
    return made


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> dict[str, Command]:
    module("echo_module", monkeypatch)
    return {"nói": Command("echo_module", "nói lại"), "nói to": Command("echo_module", "nói to")}


def test_the_answer_alone_is_on_standard_output(
    commands: dict[str, Command], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["nói", "Đống Đa"], commands) == 0
    out, err = capsys.readouterr()
    assert (json.loads(out), err) == ({"chữ": "Đống Đa"}, "")


def test_the_longer_name_wins(commands: dict[str, Command], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nói", "to", "lên"], commands) == 0
    assert json.loads(capsys.readouterr().out) == {"chữ": "lên"}


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["nói", "sai"], "từ “sai” không dùng được: hãy chọn từ khác"),
        (["nói"], "vinhdanh nói: "),
        (["hát"], "không có lệnh “hát”"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(
    commands: dict[str, Command], capsys: pytest.CaptureFixture[str], words: list[str], reason: str
) -> None:
    assert main(words, commands) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert reason in err


def test_a_fault_of_ours_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(args: Namespace) -> int:
        raise ZeroDivisionError

    module("faulty_module", monkeypatch).__dict__["run"] = run
    with pytest.raises(ZeroDivisionError):
        main(["x", "y"], {"x": Command("faulty_module", "")})


def test_raw_words_are_handed_on_untouched(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def run(args: Namespace) -> int:
        seen.extend(args.words)
        return 3

    module("raw_module", monkeypatch).__dict__["run"] = run
    assert main(["chuyển", "--help", "-v"], {"chuyển": Command("raw_module", "", raw=True)}) == 3
    assert seen == ["--help", "-v"]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_module(name: str) -> None:
    assert find_spec(COMMANDS[name].module)


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    told = capsys.readouterr().err
    assert all(f"  {name} " in told for name in COMMANDS)


def python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-c", code],
        env=clean | {"PYTHONPATH": str(SOURCE)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_finding_a_command_loads_neither_django_nor_a_driver(tmp_path: Path) -> None:
    code = (
        "import sys; from vinhdanh.interfaces.cli.main import main; main(['--help']); "
        "print(sorted({'django', 'psycopg', 'granian', 'ninja'} & set(sys.modules)))"
    )
    assert python(code, VINHDANH_DATA=str(tmp_path)).stdout == "[]\n"


def test_where_the_database_is_can_be_asked_without_starting_one(tmp_path: Path) -> None:
    ask = "import sys; from vinhdanh.interfaces.cli.main import main; sys.exit(main(['db', 'url']))"
    none_yet = python(ask, VINHDANH_DATA=str(tmp_path / "data"))
    assert (none_yet.returncode, none_yet.stdout) == (2, "")
    assert str(tmp_path / "data") in none_yet.stderr
    assert not (tmp_path / "data").exists()
    given = python(ask, DATABASE_URL="postgresql://somewhere/else")
    assert json.loads(given.stdout)["url"] == "postgresql://somewhere/else"


def test_words_survive_a_terminal_of_another_encoding(tmp_path: Path) -> None:
    code = "from vinhdanh.interfaces.cli.main import main; main(['hát'])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=False,
    )
    assert "không có lệnh “hát”" in done.stderr.decode("utf-8")


def test_a_reader_that_leaves_early_is_no_error() -> None:
    code = (
        "import sys, types; m = types.ModuleType('m'); m.add_arguments = lambda p: None\n"
        "from vinhdanh.interfaces.cli import main as cli\n"
        "m.run = lambda a: [cli.emit('x' * 9999) for _ in range(99)] and 0\n"
        "sys.modules['m'] = m; sys.exit(cli.main(['m'], {'m': cli.Command('m', '')}))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.read(1)
    process.stdout.close()
    assert (process.stderr.read(), process.wait()) == (b"", 0)
    process.stderr.close()


def test_interrupted_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(words: list[str], commands: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_dispatch", interrupted)
    assert main(["x"]) == 130
