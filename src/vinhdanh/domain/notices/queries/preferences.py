"""How people want to be told."""

from collections.abc import Iterable
from uuid import UUID

from vinhdanh.domain.notices.models import Preference
from vinhdanh.domain.notices.states import CHOICES


def channels_of(user_ids: Iterable[UUID]) -> dict[UUID, dict[str, str]]:
    """For each person the channel of each kind; one query."""
    users = list(user_ids)
    found = {user: {kind: str(offered[0]) for kind, offered in CHOICES.items()} for user in users}
    for user, kind, channel in Preference.objects.filter(user_id__in=users).values_list(
        "user_id", "kind", "channel"
    ):
        found[user][kind] = channel
    return found
