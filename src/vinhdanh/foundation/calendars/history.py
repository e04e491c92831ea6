"""What the acts on the calendar are called."""

from vinhdanh.foundation.audit.sentences import Changes, tell
from vinhdanh.foundation.kernel.clock import as_vietnamese


def _day(changes: Changes) -> str:
    return f"{as_vietnamese(changes['date']):%d/%m/%Y}" if changes.get("date") else ""


def _saved(before: Changes, after: Changes) -> str:
    kind = "ngày làm bù" if after.get("working") else "ngày nghỉ"
    return f"{'sửa' if before else 'thêm'} {kind} {_day(after)}"


tell(
    {
        "save_day": _saved,
        "delete_day": lambda before, _: f"bỏ ngày {_day(before)} khỏi lịch riêng",
    },
    titles={"save_day": "thêm hoặc sửa ngày trong lịch", "delete_day": "bỏ ngày khỏi lịch"},
    fields={"working": "Làm bù", "name": "Tên"},
    kinds={"calendars.specialday": "ngày trong lịch"},
)
