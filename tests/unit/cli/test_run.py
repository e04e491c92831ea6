"""The ``run`` script and ``requirements/sync.py`` over a repository of the tests' own, without a network."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[3]
_ECHO = "import os, sys; print(os.getcwd(), *sys.argv[1:], sep='|')"
# Makes and fills an environment as uv does, as far as ./run can tell, and keeps a list of what it was asked.
_UV = """#!/bin/sh
echo "$@" >>"$UV_CALLS"
case $1 in
    --version) ;;
    venv) for last; do :; done; "$REAL_PYTHON" -m venv --without-pip "$last" ;;
    pip) [ ! -e "$UV_CALLS.fail" ] || { echo "không có mạng"; exit 1; } ;;
    *) exit 1 ;;
esac
"""


class Repository:
    """A copy of what ``./run`` needs, with a ``vinhdanh`` that prints its words."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "src/vinhdanh").mkdir(parents=True)
        (folder / "src/vinhdanh/__main__.py").write_text(_ECHO)
        (folder / "requirements").mkdir()
        for name in ("run", "requirements/sync.py"):
            shutil.copy(REPOSITORY / name, folder / name)
        for name in ("runtime", "dev", "uv"):
            (folder / f"requirements/{name}.txt").write_text(f"# {name}\n")
        tools = folder.parent / "tools"
        tools.mkdir()
        (tools / "uv").write_text(_UV)
        (tools / "uv").chmod(0o755)
        self.calls = folder.parent / "calls"
        self.environment = os.environ | {
            "PATH": f"{tools}:{Path(sys.executable).parent}:/usr/bin:/bin",
            "UV_CALLS": str(self.calls),
            "REAL_PYTHON": sys.executable,
        }

    def run(
        self, *words: str, cwd: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.folder / "run"), *words],
            cwd=cwd or self.folder.parent,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def installed(self) -> list[str]:
        """The lock files that were installed since the last time this was asked."""
        lines = self.calls.read_text().splitlines() if self.calls.exists() else []
        self.calls.unlink(missing_ok=True)
        return [Path(line.split()[-1]).stem for line in lines if line.startswith("pip sync")]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "kho mã")


def test_words_and_the_folder_one_stands_in_arrive(repository: Repository, tmp_path: Path) -> None:
    elsewhere = tmp_path / "nơi khác"
    elsewhere.mkdir()
    (elsewhere / "os.py").write_text("raise SystemExit('shadowed')")
    done = repository.run("cli", "plan", "read", "a b.docx", cwd=elsewhere)
    assert done.stdout == f"{elsewhere}|plan|read|a b.docx\n", done.stderr


@pytest.mark.parametrize(
    ("words", "told"), [([], "serve|--demo"), (["demo"], "serve|--demo"), (["--empty"], "serve")]
)
def test_serving(repository: Repository, words: list[str], told: str) -> None:
    assert repository.run(*words).stdout.split("|", 1)[1] == f"{told}\n"


def test_a_second_start_installs_nothing(repository: Repository) -> None:
    repository.run("cli")
    assert repository.installed() == ["runtime"]
    again = repository.run("cli")
    assert (again.returncode, again.stderr, repository.installed()) == (0, "", [])


def test_changed_requirements_are_installed(repository: Repository) -> None:
    repository.run("cli")
    (repository.folder / "requirements/runtime.txt").write_text("# changed\n")
    repository.installed()
    repository.run("cli")
    assert repository.installed() == ["runtime"]


def test_development_requirements_serve_for_both_and_stay(repository: Repository) -> None:
    repository.run("cli")
    repository.run("test")
    repository.run("cli")
    repository.run("test")
    assert repository.installed() == ["runtime", "dev"]


def test_an_installation_that_was_killed_is_begun_anew(repository: Repository) -> None:
    repository.run("cli")
    left_over = repository.folder / ".venv/left-over"
    left_over.touch()
    (repository.folder / ".venv/unfinished").touch()
    (repository.folder / ".venv/stamp").unlink()
    assert repository.run("cli").returncode == 0
    assert not left_over.exists()


def test_an_environment_whose_python_is_gone_is_made_anew(repository: Repository) -> None:
    repository.run("cli")
    python = repository.folder / ".venv/bin/python"
    python.unlink()
    python.symlink_to("/nowhere/python3.11")
    assert repository.run("cli").returncode == 0


def test_a_repository_that_moved_gets_a_new_environment(repository: Repository, tmp_path: Path) -> None:
    repository.run("cli")
    repository.installed()
    repository.folder = repository.folder.rename(tmp_path / "chỗ mới")
    assert repository.run("cli").returncode == 0
    assert repository.installed() == ["runtime"]


def test_two_at_once_install_once(repository: Repository) -> None:
    command = [str(repository.folder / "run"), "cli"]
    both = [
        subprocess.Popen(
            command, env=repository.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(2)
    ]
    assert [process.wait(60) for process in both] == [0, 0]
    assert repository.installed() == ["runtime"]


def test_a_failed_installation_says_so_and_is_tried_again(repository: Repository) -> None:
    marker = repository.calls.with_name("calls.fail")
    marker.touch()
    failed = repository.run("cli", PIP_NO_INDEX="1", PIP_REQUIREMENT="/nowhere")
    assert failed.returncode == 1
    assert "không có mạng" in failed.stderr
    assert "Không cài được các thư viện" in failed.stderr
    marker.unlink()
    assert repository.run("cli").returncode == 0


def test_without_a_python_that_serves_there_is_one_clear_line(repository: Repository, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    for name in ("sh", "dirname", "cat", "cksum"):
        (bare / name).symlink_to(shutil.which(name) or name)
    (bare / "python3").write_text("#!/bin/sh\nexit 1\n")
    (bare / "python3").chmod(0o755)
    done = repository.run(PATH=str(bare))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "Python 3.11" in done.stderr


def test_an_unknown_word_is_refused(repository: Repository) -> None:
    done = repository.run("chạy")
    assert (done.returncode, done.stdout) == (2, "")
    assert "chạy" in done.stderr.splitlines()[-1]
