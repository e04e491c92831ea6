import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.foundation.kernel.text import fold, fold_keep_length, nfc, squash


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hội đồng  TĐKT", "hoi dong tdkt"),
        ("ĐẶNG Thuỳ Dương", "dang thuy duong"),
        ("sở\u00a0Nội\u200bvụ\n", "so noivu"),
        ("ƯỠN ẹo ỵ", "uon eo y"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_squash_trims_every_kind_of_space() -> None:
    assert squash("\ufeff a \t\u00a0 b\r\n") == "a b"


@given(st.text())
def test_folding_is_stable_and_ignores_the_normal_form(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text())
def test_offsets_stay_true(text: str) -> None:
    assert len(fold_keep_length(nfc(text))) == len(nfc(text))
