"""``vinhdanh law check FILE``: facts against an award, as JSON; one line a line for .jsonl; no database."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Never

from vinhdanh.interfaces.cli.main import emit, show
from vinhdanh.interfaces.cli.problems import BadInput

if TYPE_CHECKING:
    from vinhdanh.engines.law.facts import Facts
    from vinhdanh.engines.law.model import Lawbook


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="tệp .json (một hồ sơ), .jsonl (mỗi dòng một hồ sơ), - (đầu vào chuẩn)")


def run(args: argparse.Namespace) -> int:
    text = _read(args.file)
    one, rows = _rows(args.file, text)
    from vinhdanh.engines.law.evaluate import check
    from vinhdanh.engines.law.loader import load

    book = load()
    # Everything is read before the first answer: a fault in the last line must not leave half an answer.
    found = [_facts(f"{args.file}, dòng {line}" if line else args.file, data, book) for line, data in rows]
    if one:
        emit(check(found[0], book).to_json())
    else:
        for facts in found:
            show(json.dumps(check(facts, book).to_json(), ensure_ascii=False))
    return 0


def _read(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise BadInput(f"Không mở được tệp {name}: {error.strerror}; kiểm tra lại đường dẫn.") from error
    except UnicodeDecodeError as error:
        place = f"{name}, byte thứ {error.start + 1}"
        raise BadInput(f"{place}: không phải UTF-8; lưu lại tệp bằng UTF-8.") from error


def _rows(name: str, text: str) -> tuple[bool, list[tuple[int, Any]]]:
    """Whether the whole is one object, and each object with the number of its line (0 for a whole)."""
    if not text.strip():
        raise BadInput(f"{name}: tệp rỗng; cần một đối tượng JSON.")
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not name.endswith(".jsonl"):
        try:
            return True, [(0, _loads(text))]
        except ValueError as error:
            if len(lines) == 1 or not _is_object(lines[0][1]):
                _not_json(name, 0, error)
    found = []
    for number, line in lines:
        try:
            found.append((number, _loads(line)))
        except ValueError as error:
            _not_json(name, number, error)
    return False, found


def _loads(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_constant, parse_int=_whole, object_pairs_hook=_pairs)
    except RecursionError as error:
        raise ValueError("lồng nhau quá sâu") from error


def _whole(digits: str) -> int:
    if len(digits) > 20:
        raise ValueError(f"số nguyên có {len(digits)} chữ số, quá dài")
    return int(digits)


def _constant(word: str) -> Never:
    raise ValueError(f"giá trị {word} không được dùng")


def _pairs(rows: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(rows)
    if len(found) < len(rows):
        keys = [key for key, _ in rows]
        raise ValueError(f"khóa “{next(key for key in keys if keys.count(key) > 1)}” ghi hai lần")
    return found


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _not_json(name: str, number: int, error: ValueError) -> Never:
    place = f"{name}, dòng {number}" if number else name
    if isinstance(error, json.JSONDecodeError):
        line = number or error.lineno
        raise BadInput(
            f"{name}, dòng {line}, cột {error.colno}: không phải JSON ({error.msg}); sửa lại chỗ này."
        ) from error
    raise BadInput(f"{place}: {error}; sửa lại chỗ này.") from error


def _facts(place: str, data: Any, book: "Lawbook") -> "Facts":
    from vinhdanh.engines.law.facts import FactsError
    from vinhdanh.engines.law.facts_json import parse_facts

    try:
        return parse_facts(data, book.by_code)
    except FactsError as error:
        raise BadInput(f"{place}, {error}") from error
