""" "Chép cho Zalo": words for a chat, with a short link that asks for a login."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.notices.actions.linking import short_code
from vinhdanh.domain.obligations import words
from vinhdanh.domain.obligations.access import chaseable_obligations
from vinhdanh.domain.obligations.queries.dues import OBLIGATION, dues
from vinhdanh.foundation.kernel.results import Refusal, RefusedError

if TYPE_CHECKING:
    from vinhdanh.domain.access.models import User


@transaction.atomic
def zalo_words(*, actor: "User", scope: Scope, obligation_ids: Sequence[UUID]) -> str:
    """Three lines about what is still owed of these; raises RefusedError where nothing is."""
    found = dues(chaseable_obligations(scope).filter(pk__in=set(obligation_ids)), scope.on)
    if not found:
        reason = "Các việc đã chọn đều xong rồi, hoặc không thuộc phạm vi anh/chị được giao nhắc."
        raise RefusedError(Refusal("nothing_to_share", reason))
    ids = [due.id for due in found]
    return words.zalo(found, short_code(actor=actor, subject_kind=OBLIGATION, subject_ids=ids))
