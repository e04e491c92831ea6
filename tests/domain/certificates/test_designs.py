"""Designs: versions that stand, refusals with reasons, printers' offsets."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tests.domain.certificates.shop import design, picture, who
from tests.world import World, scope
from vinhdanh.domain.certificates import actions
from vinhdanh.domain.certificates.access import visible_designs
from vinhdanh.domain.certificates.models import DesignVersion, PrinterOffset
from vinhdanh.domain.certificates.queries.designs import design_of, first_page, sample_pdf, starter
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.kernel.results import RefusedError


def change(world: World, pk: Any, based_on: int = 1, **more: Any) -> DesignVersion:
    return actions.change_design(
        **who(world), design_id=pk, data=more.pop("data", starter()), based_on=based_on, **more
    )


def test_a_change_is_one_more_version_and_the_old_one_stands(world: World) -> None:
    made = design(world)
    data = starter()
    data["fields"][1]["x"] = 55.5
    assert change(world, made.pk, data=data).n == 2
    old, new = made.versions.all()
    assert (old.data["fields"][1]["x"], new.data["fields"][1]["x"]) == (40, 55.5)
    with pytest.raises(DatabaseError, match="stand"), transaction.atomic():
        DesignVersion.objects.filter(pk=old.pk).update(n=9)
    assert AuditRow.objects.filter(action="change_design", subject_id=made.pk).exists()


def test_of_two_editors_the_second_is_told(world: World) -> None:
    made = design(world)
    change(world, made.pk)
    with pytest.raises(RefusedError) as refused:
        change(world, made.pk)
    assert refused.value.refusal.code == "moved_on"
    assert made.versions.count() == 2


def test_a_design_that_cannot_be_printed_is_refused_by_field(world: World) -> None:
    made = design(world)
    beside, nameless = starter(), starter()
    beside["fields"][1]["x"] = 290
    nameless["fields"] = nameless["fields"][:1]
    with pytest.raises(RefusedError, match=r"Họ và tên.*ngoài tờ giấy 297"):
        change(world, made.pk, data=beside)
    with pytest.raises(RefusedError, match="ho_ten"):
        change(world, made.pk, data=nameless)


def test_names_are_once_a_body_and_rights_are_asked(world: World) -> None:
    design(world, "Giấy khen")
    with pytest.raises(RefusedError, match="đã có mẫu"):
        design(world, "giay  khen")
    with pytest.raises(RefusedError) as refused:
        actions.add_design(
            actor=world.clerk,
            scope=scope(world.clerk),
            body_id=world.province.pk,
            name="Khác",
            data=starter(),
        )
    assert refused.value.refusal.code == "not_registry"
    assert not visible_designs(scope(world.clerk)).exists()


def test_a_picture_stays_until_it_is_dropped_and_a_false_one_is_refused(world: World) -> None:
    made = design(world)
    change(world, made.pk, picture=picture("JPEG"))
    assert change(world, made.pk, 2).background is not None
    assert first_page(sample_pdf(design_of(made.versions.latest("n")))).startswith(b"\x89PNG")
    assert change(world, made.pk, 3, drop_picture=True).background is None
    with pytest.raises(RefusedError, match="PNG hoặc JPEG"):
        change(world, made.pk, 4, picture=b"<svg onload='x'/>")


def test_a_printers_offset_is_replaced_by_name_and_bounded(world: World) -> None:
    for dx in ("1.5", "-2"):
        actions.set_offset(actor=world.officer, printer="Máy văn thư", dx=Decimal(dx), dy=Decimal(0))
    assert PrinterOffset.objects.get().dx == Decimal("-2.0")
    with pytest.raises(RefusedError, match="20 mm"):
        actions.set_offset(actor=world.officer, printer="Máy văn thư", dx=Decimal(21), dy=Decimal(0))
