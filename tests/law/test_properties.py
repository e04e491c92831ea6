"""What must hold whatever the facts are."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law import oracle
from vinhdanh.engines.law import facts as values
from vinhdanh.engines.law.evaluate import check
from vinhdanh.engines.law.facts import ABSENT, Facts, Held, Rating, Work
from vinhdanh.engines.law.loader import load
from vinhdanh.engines.law.model import Verdict

ON, YEAR = date(2026, 3, 2), 2025
AWARDS = (*oracle.TITLES, "bang_khen_tinh_ca_nhan", "bang_khen_ttg_ca_nhan", "huan_chuong_lao_dong_3_ca_nhan")
years = st.integers(YEAR - 11, YEAR)
days = st.dates(date(2014, 1, 1), ON)
ratings = st.dictionaries(years, st.sampled_from(values.RATINGS[:4])).map(
    lambda found: tuple(Rating(year, level) for year, level in found.items())
)
held = st.builds(
    Held,
    st.sampled_from(
        (
            "cstd_co_so",
            "cstd_cap_tinh",
            "lao_dong_tien_tien",
            "bang_khen_tinh_ca_nhan",
            "bang_khen_ttg_ca_nhan",
        )
    ),
    years,
    st.none() | days,
    st.none() | st.sampled_from(values.MANNERS),
    st.none() | st.sampled_from(values.ISSUERS),
    st.none() | st.just(ON),
)
works = st.builds(
    Work,
    st.sampled_from(values.SCOPES),
    st.integers(YEAR - 2, YEAR),
    st.none() | days | st.just(ABSENT),
    st.none() | st.just("cstd_co_so"),
)
subjects = st.builds(
    Facts,
    award=st.sampled_from(AWARDS),
    received_on=st.just(ON),
    year=st.just(YEAR),
    kind=st.just("individual"),
    groups=st.none() | st.frozensets(st.sampled_from(values.GROUPS), min_size=1, max_size=2),
    ratings=st.none() | ratings,
    awards=st.none() | st.lists(held, max_size=8).map(tuple),
    initiatives=st.none() | st.lists(works, max_size=3).map(tuple),
    science_works=st.none() | st.lists(works, max_size=2).map(tuple),
    discipline=st.none() | st.just(()) | days.map(lambda day: (values.Discipline(day, day),)),
    holds=st.none() | st.just(()),
)
ordinary = settings(max_examples=150, deadline=None)


def verdict(facts: Facts) -> Verdict:
    return check(facts, load()).verdict


@ordinary
@given(subjects, st.sampled_from(("cstd_co_so", "cstd_cap_tinh", "lao_dong_tien_tien")), years)
def test_a_good_award_more_never_lowers_a_verdict(facts: Facts, code: str, year: int) -> None:
    good = Held(code, year, min(date(year + 1, 1, 20), ON), "merit", "tinh")
    if facts.awards is not None:
        assert verdict(replace(facts, awards=(*facts.awards, good))) >= verdict(facts)


@ordinary
@given(subjects, st.sampled_from(values.SCOPES))
def test_a_recognised_initiative_more_never_lowers_a_verdict(facts: Facts, scope: str) -> None:
    good = Work(scope, YEAR, date(YEAR, 12, 1))
    if facts.initiatives is not None:
        assert verdict(replace(facts, initiatives=(*facts.initiatives, good))) >= verdict(facts)


@ordinary
@given(subjects)
def test_a_better_rating_never_lowers_a_verdict(facts: Facts) -> None:
    better = tuple(Rating(row.year, "excellent") for row in facts.ratings or ())
    assert verdict(replace(facts, ratings=better)) >= verdict(facts)


@ordinary
@given(
    subjects,
    st.sampled_from(("ratings", "awards", "initiatives", "science_works", "discipline", "holds", "groups")),
)
def test_what_is_not_known_is_between_the_worst_and_the_best(facts: Facts, name: str) -> None:
    """Forgetting a list never makes met of what was not, nor unmet of what could be."""
    known, forgotten = verdict(facts), verdict(replace(facts, **{name: None}))
    if getattr(facts, name) is None or forgotten is not Verdict.UNKNOWN:
        assert forgotten == known


@ordinary
@given(subjects, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(facts: Facts, dice: "object") -> None:
    def shuffled(rows: "tuple[object, ...] | None") -> "tuple[object, ...] | None":
        return rows and tuple(dice.sample(rows, len(rows)))  # type: ignore[attr-defined]

    other = replace(
        facts,
        awards=shuffled(facts.awards),
        ratings=shuffled(facts.ratings),
        initiatives=shuffled(facts.initiatives),
    )
    assert verdict(other) == verdict(facts)


@ordinary
@given(subjects)
def test_the_verdict_is_the_one_of_its_tree(facts: Facts) -> None:
    answer = check(facts, load()).to_json()
    order = ["unmet", "unknown", "met"]
    ways = [min(order.index(one["verdict"]) for one in way["all_of"]) for way in answer["tree"]["any_of"]]
    assert answer["verdict"] == order[max(ways)]
    for way in answer["tree"]["any_of"]:
        for one in way["all_of"]:
            assert one["reason"].endswith(".")
            assert one["reason"][0].isupper() or not one["reason"][0].isalpha()


@ordinary
@given(subjects)
def test_nobody_is_met_from_silence(facts: Facts) -> None:
    silent = Facts(facts.award, ON, YEAR, "individual")
    assert verdict(silent) is not Verdict.MET
