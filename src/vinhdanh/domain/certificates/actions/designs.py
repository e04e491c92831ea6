"""Designs made and changed; the offset of a printer set down."""

import io
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.certificates.access import visible_designs
from vinhdanh.domain.certificates.actions.common import Actor, asked_for, needed, path_of_body, refuse
from vinhdanh.domain.certificates.models import CertificateDesign, DesignVersion, PrinterOffset
from vinhdanh.domain.certificates.states import MOST_OFFSET, NAME
from vinhdanh.engines.documents.certificates import Design, DesignFault, design_from, design_to
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.files.models import StoredFile
from vinhdanh.foundation.files.store import put
from vinhdanh.foundation.kernel.clock import moment_words
from vinhdanh.foundation.kernel.text import fold

if TYPE_CHECKING:
    from vinhdanh.domain.access.models import User

_TYPES: Final = {"PNG": "image/png", "JPEG": "image/jpeg"}
_MOST_POINTS: Final = 40_000_000
_NAME_WANTED: Final = "Nhập tên mẫu, ví dụ “Giấy khen của Chủ tịch UBND xã”."


@transaction.atomic
def add_design(
    *, actor: Actor, scope: Scope | None, body_id: UUID, name: str, data: Mapping[str, Any]
) -> CertificateDesign:
    """A new design of a body, as its version 1. Raises RefusedError: no right, name taken, a field amiss."""
    path = path_of_body(actor, scope, body_id)
    words = needed(name, "name", _NAME_WANTED, most=120)
    if CertificateDesign.objects.filter(body=body_id, name_key=fold(words)).exists():
        refuse("name_taken", f"Cơ quan đã có mẫu tên “{words}”; đặt tên khác hoặc sửa mẫu đó.", field="name")
    design = CertificateDesign.objects.create(
        body_id=body_id,
        path=path,
        name=words,
        name_key=fold(words),
        created_by_id=actor.pk if actor else None,
    )
    _write(design, checked(data), None, actor=actor)
    record(actor=actor, action="add_design", subject=design, body=body_id, after={"design": words})
    return design


@transaction.atomic
def change_design(
    *,
    actor: Actor,
    scope: Scope | None,
    design_id: UUID,
    data: Mapping[str, Any],
    based_on: int,
    picture: bytes | None = None,
    drop_picture: bool = False,
) -> DesignVersion:
    """One more version, on ``based_on`` as the person saw it. Raises RefusedError when there is a newer one.

    ``picture``: PNG or JPEG of the sheet; without one the last picture stays unless it is dropped.
    """
    design = _locked(actor, scope, design_id)
    last = design.versions.select_related("made_by").latest("n")
    if last.n != based_on:
        who = f" ({last.made_by}, {moment_words(last.made_at)})" if last.made_by else ""
        refuse(
            "moved_on", f"Mẫu này vừa có {last} do người khác lưu{who}. Chưa ghi gì; tải lại trang rồi sửa."
        )
    file = None if drop_picture else last.background
    if picture is not None:
        kind = picture_type(picture)
        file = put(picture, name=f"nen-{design.pk}", media_type=kind, by=actor, body=design.body_id)
    made = _write(design, checked(data), file, actor=actor)
    after = {"design": design.name, "version": made.n}
    record(actor=actor, action="change_design", subject=design, body=design.body_id, after=after)
    return made


def _locked(actor: Actor, scope: Scope | None, design_id: UUID) -> CertificateDesign:
    rows = visible_designs(scope) if scope is not None else CertificateDesign.objects.all()
    design = rows.select_for_update(of=("self",)).get(pk=design_id)
    asked_for(actor, scope, design.path)
    return design


def _write(
    design: CertificateDesign, data: dict[str, Any], file: StoredFile | None, *, actor: Actor
) -> DesignVersion:
    last = design.versions.aggregate(last=Max("n"))["last"] or 0
    return DesignVersion.objects.create(
        design=design, n=last + 1, data=data, background=file, made_by_id=actor.pk if actor else None
    )


def checked(data: Mapping[str, Any]) -> dict[str, Any]:
    """The design as it is kept. Raises RefusedError with the engine's own sentence."""
    try:
        design: Design = design_from(data)
    except DesignFault as fault:
        refuse("design_amiss", str(fault), field="fields")
    if NAME not in {field.key for field in design.fields if not field.fixed}:
        text = f"Mẫu phải có một ô mã “{NAME}” để in họ tên người hoặc tên tập thể được khen."
        refuse("name_field_missing", text, field="fields")
    return design_to(design)


def picture_type(data: bytes) -> str:
    """The media type of a picture that can be printed. Raises RefusedError for anything else."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=tuple(_TYPES)) as picture:
            points = picture.width * picture.height
            kind = _TYPES[str(picture.format)]
            if points <= _MOST_POINTS:
                picture.load()
    except (UnidentifiedImageError, OSError, ValueError, KeyError, SyntaxError):
        refuse("picture_unreadable", "Ảnh nền phải là tệp PNG hoặc JPEG mở được.", field="picture")
    if points > _MOST_POINTS:
        text = "Ảnh nền quá lớn; hãy quét ở 300 điểm/inch rồi gửi lại."
        refuse("picture_too_large", text, field="picture")
    return kind


@transaction.atomic
def set_offset(*, actor: "User", printer: str, dx: Decimal, dy: Decimal) -> PrinterOffset:
    """How far one's printer is beside the place; the same name again replaces it."""
    name = needed(printer, "printer", "Nhập tên máy in, ví dụ “Máy in phòng Văn thư”.", most=80)
    if max(abs(dx), abs(dy)) > MOST_OFFSET:
        refuse("offset_too_far", f"Độ lệch chỉ từ −{MOST_OFFSET} đến {MOST_OFFSET} mm.", field="dx")
    row, _ = PrinterOffset.objects.update_or_create(user=actor, printer=name, defaults={"dx": dx, "dy": dy})
    after = {"printer": name, "dx": str(dx), "dy": str(dy)}
    record(actor=actor, action="set_offset", subject=row, after=after)
    return row
