"""Small closed lists of this room."""

from typing import Final

from django.db import models


class Manner(models.TextChoices):
    """As what the sheets come out. Slips are no certificates: they do not count as printed copies."""

    PDF = "pdf", "Một tệp PDF"
    ZIP = "zip", "Mỗi bằng một tệp (ZIP)"
    SLIPS = "slips", "Phiếu mã QR để cắt"


NAME, AWARD, DECISION = "ho_ten", "danh_hieu", "quyet_dinh"
"""Fields that every verification tells: who, what for, by which decision."""
MOST_ROWS: Final = 5_000
AT_ONCE: Final = 100
"""Up to so many sheets are made while the person waits; more are made by a job."""
MOST_OFFSET: Final = 20
"""Millimetres that a printer may be beside the place."""
