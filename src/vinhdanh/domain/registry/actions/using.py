"""An initiative supports one award and no second one."""

from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.registry.actions.common import Actor, refuse, standing_of
from vinhdanh.domain.registry.models import Recognition, RecognitionUse
from vinhdanh.foundation.audit.log import record


@transaction.atomic
def use_recognition(
    *,
    actor: Actor,
    scope: Scope | None,
    recognition_id: UUID,
    code: str,
    year: int,
    award_id: UUID | None = None,
) -> RecognitionUse:
    """Note the award that a recognition supported; raises RefusedError when it served already."""
    row = Recognition.objects.select_for_update(of=("self",)).get(pk=recognition_id)
    subject = standing_of(actor, scope, row.subject_id)
    if not row.counts or row.recognised_on is None:
        refuse("not_recognised", "Sáng kiến, đề tài này chưa được công nhận hoặc không còn giá trị.")
    use = RecognitionUse.objects.filter(recognition=row).first()
    if use is not None:
        text = f"Sáng kiến, đề tài này đã dùng xét danh hiệu năm {use.year}; mỗi sáng kiến chỉ dùng một lần."
        refuse("used", text)
    made = RecognitionUse.objects.create(recognition=row, code=code, year=year, award_id=award_id)
    after = {"name": subject.name, "award": code, "year": year}
    record(actor=actor, action="use_recognition", subject=row, body=subject.body_id, after=after)
    return made
