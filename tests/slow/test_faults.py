"""A short run of the fault test: the long one is ``./run bench faults``."""

from pathlib import Path

import pytest

from benchmarks.faults import measure

pytestmark = pytest.mark.slow


def test_what_was_acknowledged_survives_kills_of_every_part(tmp_path: Path) -> None:
    figures = measure(tmp_path, uploads=40, seed=11)
    assert not figures["wrong"], "\n".join(figures["wrong"][:20])
    assert all(figures["kills"].values())
    assert figures["accepted"] == 40
