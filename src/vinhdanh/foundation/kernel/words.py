"""Numbers read out as official papers write them."""

from typing import Final, Literal

MAX_NUMBER: Final = 10**15
ZeroTen = Literal["lẻ", "linh"]

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TEN = {5: "lăm"}
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_BILLION = 10**9
_SCALES = ((10**6, "triệu"), (10**3, "nghìn"), (1, ""))


def _below_hundred(number: int, zero_ten: str) -> list[str]:
    """Two digits behind a hundred: 5 reads "lẻ năm", 0 reads nothing."""
    tens, unit = divmod(number, 10)
    if not tens:
        return [zero_ten, _DIGITS[unit]] if unit else []
    lead = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    special = _AFTER_TEN if tens == 1 else _AFTER_TENS
    return [*lead, special.get(unit, _DIGITS[unit])] if unit else lead


def _group(number: int, zero_ten: str, *, full: bool) -> list[str]:
    """Three digits; ``full`` reads the zero hundreds too, as behind a higher group."""
    hundreds, rest = divmod(number, 100)
    if not hundreds and not full:
        return [_DIGITS[rest]] if rest < 10 else _below_hundred(rest, zero_ten)
    return [_DIGITS[hundreds], "trăm", *_below_hundred(rest, zero_ten)]


def _below_billion(number: int, zero_ten: str, *, full: bool) -> list[str]:
    spoken: list[str] = []
    for size, scale in _SCALES:
        group, number = divmod(number, size)
        if group:
            spoken += _group(group, zero_ten, full=full or bool(spoken))
            spoken += [scale] if scale else []
    return spoken


def number_in_words(number: int, *, zero_ten: ZeroTen = "lẻ") -> str:
    """A whole number in words, small letters.

    ``zero_ten`` is the word for an empty ten ("lẻ" or "linh"). Raises
    ``ValueError`` beyond ±10^15.

    >>> number_in_words(4005)
    'bốn nghìn không trăm lẻ năm'
    """
    if abs(number) > MAX_NUMBER:
        raise ValueError("Chỉ đọc được số đến một triệu tỷ (10^15)")
    if number < 0:
        return "âm " + number_in_words(-number, zero_ten=zero_ten)
    billions, rest = divmod(number, _BILLION)
    spoken = [*_below_billion(billions, zero_ten, full=False), "tỷ"] if billions else []
    spoken += _below_billion(rest, zero_ten, full=bool(billions))
    return " ".join(spoken) or _DIGITS[0]


def money_in_words(amount: int, *, zero_ten: ZeroTen = "lẻ") -> str:
    """An amount of đồng in words: 4005 is "bốn nghìn không trăm lẻ năm đồng"."""
    return number_in_words(amount, zero_ten=zero_ten) + " đồng"


def padded(number: int) -> str:
    """Two digits for a day or month on official papers: 5 is "05"."""
    return f"{number:02d}"
