"""The database, the queue, the outbox, the files."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta

from vinhdanh.interfaces.cli.checkup.findings import Finding, judged

_SAMPLE = 20
_SLOW = timedelta(minutes=15)


def database() -> Iterator[Finding]:
    from django.db import connection

    from vinhdanh.interfaces.cli.preparation import missing_migrations

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), pg_database_size(current_database())")
        version, size = cursor.fetchone()
    yield Finding("Cơ sở dữ liệu", "ok", f"PostgreSQL {version}, {size // 1_000_000} MB")
    missing = missing_migrations()
    text = "Có bước nâng cấp bảng chưa chạy" if missing else "Các bảng đúng với phiên bản này"
    yield judged(
        "Bảng",
        text,
        bad=missing,
        todo="Sao lưu rồi chạy ./run, các bước được chạy khi khởi động.",
        level="fail",
    )


def clock() -> Iterator[Finding]:
    from django.conf import settings
    from django.db import connection

    from vinhdanh.foundation.kernel.clock import machine_now

    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        apart = abs((cursor.fetchone()[0] - machine_now()).total_seconds())
    yield judged(
        "Đồng hồ",
        f"Lệch {apart:.1f} giây so với máy chủ cơ sở dữ liệu; máy này là {machine_now():%H:%M %d/%m/%Y}",
        bad=apart > 2,
        todo="Bật đồng bộ giờ (timedatectl set-ntp true) trên cả hai máy.",
        level="fail" if apart > 60 else "warn",
    )
    yield judged(
        "Đồng hồ",
        f"Giờ của chương trình: {settings.FIXED_NOW or 'theo máy'}",
        bad=bool(settings.FIXED_NOW) and not settings.DEMO,
        todo="Bỏ VINHDANH_NOW: thời hạn và lịch nhắc đang đứng yên.",
        level="fail",
    )


def queue() -> Iterator[Finding]:
    from vinhdanh.foundation.jobs.queries import depth, workers

    figures, alive = depth(), sum(1 for worker in workers() if worker.alive)
    yield judged(
        "Hàng đợi",
        f"{alive} tiến trình xử lý đang chạy",
        bad=not alive,
        todo="Chạy ./run (hoặc vinhdanh worker); việc đã nhận không mất, chỉ phải chờ.",
        level="fail" if figures.waiting else "warn",
    )
    waited = figures.oldest_wait or timedelta()
    yield judged(
        "Hàng đợi",
        f"{figures.waiting} việc chờ, lâu nhất {round(waited.total_seconds() / 60)} phút",
        bad=waited > _SLOW,
        todo="Xem trang Vận hành: việc nào đang chạy lâu; có thể chạy thêm vinhdanh worker trên máy khác.",
    )
    yield judged(
        "Hàng đợi",
        f"{figures.failed} việc không thành",
        bad=bool(figures.failed),
        todo="Mở trang Vận hành, đọc lý do rồi bấm Thử lại hoặc Bỏ.",
    )


def outbox() -> Iterator[Finding]:
    from django.db import connection

    if "mail_letter" not in connection.introspection.table_names():
        yield Finding("Thư", "ok", "Chưa có hộp thư chờ gửi")
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), clock_timestamp() - min(created_at) FROM mail_letter WHERE state = 'waiting'"
        )
        count, waited = cursor.fetchone()
    hours = waited.total_seconds() / 3600 if waited else 0
    yield judged(
        "Thư",
        f"{count} thư chờ gửi, lâu nhất {hours:.0f} giờ",
        bad=hours > 24,
        todo="Kiểm tra VINHDANH_MAIL_HOST và máy chủ thư; thư tự gửi lại khi máy chủ thư trở lại.",
    )


def files() -> Iterator[Finding]:
    from vinhdanh.foundation.files.models import StoredFile
    from vinhdanh.foundation.files.store import read

    rows = list(StoredFile.objects.order_by("?")[:_SAMPLE])
    lost = 0
    for row in rows:
        try:
            lost += hashlib.sha256(read(row)).hexdigest() != row.sha256
        except OSError:
            lost += 1
    yield judged(
        "Tệp",
        f"Đọc thử {len(rows)} tệp bất kỳ, {lost} tệp mất hoặc hỏng",
        bad=bool(lost),
        todo="Lấy lại tệp từ bản sao lưu gần nhất, kiểm tra ổ đĩa.",
        level="fail",
    )
