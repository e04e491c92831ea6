"""Whole columns of whole numbers out of the database, without a Python object for each row.

The server packs some thousand rows into an array a column; its binary form is read in place. A row sent by
itself would cost more than everything else.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection
from psycopg.adapt import Loader
from psycopg.pq import Format

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_INT4_ARRAY = 1007
_HEADER = 20
"""Bytes before the elements of a one-dimensional array: dimensions, flags, type, length, lower bound."""


class _Raw(Loader):
    format = Format.BINARY

    def load(self, data: Any) -> bytes:
        return bytes(data)


def int_columns(statement: str, values: Sequence[Any], width: int) -> "list[NDArray[np.int32]]":
    """The columns of a query whose rows are blocks: ``width`` columns ``array_agg(….::int4)`` without nulls.

    Runs in the transaction around (temporary tables are seen); memory grows by four bytes a number.
    """
    import numpy as np

    pair = np.dtype([("length", ">i4"), ("value", ">i4")])
    parts: list[list[Any]] = [[] for _ in range(width)]
    connection.ensure_connection()
    with connection.connection.cursor("columns", binary=True) as cursor:
        cursor.adapters.register_loader(_INT4_ARRAY, _Raw)
        cursor.itersize = 4
        for block in cursor.execute(statement, values):
            for found, data in zip(parts, block, strict=True):
                found.append(np.frombuffer(data, pair, offset=_HEADER)["value"].astype(np.int32))
    empty = np.zeros(0, np.int32)
    return [np.concatenate(found) if found else empty for found in parts]
