"""Rows of two tables against each other."""

from vinhdanh.engines.documents.compare.content import Content, Table
from vinhdanh.engines.documents.compare.differences import differences

HEAD = ["TT", "Nội dung công việc", "Chủ trì"]


def content(*rows: list[str]) -> Content:
    return Content(tables=[Table(0, "Nhiệm vụ", 1, [HEAD, *rows])])


def told(mine: Content, other: Content) -> list[tuple[str, str, str]]:
    return [(each.what, each.ours, each.theirs) for each in differences(mine, other)]


def test_a_row_written_anew_under_the_heading_of_a_part_is_the_same_row() -> None:
    mine = content(["Quý I"], ["1", "Việc một", "Sở A"], ["2", "Việc hai", "Sở B"])
    other = content(["Quý I"], ["1", "Hoàn toàn khác", "Sở A"], ["2", "Việc hai", "Sở B"])
    assert told(mine, other) == [("cell", "Việc một", "Hoàn toàn khác")]


def test_numbers_of_rows_do_not_count_and_moved_rows_are_few() -> None:
    rows = [[str(n), f"Việc {n}", "Sở A"] for n in range(1, 8)]
    moved = [rows[6], *rows[:6]]
    other = content(*([str(n), *row[1:]] for n, row in enumerate(moved, 1)))
    assert [each[0] for each in told(content(*rows), other)] == ["moved"]


def test_the_same_says_nothing() -> None:
    same = content(["Quý I"], ["1", "Việc một", "Sở A"])
    assert told(same, same) == []
