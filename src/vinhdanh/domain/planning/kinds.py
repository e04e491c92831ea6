"""Which kind of plan a paper is: what the officer chose, else what its title says."""

import re
from collections.abc import Sequence

from vinhdanh.domain.planning.models import PlanDraft
from vinhdanh.domain.planning.states import PlanKind
from vinhdanh.foundation.kernel.text import fold

_WORDS: tuple[tuple[re.Pattern[str], PlanKind], ...] = (
    (re.compile(r"\b(?:thuc hien|trien khai)\b.*\b(?:chi thi|nghi quyet)\b"), PlanKind.DIRECTIVE),
    (re.compile(r"\b(?:dai hoi|le ky niem|to chuc hoi nghi|le tuyen duong)\b"), PlanKind.EVENT),
    (re.compile(r"\b(?:chuyen de|phong trao|dot thi dua)\b"), PlanKind.THEMATIC),
)


def plan_kind(draft: PlanDraft, years: Sequence[int]) -> PlanKind:
    """The kind under which the plan is kept."""
    chosen = draft.head.get("kind", {}).get("value")
    if chosen in PlanKind.values:
        return PlanKind(chosen)
    return guessed_kind(str(draft.head.get("title", {}).get("value") or ""), years)


def guessed_kind(title: str, years: Sequence[int]) -> PlanKind:
    """Several years make it a plan of several years; then the words of the title decide."""
    if len(years) > 1:
        return PlanKind.MULTI_YEAR
    plain = fold(title)
    return next((kind for words, kind in _WORDS if words.search(plain)), PlanKind.ANNUAL)
