"""Plans of other layouts than the grammar was written against: invented offices, own words, gold by hand."""

import json
from pathlib import Path

import pytest

from tests.data.plans.build import BUILDERS
from tests.data.plans.scoring import Score, score_plan
from vinhdanh.engines.reading import extract
from vinhdanh.engines.reading.plan import read_plan

PLANS = Path(__file__).parents[2] / "data" / "plans"
NAMES = tuple(sorted(path.name.removesuffix(".gold.json") for path in PLANS.glob("*.gold.json")))
LEAST = {
    "recall": 0.98,
    "precision": 0.98,
    "period": 0.98,
    "lead": 0.95,
    "coordinators": 0.92,
    "deadline": 0.95,
    "head": 0.90,
    "duties": 0.70,
}


def _file(name: str, folder: Path) -> Path:
    for file_name, build in BUILDERS.items():
        if file_name.startswith(f"{name}."):
            build(folder / file_name)
            return folder / file_name
    return PLANS / f"{name}.txt"


class Examiner:
    """Reads and scores each plan once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._done: dict[str, Score] = {}

    def score(self, name: str) -> Score:
        if name not in self._done:
            file = _file(name, self._folder)
            gold = json.loads((PLANS / f"{name}.gold.json").read_text(encoding="utf-8"))
            reading = read_plan(extract(file.read_bytes(), file.name))
            self._done[name] = score_plan(name, gold, reading.as_contract())
        return self._done[name]


@pytest.fixture(scope="module")
def examiner(tmp_path_factory: pytest.TempPathFactory) -> Examiner:
    return Examiner(tmp_path_factory.mktemp("plans"))


def test_every_layout_is_here() -> None:
    assert len(NAMES) == 12


@pytest.mark.parametrize("measure", LEAST)
def test_measure_over_all_plans(examiner: Examiner, measure: str) -> None:
    scores = [examiner.score(name) for name in NAMES]
    asked = sum(score.asked[measure] for score in scores)
    right = sum(score.right[measure] for score in scores)
    misses = [miss for score in scores for miss in score.misses if f": {measure}: " in miss]
    assert right / asked >= LEAST[measure], "\n".join([f"{right} of {asked}", *misses])


@pytest.mark.parametrize("name", NAMES)
def test_no_task_is_lost_or_invented(examiner: Examiner, name: str) -> None:
    wrong = [miss for miss in examiner.score(name).misses if ": recall: " in miss or ": precision: " in miss]
    assert not wrong, "\n".join(wrong)
