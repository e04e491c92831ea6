"""Lists brought in by the actions that users call; the jobs are run by hand."""

from collections.abc import Sequence
from typing import Any

from tests.workbooks import book
from tests.world import World, scope
from vinhdanh.domain.imports.actions import accept_list, read_list, take_list, upload_list
from vinhdanh.domain.imports.models import ImportRow, ListImport

HEAD = ("Họ và tên", "Năm sinh", "Đơn vị", "Danh hiệu", "Năm", "Số quyết định", "Ngày quyết định")


def line(
    name: str = "Lò Thị Mẫu", *, born: Any = 1980, unit: str = "Sở Y tế", **more: Any
) -> tuple[Any, ...]:
    said = {"award": "CSTĐCS", "year": 2024, "number": "12/QĐ-UBND", "day": "15/1/2025", **more}
    return (name, born, unit, said["award"], said["year"], said["number"], said["day"])


def brought(
    world: World,
    rows: Sequence[Sequence[Any]],
    *,
    head: Sequence[str] = HEAD,
    kind: str = "awards",
    **more: Any,
) -> ListImport:
    """A list that was uploaded and read."""
    data = book([head, *rows])
    return uploaded(world, data, kind=kind, **more)


def uploaded(world: World, data: bytes, *, kind: str = "awards", **more: Any) -> ListImport:
    found = upload_list(
        actor=world.officer, scope=scope(world.officer), kind=kind, data=data, name="ds.xlsx", **more
    )
    read_list(found.listing.pk, world.officer.pk)
    found.listing.refresh_from_db()
    return found.listing


def taken(world: World, listing: ListImport) -> dict[str, int]:
    """The good rows of a list written into the book."""
    accept_list(actor=world.officer, scope=scope(world.officer), listing_id=listing.pk)
    told = take_list(listing.pk)
    listing.refresh_from_db()
    return told


def rows_of(listing: ListImport) -> list[ImportRow]:
    return list(listing.rows.order_by("sheet", "line"))


def standings(listing: ListImport) -> list[str]:
    return [row.standing for row in rows_of(listing)]
