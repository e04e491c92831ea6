"""How much room each body takes up, and how much it may."""

from uuid import UUID

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Count, Sum

from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.files.models import BodyUse, StoredFile
from vinhdanh.foundation.kernel.results import Refusal, RefusedError

_CHARGE = """
INSERT INTO files_bodyuse (body, files, octets) VALUES (%s, 1, %s)
ON CONFLICT (body) DO UPDATE SET files = files_bodyuse.files + 1, octets = files_bodyuse.octets + %s
RETURNING octets, allowed
"""


def allowed_by(own: int | None) -> int:
    """Bytes that a body may use: its own figure or that of the settings; 0 sets no limit."""
    return settings.FILES.quota_bytes if own is None else own


def charge(body: UUID, size: int, *, name: str) -> None:
    """Count a file to a body, inside the transaction that keeps it; raises RefusedError beyond the limit."""
    with connection.cursor() as cursor:
        cursor.execute(_CHARGE, [body, size, size])
        octets, own = cursor.fetchone()
    allowed = allowed_by(own)
    if allowed and octets > allowed:
        text = (
            f"Đơn vị đã dùng {in_words(octets - size)} trên {in_words(allowed)} được lưu, không còn chỗ cho "
            f"tệp “{name}” ({in_words(size)}). Giảm cỡ tệp, hoặc nhờ người quản trị tăng mức."
        )
        raise RefusedError(Refusal("quota", text, field="files"))


@transaction.atomic
def recount() -> int:
    """Work every sum out again; how many bodies were put right."""
    sums = {
        row["body"]: (row["n"], row["total"])
        for row in StoredFile.objects.filter(body__isnull=False)
        .values("body")
        .annotate(n=Count("pk"), total=Sum("size"))
    }
    held = {row.body: row for row in BodyUse.objects.select_for_update()}
    wrong = [row for row in held.values() if (row.files, row.octets) != sums.get(row.body, (0, 0))]
    for row in wrong:
        row.files, row.octets = sums.get(row.body, (0, 0))
    BodyUse.objects.bulk_update(wrong, ["files", "octets"])
    new = [
        BodyUse(body=body, files=n, octets=total)
        for body, (n, total) in sums.items()
        if body and body not in held
    ]
    BodyUse.objects.bulk_create(new)
    return len(wrong) + len(new)


@transaction.atomic
def set_allowed(*, actor: models.Model, body: UUID, allowed: int | None, reason: str) -> BodyUse:
    """Give a body a limit of its own in bytes, or (None) that of the settings."""
    row, _ = BodyUse.objects.select_for_update().get_or_create(body=body)
    before = row.allowed
    row.allowed = allowed
    row.save(update_fields=["allowed"])
    record(
        actor=actor,
        action="set_quota",
        subject=row,
        body=body,
        before={"allowed": in_words(before) if before is not None else "mức chung"},
        after={"allowed": in_words(allowed) if allowed is not None else "mức chung"},
        reason=reason,
    )
    return row


def in_words(octets: int) -> str:
    """Bytes as people say them: 812 byte, 13 KB, 1,5 MB, 4,9 GB."""
    if octets < 1_000:
        return f"{octets} byte"
    for unit, size in (("GB", 10**9), ("MB", 10**6), ("KB", 10**3)):
        if octets >= size:
            figure = f"{octets / size:.1f}".removesuffix(".0").replace(".", ",")
            return f"{figure} {unit}"
    raise AssertionError(octets)
