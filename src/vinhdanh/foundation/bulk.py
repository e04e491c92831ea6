"""Many rows at once by COPY: some twenty times as fast as single inserts, under the same constraints."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def copy_in(rows: Sequence[models.Model]) -> None:
    """Write unsaved rows of one model, in the transaction around; nothing for no rows.

    Raises IntegrityError as an insert would. Defaults of the model are in the rows already.
    """
    if not rows:
        return
    meta = rows[0]._meta
    fields = [field for field in meta.concrete_fields if not field.generated]
    names = [field.attname for field in fields]
    as_json = {field.attname for field in fields if isinstance(field, models.JSONField)}
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column or "") for field in fields)
    # Names of our own models, quoted by the backend.
    statement = f"COPY {quote(meta.db_table)} ({columns}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([_value(row, name, as_json) for name in names])


def _value(row: models.Model, name: str, as_json: set[str]) -> Any:
    value = getattr(row, name)
    return json.dumps(value) if name in as_json else value
