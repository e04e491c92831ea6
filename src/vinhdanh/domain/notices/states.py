"""What a notice is about, and how it comes beside the application itself."""

from django.db import models


class NoticeKind(models.TextChoices):
    REMINDER = "reminder", "Nhắc trước hạn"
    OVERDUE = "overdue", "Báo quá hạn"
    NUDGE = "nudge", "Lời nhắc"
    DIGEST = "digest", "Điểm việc đầu tuần"


class Channel(models.TextChoices):
    AT_ONCE = "at_once", "Gửi thư ngay"
    DIGEST = "digest", "Gộp vào thư điểm việc đầu tuần"
    OFF = "off", "Không gửi thư"


# What a person may choose; the first is what holds until they choose. What is late is never silent.
CHOICES: dict[str, tuple[Channel, ...]] = {
    NoticeKind.REMINDER: (Channel.AT_ONCE, Channel.DIGEST, Channel.OFF),
    NoticeKind.OVERDUE: (Channel.AT_ONCE, Channel.DIGEST),
    NoticeKind.NUDGE: (Channel.AT_ONCE, Channel.DIGEST),
    NoticeKind.DIGEST: (Channel.AT_ONCE, Channel.OFF),
}
