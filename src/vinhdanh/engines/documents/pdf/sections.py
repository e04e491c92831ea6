"""A whole paper as data for the sheet: its head, its body, its foot, then its annexes."""

from dataclasses import asdict
from datetime import date
from typing import Final

from vinhdanh.engines.documents import layout as to
from vinhdanh.engines.documents import metrics, words
from vinhdanh.engines.documents.layout import Look
from vinhdanh.engines.documents.model import Paper
from vinhdanh.engines.documents.pdf import signing
from vinhdanh.engines.documents.pdf.blocks import Data, Flow, even, text
from vinhdanh.engines.documents.pdf.keeping import kept_together
from vinhdanh.engines.documents.typesetting.fonts import LAST_RESORT, TIMES

SUBJECT_SIDES: Final = 10.0
"""Millimetres that a subject stands in from both margins; ours."""
ADDRESSEE_FROM: Final = 25.0
"""Millimetres from the margin at which “Kính gửi:” stands above several addressees; ours."""
UNDATED: Final = date(2020, 3, 5)
"""PDF/A wants a day; a paper without one has that of the decree, so that its bytes stay the same."""


def data_of(paper: Paper) -> Data:
    """The paper and its annexes."""
    return _frame(paper, [_first(paper), *(_annex(paper, place) for place in range(len(paper.annexes)))])


def data_of_annex(paper: Paper, place: int) -> Data:
    """One annex as a file of its own; ``place`` from 0."""
    return _frame(paper, [_annex(paper, place)])


def _frame(paper: Paper, sections: list[Data]) -> Data:
    return {
        "title": words.paper_title(paper),
        "day": [*(paper.head.day or UNDATED).timetuple()[:3]],
        "author": " ".join(words.clean(line) for line in paper.head.issuer),
        "fonts": [TIMES.name, LAST_RESORT],
        "page": {
            "width": to.PAGE_WIDTH, "height": to.PAGE_HEIGHT, "top": to.TOP, "bottom": to.BOTTOM,
            "left": to.LEFT, "right": to.RIGHT, "number": to.HEADER_FROM_EDGE,
        },
        "looks": {look.key: _look(look) for look in to.LOOKS},
        "number": to.PAGE_NUMBER.key,
        "rule": to.RULE_POINTS,
        "around": [to.RULE_BELOW, to.RULE_ROOM],
        "draft": to.DRAFT_WORD if paper.draft else "",
        "sections": sections,
    }  # fmt: skip


def _look(look: Look) -> Data:
    wanted = ("size", "bold", "italic", "align", "before", "after", "first", "left", "keep")
    return {key: value for key, value in asdict(look).items() if key in wanted}


def _room(*, landscape: bool) -> float:
    return to.LYING_WIDTH if landscape else to.TEXT_WIDTH


def _first(paper: Paper) -> Data:
    room = _room(landscape=paper.landscape)
    flow = Flow(room)
    blocks = [*_opening(paper, room), *flow.blocks(words.closed(paper.body) if paper.ends else paper.body)]
    foot = _foot(paper, flow)
    blocks = [*_head(paper, room), *(kept_together(blocks, room, foot) if foot else blocks)]
    return {"landscape": paper.landscape, "address": words.clean(paper.marks.address), "blocks": blocks}


def _head(paper: Paper, room: float) -> list[Data]:
    head = paper.head
    wide = _left_width(paper) * room / to.TEXT_WIDTH
    left = [even(to.PARENT, line, wide - 1) for line in head.parent]
    left += [even(to.ISSUER, line, wide - 1) for line in head.issuer]
    if left:
        left[-1]["rule"] = to.RULE_PART
    right = [text(to.STATE_NAME, to.STATE), text(to.MOTTO_LINE, to.MOTTO, rule=1)]
    number, day = words.number_line(head), words.day_line(head)
    under = [text(to.NUMBER, number)] if number else []
    if paper.form == "letter" and head.subject:
        under.append(even(to.LETTER_SUBJECT, words.letter_subject(head), wide - 1))
    rows, second = [[left, right]], under + _stamps(paper)
    if second or day:
        rows.append([second, [text(to.PLACE_DAY, day)] if day else []])
    return [{"t": "grid", "widths": [wide, room - wide], "rows": rows, "gaps": [9], "before": 0}]


def _left_width(paper: Paper) -> float:
    """The left column is wider only where that spares a line."""
    lines = [(line, False) for line in paper.head.parent] + [(line, True) for line in paper.head.issuer]
    widest = max(
        (metrics.width(words.capitals(line), to.ISSUER.size, bold=bold) for line, bold in lines), default=0
    )
    return to.HEAD_LEFT_MOST if to.HEAD_LEFT < widest <= to.HEAD_LEFT_MOST else to.HEAD_LEFT


def _stamps(paper: Paper) -> list[Data]:
    marks = paper.marks
    found: list[Data] = []
    if marks.secrecy:
        found.append(_stamp(to.STAMP, to.SECRECY_STAMPS[marks.secrecy], to.STAMP_RED))
    if marks.urgency:
        found.append(_stamp(to.STAMP, to.URGENCY_STAMPS[marks.urgency], to.STAMP_RED))
    if marks.circulation:
        found.append(_stamp(to.CIRCULATION, to.CIRCULATION_NOTES[marks.circulation], "000000"))
    return found


def _stamp(look: Look, stamp: tuple[str, float], colour: str) -> Data:
    label, width = stamp
    return {
        "t": "stamp", "look": look.key, "words": label, "width": width, "height": to.STAMP_HEIGHT,
        "colour": f"#{colour}",
    }  # fmt: skip


def _opening(paper: Paper, room: float) -> list[Data]:
    """Kind and subject, whom it is for, who decides, on what grounds."""
    found = [*_title(paper, room), *_addressees(paper)]
    if paper.authority:
        found.append(text(to.AUTHORITY, paper.authority))
    found += [text(to.BASIS, line) for line in words.bases(paper)]
    return found + ([text(to.DECIDES, paper.decides)] if paper.decides else [])


def _title(paper: Paper, room: float) -> list[Data]:
    head = paper.head
    if paper.form == "letter":
        return []
    found = [even(to.KIND, head.title, room, level=1)] if head.title else []
    if head.subject:
        found.append(
            even(to.SUBJECT, words.clean(head.subject), room, sides=SUBJECT_SIDES, rule=to.RULE_PART)
        )
    if found:
        found[-1]["after"] = 12
    return found


def _addressees(paper: Paper) -> list[Data]:
    lines = words.addressees(paper)
    if not lines:
        return []
    one = len(lines) == 1
    return [
        {"t": "addressees", "look": to.ADDRESSEE.key, "start": ADDRESSEE_FROM, "one": one, "lines": lines}
    ]


def _foot(paper: Paper, flow: Flow) -> list[Data]:
    """Recipients left and the signer right; several signers stand above the recipients."""
    received = _recipients(paper)
    if len(paper.signers) > 1:
        return [flow.sign(paper.signers, len(paper.signers)), *received]
    if not paper.signers:
        return received
    left = to.FOOT_LEFT * flow.room / to.TEXT_WIDTH
    right = signing.column(paper.signers[0], f"signature-{flow.signers}")
    widths = [left, flow.room - left]
    return [{"t": "grid", "widths": widths, "rows": [[received, right]], "gaps": [0], "before": 12}]


def _recipients(paper: Paper) -> list[Data]:
    lines = words.recipients(paper)
    found = [text(to.RECIPIENTS_WORD, "Nơi nhận:")] if lines else []
    found += [text(to.RECIPIENT, line) for line in lines]
    drafter = words.drafter_line(paper.marks)
    return found + ([text(to.DRAFTER, drafter, before=6)] if drafter else [])


def _annex(paper: Paper, place: int) -> Data:
    annex = paper.annexes[place]
    flow = Flow(_room(landscape=annex.landscape), zones=f"annex-{place}-")
    names = [words.annex_heading(paper, place), words.capitals(annex.title)]
    head = even(to.ANNEX_WORD, "\n".join(name for name in names if name), flow.room, level=1)
    reference = even(to.ANNEX_REFERENCE, words.annex_reference(paper, annex), flow.room, rule=1 / 3, after=12)
    body = flow.blocks(words.closed(annex.body) if paper.ends else annex.body)
    return {"landscape": annex.landscape, "address": "", "blocks": [head, reference, *body]}
