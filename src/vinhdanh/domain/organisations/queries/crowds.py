"""Which named group a written list means."""

from vinhdanh.domain.organisations.naming.collective import Collective
from vinhdanh.domain.organisations.naming.places import PlaceRef
from vinhdanh.domain.organisations.naming.reading import Written
from vinhdanh.domain.organisations.queries import matches as say
from vinhdanh.domain.organisations.queries.bodies import Context
from vinhdanh.domain.organisations.queries.index import GroupForm, key_of
from vinhdanh.domain.organisations.queries.matches import Candidate, Match, MatchKind
from vinhdanh.domain.organisations.queries.scoping import is_meant

_NEAR = 0.5
_MOST = 4
_FAR = 9


def match_list(context: Context, written: Written, listed: Collective) -> Match:
    """The group whose list is the same, near ones to choose from, or nobody in particular."""
    text = written.text
    if written.vague:
        return Match(text, MatchKind.UNSPECIFIED, say.OPEN_ENDED, tuple(_near(context, listed)))
    same = [form for form in context.index.groups if form.listed and form.listed.items == listed.items]
    if same:
        return _choose(context, same, text=text, listed=listed)
    if listed.open_ended:
        return Match(text, MatchKind.UNSPECIFIED, say.OPEN_ENDED)
    near = tuple(_near(context, listed))
    if near:
        return Match(text, MatchKind.GROUP, say.GROUP_NEAR, near)
    return Match(text, MatchKind.UNKNOWN, say.GROUP_NEW)


def match_group_name(context: Context, written: Written) -> Match | None:
    """A group called by a name that is no list ("Khối các cơ quan Đảng")."""
    keys = {key_of(written.words), key_of(written.whole)}
    same = [form for form in context.index.groups if form.key in keys]
    return _choose(context, same, text=written.text, listed=Collective(frozenset())) if same else None


def _distance(context: Context, form: GroupForm) -> int:
    """Steps from the scope up to the owner of the group; shared groups stand behind, others far off."""
    owner = form.group.owner
    if owner is None:
        return _FAR - 1
    if owner.path == context.around.path or owner.pk == context.around.place:
        return 0
    chain = context.around.chain
    return chain.index(owner.pk) if owner.pk in chain else _FAR


def _fits(context: Context, form: GroupForm, listed: Collective) -> bool | None:
    """Does the stated place fit the group? None when the paper states none."""
    if not listed.unit:
        return None
    ref = PlaceRef(listed.unit, listed.place)
    tops = [top for top in (form.group.under_id, form.group.owner_id) if top]
    return any(
        is_meant(ref, context.index.entries[top], around=context.around, index=context.index)
        for top in tops[:1]
    )


def _choose(context: Context, forms: list[GroupForm], *, text: str, listed: Collective) -> Match:
    ranked = sorted(forms, key=lambda form: (_fits(context, form, listed) is False, _distance(context, form)))
    ids = list(dict.fromkeys(form.group.pk for form in ranked))
    candidates = tuple(
        _candidate(context, next(f for f in ranked if f.group.pk == key), listed) for key in ids
    )
    first, fits = ranked[0], _fits(context, ranked[0], listed)
    distance = _distance(context, first)
    match = Match(text, MatchKind.GROUP, candidates[0].reason, candidates)
    rivals = {
        form.group.pk
        for form in ranked
        if (_fits(context, form, listed), _distance(context, form)) == (fits, distance)
    }
    if len(rivals) > 1:
        return match.doubtful(say.ambiguous(len(rivals)))
    if fits is False or (fits is None and distance not in {0, _FAR - 1}):
        return match.doubtful(say.GROUP_ELSEWHERE)
    if not context.index.has_members(first.group):
        return match.doubtful(say.empty_group(first.group.name, context.on))
    return Match(text, MatchKind.GROUP, candidates[0].reason, candidates[:1], sure=True)


def _candidate(context: Context, form: GroupForm, listed: Collective) -> Candidate:
    score = 1 - 0.03 * _distance(context, form) - 0.3 * (_fits(context, form, listed) is False)
    return Candidate(form.group.name, round(score, 3), say.exact(form.text), group_id=form.group.pk)


def _near(context: Context, listed: Collective) -> list[Candidate]:
    """Groups that share at least half of the listed kinds."""
    found: dict[object, Candidate] = {}
    for form in context.index.groups:
        items = form.listed.items if form.listed else frozenset()
        share = len(items & listed.items) / len(items | listed.items)
        if share < _NEAR or _fits(context, form, listed) is False:
            continue
        score = round(0.5 + 0.35 * share - 0.01 * _distance(context, form), 3)
        candidate = Candidate(form.group.name, score, say.similar(form.text), group_id=form.group.pk)
        kept = found.get(form.group.pk)
        found[form.group.pk] = max(kept or candidate, candidate, key=lambda one: one.score)
    return sorted(found.values(), key=lambda one: -one.score)[:_MOST]
