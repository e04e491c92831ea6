"""What a backup says about itself."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Final

FORMAT: Final = 1
ENDING: Final = ".vdbackup"
DUMP: Final = "database.dump"
MANIFEST: Final = "manifest.json"
FILES: Final = "files/"
KEEPING: Final = "keeping/"
KEPT: Final = ("secret", "demo")
"""Small files of the data folder without which the restored site would not be the same."""


class BackupError(Exception):
    """A backup cannot be made, read or restored; one Vietnamese sentence: what, where, what to do."""


@dataclass(frozen=True, slots=True)
class Table:
    """``total`` adds up a checksum of each row, whatever their order."""

    rows: int
    total: str


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a database at one moment. ``audit`` holds ``last`` and, where rows are sealed,
    ``number`` and ``digest`` of the last seal."""

    tables: dict[str, Table]
    audit: dict[str, Any]
    files: tuple[str, ...]
    migrations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """``server`` is PostgreSQL's major version, ``parts`` the SHA-256 of every other member."""

    made_at: str
    version: str
    server: int
    content: Content
    parts: dict[str, str]
    lost: tuple[str, ...] = ()
    format: int = field(default=FORMAT)

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_json(cls, raw: bytes) -> "Manifest":
        """Raises BackupError for what is no manifest of a format known here."""
        try:
            data = json.loads(raw)
            if data["format"] != FORMAT:
                raise BackupError(
                    f"Bản sao lưu có dạng {data['format']}, chương trình này chỉ đọc được dạng {FORMAT}: "
                    "hãy dùng phiên bản chương trình đã tạo ra nó."
                )
            content = data.pop("content")
            tables = {name: Table(**table) for name, table in content.pop("tables").items()}
            whole = Content(
                tables=tables,
                audit=content["audit"],
                files=tuple(content["files"]),
                migrations=tuple(content["migrations"]),
            )
            return cls(content=whole, lost=tuple(data.pop("lost")), **data)
        except (ValueError, KeyError, TypeError) as error:
            raise BackupError(
                f"Bản kê trong bản sao lưu không đọc được ({error}): tệp đã hỏng, dùng bản khác."
            ) from error
