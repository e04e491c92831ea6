"""The audit log as people read it: who (in which role), for which body, what, before and after, why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from vinhdanh.domain.access.models import Appointment, User
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.organisations.queries.labels import body_names
from vinhdanh.domain.organisations.queries.subtrees import ids_within
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.audit.sentences import Change, changes, keys_in, kinds, sentence
from vinhdanh.foundation.kernel.clock import as_vietnamese
from vinhdanh.foundation.kernel.text import fold

PANEL = 20
"""Rows of a history panel before one asks for older ones."""
PAGE = 50
EXPORT_LIMIT = 10_000
_MOST_PEOPLE = 50


@dataclass(frozen=True, slots=True)
class Event:
    """One act. ``who`` is empty for what the program did by itself; ``post`` is the role held that day."""

    id: UUID
    at: datetime
    who: str
    post: str
    body: str
    action: str
    what: str
    changes: Sequence[Change]
    reason: str
    kind: str
    kind_word: str
    subject_id: UUID
    request_id: str


@dataclass(frozen=True, slots=True)
class Page:
    """Events, newest first; ``older`` is the cursor of the next page, empty on the last one."""

    rows: Sequence[Event]
    older: str


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """What to look for; empty fields ask nothing. ``before`` is the cursor of a page."""

    person: str = ""
    body: UUID | None = None
    action: str = ""
    kind: str = ""
    subject: UUID | None = None
    since: date | None = None
    until: date | None = None
    before: UUID | None = None


def events_of(*subjects: models.Model, before: UUID | None = None, limit: int = PANEL) -> Page:
    """What was done to these rows, newest first; three queries. ``before`` is the id of the last one seen.

    Whoever asks has checked that the person may see the subjects.
    """
    wanted = Q(pk__in=())
    for kind, ids in _by_kind(subjects).items():
        wanted |= Q(subject_kind=kind, subject_id__in=ids)
    return _panel(AuditRow.objects.filter(wanted), before, limit)


def events_of_kind(
    kind: str, key: UUID | None = None, *, before: UUID | None = None, limit: int = PANEL
) -> Page:
    """The same by model label: for the subject with ``key``, or for all of the kind, also those that are
    no more; three queries."""
    rows = AuditRow.objects.filter(subject_kind=kind)
    return _panel(rows.filter(subject_id=key) if key else rows, before, limit)


def visible_entries(scope: Scope) -> QuerySet[AuditRow]:
    """Rows of the bodies whose system the person operates; acts for no body only at the top of a tree."""
    tops = {post.scope_path for post in scope.posts if Permission.OPERATE in post.permissions}
    wanted = Q(body__in=ids_within(tops))
    if any("." not in top for top in tops):
        wanted |= Q(body__isnull=True)
    return AuditRow.objects.filter(wanted) if tops else AuditRow.objects.none()


def journal_page(scope: Scope, wanted: JournalFilter, *, limit: int = PAGE) -> Page:
    """One page of the log, newest first; five queries at most."""
    rows = list(_entries(scope, wanted)[: limit + 1])
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(_events(rows[:limit]), str(last.pk) if last else "")


def journal_rows(scope: Scope, wanted: JournalFilter) -> tuple[Sequence[Event], bool]:
    """For export: up to 10,000 events, and whether there are more."""
    rows = list(_entries(scope, wanted)[: EXPORT_LIMIT + 1])
    return _events(rows[:EXPORT_LIMIT]), len(rows) > EXPORT_LIMIT


def _by_kind(subjects: Iterable[models.Model]) -> dict[str, list[UUID]]:
    found: dict[str, list[UUID]] = {}
    for subject in subjects:
        found.setdefault(subject._meta.label_lower, []).append(subject.pk)
    return found


def _panel(rows: QuerySet[AuditRow], before: UUID | None, limit: int) -> Page:
    found = list(_older(rows, before).select_related("actor").order_by("-at", "-pk")[: limit + 1])
    older = str(found[limit - 1].pk) if len(found) > limit else ""
    return Page(_events(found[:limit]), older)


def _entries(scope: Scope, wanted: JournalFilter) -> QuerySet[AuditRow]:
    rows = visible_entries(scope)
    exact = {
        "body": wanted.body,
        "action": wanted.action,
        "subject_kind": wanted.kind,
        "subject_id": wanted.subject,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.person:
        rows = rows.filter(actor__in=_people(wanted.person))
    if wanted.since:
        rows = rows.filter(at__gte=as_vietnamese(wanted.since))
    if wanted.until:
        rows = rows.filter(at__lt=as_vietnamese(wanted.until + timedelta(days=1)))
    return _older(rows, wanted.before).select_related("actor").order_by("-at", "-pk")


def _older(rows: QuerySet[AuditRow], seen: UUID | None) -> QuerySet[AuditRow]:
    """Only what stands behind the row ``seen`` in the order of the log."""
    at = AuditRow.objects.filter(pk=seen).values_list("at", flat=True).first() if seen else None
    if at is None:
        return rows
    return rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=seen), at__lte=at)


def _people(typed: str) -> list[UUID]:
    """Accounts whose user name or name holds what was typed, without regard to marks."""
    found = User.objects.filter(folded__contains=fold(typed))
    return list(found.order_by("username").values_list("pk", flat=True)[:_MOST_PEOPLE])


def _events(rows: Sequence[AuditRow]) -> list[Event]:
    names = _body_names(rows)
    posts = _posts(rows)
    words = kinds()
    return [
        Event(
            id=row.pk,
            at=row.at,
            who=str(row.actor) if row.actor else "",
            post=_post_on(posts.get(row.actor_id, ()), row) if row.actor_id else "",
            body=names.get(str(row.body), "") if row.body else "",
            action=row.action,
            what=sentence(row.action, row.before, row.after),
            changes=changes(row.before, row.after, names),
            reason=row.reason,
            kind=row.subject_kind,
            kind_word=words.get(row.subject_kind, row.subject_kind),
            subject_id=row.subject_id,
            request_id=row.request_id,
        )
        for row in rows
    ]


def _body_names(rows: Sequence[AuditRow]) -> dict[str, str]:
    """Names of every body that the rows mention, by key; one query."""
    keys = {row.body for row in rows if row.body}
    for row in rows:
        keys.update(keys_in(row.before, row.after))
    return {str(key): name for key, name in body_names(keys).items()}


def _posts(rows: Sequence[AuditRow]) -> Mapping[UUID, Sequence[Appointment]]:
    """Every post of the actors, by account; one query."""
    found: dict[UUID, list[Appointment]] = {}
    actors = {row.actor_id for row in rows if row.actor_id}
    for post in (
        Appointment.objects.filter(user__in=actors).select_related("body", "role").order_by("starts_on", "id")
    ):
        found.setdefault(post.user_id, []).append(post)
    return found


def _post_on(posts: Iterable[Appointment], row: AuditRow) -> str:
    """The post in which somebody acted: one of that day, in or over the body they acted for when there is."""
    day = localtime(row.at).date()
    held = [post for post in posts if post.starts_on <= day and (post.ends_on is None or day <= post.ends_on)]
    own = [post for post in held if row.body in {post.body_id, post.scope_id}]
    best = next(iter([*own, *held]), None)
    return f"{best.called}, {best.body.name}" if best else ""
