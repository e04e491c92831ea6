"""The closed lists of the instruments: kinds, levels, groups, conditions with their parameters.

A condition that is not here cannot be written in an instrument; a parameter is checked by its kind.
"""

from collections.abc import Mapping
from typing import Final

KINDS: Final = (
    "danh_hieu_thi_dua",
    "huan_chuong",
    "huy_chuong",
    "danh_hieu_vinh_du",
    "giai_thuong",
    "ky_niem_chuong",
    "bang_khen",
    "giay_khen",
)
SUBJECTS: Final = ("individual", "collective", "household")
LEVELS: Final = ("co_so", "xa", "huyen", "tinh", "bo", "nha_nuoc")
CYCLES: Final = ("annual", "annual_or_campaign_end", "every_3_years", "every_5_years")
RATINGS: Final = ("not_completed", "completed", "good", "excellent", "exceeds_targets")
SCOPES: Final = ("co_so", "huyen", "tinh", "bo", "bo_or_tinh", "toan_quoc")
DISCIPLINE: Final = ("khien_trach", "canh_cao", "ha_bac_luong", "giang_chuc", "cach_chuc", "buoc_thoi_viec")
MARKS: Final = ("S", "S2", "K")
LAUNCHERS: Final = (
    "any", "huyen", "tinh", "bo", "bo_or_tinh", "prime_minister", "president_or_prime_minister",
)  # fmt: skip
ORGANISERS: Final = ("tinh", "bo", "bo_or_tinh", "hoi_dong_tdkt_trung_uong")
WINDOWS: Final = ("held_award", "start_of_consecutive_period")
LOCAL_ONLY_IF: Final = ("collective_not_eligible_for_flag",)

GROUPS: Final = (
    "cong_chuc", "vien_chuc", "cong_nhan", "nong_dan", "nguoi_lao_dong", "doanh_nhan", "tri_thuc",
    "nha_khoa_hoc", "quan_nhan", "cong_an", "nguoi_nuoc_ngoai", "nguoi_viet_o_nuoc_ngoai", "doanh_nghiep",
    "quan_doi", "khac",
)  # fmt: skip
"""Groups that facts can name."""

WIDER_GROUPS: Final = (
    "can_bo", "nguoi_lao_dong_khac", "to_chuc_kinh_te", "luc_luong_vu_trang", "vien_chuc_quoc_phong",
    "dan_quan_thuong_truc", "dan_quan_tu_ve_co_dong", "bo_ban_nganh", "tinh", "co_quan_cua_quoc_hoi",
    "thanh_pho_truc_thuoc_trung_uong", "nhan_si", "chuc_sac_ton_giao", "nguoi_dan_toc_thieu_so",
    "can_bo_quan_ly", "can_bo_nghien_cuu", "lanh_su_danh_du", "thanh_nien_xung_phong_khang_chien",
)  # fmt: skip
"""Groups that only the law names."""

# Kinds of parameters: a closed list by its name in upper case, or one of
# whole (≥ 0), count (≥ 1), percent (1..100), flag, day, word, words, codes, options, multiplier.
# The mark ! says that the parameter must be there.
CONDITIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "task_completion_at_least": {
        "level": "RATINGS!", "years": "count!", "consecutive": "flag", "min_excellent_years": "count",
        "or_title_each_year": "codes", "up_to": "word", "after": "WINDOWS",
    },
    "holds_standard_of": {"codes": "codes!"},
    "consecutive_titles": {"codes": "codes!", "count": "count!", "adjoining": "flag"},
    "titles_within": {"codes": "codes!", "count": "count!", "years": "count", "since": "WINDOWS"},
    "titles_within_any": {"options": "options!", "since": "WINDOWS!"},
    "held_award": {"codes": "codes!", "min_years_since": "whole", "min_count": "count"},
    "initiative_recognised": {
        "scope": "SCOPES!", "count": "count!", "years": "count", "recognised_by": "word",
    },
    "science_work_accepted": {
        "scope": "SCOPES!", "count": "count!", "years": "count", "recognised_by": "word",
    },
    "no_discipline": {},
    "combat_ingenuity": {"scope": "word!", "recognised_by": "word"},
    "all_members_completed": {"min_percent": "percent!"},
    "members_with_title": {"codes": "codes!", "min_percent": "percent!", "exclusive": "flag"},
    "has_member_with_title": {"codes": "codes!", "min_count": "count!"},
    "no_member_disciplined": {"at_or_above": "DISCIPLINE!"},
    "leads_cluster": {"organised_by": "ORGANISERS!"},
    "selected_in_cluster": {"organised_by": "ORGANISERS!"},
    "leads_campaign": {"launched_by": "LAUNCHERS!", "min_duration_years": "whole", "at": "word"},
    "selected_in_campaign_review": {"launched_by": "LAUNCHERS!", "min_duration_years": "whole"},
    "rank_quota": {"max_percent": "percent!", "of": "word"},
    "exceptional_achievement": {
        "scope": "word!", "sudden": "flag", "sudden_or_many": "flag", "field": "word", "magnitude": "word",
        "effect": "word", "recognised_by": "word",
    },
    "contribution": {"field": "words!", "magnitude": "word!", "recognised_by": "word"},
    "contribution_duration": {"min_years": "count!"},
    "international_prize": {"level": "word!"},
    "invention_or_work": {"scope": "word!"},
    "production_model": {"stable_years": "count!", "scope": "word", "recognised_by": "word"},
    "years_in_post": {"min": "count", "rule": "word", "women_reduction": "word"},
    "long_service": {"rule": "word"},
    "years_of_service": {
        "min": "count", "max_exclusive": "count", "consecutive": "flag", "activity": "word",
        "in_sector": "flag", "multiplier": "multiplier", "min_circus_dance": "count",
    },
    "years_since_founding": {"min": "count!"},
    "round_anniversary": {"ends_with": "word!"},
    "subject_in": {"groups": "GROUPS!"},
    "foreign_or_overseas_subject": {},
    "brave_act": {"contexts": "words"},
    "peer_acclaim": {"by": "word"},
    "author_of_work": {"published_since": "day"},
    "local_rule": {"set_by": "word!"},
    "party_law_compliance": {},
    "internal_solidarity": {},
    "qualitative": {},
}  # fmt: skip

CLOSED: Final[Mapping[str, tuple[str, ...]]] = {
    "RATINGS": RATINGS,
    "SCOPES": SCOPES,
    "DISCIPLINE": DISCIPLINE,
    "ORGANISERS": ORGANISERS,
    "LAUNCHERS": LAUNCHERS,
    "WINDOWS": WINDOWS,
    "GROUPS": GROUPS + WIDER_GROUPS,
}

HUMAN_ONLY: Final = frozenset(
    {
        "qualitative", "party_law_compliance", "internal_solidarity", "local_rule",
        "exceptional_achievement", "contribution", "contribution_duration", "peer_acclaim", "brave_act",
        "international_prize", "invention_or_work", "author_of_work", "production_model", "long_service",
        "rank_quota",
    }
)  # fmt: skip
"""Conditions that only people judge: a machine never says that they are met, except by a title given."""
