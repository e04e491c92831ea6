"""Rules of the house that linters cannot say."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "vinhdanh"
FILES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
PAGES = sorted(SOURCE.rglob("*.html"))
NO_PAGES_BELOW = ("django.http", "django.shortcuts", "django.forms", "django.contrib.messages")
# Another room is asked through these; everything else of it is its own affair.
OPEN_DOORS = {"queries", "actions", "access", "states", "scope", "apps"}


def _name(path: Path) -> str:
    return ".".join(("vinhdanh", *path.relative_to(SOURCE).with_suffix("").parts))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@cache
def _imports(path: Path) -> tuple[str, ...]:
    return tuple(_run_time_imports(_tree(path)))


def _run_time_imports(tree: ast.AST) -> Iterator[str]:
    """Modules imported at run time; what stands under TYPE_CHECKING is not."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
        yield from _run_time_imports(node)


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{_name(path)}.{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_the_domain_and_the_engines_know_no_page() -> None:
    wrong = [
        f"{_name(path)} imports {module}"
        for path in FILES
        if {"domain", "engines", "foundation"} & set(path.relative_to(SOURCE).parts[:1])
        for module in _imports(path)
        if module.startswith(NO_PAGES_BELOW)
    ]
    assert not wrong


def test_a_room_is_asked_through_its_doors_only() -> None:
    wrong = []
    for path in FILES:
        parts = path.relative_to(SOURCE).parts
        if parts[0] != "domain":
            continue
        for module in _imports(path):
            asked = module.split(".")
            foreign = asked[:2] == ["vinhdanh", "domain"] and len(asked) > 3 and asked[2] != parts[1]
            if foreign and asked[3] not in OPEN_DOORS:
                wrong.append(f"{_name(path)} imports {module}")
    assert not wrong


def test_nobody_listens_to_model_signals() -> None:
    wrong = [
        _name(path)
        for path in FILES
        if any(module.startswith("django.db.models.signals") for module in _imports(path))
    ]
    assert not wrong


def test_only_the_workflow_assigns_a_state() -> None:
    wrong = []
    for path in FILES:
        if "workflow" in path.parts or "engines" in path.parts:
            continue
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.Assign):
                wrong += [
                    f"{_name(path)}:{node.lineno}"
                    for target in node.targets
                    if isinstance(target, ast.Attribute) and target.attr == "state"
                ]
    assert not wrong


def test_files_functions_and_templates_stay_small() -> None:
    long_files = [_name(path) for path in FILES if len(path.read_text().splitlines()) > 400]
    long_pages = [str(path) for path in PAGES if len(path.read_text().splitlines()) > 250]
    lengths = [found for path in FILES for found in _functions(path)]
    assert not long_files
    assert not long_pages
    assert not [name for name, length in lengths if length > 60]
    assert median(length for _, length in lengths) < 10


@pytest.mark.parametrize(
    "heavy", ["typst", "docx", "xlsxwriter", "pypdfium2", "python_calamine", "holidays", "fontTools"]
)
def test_heavy_libraries_are_imported_where_they_are_used(heavy: str) -> None:
    wrong = []
    for path in FILES:
        # Each of these is itself imported only when a file of its kind comes.
        if "formats" in path.parts:
            continue
        for node in _tree(path).body:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            wrong += [_name(path) for name in names if name.split(".")[0] == heavy]
    assert not wrong


def test_every_job_has_a_name_for_people() -> None:
    """The operator's page lists jobs by what they do."""
    from django.utils.module_loading import autodiscover_modules

    from vinhdanh.foundation.jobs.queue import DECLARED

    autodiscover_modules("jobs")
    ours = {name: each.title for name, each in DECLARED.items() if not name.startswith("tests.")}
    assert ours
    assert [name for name, title in ours.items() if title == name] == []
