"""Short addresses for messages that leave the application."""

import hashlib
import secrets
from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from vinhdanh.domain.notices.models import ShortLink
from vinhdanh.foundation.audit.log import Actor

# No letters or figures that are mistaken for each other when read aloud or typed from paper.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 8


def short_code(*, actor: Actor | None, subject_kind: str, subject_ids: Iterable[UUID]) -> str:
    """The address of these rows, such as "https://…/v/k7m2pqx4"; the same rows get the same one.

    Whoever follows it signs in first and sees of them what they may.
    """
    ids = sorted(set(subject_ids))
    digest = hashlib.sha256(f"{subject_kind} {ids}".encode()).hexdigest()
    for _ in range(5):
        found = ShortLink.objects.filter(digest=digest).first()
        if found is not None:
            break
        code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
        try:
            # Somebody may ask for the same at the same moment, or the code may be taken.
            with transaction.atomic():
                found = ShortLink.objects.create(
                    code=code,
                    digest=digest,
                    subject_kind=subject_kind,
                    subject_ids=ids,
                    created_by_id=actor.pk if actor else None,
                )
            break
        except IntegrityError:
            continue
    else:
        raise LookupError("no free short code in five tries")
    return str(settings.SHORT_ADDRESS).format(found.code)
