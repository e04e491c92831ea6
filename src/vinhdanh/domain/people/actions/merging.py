"""Two records become one, and two again; or it is remembered that they are two."""

from typing import Any, Final
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.actions.common import by_program, needed, refuse
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.people.access import may_keep
from vinhdanh.domain.people.actions.changing import Actor
from vinhdanh.domain.people.models import Merge, Person, Subject, SubjectName, Twin
from vinhdanh.domain.people.moving import move_back, move_rows
from vinhdanh.domain.people.naming import set_name
from vinhdanh.domain.people.states import NameUse
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.results import require
from vinhdanh.foundation.kernel.text import fold

_FACTS: Final = ("sex", "birth_year", "born_on", "ethnicity", "ethnic_minority", "direct_worker", "leader",
                 "party_managed", "served_since", "died_on")  # fmt: skip
_WHY: Final = "Ghi lý do: căn cứ vào đâu mà biết là một (hay là hai)."
_SOURCE: Final = "Hồ sơ nhập làm một"
_WORDS: Final = ("folded", "sort_key", "words")


@transaction.atomic
def merge_subjects(*, actor: Actor, scope: Scope | None, kept_id: UUID, gone_id: UUID, reason: str) -> Merge:
    """Make ``gone`` one with ``kept``: its rows go over, its name is found by, its facts fill
    what is not known.

    Rows that both have stay with the record that is gone and count once. Raises RefusedError when the person
    may not write about both, or when they cannot be one.
    """
    why = needed(reason, "reason", _WHY, most=500)
    found = _both(actor, scope, kept_id, gone_id)
    kept, gone = found[kept_id], found[gone_id]
    _can_be_one(kept, gone)
    before = {"keys": [str(key) for key in kept.keys], "names": _add_names(kept, gone), "facts": {}}
    before["facts"] = _fill_facts(kept, gone)
    moved = move_rows(gone.pk, kept.pk)
    kept.keys = sorted({*kept.keys, *gone.keys})
    _set_words(kept)
    kept.save(update_fields=["keys", *_WORDS])
    Subject.objects.filter(pk=gone.pk).update(merged_into=kept)
    merge = Merge.objects.create(
        kept=kept, gone=gone, moved=moved, before=before, reason=why, merged_by_id=actor.pk if actor else None
    )
    told = {"name": gone.name, "rows": sum(map(len, moved.values()))}
    record(actor=actor, action="merge_subjects", subject=kept, body=kept.body_id, after=told, reason=why)
    return merge


@transaction.atomic
def undo_merge(*, actor: Actor, scope: Scope | None, merge_id: UUID, reason: str) -> Merge:
    """Two records again: rows that came over go back, with what has corrected them since.

    Rows added to the kept record after the merge stay with it. Raises RefusedError when it is undone already,
    or when the kept record was itself merged later.
    """
    why = needed(reason, "reason", _WHY, most=500)
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge_id)
    found = _both(actor, scope, merge.kept_id, merge.gone_id, merged=True)
    kept, gone = found[merge.kept_id], found[merge.gone_id]
    if merge.undone_at:
        refuse("undone", "Lần nhập này đã được bỏ; hai hồ sơ đang đứng riêng.")
    if kept.merged_into_id:
        refuse("merged_on", "Hồ sơ được giữ sau đó đã nhập vào hồ sơ khác; bỏ lần nhập sau trước.")
    Subject.objects.filter(pk=gone.pk).update(merged_into=None)
    move_back(merge.moved, gone=gone.pk, kept=kept.pk)
    SubjectName.objects.filter(pk__in=merge.before["names"]).delete()
    _empty_facts(kept, merge.before["facts"])
    kept.keys = [UUID(key) for key in merge.before["keys"]]
    _set_words(kept)
    kept.save(update_fields=["keys", *_WORDS])
    merge.undone_at, merge.undone_by_id = now(), actor.pk if actor else None
    merge.save(update_fields=["undone_at", "undone_by"])
    record(
        actor=actor,
        action="undo_merge",
        subject=kept,
        body=kept.body_id,
        after={"name": gone.name},
        reason=why,
    )
    return merge


@transaction.atomic
def tell_apart(*, actor: Actor, scope: Scope | None, twin_id: UUID, reason: str) -> Twin:
    """Remember that the two records of a pair are two subjects; the pair is not asked about again."""
    why = needed(reason, "reason", _WHY, most=500)
    twin = Twin.objects.select_for_update(of=("self",)).get(pk=twin_id)
    found = _both(actor, scope, twin.one_id, twin.other_id, merged=True)
    if twin.apart:
        return twin
    twin.apart, twin.reason, twin.decided_at = True, why, now()
    twin.decided_by_id = actor.pk if actor else None
    twin.save(update_fields=["apart", "reason", "decided_at", "decided_by"])
    one, other = found[twin.one_id], found[twin.other_id]
    record(
        actor=actor,
        action="tell_apart",
        subject=one,
        body=one.body_id,
        after={"name": other.name},
        reason=why,
    )
    return twin


def _both(actor: Actor, scope: Scope | None, *pair: UUID, merged: bool = False) -> dict[UUID, Subject]:
    """Both records, locked in one order; refused where the person may not write about either."""
    rows = Subject.objects.select_for_update(of=("self",)).filter(pk__in=pair).order_by("pk")
    found = {row.pk: row for row in rows}
    if len(found) != 2:
        refuse("subject_missing", "Không tìm thấy đủ hai hồ sơ khác nhau; tải lại trang.")
    if not by_program(actor, scope) and scope is not None:
        for row in found.values():
            require(may_keep(scope, row.path))
    if not merged and any(row.merged_into_id for row in found.values()):
        refuse("merged", "Một trong hai hồ sơ vừa được nhập vào hồ sơ khác; tải lại trang để xem.")
    return found


def _can_be_one(kept: Subject, gone: Subject) -> None:
    if kept.kind != gone.kind:
        refuse("other_kind", "Hai hồ sơ khác loại đối tượng nên không thể là một.")
    if gone.own_body_id:
        text = (
            f"“{gone.name}” là hồ sơ của một đơn vị trong danh bạ nên phải là hồ sơ được giữ; "
            "hai đơn vị sáp nhập thì ghi ở danh bạ."
        )
        refuse("own_body", text)


def _add_names(kept: Subject, gone: Subject) -> list[str]:
    """The names of the one that goes, as further names of the one that stays; keys of those added."""
    texts = [gone.name, *SubjectName.objects.filter(subject=gone).values_list("text", flat=True)]
    known = {kept.name, *SubjectName.objects.filter(subject=kept).values_list("text", flat=True)}
    added = []
    for text in dict.fromkeys(texts):
        if text not in known:
            row = SubjectName.objects.create(
                subject=kept,
                text=text,
                folded=fold(text)[:255],
                use=NameUse.WRITTEN,
                source="Hồ sơ nhập làm một",
            )
            added.append(str(row.pk))
    return added


def _set_words(subject: Subject) -> None:
    others = SubjectName.objects.filter(subject=subject).order_by("id").values_list("text", flat=True)
    set_name(subject, subject.name, list(others))


def _fill_facts(kept: Subject, gone: Subject) -> dict[str, Any]:
    """Facts that only the other record states; what was there before, by name."""
    mine, theirs = (Person.objects.filter(subject=row).first() for row in (kept, gone))
    if theirs is None or mine is None:
        return {}
    filled = {}
    for name in _FACTS:
        if getattr(mine, name) in (None, "") and getattr(theirs, name) not in (None, ""):
            filled[name] = getattr(mine, name)
    if mine.birth_year and theirs.born_on and theirs.born_on.year != mine.birth_year:
        filled.pop("born_on", None)
    for name in filled:
        setattr(mine, name, getattr(theirs, name))
    if filled:
        mine.save(update_fields=list(filled))
    return filled


def _empty_facts(kept: Subject, facts: dict[str, Any]) -> None:
    if facts:
        Person.objects.filter(subject=kept).update(**facts)
