"""What an officer should know before accepting a reading, one Vietnamese sentence each."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from vinhdanh.engines.reading.plan.model import Head, Task

REPEATED = "Số thứ tự này đứng ở nhiều dòng trong cùng một mục; các dòng đều được giữ."
_QUARTERS = {"Q1": "Quý I", "Q2": "Quý II", "Q3": "Quý III", "Q4": "Quý IV"}


def marked(tasks: list[Task]) -> list[Task]:
    """Tasks with a doubt where one section numbers two of them alike."""
    repeated = _repeated(tasks)
    return [
        replace(task, ordinal=replace(task.ordinal, confidence=0.6, doubt=REPEATED))
        if _key(task) in repeated
        else task
        for task in tasks
    ]


def _key(task: Task) -> tuple[str, str]:
    period = task.period.value
    return task.ordinal.value, f"{task.section.value}|{period.value if period else ''}"


def _repeated(tasks: list[Task]) -> dict[tuple[str, str], int]:
    counts = Counter(_key(task) for task in tasks if task.ordinal.value and task.source == "table")
    return {key: count for key, count in counts.items() if count > 1}


def warnings(head: Head, tasks: list[Task], broken: int) -> list[str]:
    """Warnings in the order in which one would check them."""
    return [*_about_head(head), *_about_tasks(tasks, broken)]


def _about_head(head: Head) -> Iterator[str]:
    if not head.title.value:
        yield "Không thấy tên kế hoạch (dòng “KẾ HOẠCH” và trích yếu); xin kiểm tra lại tệp đã tải lên."
    if len(head.years.value) > 1 and not head.school_year.value:
        years = ", ".join(map(str, head.years.value))
        yield f"Kế hoạch nêu nhiều năm ({years}); xin chọn năm thực hiện trước khi nhận."
    if not head.years.value:
        yield "Không xác định được năm của kế hoạch; các mốc tháng, quý không ghi năm được để trống."


def _about_tasks(tasks: list[Task], broken: int) -> Iterator[str]:
    if not tasks:
        yield "Không tìm thấy nhiệm vụ nào trong văn bản; xin kiểm tra đây có phải là kế hoạch hay không."
    for (ordinal, _), count in _repeated(tasks).items():
        yield _twice(ordinal, count, tasks)
    joined = [task for task in tasks if task.text.doubt and task.source == "table"]
    if joined:
        yield f"Có {len(joined)} dòng bị ngắt qua trang và đã được nối lại; xin xem lại các dòng này."
    if broken:
        yield f"Bảng nhiệm vụ bị chia qua {broken + 1} phần; tiêu đề lặp lại đã được bỏ."
    if tasks and tasks[0].source == "flat_table":
        yield "Bảng trong tệp đã mất đường kẻ; các cột được dựng lại theo câu chữ, xin xem lại từng dòng."
    if tasks and tasks[0].source == "content":
        yield "Không thấy bảng hay mục phân công; các nhiệm vụ được lấy từ phần nội dung của kế hoạch."


def _twice(ordinal: str, count: int, tasks: list[Task]) -> str:
    number = ordinal.rsplit(".", 1)[-1]
    task = next(task for task in tasks if task.ordinal.value == ordinal)
    period = task.period.value
    where = _QUARTERS.get(period.value[5:], "") if period and period.kind == "quarter" else ""
    where = where or task.section.value or "cùng một mục"
    amount, kept = ("hai", "cả hai") if count == 2 else (str(count), "tất cả")
    return f"Có {amount} dòng cùng số {number} trong {where}; giữ {kept}."
