"""Small closed lists of this room."""

from typing import Final

from django.db import models


class ListKind(models.TextChoices):
    """The kinds of workbook that the reader knows."""

    AWARDS = "awards", "Danh hiệu thi đua, hình thức khen thưởng đã đạt"
    RATINGS = "ratings", "Kết quả xếp loại chất lượng hằng năm"
    RECOGNITIONS = "recognitions", "Sáng kiến, đề tài khoa học đã được công nhận"
    PEOPLE = "people", "Danh sách cá nhân của đơn vị"


class ImportState(models.TextChoices):
    QUEUED = "queued", "Chờ đọc"
    READING = "reading", "Đang đọc"
    READY = "ready", "Chờ nhận"
    TAKING = "taking", "Đang ghi vào sổ"
    DONE = "done", "Đã nhận hết"
    FAILED = "failed", "Không đọc được"
    DISCARDED = "discarded", "Đã bỏ"


class RowState(models.TextChoices):
    """``known``: the book said it before. Rows stand in this order: what needs a person comes first."""

    WRONG = "wrong", "Cần sửa"
    DOUBTFUL = "doubtful", "Chưa rõ là ai"
    GOOD = "good", "Nhận được"
    TAKEN = "taken", "Đã ghi vào sổ"
    KNOWN = "known", "Đã có trong sổ"
    DROPPED = "dropped", "Đã bỏ"


BUSY: Final = (ImportState.QUEUED, ImportState.READING, ImportState.TAKING)
SETTLED: Final = (RowState.TAKEN, RowState.KNOWN)
OPEN_ROWS: Final = (RowState.WRONG, RowState.DOUBTFUL, RowState.GOOD)
