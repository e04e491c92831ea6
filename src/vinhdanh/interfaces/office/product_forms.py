"""The rows of the form that says which products a task has to bring forth."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from vinhdanh.domain.planning.queries.products import ProductRow
from vinhdanh.domain.planning.states import ProductKind
from vinhdanh.interfaces.office.helpers import choices

BLANKS = 2


def posted_products(post: QueryDict) -> list[tuple[str, str, str]]:
    """Id, kind and name of each row as typed; the three fields repeat in step."""
    names = ("product_id", "product_kind", "product_name")
    return list(zip(*(post.getlist(name) for name in names), strict=False))


def product_rows(rows: Sequence[ProductRow], typed: QueryDict | None) -> list[Mapping[str, Any]]:
    """The rows of the form, two blank ones last; after a refusal as they were typed."""
    stored = [(str(row.id), row.kind, row.name) for row in rows]
    columns = posted_products(typed) if typed is not None else [*stored, *[("", "", "")] * BLANKS]
    kinds = [("", "Không"), *ProductKind.choices]
    return [{"id": pk, "kinds": choices(kinds, kind), "name": name} for pk, kind, name in columns]
