import pickle

import pytest

from vinhdanh.foundation.kernel.results import (
    ALLOWED,
    Allowed,
    Ok,
    Refusal,
    RefusedError,
    first_refusal,
    require,
    unwrap,
)

CLOSED = Refusal("round_closed", "Đợt này đã khóa.", field="round", hint="Hãy chọn đợt khác.")


def test_verdicts_read_as_conditions() -> None:
    assert Allowed()
    assert not CLOSED
    assert Ok(0)


def test_first_refusal() -> None:
    later = Refusal("later", "Chưa đến lượt.")
    assert first_refusal(ALLOWED, CLOSED, later) is CLOSED
    assert first_refusal(ALLOWED) == Allowed()
    assert first_refusal() == Allowed()


def test_require_raises_with_the_refusal_and_its_sentence() -> None:
    require(ALLOWED)
    with pytest.raises(RefusedError, match=r"^Đợt này đã khóa\. Hãy chọn đợt khác\.$") as caught:
        require(CLOSED)
    assert caught.value.refusal is CLOSED


def test_unwrap() -> None:
    assert unwrap(Ok([1])) == [1]
    with pytest.raises(RefusedError):
        unwrap(CLOSED)


def test_the_refusal_survives_another_process() -> None:
    error = pickle.loads(pickle.dumps(RefusedError(CLOSED)))
    assert error.refusal == CLOSED
    assert str(error) == str(CLOSED)
