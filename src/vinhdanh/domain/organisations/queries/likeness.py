"""Names that come near a written one; always left to a person."""

from itertools import product

from rapidfuzz import fuzz, process

from vinhdanh.domain.organisations.naming.places import split_place
from vinhdanh.domain.organisations.naming.reading import Written
from vinhdanh.domain.organisations.queries import matches as say
from vinhdanh.domain.organisations.queries.bodies import Context, after
from vinhdanh.domain.organisations.queries.index import Form, GroupForm, key_of
from vinhdanh.domain.organisations.queries.matches import Candidate, Match, MatchKind
from vinhdanh.domain.organisations.queries.scoping import nearness

_LEAST = 72
_SUBSET_WORTH = 0.9
_MOST = 5
_TOP = 0.9
# A key this short is part of too many names for "all its words occur" to mean anything.
_SUBSET_WORDS = 3


def alike(context: Context, written: Written) -> Match:
    """Up to five near names, or UNKNOWN."""
    split = split_place(written.words, context.index.knows)
    wanted = [key_of(written.words), *([key_of(split.core)] if split and split.core else [])]
    scores: dict[int, float] = {}
    names = _names(context)
    keys = dict(enumerate(key for key, _ in names))
    long = {at: key for at, key in keys.items() if key.count(" ") + 1 >= _SUBSET_WORDS}
    ways = ((fuzz.token_sort_ratio, keys, 1.0), (fuzz.token_set_ratio, long, _SUBSET_WORTH))
    for text, (scorer, choices, worth) in product(wanted, ways):
        for _, score, at in process.extract(text, choices, scorer=scorer, score_cutoff=_LEAST, limit=10):
            scores[at] = max(scores.get(at, 0), score * worth / 100)
    found: dict[object, Candidate] = {}
    for at, score in sorted(scores.items(), key=lambda pair: -pair[1]):
        for candidate in _candidates(context, names[at][1], score):
            found.setdefault(candidate.key, candidate)
    best = sorted(found.values(), key=lambda one: -one.score)[:_MOST]
    if not best:
        return Match(written.text, MatchKind.UNKNOWN, say.NOT_FOUND)
    kind = MatchKind.BODY if best[0].body_id else MatchKind.GROUP
    return Match(written.text, kind, say.SIMILAR, tuple(best))


def _names(context: Context) -> list[tuple[str, Form | GroupForm]]:
    """What is compared: names whole and without place, and names of groups."""
    index = context.index
    found: list[tuple[str, Form | GroupForm]] = [(group.key, group) for group in index.groups]
    for table in (index.whole, index.core):
        found += [(key, form) for key, forms in table.items() for form in forms if key]
    return found


def _candidates(context: Context, form: Form | GroupForm, score: float) -> list[Candidate]:
    if isinstance(form, GroupForm):
        return [Candidate(form.group.name, _scaled(score, 0), say.similar(form.text), group_id=form.group.pk)]
    entry = form.entry
    distance = nearness(context.around, entry, context.index)
    if not entry.lives(context.on):
        return after(context, entry)
    return [Candidate(entry.name, _scaled(score, distance), say.similar(form.text), body_id=entry.id)]


def _scaled(score: float, distance: int) -> float:
    """Likeness never outranks an exact name; a body far off stands behind one near by."""
    return round(_TOP * score - 0.02 * distance, 3)
