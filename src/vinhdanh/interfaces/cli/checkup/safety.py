"""What guards the data: settings, backups, practice."""

from collections.abc import Iterator

from vinhdanh.interfaces.cli.checkup.findings import Finding


def configuration() -> Iterator[Finding]:
    """The deployment checks of ours as findings; in the demo they only inform."""
    from django.conf import settings
    from django.core.checks import ERROR

    from vinhdanh.config.checks import ready_for_use

    found = list(ready_for_use(None))
    for each in found:
        level = "fail" if each.level >= ERROR and not settings.DEMO else "warn"
        yield Finding("Cấu hình", level, str(each.msg), str(each.hint or ""))  # type: ignore[arg-type]
    if not found:
        yield Finding("Cấu hình", "ok", "Khóa ký, HTTPS, tên máy chủ, thư, sao lưu đều đã đặt")
