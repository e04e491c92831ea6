"""What is in a database, in figures that two databases can be compared by."""

from typing import Any, LiteralString

import psycopg
from psycopg import sql

from vinhdanh.foundation.backups.model import Content, Table

# How a row reads as text must not depend on who asks.
_SPELLING = {"TimeZone": "UTC", "DateStyle": "ISO, YMD", "extra_float_digits": "1", "bytea_output": "hex"}
_TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY 1
"""
_SUM = "SELECT count(*), coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0)::text FROM {} t"
_FILES = "SELECT DISTINCT sha256 FROM files_storedfile"
_MIGRATIONS = "SELECT app || '.' || name FROM django_migrations"

Connection = psycopg.Connection[Any]


def tables_of(connection: Connection) -> list[str]:
    """The tables of ours, by name."""
    return [row[0] for row in connection.execute(_TABLES).fetchall()]


def content_of(connection: Connection) -> Content:
    """Every table counted and summed, inside the caller's transaction."""
    for name, value in _SPELLING.items():
        connection.execute("SELECT set_config(%s, %s, true)", [name, value])
    names = tables_of(connection)
    tables = {name: _table(connection, name) for name in names}
    return Content(
        tables=tables,
        audit=_audit(connection, names),
        files=_column(connection, _FILES) if "files_storedfile" in names else (),
        migrations=_column(connection, _MIGRATIONS) if "django_migrations" in names else (),
    )


def _table(connection: Connection, name: str) -> Table:
    row = connection.execute(sql.SQL(_SUM).format(sql.Identifier(name))).fetchone()
    return Table(*row) if row else Table(0, "0")


def _column(connection: Connection, query: LiteralString) -> tuple[str, ...]:
    return tuple(sorted(row[0] for row in connection.execute(query)))


def _audit(connection: Connection, names: list[str]) -> dict[str, Any]:
    head: dict[str, Any] = {}
    if "audit_auditrow" in names:
        row = connection.execute("SELECT id::text FROM audit_auditrow ORDER BY id DESC LIMIT 1").fetchone()
        head["last"] = row[0] if row else ""
    if "audit_seal" in names:
        row = connection.execute(
            "SELECT number, encode(digest, 'hex') FROM audit_seal ORDER BY number DESC LIMIT 1"
        ).fetchone()
        head["number"], head["digest"] = row or (0, "")
    return head


def differences(before: Content, after: Content) -> list[str]:
    """One sentence for each table, file or audit head in which the two are not the same."""
    found = []
    for name in sorted(before.tables.keys() | after.tables.keys()):
        one, other = before.tables.get(name), after.tables.get(name)
        if one != other:
            rows = [str(table.rows) if table else "không có bảng" for table in (one, other)]
            found.append(f"Bảng {name}: {rows[0]} dòng trước, {rows[1]} dòng sau, nội dung khác nhau.")
    if before.files != after.files:
        found.append(f"Danh sách tệp: {len(before.files)} trước, {len(after.files)} sau.")
    if before.audit != after.audit:
        found.append(f"Đầu sổ nhật ký: {before.audit} trước, {after.audit} sau.")
    return found
