"""Which single body a written name means."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vinhdanh.domain.organisations.models.periods import is_valid
from vinhdanh.domain.organisations.naming.places import NO_PLACE, PlaceRef, split_place, without_country
from vinhdanh.domain.organisations.naming.tokens import Phrase, longest_at, phrase, same_words
from vinhdanh.domain.organisations.queries import matches as say
from vinhdanh.domain.organisations.queries.index import DirectoryIndex, Entry, Form, key_of
from vinhdanh.domain.organisations.queries.matches import Candidate, Match, MatchKind
from vinhdanh.domain.organisations.queries.scoping import Nearness, Surroundings, is_meant, nearness
from vinhdanh.domain.organisations.states import BodyKind, NameKind, SuccessionKind

# Kinds whose names are their own, so that one of them below the scope is meant by its bare name.
_OWN_NAMED = frozenset({BodyKind.SCHOOL, BodyKind.ENTERPRISE, BodyKind.PRESS, BodyKind.CLUSTER})
# Words that only one level of government uses, so that a bare name reaches up to it.
_LEVEL_WORDS = tuple(map(phrase, ("sở", "bộ", "trung ương", "tỉnh ủy", "chính phủ")))
_ENOUGH_WORDS = 2
_MOST = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """One body whose name is the written one. ``stated``: the paper says the place, and it fits;
    ``place_open``: it says a place that fits another body; ``same_marks``: no mark differs."""

    entry: Entry
    form: Form
    near: Nearness
    stated: bool
    place_open: bool
    same_marks: bool
    in_force: bool

    @property
    def rank(self) -> tuple[bool, bool, int, bool]:
        return self.place_open, not self.same_marks, self.near, not self.in_force


@dataclass(frozen=True, slots=True)
class Context:
    """The directory and the scope of one call."""

    index: DirectoryIndex
    around: Surroundings

    @property
    def on(self) -> date:
        return self.index.on


@dataclass(frozen=True, slots=True)
class _Place:
    """The place that a written name states, with its words."""

    ref: PlaceRef = NO_PLACE
    said: Phrase = ()


def hits_for(context: Context, words: Phrase) -> list[Hit]:
    """The bodies named exactly so, best first, each once."""
    split = split_place(words, context.index.knows)
    core, place = (split.core, _Place(split.ref, split.said)) if split else (words, _Place())
    found = [
        _hit(context, form, pair=(words, form.words), place=place)
        for form in context.index.whole.get(key_of(words), ())
    ]
    if core:
        found += [
            _hit(context, form, pair=(core, form.core), place=place)
            for form in context.index.core.get(key_of(core), ())
        ]
    else:
        found += [_hit(context, form, pair=((), ()), place=place) for form in _committees(context, place.ref)]
    best: dict[object, Hit] = {}
    for hit in sorted(found, key=lambda hit: hit.rank):
        best.setdefault(hit.entry.id, hit)
    hits = list(best.values())
    return _inside(context, hits, split.outer) if split and split.outer else hits


def _committees(context: Context, ref: PlaceRef) -> Iterable[Form]:
    """ "xã Đông Sơn" stands for the committee that governs it."""
    places = context.index.places.get(ref, set())
    return [
        form for form in context.index.forms if form.entry.id in places and form.kind == NameKind.OFFICIAL
    ]


def _hit(context: Context, form: Form, *, pair: tuple[Phrase, Phrase], place: _Place) -> Hit:
    entry, ref = form.entry, place.ref
    # A school called after a commune need not sit in it: on record the place is part of its name.
    own_name = bool(ref.name) and form.ref == ref and pair[1] is form.words
    fits = own_name or (bool(ref) and is_meant(ref, entry, around=context.around, index=context.index))
    same_words_said = same_words(*map(without_country, pair))
    return Hit(
        entry=entry,
        form=form,
        near=nearness(context.around, entry, context.index),
        stated=fits,
        place_open=bool(ref) and not fits,
        same_marks=same_words_said and (own_name or not fits or _same_place(context, entry, place)),
        in_force=is_valid(form.valid_from, form.valid_to, context.on),
    )


def _same_place(context: Context, entry: Entry, place: _Place) -> bool:
    """Do the marks of the stated place agree with a name of the place where the body sits?"""
    if not place.ref.name or entry.place is None:
        return True
    names = context.index.place_words.get(entry.place, ())
    return any(same_words(place.said, name[-len(place.said) :]) for name in names)


def _inside(context: Context, hits: list[Hit], outer: PlaceRef) -> list[Hit]:
    """Those that sit inside the wider place; all of them when none does."""
    tops = [context.index.entries[key].path for key in context.index.places.get(outer, ())]
    kept = [hit for hit in hits if any(hit.entry.path.startswith(top + ".") for top in tops)]
    return kept or hits


def _settled(hit: Hit, words: Phrase) -> bool:
    """Is one hit enough to link without asking?"""
    if not hit.same_marks or hit.place_open:
        return False
    if hit.stated:
        return True
    if hit.near <= Nearness.SAME_PLACE:
        return len(words) >= _ENOUGH_WORDS
    if hit.near == Nearness.BELOW:
        return hit.entry.kind in _OWN_NAMED and len(words) > _ENOUGH_WORDS
    if hit.near == Nearness.CENTRAL:
        return len(words) >= _ENOUGH_WORDS
    return hit.near == Nearness.ABOVE and _level_word(words)


def _level_word(words: Phrase) -> bool:
    return any(longest_at(words, _LEVEL_WORDS[:2])) or any(
        longest_at(words, _LEVEL_WORDS[2:], at) for at in range(len(words))
    )


def decide(context: Context, hits: list[Hit], *, text: str, words: Phrase) -> Match:
    """One match out of at least one hit."""
    living = [hit for hit in hits if hit.entry.lives(context.on)]
    fitting = [hit for hit in living if not hit.place_open]
    gone = [hit for hit in hits if not hit.entry.lives(context.on) and not hit.place_open]
    if gone and not fitting:
        return _gone(context, text, gone)
    top = [hit for hit in living if hit.rank == living[0].rank] if living else []
    if not top:
        return _gone(context, text, hits)
    candidates = tuple(_candidate(hit) for hit in living[:_MOST])
    if len(top) > 1:
        return Match(text, MatchKind.BODY, say.ambiguous(len(top)), candidates)
    if _settled(top[0], words):
        return Match(text, MatchKind.BODY, candidates[0].reason, candidates[:1], sure=True)
    return Match(text, MatchKind.BODY, _doubt(top[0]), candidates)


def _doubt(hit: Hit) -> str:
    if not hit.same_marks:
        return say.OTHER_MARKS
    return say.OTHER_PLACE if hit.place_open else say.NOT_EXACT_PLACE


def _candidate(hit: Hit) -> Candidate:
    """The score falls with distance, a place that does not fit, differing marks and an old name."""
    score = 1 - 0.04 * hit.near * (not hit.stated) - 0.3 * hit.place_open
    score -= 0.1 * (not hit.same_marks) + 0.05 * (not hit.in_force)
    reason = say.exact(hit.form.text) if hit.in_force else say.old_name(hit.form.text)
    return Candidate(hit.entry.name, round(score, 3), reason, body_id=hit.entry.id)


def _gone(context: Context, text: str, hits: list[Hit]) -> Match:
    """Only bodies that did not exist on the day: their successors first."""
    found: dict[object, Candidate] = {}
    for hit in hits:
        for candidate in after(context, hit.entry):
            found.setdefault(candidate.body_id, candidate)
    candidates = sorted(found.values(), key=lambda one: -one.score)
    heirs = [
        one for one in candidates if one.body_id and context.index.entries[one.body_id].lives(context.on)
    ]
    reason = say.SUCCESSOR_LEFT if heirs else say.NO_SUCCESSOR
    if len(heirs) == 1:
        reason = heirs[0].reason
    elif not heirs and hits[0].entry.valid_from and hits[0].entry.valid_from > context.on:
        reason = candidates[0].reason
    return Match(text, MatchKind.BODY, reason, tuple(candidates[:_MOST]))


def after(context: Context, entry: Entry) -> list[Candidate]:
    """A body that does not live on the day, behind the bodies that carry it on."""
    if entry.valid_from and entry.valid_from > context.on:
        return [Candidate(entry.name, 0.5, say.not_yet(entry.name, entry.valid_from), body_id=entry.id)]
    steps = context.index.steps_from(entry.id)
    end = entry.valid_to or context.on
    verb = _verb(steps[0].kind) if steps else ""
    heirs = [
        Candidate(
            heir.name, 0.8, say.passed_on(entry.name, verb, successor=heir.name, on=end), body_id=heir.id
        )
        for heir in context.index.successors(entry.id)
    ]
    return [*heirs, Candidate(entry.name, 0.4, say.ended(entry.name, end), body_id=entry.id)]


def _verb(kind: str) -> str:
    """How the paper trail says it; a closing with a successor hands its work over."""
    if kind == SuccessionKind.CLOSED:
        return "kết thúc hoạt động, bàn giao cho"
    return str(SuccessionKind(kind).label)
