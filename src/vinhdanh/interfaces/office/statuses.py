"""How the condition of a task is said, on pages and in the workbook alike."""

from typing import Final, Protocol


class Conditioned(Protocol):
    """A row with a condition: a task, a milestone."""

    @property
    def status(self) -> str: ...
    @property
    def days(self) -> int: ...


# Condition → status kind of the design system, words.
STATUSES: Final = {
    "late": ("overdue", "Quá hạn {days} ngày"),
    "today": ("due", "Hạn hôm nay"),
    "soon": ("due", "Còn {days} ngày"),
    "doing": ("doing", "Đang làm"),
    "done": ("done", "Xong"),
    "not_needed": ("dropped", "Không phát sinh"),
    "ahead": ("ahead", "Chưa đến"),
}


def kind_of(row: Conditioned) -> str:
    """The status kind of the design system."""
    return STATUSES[row.status][0]


def word_of(row: Conditioned) -> str:
    """The word for people, with the days counted."""
    return STATUSES[row.status][1].format(days=row.days)
