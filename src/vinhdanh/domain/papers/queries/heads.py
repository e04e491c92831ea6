"""What a body's papers say of it: its name as a head, symbol, place, who signs, who got the last one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.queries.directory import bodyrows_on
from vinhdanh.domain.organisations.states import BodyKind
from vinhdanh.domain.papers.access import visible_papers
from vinhdanh.domain.papers.queries.roster import signatories_on
from vinhdanh.domain.papers.states import Direction
from vinhdanh.foundation.kernel.text import fold

_PLACE: Final = re.compile(r"\b(?:tỉnh|thành phố|xã|phường|đặc khu)\s+(?P<name>[^,;(]+)$", re.IGNORECASE)
_FIRST_LETTERS: Final = re.compile(r"\b[^\W\d_]")
_HEADS: Final[Mapping[str, str]] = {
    BodyKind.PEOPLE_COMMITTEE: "CHỦ TỊCH",
    BodyKind.PEOPLE_COUNCIL: "CHỦ TỊCH",
    BodyKind.COUNCIL: "CHỦ TỊCH HỘI ĐỒNG",
    BodyKind.DEPARTMENT: "GIÁM ĐỐC",
    BodyKind.SCHOOL: "HIỆU TRƯỞNG",
    BodyKind.CLUSTER: "TRƯỞNG CỤM",
}
"""Who heads a body of a kind; another body's head is named by whoever writes."""
_TOGETHER: Final = frozenset({BodyKind.PEOPLE_COMMITTEE, BodyKind.PEOPLE_COUNCIL})


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body as its papers name it; ``above`` is the name of what stands over it, empty at the top."""

    name: str
    kind: str
    above: str = ""

    @property
    def initials(self) -> str:
        """ "UBND", "SNV": the first letters of the name without its place."""
        if self.kind == BodyKind.PEOPLE_COMMITTEE:
            return "UBND"
        return "".join(_FIRST_LETTERS.findall(_PLACE.sub("", self.name))).upper()[:20]

    @property
    def place(self) -> str:
        """The place that its name ends with, else that of the body above."""
        found = _PLACE.search(self.name) or _PLACE.search(self.above)
        return found["name"].strip() if found else ""

    def blanks(self) -> dict[str, str]:
        """The common blanks of a template. A committee's papers do not name the one above it."""
        return {
            "cơ quan chủ quản": "" if self.kind == BodyKind.PEOPLE_COMMITTEE else self.above,
            "cơ quan ban hành": self.name,
            "tên cơ quan": self.name,
            "viết tắt": self.initials,
            "địa danh": self.place,
            "lưu": "VT",
        }

    def authority(self, office: str = "") -> str:
        """Lines over a signature, parted by semicolons: for the collective, for the head, or the head.

        ``office`` is the signer's own (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II, khoản 7): a deputy
        signs KT.
        """
        head = _HEADS.get(self.kind, "THỦ TRƯỞNG ĐƠN VỊ")
        together = [f"TM. {_PLACE.sub('', self.name).strip().upper()}"] if self.kind in _TOGETHER else []
        if fold(office).startswith("pho "):
            return "; ".join([*together, f"KT. {_superior(office) or head}", office.upper()])
        return "; ".join([*together, office.upper() or head])


def issuer_on(body_id: UUID, day: date) -> Issuer:
    """The body under its name of the day; two queries. Raises ``KeyError`` for an unknown one."""
    row = bodyrows_on([body_id], day)[body_id]
    above = bodyrows_on([row.parent_id], day).get(row.parent_id) if row.parent_id else None
    return Issuer(row.name, row.kind, above.name if above else "")


def _superior(office: str) -> str:
    """ "Phó Giám đốc" → "GIÁM ĐỐC"."""
    return office.split(" ", 1)[1].upper() if " " in office else ""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a new paper of a body begins with: the head, and what the last one of its kind had."""

    head: Mapping[str, str]
    authority: str
    signer: str
    recipients: Sequence[str]
    signers: Sequence[tuple[str, str]]


def opening(scope: Scope, body_id: UUID, *, code: str, day: date) -> Opening:
    """For a paper ``code`` of the body on ``day``; five queries.

    ``signers`` are name and lines of authority of the people in the roster; a seal is none of them.
    """
    issuer = issuer_on(body_id, day)
    people = [row for row in signatories_on(body_id, day) if row.name_key != fold(issuer.name)]
    roster = [(row.name, issuer.authority(row.office)) for row in people]
    rows = visible_papers(scope).filter(body=body_id, template=code, direction=Direction.OUTGOING)
    last = rows.order_by("-id").first()
    name, authority = roster[0] if roster else ("", issuer.authority())
    sent: list[str] = []
    if last is not None and last.signer_name:
        name = last.signer_name
        authority = "; ".join(part for part in (*last.authority.split(" / "), last.signer_office) if part)
    if last is not None:
        sent = list(last.recipients.filter(within__isnull=True).values_list("text", flat=True))
    return Opening(issuer.blanks(), authority, name, sent, roster)
