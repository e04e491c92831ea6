"""Counts that stop: exact up to a limit, in one query however many are asked for."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

LIMIT = 1_000


def capped_counts(wanted: Mapping[str, QuerySet[Any]], limit: int = LIMIT) -> dict[str, int]:
    """How many rows each queryset has; ``limit + 1`` stands for "more than ``limit``". One query.

    The database stops at the limit, so the cost does not grow with the table.
    """
    pieces = {name: _piece(rows, limit) for name, rows in wanted.items()}
    asked = {name: piece for name, piece in pieces.items() if piece}
    if not asked:
        return dict.fromkeys(wanted, 0)
    # The pieces come from the query compiler, values apart; nothing typed reaches the text.
    parts = ", ".join(f"(SELECT COUNT(*) FROM ({sql}) capped)" for sql, _ in asked.values())  # noqa: S608
    values = [value for _, more in asked.values() for value in more]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {parts}", values)
        found = dict(zip(asked, cursor.fetchone(), strict=True))
    return {name: found.get(name, 0) for name in wanted}


def _piece(rows: QuerySet[Any], limit: int) -> tuple[str, tuple[Any, ...]] | None:
    """The SQL of the first ids; None where the compiler already knows that there are none."""
    try:
        sql, values = rows.order_by().values_list("pk")[: limit + 1].query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, tuple(values)
