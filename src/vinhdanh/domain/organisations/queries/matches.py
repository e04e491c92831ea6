"""What matching hands out, and the sentences in which it gives its reasons."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID


class MatchKind(StrEnum):
    """``SEVERAL``: one string names several bodies, see ``parts``; ``UNSPECIFIED``: nobody in
    particular is meant ("các cơ quan liên quan"); ``UNKNOWN``: nothing in the directory comes near."""

    BODY = "body"
    GROUP = "group"
    SEVERAL = "several"
    UNSPECIFIED = "unspecified"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body or a group that may be meant; ``score`` from 0 to 1 only orders, it does not decide."""

    name: str
    score: float
    reason: str
    body_id: UUID | None = None
    group_id: UUID | None = None

    @property
    def key(self) -> UUID | None:
        return self.body_id or self.group_id


@dataclass(frozen=True, slots=True)
class Match:
    """What ``text`` means. Only where ``sure`` may a program link the first candidate by itself.

    ``role`` is the post that was written ("Chủ tịch"), in the words of the paper.
    """

    text: str
    kind: MatchKind
    reason: str
    candidates: tuple[Candidate, ...] = ()
    sure: bool = False
    role: str = ""
    parts: tuple["Match", ...] = ()

    @property
    def best(self) -> Candidate | None:
        return self.candidates[0] if self.candidates else None

    def doubtful(self, reason: str) -> "Match":
        """The same candidates, left to a person."""
        return replace(self, sure=False, reason=reason)


EMPTY = "Ô này để trống."
FILED = "Dòng lưu văn bản, không phải cơ quan nhận việc."
OPEN_ENDED = "Cụm từ chung, không chỉ đích danh đơn vị nào."
NOT_FOUND = "Chưa có trong danh bạ; hãy liên kết với một đơn vị hoặc thêm đơn vị mới."
SIMILAR = "Không có tên trùng khớp trong danh bạ; chọn trong các tên gần giống."
OTHER_MARKS = "Khác dấu so với tên trong danh bạ; hãy kiểm tra lại."
OTHER_PLACE = "Tên này có trong danh bạ nhưng của nơi khác; hãy kiểm tra lại."
NOT_EXACT_PLACE = "Không chắc là đơn vị của nơi nào; hãy chọn."
SUCCESSOR_LEFT = "Đơn vị này không còn hoạt động vào ngày văn bản; hãy chọn đơn vị kế thừa."
NO_SUCCESSOR = "Đơn vị này không còn hoạt động vào ngày văn bản và chưa ghi đơn vị kế thừa; hãy chọn."
PLURAL = "Ghi ở số nhiều nên có thể không chỉ một đơn vị; hãy kiểm tra lại."
GROUP_NEAR = "Chưa có nhóm nào trùng hẳn; chọn nhóm gần giống hoặc lập nhóm mới."
GROUP_NEW = "Nhóm này chưa được lập trong danh bạ; hãy chọn hoặc lập nhóm mới."
GROUP_ELSEWHERE = "Nhóm này của nơi khác; hãy kiểm tra lại."
SEVERAL_NAMES = "Ô này ghi nhiều đơn vị."


def confirmed(times: int) -> str:
    return f"Cách ghi này đã được xác nhận {times} lần trong văn bản của đơn vị."


def exact(name: str) -> str:
    return f"Trùng tên “{name}” trong danh bạ."


def old_name(name: str) -> str:
    return f"“{name}” là tên của đơn vị này ở thời gian khác."


def ambiguous(count: int) -> str:
    return f"Có {count} đơn vị cùng mang tên này; hãy chọn đúng đơn vị."


def passed_on(name: str, verb: str, *, successor: str, on: date) -> str:
    return f"“{name}” đã {verb} “{successor}” từ {on:%d/%m/%Y}."


def ended(name: str, on: date) -> str:
    return f"“{name}” đã kết thúc hoạt động từ {on:%d/%m/%Y}."


def not_yet(name: str, on: date) -> str:
    return f"“{name}” đến {on:%d/%m/%Y} mới có."


def similar(name: str) -> str:
    return f"Gần giống “{name}”."


def standing_for(name: str) -> str:
    return f"Là cơ quan thường trực của “{name}” vào ngày văn bản."


def empty_group(name: str, on: date) -> str:
    return f"Nhóm “{name}” không có thành viên nào vào ngày {on:%d/%m/%Y}; hãy chọn nhóm khác."
