"""The expected products of a task: what is there, what is wanting, whether the rule is met."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from vinhdanh.domain.planning.models import Task, TaskProduct


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One product; ``label`` is its own name, else that of its kind."""

    id: UUID
    kind: str
    kind_label: str
    name: str
    label: str
    met_on: date | None
    paper: str
    file_name: str


def products_of(task: Task) -> list[ProductRow]:
    """The products of one task in order; one query."""
    rows = task.product_rows.select_related("file")
    return [
        ProductRow(
            id=row.pk,
            kind=row.kind,
            kind_label=row.get_kind_display(),
            name=row.name,
            label=str(row),
            met_on=row.met_on,
            paper=row.paper_name,
            file_name=row.file.name if row.file else "",
        )
        for row in rows
    ]


def wanting(task: Task) -> list[str]:
    """What the rule of the task still asks for: all that is missing, or nothing once one of them is there
    where one is enough; one query."""
    return wanting_of(products_of(task), any_product=task.any_product)


def wanting_of(rows: Sequence[ProductRow], *, any_product: bool) -> list[str]:
    """The same for rows that were fetched."""
    missing = [row.label for row in rows if row.met_on is None]
    if any_product and len(missing) < len(rows):
        return []
    return missing


def count_of_products(*, met: bool = False) -> Coalesce:
    """How many products a task expects, or how many of them are there, for ``annotate``."""
    rows = TaskProduct.objects.filter(task=OuterRef("pk")).order_by()
    if met:
        rows = rows.filter(met_on__isnull=False)
    counted = rows.values("task").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def kinds_of(rows: Sequence[TaskProduct]) -> list[str]:
    """The kinds of these products, each once, in order."""
    return list(dict.fromkeys(row.kind for row in rows))
