"""A paper kept as data is the same paper when it comes back."""

import json
from datetime import date

import pytest

from vinhdanh.engines.documents import model
from vinhdanh.engines.documents.codec import paper_from_data, paper_to_data
from vinhdanh.engines.documents.templates import sample


@pytest.mark.parametrize("code", ["T01", "T15", "T18"])
def test_samples_come_back_whole(code: str) -> None:
    paper = sample(code)
    assert paper_from_data(json.loads(json.dumps(paper_to_data(paper)))) == paper


def test_days_and_marks_come_back() -> None:
    head = model.Head(issuer=("Sở Nội vụ",), number=5, day=date(2026, 1, 5))
    paper = model.Paper(form="letter", head=head, body=(), marks=model.Marks(urgency="khan"))
    assert paper_from_data(paper_to_data(paper)) == paper


@pytest.mark.parametrize("data", [{}, {"=": "day", "on": "2026-01-05"}, {"=": "Paper"}, {"=": "none"}])
def test_what_is_no_paper_is_refused(data: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="not a paper"):
        paper_from_data(data)
