"""What ``./run cli check`` looks at before a site goes into use, beside Django's own checks."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as Caution

BACKUP_PATTERN = "*.vdbackup"
DRILL_RECORD = "last-drill.json"
DRILL_DAYS = 90
_LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})


def ready_for_use(app_configs: Any, **_: Any) -> Sequence[CheckMessage]:
    """Settings that are right on a desk and wrong in an office; registered by the office's app."""
    return [*_secret_and_hosts(), *_demo(), *_people(), *_backups()]


def _secret_and_hosts() -> Iterator[CheckMessage]:
    if len(settings.SECRET_KEY) < 40:
        yield Error(
            "Khóa ký quá ngắn.", hint="Đặt VINHDANH_SECRET_KEY từ 40 ký tự ngẫu nhiên.", id="vinhdanh.E001"
        )
    if settings.DEBUG:
        yield Error("Đang bật chế độ gỡ lỗi.", hint="Bỏ VINHDANH_DEBUG.", id="vinhdanh.E002")
    if not settings.HTTPS:
        yield Error(
            "Chưa dùng HTTPS: mật khẩu đi trên mạng không được che.",
            hint="Đặt máy chủ chuyển tiếp có chứng thư trước chương trình rồi đặt VINHDANH_HTTPS=1.",
            id="vinhdanh.E003",
        )
    if "*" in settings.ALLOWED_HOSTS:
        yield Error(
            "Nhận mọi tên máy chủ.",
            hint="Ghi tên thật vào VINHDANH_HOSTS, ví dụ tdkt.songmay.gov.vn.",
            id="vinhdanh.E004",
        )
    elif set(settings.ALLOWED_HOSTS) <= _LOCAL:
        yield Caution(
            "Chỉ máy này vào được.",
            hint="Ghi tên người dùng sẽ gõ vào VINHDANH_HOSTS.",
            id="vinhdanh.W004",
        )


def _demo() -> Iterator[CheckMessage]:
    if settings.DEMO:
        yield Error(
            "Đây là dữ liệu minh họa, ai cũng vào được không cần mật khẩu.",
            hint="Chạy ./run --empty trên một VINHDANH_DATA mới.",
            id="vinhdanh.E005",
        )
    if settings.FIXED_NOW:
        yield Error("Đồng hồ đang bị giữ đứng yên.", hint="Bỏ VINHDANH_NOW.", id="vinhdanh.E006")


def _people() -> Iterator[CheckMessage]:
    if not getattr(settings, "SECOND_FACTOR_ROLES", ()):
        yield Caution(
            "Không vai trò nào phải đăng nhập hai bước.",
            hint="Đặt VINHDANH_MFA=all hoặc tên các vai trò.",
            id="vinhdanh.W007",
        )
    if not getattr(settings, "MAIL_SERVER", None):
        yield Caution(
            "Chưa có máy chủ thư: thư nhắc nằm lại trong hộp chờ gửi.",
            hint="Đặt VINHDANH_MAIL_HOST và VINHDANH_MAIL_FROM.",
            id="vinhdanh.W008",
        )


def _backups() -> Iterator[CheckMessage]:
    hours = newest_backup_hours()
    if hours is None or hours > settings.BACKUP_HOURS:
        found = "Chưa có bản sao lưu nào" if hours is None else f"Bản sao lưu mới nhất đã {hours:.0f} giờ"
        yield Caution(
            f"{found} trong {settings.BACKUPS}.",
            hint="Chạy ./run cli backup mỗi đêm (cron hoặc systemd) và chép ra máy khác.",
            id="vinhdanh.W009",
        )
    days = last_drill_days()
    if days is None or days > DRILL_DAYS:
        yield Caution(
            "Chưa diễn tập khôi phục trong ba tháng qua.",
            hint="Chạy ./run cli backup drill.",
            id="vinhdanh.W010",
        )


def newest_backup_hours() -> float | None:
    """The age of the newest backup in the folder of backups; None when there is none."""
    times = [path.stat().st_mtime for path in Path(settings.BACKUPS).glob(BACKUP_PATTERN)]
    return (datetime.now(UTC).timestamp() - max(times)) / 3600 if times else None


def last_drill_days() -> float | None:
    """Days since a backup was last restored for practice; None when never, or the record is damaged."""
    try:
        record = json.loads((Path(settings.BACKUPS) / DRILL_RECORD).read_text("utf-8"))
        return (datetime.now(UTC) - datetime.fromisoformat(record["at"])).total_seconds() / 86_400
    except (OSError, ValueError, KeyError, TypeError):
        return None
