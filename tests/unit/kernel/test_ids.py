import itertools
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from vinhdanh.foundation.kernel import clock
from vinhdanh.foundation.kernel.ids import uuid7, uuid7_time


def test_version_and_variant() -> None:
    identifier = uuid7()
    assert identifier.version == 7
    assert identifier.variant == uuid.RFC_4122


def test_time_is_inside() -> None:
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    made = uuid7_time(uuid7())
    assert before <= made <= datetime.now(UTC) + timedelta(milliseconds=1)


def test_the_example_of_the_standard() -> None:
    """RFC 9562, appendix A.6."""
    example = uuid.UUID("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")
    assert uuid7_time(example) == datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC)


def test_ids_only_grow() -> None:
    made = [uuid7() for _ in range(20_000)]
    assert all(a < b for a, b in itertools.pairwise(made))


def test_ids_grow_while_the_system_clock_steps_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = uuid7()
    stuck = time.time_ns() - 5_000_000_000
    monkeypatch.setattr(time, "time_ns", lambda: stuck)
    made = [first, *(uuid7() for _ in range(10_000))]
    assert made == sorted(set(made))


def test_threads_never_share_an_id() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = [i for part in pool.map(lambda _: [uuid7() for _ in range(2_000)], range(4)) for i in part]
    assert len(set(made)) == len(made)


def test_a_fixed_application_clock_does_not_fix_ids() -> None:
    with clock.frozen("2001-01-01"):
        assert uuid7_time(uuid7()).year > 2001


def test_another_version_has_no_time() -> None:
    with pytest.raises(ValueError, match="phiên bản 7"):
        uuid7_time(uuid.uuid4())
