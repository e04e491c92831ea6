"""Find the command by name, import only it, give it what it needs, run it."""

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from enum import Enum, auto
from importlib import import_module
from typing import Any, NoReturn, Protocol, cast

from vinhdanh.interfaces.cli.problems import BadInput, Problem

_HERE = "vinhdanh.interfaces.cli"


class Needs(Enum):
    """What is made ready before a command runs."""

    NOTHING = auto()
    DJANGO = auto()
    DATABASE = auto()  # Django, and a database with every migration applied


@dataclass(frozen=True, slots=True)
class Command:
    """``module`` has ``add_arguments(parser)`` and ``run(args) -> int``, and imports little at its top.

    With ``raw`` it gets the words after its name untouched, as ``args.words``.
    """

    module: str
    summary: str
    needs: Needs = Needs.NOTHING
    raw: bool = False


# A name is one word or two ("plan read").
COMMANDS: Mapping[str, Command] = {
    "serve": Command(f"{_HERE}.serve", "chạy Vinh Danh cho đến khi được dừng"),
    "db url": Command(f"{_HERE}.db_url", "địa chỉ cơ sở dữ liệu của thư mục dữ liệu (JSON)"),
    "plan read": Command(f"{_HERE}.plan_read", "đọc một kế hoạch, in JSON"),
    "document sample": Command(
        f"{_HERE}.document_sample", "văn bản mẫu T01–T40 với dữ liệu minh họa: DOCX và PDF"
    ),
    "document lint": Command(f"{_HERE}.document_lint", "soát thể thức văn bản Word theo Nghị định 30/2020"),
    "law validate": Command(f"{_HERE}.law_validate", "tìm lỗi trong các văn bản luật viết thành dữ liệu"),
    "law awards": Command(
        f"{_HERE}.law_awards", "danh hiệu, hình thức khen thưởng có hiệu lực một ngày (JSON)"
    ),
    "law check": Command(f"{_HERE}.law_check", "đối chiếu một hồ sơ với tiêu chuẩn của luật (JSON)"),
    "law screen": Command(
        f"{_HERE}.law_screen", "ai đủ mọi điều kiện máy kiểm tra được, trong cả sổ (JSON)", Needs.DATABASE
    ),
    "routes": Command(f"{_HERE}.routes", "mọi địa chỉ và ai được dùng (JSON)", Needs.DJANGO),
    "demo accounts": Command(f"{_HERE}.demo_accounts", "tài khoản của bản thử (JSON)", Needs.DATABASE),
    "bodies import": Command(f"{_HERE}.bodies_import", "nhập danh bạ tổ chức từ CSV", Needs.DATABASE),
    "account create": Command(f"{_HERE}.account_create", "tạo tài khoản", Needs.DATABASE),
    "backup": Command(f"{_HERE}.backup", "sao lưu tất cả vào một tệp, đọc kiểm lại"),
    "backup drill": Command(f"{_HERE}.backup_drill", "diễn tập: sao lưu, khôi phục chỗ khác, so sánh"),
    "restore": Command(f"{_HERE}.restore", "khôi phục một bản sao lưu vào chỗ trống"),
    "doctor": Command(f"{_HERE}.doctor", "khám máy: môi trường, đĩa, giờ, hàng đợi, thư, sao lưu"),
    "check": Command(f"{_HERE}.check", "kiểm tra cấu hình trước khi đưa vào sử dụng", Needs.DJANGO),
    "obligations rebuild": Command(
        f"{_HERE}.obligations_rebuild", "tính lại ai phải làm gì từ các kế hoạch", Needs.DATABASE
    ),
    "audit verify": Command(
        f"{_HERE}.audit_verify", "kiểm tra nhật ký có bị sửa, xóa, chèn không", Needs.DATABASE
    ),
    "files sweep": Command(f"{_HERE}.files_sweep", "xóa tệp không nơi nào dùng", Needs.DATABASE),
    "files check": Command(f"{_HERE}.files_check", "đối chiếu mọi tệp với mã băm", Needs.DATABASE),
    "account rescue": Command(
        f"{_HERE}.account_rescue", "mở khóa, gỡ lớp bảo vệ, tạo liên kết mật khẩu", Needs.DATABASE
    ),
    "manage": Command(f"{_HERE}.manage", "lệnh quản trị của Django", Needs.DATABASE, raw=True),
    "web": Command(f"{_HERE}.web", "tiến trình web (do serve gọi)"),
    "worker": Command(f"{_HERE}.worker", "tiến trình xử lý việc nền (do serve gọi)", Needs.DATABASE),
}


class _Module(Protocol):
    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...
    def run(self, args: argparse.Namespace) -> int: ...


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise BadInput(f"{self.prog}: {message}. Xem: {self.prog} --help")


def main(words: Sequence[str] | None = None, commands: Mapping[str, Command] = COMMANDS) -> int:
    """Run one command; returns the exit code."""
    _speak_utf8()
    _hold_on_to_supervisor()
    try:
        return _dispatch(list(sys.argv[1:] if words is None else words), commands)
    except BrokenPipeError:
        # The reader of our output left (``| head``): nothing is wrong, and nobody is there to be told.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return _told(error)


def emit(answer: Any) -> None:
    """Print a command's answer as JSON on standard output."""
    show(json.dumps(answer, ensure_ascii=False, indent=1))


def show(text: str) -> None:
    """Print a line of the answer on standard output."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """Tell the person at the terminal something, on standard error."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def _dispatch(words: list[str], commands: Mapping[str, Command]) -> int:
    if not words or words[0] in {"-h", "--help", "help"}:
        say(_overview(commands))
        return 0
    name, rest = _split(words, commands)
    command = commands[name]
    module = cast("_Module", import_module(command.module))
    args = argparse.Namespace(words=rest) if command.raw else _parse(rest, f"vinhdanh {name}", module)
    with _made_ready(command.needs):
        return module.run(args)


def _split(words: list[str], commands: Mapping[str, Command]) -> tuple[str, list[str]]:
    for length in (2, 1):
        name = " ".join(words[:length])
        if len(words) >= length and name in commands:
            return name, words[length:]
    group = [name for name in commands if name.split()[0] == words[0]]
    known = ", ".join(group or sorted(commands))
    raise BadInput(f"vinhdanh: không có lệnh “{' '.join(words[:2])}”; các lệnh: {known}")


def _parse(words: list[str], prog: str, module: _Module) -> argparse.Namespace:
    parser = _Parser(prog=prog)
    module.add_arguments(parser)
    return parser.parse_args(words)


def _made_ready(needs: Needs) -> AbstractContextManager[object]:
    if needs is Needs.NOTHING:
        return nullcontext()
    from vinhdanh.interfaces.cli import database

    return database.with_django(database=needs is Needs.DATABASE)


def _told(error: Exception) -> int:
    """One line for what a person can mend; anything else is our fault and keeps its traceback."""
    from vinhdanh.config.environment import SettingError
    from vinhdanh.foundation.postgres import PostgresError

    if isinstance(error, Problem | PostgresError | PermissionError | SettingError):
        say(" ".join(str(error).split()))
        return error.code if isinstance(error, Problem) else 2 if isinstance(error, SettingError) else 1
    raise error


def _overview(commands: Mapping[str, Command]) -> str:
    width = max(map(len, commands))
    lines = [f"  {name:<{width}}  {command.summary}" for name, command in commands.items()]
    return "\n".join(["vinhdanh LỆNH …", *lines])


def _hold_on_to_supervisor() -> None:
    if "VINHDANH_PARENT" in os.environ:
        from vinhdanh.interfaces.cli import lifeline

        lifeline.hold(int(os.environ.pop("VINHDANH_PARENT")))


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
