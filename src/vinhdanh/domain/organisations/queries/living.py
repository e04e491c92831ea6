"""Does a body still act on a day, and who carries its work on when it does not."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from vinhdanh.domain.organisations.models import Body
from vinhdanh.domain.organisations.queries.lineage import successors_on
from vinhdanh.foundation.kernel.results import ALLOWED, Refusal, Verdict


def lives(body_id: UUID, on: date, *, field: str = "") -> Verdict:
    """Allowed while the body exists on ``on``; the refusal names who carries on. One to three queries."""
    return all_live([body_id], on, field=field)


def all_live(bodies: Iterable[UUID], on: date, *, field: str = "") -> Verdict:
    """The same for several: the refusal is about the first that does not."""
    wanted = list(dict.fromkeys(bodies))
    if not wanted:
        return ALLOWED
    found = {body.pk: body for body in Body.objects.filter(pk__in=wanted)}
    for key in wanted:
        body = found.get(key)
        if body is None:
            return Refusal("body_missing", "Không tìm thấy đơn vị này trong danh bạ.", field=field)
        if not body.is_valid_on(on):
            return Refusal("body_ended", f"{_why(body, on)} {_instead(body, on)}".rstrip(), field=field)
    return ALLOWED


def ended_words(body_id: UUID, on: date) -> str:
    """One sentence on a body that no longer acts, with who carries on; empty while it does."""
    verdict = lives(body_id, on)
    return verdict.reason if isinstance(verdict, Refusal) else ""


def _why(body: Body, on: date) -> str:
    if body.valid_from and body.valid_from > on:
        return f"“{body.name}” hoạt động từ {body.valid_from:%d/%m/%Y}, chưa có vào ngày này."
    return f"“{body.name}” đã kết thúc hoạt động từ {body.valid_to:%d/%m/%Y}."


def _instead(body: Body, on: date) -> str:
    heirs = Body.objects.filter(pk__in=successors_on(body.pk, on)).exclude(pk=body.pk)
    names = [f"“{name}”" for name in heirs.values_list("name", flat=True)]
    return f"Công việc do {', '.join(names)} tiếp nhận." if names else ""
