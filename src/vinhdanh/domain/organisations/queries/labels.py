"""Names for lists, selects and name fields, many at once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from vinhdanh.domain.organisations.models import Body, BodyGroup, BodyName
from vinhdanh.domain.organisations.models.periods import is_valid, valid_on
from vinhdanh.domain.organisations.naming.reading import read
from vinhdanh.domain.organisations.states import BodyKind, Level, NameKind
from vinhdanh.foundation.kernel.text import fold

_MAX_WORDS = 12
_MAX_TWINS = 200


@dataclass(frozen=True, slots=True)
class Named:
    """A body or a group under the address that links use: ``body:ID`` or ``group:ID``.

    ``label`` is what a name field holds to mean this one and no other of the same name;
    empty where nobody asked for it.
    """

    target: str
    name: str
    note: str = ""
    label: str = ""


def short_name_of(body: str) -> Subquery:
    """The short name in use now of the body that the column ``body`` points to, for ``annotate``."""
    rows = BodyName.objects.filter(body=OuterRef(body), kind=NameKind.SHORT, valid_to__isnull=True)
    return Subquery(rows.order_by("id").values("text")[:1])


def labels_of(targets: Iterable[str]) -> dict[str, str]:
    """The names behind ``body:ID`` and ``group:ID``; unknown and unreadable ones are missing. Two queries."""
    ids: dict[str, list[UUID]] = {"body": [], "group": []}
    for target in targets:
        kind, _, key = target.partition(":")
        if kind in ids and (pk := _uuid(key)):
            ids[kind].append(pk)
    bodies = Body.objects.filter(pk__in=ids["body"]).values_list("pk", "name")
    groups = BodyGroup.objects.filter(pk__in=ids["group"]).values_list("pk", "name")
    return {f"body:{pk}": name for pk, name in bodies} | {f"group:{pk}": name for pk, name in groups}


def _uuid(raw: str) -> UUID | None:
    try:
        return UUID(raw)
    except ValueError:
        return None


def body_label(body_id: UUID) -> str:
    """The name of a body, empty when there is none. One query."""
    return Body.objects.filter(pk=body_id).values_list("name", flat=True).first() or ""


def body_names(keys: Iterable[UUID]) -> dict[UUID, str]:
    """The names of bodies by key; unknown ones are missing. One query."""
    return dict(Body.objects.filter(pk__in=list(keys)).values_list("pk", "name"))


def body_path(body_id: UUID) -> str | None:
    """The place of a body in the tree, None when there is no such body. One query."""
    return Body.objects.filter(pk=body_id).values_list("path", flat=True).first()


def short_labels(ids: Iterable[UUID]) -> dict[UUID, str]:
    """What bodies are called in lists: the short name in use now, else the name. One query."""
    rows = Body.objects.filter(pk__in=list(ids)).annotate(short=short_name_of("pk"))
    return {pk: short or name for pk, short, name in rows.values_list("pk", "short", "name")}


def field_label(body_id: UUID, on: date) -> str:
    """What a name field holds to mean this body: its name, with what stands above it where others share
    the name on ``on``; empty when there is no such body. Two queries."""
    body = _with_above(Body.objects.filter(pk=body_id)).first()
    return _labels([body], _same_named([body], on))[body.pk] if body else ""


def find_by_name(text: str) -> Named | None:
    """The one body of all times, or else the one group, whose name is ``text`` without regard to marks and
    case; None when none or several. :func:`called` tells these two apart and knows the day. Two queries.
    """
    plain = fold(text)
    bodies = list(Body.objects.filter(names__folded=plain).distinct()[:2])
    found: list[Body | BodyGroup] = [*bodies] or list(BodyGroup.objects.filter(folded=plain)[:2])
    return Named(_target(found[0]), found[0].name) if len(found) == 1 else None


def called(text: str, on: date) -> list[Named]:
    """Every body or group that ``text`` may mean, without regard to marks and case.

    Bodies in being on ``on`` under a name of that day; else groups; else bodies in being under a former
    name; else ended ones. "Name (what stands above it)", as :func:`suggestions` offers it, means exactly
    one. Two queries for a plain name, more where brackets have to be tried.
    """
    found = _bare(text, on)
    if found or not text.rstrip().endswith(")"):
        return found
    for name, above in _bracketed(text.strip()):
        kept = [one for one in _twins(fold(name), on) if fold(above) in map(fold, _ways(one))]
        if kept:
            return [Named(_target(one), one.name) for one in kept]
    return []


def _bare(text: str, on: date) -> list[Named]:
    found = _twins(fold(text), on)
    return [Named(_target(one), one.name) for one in found]


def _bracketed(text: str) -> Iterator[tuple[str, str]]:
    """Every reading of "name (above)": names have brackets of their own."""
    at = text.find(" (")
    while at > 0:
        yield text[:at], text[at + 2 : -1]
        at = text.find(" (", at + 2)


def _target(one: Body | BodyGroup) -> str:
    return f"group:{one.pk}" if isinstance(one, BodyGroup) else f"body:{one.pk}"


def _twins(plain: str, on: date) -> list[Body | BodyGroup]:
    """The bodies or groups of one folded name, only the best kind of them (see :func:`called`)."""
    if not plain:
        return []
    rows = list(BodyName.objects.filter(folded=plain).values("body", "valid_from", "valid_to")[:_MAX_TWINS])
    bodies = _with_above(Body.objects.filter(pk__in=[row["body"] for row in rows])) if rows else []
    now = {row["body"] for row in rows if is_valid(row["valid_from"], row["valid_to"], on)}
    ranked = [(_stage(body, now, on), body) for body in bodies]
    best = min((stage for stage, _ in ranked), default=0)
    if best > 0 or not ranked:
        groups = list(BodyGroup.objects.filter(folded=plain).select_related("owner"))
        if groups:
            return [*groups]
    return [body for stage, body in ranked if stage == best]


def _stage(body: Body, now: set[UUID], on: date) -> int:
    if not body.is_valid_on(on):
        return 2
    return 0 if body.pk in now else 1


def _with_above(bodies: QuerySet[Body]) -> QuerySet[Body]:
    """Bodies with what stands above them and its short name."""
    return bodies.select_related("parent__parent").annotate(
        short_above=short_name_of("parent"), short_top=short_name_of("parent__parent")
    )


def _ways(one: Body | BodyGroup) -> list[str]:
    """What may stand in brackets behind the name, the shortest first."""
    if isinstance(one, BodyGroup):
        return [one.owner.name] if one.owner else []
    above = _named(one.parent, getattr(one, "short_above", None))
    top = _named(one.parent.parent, getattr(one, "short_top", None)) if one.parent else []
    ways = [*above, *(f"{near}, {far}" for near in above for far in top)]
    ways = ways or [str(Level(one.level).label)]
    return [*ways, f"mã {one.code}"] if one.code else ways


def _named(body: Body | None, short: str | None) -> list[str]:
    return list(dict.fromkeys(filter(None, (short, body.name)))) if body else []


def _labels(shown: Sequence[Body], twins: Sequence[Body | BodyGroup]) -> dict[UUID, str]:
    """For each of ``shown`` its name, and behind it the first words that none of its ``twins`` shares."""
    seen = {one.pk: one for one in [*twins, *shown] if isinstance(one, Body)}
    taken = Counter(way for one in seen.values() for way in {(one.folded, fold(way)) for way in _ways(one)})
    alone = Counter(one.folded for one in seen.values())
    labels = {}
    for body in shown:
        ways = _ways(body)
        own = next((way for way in ways if taken[body.folded, fold(way)] == 1), ways[0])
        labels[body.pk] = body.name if alone[body.folded] == 1 else f"{body.name} ({own})"
    return labels


def suggestions(text: str, on: date, *, limit: int = 12) -> Sequence[Named]:
    """Bodies and groups for what has been typed so far: equal names first, then names that begin so.

    Ended bodies are not offered. Three queries.
    """
    plain = fold(text)
    if not plain:
        return []
    bodies = list(_fitting(text, plain, on)[:limit])
    labels = _labels(bodies, _same_named(bodies, on))
    groups = BodyGroup.objects.filter(folded__contains=plain).select_related("owner")[: limit // 2]
    found = [
        Named(_target(body), body.name, str(BodyKind(body.kind).label), labels[body.pk]) for body in bodies
    ]
    names = Counter(group.folded for group in groups)
    return [*found, *(_suggested(group, alone=names[group.folded] == 1) for group in groups)]


def _suggested(group: BodyGroup, *, alone: bool) -> Named:
    above = f" ({group.owner.name})" if group.owner and not alone else ""
    return Named(_target(group), group.name, "Nhóm đơn vị", group.name + above)


def _fitting(text: str, plain: str, on: date) -> QuerySet[Body]:
    """Bodies one of whose names holds every word, abbreviations written out too; the best first."""
    wanted = _all_words(plain.split())
    for reading in read(text):
        wanted |= _all_words(token.plain for token in reading.whole)
    names = BodyName.objects.filter(body=OuterRef("pk"))
    rank = Case(
        When(Exists(names.filter(folded=plain)), then=Value(0)),
        When(Exists(names.filter(folded__startswith=plain)), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    found = Body.objects.filter(valid_on(on), pk__in=BodyName.objects.filter(wanted).values("body"))
    return _with_above(found).order_by(rank, "sort_key", "id")


def _all_words(words: Iterable[str]) -> Q:
    wanted = Q()
    for word in list(words)[:_MAX_WORDS]:
        wanted &= Q(folded__contains=word)
    return wanted


def _same_named(shown: Sequence[Body], on: date) -> list[Body | BodyGroup]:
    """Bodies in being that bear a name of one of ``shown``. One query."""
    names = {body.folded for body in shown}
    same = BodyName.objects.filter(valid_on(on), folded__in=names, folded=F("body__folded"))
    found = Body.objects.filter(valid_on(on), pk__in=same.values("body")) if names else Body.objects.none()
    return list(_with_above(found)[:_MAX_TWINS])
