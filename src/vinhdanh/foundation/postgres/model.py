"""What the launcher's parts share: the error, the address of a server, how it is to run."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

ROLE = DATABASE = "vinhdanh"


class PostgresError(Exception):
    """The private database cannot be had; the text is one sentence for the person at the terminal."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens (a socket folder) and how to sign in."""

    sockets: Path
    password: str = field(repr=False)
    user: str = ROLE
    name: str = DATABASE

    @property
    def url(self) -> str:
        """The address as ``postgresql://``, for DATABASE_URL."""
        sign_in = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}"
        return f"postgresql://{sign_in}@/{quote(self.name, safe='')}?host={quote(str(self.sockets), safe='')}"

    @property
    def dsn(self) -> str:
        """The address as a libpq keyword string."""
        parts = {"host": self.sockets, "dbname": self.name, "user": self.user, "password": self.password}
        return " ".join(f"{key}={_quoted(str(value))}" for key, value in parts.items())


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


@dataclass(frozen=True, slots=True)
class Profile:
    """How a server runs: its settings and the rights of the program's role."""

    settings: Mapping[str, str]
    role_rights: str = "NOSUPERUSER NOCREATEDB NOCREATEROLE"


def _buffers() -> int:
    """MB of shared buffers: an eighth of the machine's memory, between the usual and what a book needs."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return min(512, max(128, memory // 8))


_COMMON = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
}

DURABLE = Profile(
    {
        **_COMMON,
        "shared_buffers": f"{_buffers()}MB",
        "max_wal_size": "512MB",
        # A week of logs, one file a day, inside the cluster's own folder.
        "logging_collector": "on",
        "log_directory": "log",
        "log_filename": "postgresql-%a.log",
        "log_truncate_on_rotation": "on",
        "log_rotation_age": "1d",
        "log_rotation_size": "0",
    }
)
THROWAWAY = Profile(
    {
        **_COMMON,
        "fsync": "off",
        "full_page_writes": "off",
        "synchronous_commit": "off",
        "wal_level": "minimal",
        "max_wal_senders": "0",
    },
    role_rights="SUPERUSER",
)
