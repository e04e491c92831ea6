"""Which body or group a document means by the words it uses.

Order of trust: what an officer confirmed before for papers of this body; the exact name,
short name or alias, abbreviations written out on both sides and the place taken off where
it is the scope's own; a list that a named group spells out. Only these can be sure, and
only when nothing else fits as well and the body existed on the day. Likeness and
successors of closed bodies are offered, never linked.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from vinhdanh.domain.organisations.models import Body, NameChoice
from vinhdanh.domain.organisations.naming.collective import Collective, collective_of
from vinhdanh.domain.organisations.naming.places import PlaceRef
from vinhdanh.domain.organisations.naming.reading import Written, clean, memory_key, read
from vinhdanh.domain.organisations.paths import is_below
from vinhdanh.domain.organisations.queries import matches as say
from vinhdanh.domain.organisations.queries.bodies import Context, after, decide, hits_for
from vinhdanh.domain.organisations.queries.crowds import match_group_name, match_list
from vinhdanh.domain.organisations.queries.index import load_index
from vinhdanh.domain.organisations.queries.likeness import alike
from vinhdanh.domain.organisations.queries.matches import Candidate, Match, MatchKind
from vinhdanh.domain.organisations.queries.scoping import surroundings
from vinhdanh.foundation.kernel.text import fold

_BETWEEN = (re.compile(r"\s*[,;]\s*"), re.compile(r"\s+(?:và|va|&)\s+", re.IGNORECASE))
_FILED, _THROUGH = "luu", "qua"
_DUTY = re.compile("thuong truc")
# Below this score a candidate is a look-alike or of another place, and a remark does not make it sure.
_DOUBT = 0.75
_KNOWN = frozenset({MatchKind.BODY, MatchKind.GROUP, MatchKind.UNSPECIFIED})

__all__ = ["Candidate", "Match", "MatchKind", "match_names"]


def match_names(texts: Sequence[str], *, within: Body | None, on: date) -> list[Match]:
    """One match for each text, in order. ``within`` is the body whose paper it is, ``on`` its date.

    Eight queries, however many names. Pure reading: nothing is linked or remembered.
    """
    index = load_index(scope=within.pk if within else None, on=on)
    context = Context(index, surroundings(index, within.pk if within else None))
    known: dict[str, Match] = {}
    for text in texts:
        if text not in known:
            known[text] = replace(_match(context, text), text=text)
    return [known[text] for text in texts]


def _match(context: Context, text: str) -> Match:
    choice = context.index.choices.get(memory_key(text))
    if choice:
        return _remembered(context, text, choice)
    found = _exact(context, text)
    if found is None:
        found = _several(context, text)
    if found is None:
        readings = read(text)
        found = alike(context, readings[0]) if readings else Match(text, MatchKind.UNKNOWN, say.EMPTY)
    return _with_role(text, found)


def _with_role(text: str, match: Match) -> Match:
    readings = read(text)
    return replace(match, role=readings[0].role) if readings and readings[0].role else match


def _remembered(context: Context, text: str, choice: NameChoice) -> Match:
    """A confirmed choice, unless its body has ended since or its group is empty on the day."""
    reason = say.confirmed(choice.times)
    if choice.body_id:
        entry = context.index.entries[choice.body_id]
        if not entry.lives(context.on):
            return Match(text, MatchKind.BODY, say.SUCCESSOR_LEFT, tuple(after(context, entry)))
        candidate = Candidate(entry.name, 1.0, reason, body_id=entry.id)
        return Match(text, MatchKind.BODY, reason, (candidate,), sure=True)
    group = next(form.group for form in context.index.groups if form.group.pk == choice.group_id)
    candidate = Candidate(group.name, 1.0, reason, group_id=group.pk)
    if not context.index.has_members(group):
        return Match(text, MatchKind.GROUP, say.empty_group(group.name, context.on), (candidate,))
    return Match(text, MatchKind.GROUP, reason, (candidate,), sure=True)


def _exact(context: Context, text: str) -> Match | None:
    """The best over the readings of an ambiguous abbreviation; two sure ones make none sure."""
    found = [match for reading in read(text) if (match := _read_exactly(context, reading))]
    if not found:
        return None
    sure = {match.candidates[0].key: match for match in found if match.sure}
    if len(sure) == 1:
        return next(iter(sure.values()))
    best = max(found, key=lambda match: match.candidates[0].score if match.candidates else 0)
    return best.doubtful(say.ambiguous(len(sure))) if sure else best


def _read_exactly(context: Context, written: Written) -> Match | None:
    if written.whole[0].plain == _FILED:
        return Match(written.text, MatchKind.UNSPECIFIED, say.FILED)
    whole = hits_for(context, written.whole) if written.whole != written.words else []
    if whole and not written.standing:
        return decide(context, whole, text=written.text, words=written.whole)
    listed = collective_of(written)
    if listed is None or not listed.plural:
        # "Sở Thông tin - Truyền thông" is made of words for lists, and still one body.
        body = _body(context, written)
        if body is not None:
            return body
    return _group(context, written, listed)


def _group(context: Context, written: Written, listed: Collective | None) -> Match | None:
    if listed and (not listed.place or context.index.knows(PlaceRef(listed.unit, listed.place))):
        return match_list(context, written, listed)
    return match_group_name(context, written)


def _body(context: Context, written: Written) -> Match | None:
    if not written.words:
        return None
    hits = hits_for(context, written.words)
    if not hits:
        open_ended = bool(written.vague and written.opener)
        return Match(written.text, MatchKind.UNSPECIFIED, say.OPEN_ENDED) if open_ended else None
    match = decide(context, hits, text=written.text, words=written.words)
    match = _qualified(context, match, written.notes)
    if written.opener and match.sure:
        return match.doubtful(say.PLURAL)
    return _standing(context, match) if written.standing else match


def _qualified(context: Context, match: Match, notes: Sequence[str]) -> Match:
    """A remark may name the body above ("(Sở Nội vụ)") and so settle which one is meant,
    or one below the body named, and so unsettle it."""
    for note in notes:
        named = _named_in(context, note)
        if named is None:
            continue
        path = _path(context, named)
        inside = [one for one in match.candidates if is_below(_path(context, one), path)]
        if match.sure and not inside and is_below(path, _path(context, match.candidates[0])):
            return replace(match.doubtful(say.ambiguous(2)), candidates=(*match.candidates, named))
        if not match.sure and len(inside) == 1 and inside[0].score > _DOUBT:
            return replace(match, candidates=(inside[0],), sure=True, reason=inside[0].reason)
    return match


def _named_in(context: Context, note: str) -> Candidate | None:
    """The body that a remark names; "qua …" and "cơ quan thường trực …" name a way and a duty."""
    readings = read(note)
    if not readings or readings[0].whole[0].plain == _THROUGH or _DUTY.search(fold(note)):
        return None
    match = _exact(context, note)
    return match.candidates[0] if match and match.sure and match.candidates[0].body_id else None


def _path(context: Context, candidate: Candidate) -> str:
    return context.index.entries[candidate.body_id].path if candidate.body_id else ""


def _standing(context: Context, council: Match) -> Match:
    """From a body to its standing office on the day."""
    if not council.sure or not council.candidates[0].body_id:
        return council.doubtful(say.NOT_EXACT_PLACE)
    offices = context.index.standing.get(council.candidates[0].body_id, [])
    reason = say.standing_for(council.candidates[0].name)
    found = tuple(
        Candidate(context.index.entries[key].name, 0.98, reason, body_id=key)
        for key in offices
        if context.index.entries[key].lives(context.on)
    )
    if len(found) == 1:
        return Match(council.text, MatchKind.BODY, reason, found, sure=True)
    return replace(council.doubtful(say.NOT_FOUND), candidates=(*found, *council.candidates))


def _several(context: Context, text: str) -> Match | None:
    """A string that is a list of names: each part by itself, sure only when all are."""
    core, _ = clean(text)
    for between in _BETWEEN:
        pieces = [piece for piece in between.split(core) if piece.strip()]
        if len(pieces) < 2:
            continue
        parts = [_exact(context, piece) or _several(context, piece) for piece in pieces]
        found = [replace(part, text=piece) for part, piece in zip(parts, pieces, strict=True) if part]
        if len(found) == len(pieces):
            return _one_in_another(context, text, found) or _joined(text, found)
    return None


def _one_in_another(context: Context, text: str, parts: Sequence[Match]) -> Match | None:
    """ "Ban Thi đua - Khen thưởng, Sở Nội vụ" is one body and the one above it."""
    if len(parts) != 2 or not all(part.sure and part.kind == MatchKind.BODY for part in parts):
        return None
    inner, outer = (part.candidates[0] for part in parts)
    if inner.key != outer.key and is_below(_path(context, inner), _path(context, outer)):
        return replace(parts[0], text=text)
    return None


def _joined(text: str, parts: Sequence[Match]) -> Match:
    candidates = {one.key: one for part in parts for one in part.candidates[:1]}
    return Match(
        text,
        MatchKind.SEVERAL,
        say.SEVERAL_NAMES,
        tuple(candidates.values()),
        sure=all(part.sure or part.kind == MatchKind.UNSPECIFIED for part in parts),
        parts=tuple(parts),
    )
