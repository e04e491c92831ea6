"""Small closed lists of the store."""

from django.db import models


class ScanState(models.TextChoices):
    """What the virus scanner said of a file."""

    NOT_ASKED = "", "không quét"
    CLEAN = "clean", "đã quét, sạch"
    UNSCANNED = "unscanned", "chưa quét vi-rút"
    INFECTED = "infected", "có mã độc"


class RenditionKind(models.TextChoices):
    """What can be made of a file."""

    THUMB = "thumb", "ảnh thu nhỏ"
    PDF = "pdf", "bản PDF"
