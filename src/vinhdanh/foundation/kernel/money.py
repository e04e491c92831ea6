"""Amounts in đồng: whole numbers, nothing below one đồng exists."""


def _whole(amount: int) -> int:
    """Refuse floats (and truth values): their rounding is not ours to choose."""
    if isinstance(amount, bool) or not isinstance(amount, int):
        raise TypeError(f"Số tiền phải là số nguyên đồng, không phải {amount!r}")
    return amount


def format_dong(amount: int, unit: str = "đồng") -> str:
    """Thousands parted by dots.

    >>> format_dong(1490000)
    '1.490.000 đồng'
    """
    return f"{_whole(amount):,} {unit}".replace(",", ".").rstrip()


def round_up(amount: int, to: int = 10_000) -> int:
    """The least multiple of ``to`` that is not below ``amount``.

    Ten thousand is the step of award money (coefficient × base salary).
    """
    if _whole(to) <= 0:
        raise ValueError("Bước làm tròn phải lớn hơn 0")
    return -(-_whole(amount) // to) * to
