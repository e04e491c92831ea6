"""Every word of the vocabulary by its name."""

from collections.abc import Mapping

from vinhdanh.engines.law.conditions import (
    collectives,
    conduct,
    contests,
    held,
    human,
    ratings,
    service,
    standard,
    subjects,
    titles,
    works,
)
from vinhdanh.engines.law.frame import Word

ATTESTED = ("qualitative", "party_law_compliance", "internal_solidarity")

WORDS: Mapping[str, Word] = {
    "task_completion_at_least": ratings.WORD,
    "holds_standard_of": standard.WORD,
    "no_discipline": conduct.WORD,
    "consecutive_titles": titles.CONSECUTIVE,
    "titles_within": titles.WITHIN,
    "titles_within_any": titles.OPTIONS,
    "held_award": held.WORD,
    "initiative_recognised": works.INITIATIVE,
    "science_work_accepted": works.SCIENCE,
    "combat_ingenuity": subjects.COMBAT,
    "subject_in": subjects.GROUP,
    "foreign_or_overseas_subject": subjects.FOREIGNER,
    "members_with_title": collectives.SHARE,
    "has_member_with_title": collectives.MEMBER,
    "all_members_completed": collectives.COMPLETED,
    "no_member_disciplined": collectives.UNDISCIPLINED,
    "leads_cluster": contests.LEADS,
    "selected_in_cluster": contests.SELECTED,
    "leads_campaign": contests.LEADS_CAMPAIGN,
    "selected_in_campaign_review": contests.SELECTED_CAMPAIGN,
    "years_in_post": service.POST,
    "years_of_service": service.SERVICE,
    "years_since_founding": service.FOUNDING,
    "round_anniversary": service.ROUND,
} | dict.fromkeys(ATTESTED, human.ATTESTED)


def word(name: str) -> Word:
    """The word; what the registry does not have is for people to judge, so it is never met by a machine."""
    return WORDS.get(name, human.HUMAN)
