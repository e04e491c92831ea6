"""The foot: recipients at the left, level with the signer at the right (ô 7a to 7c, 9b, 12)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vinhdanh.engines.documents import layout
from vinhdanh.engines.documents.docx.tables import frame
from vinhdanh.engines.documents.docx.xml import P, run
from vinhdanh.engines.documents.model import Paper, Signer
from vinhdanh.engines.documents.words import capitals, clean, drafter_line, recipients


@dataclass(frozen=True, slots=True)
class Foot:
    """Signatures on their way out."""

    written: str

    def xml(self) -> str:
        return self.written


def foot_xml(paper: Paper, room: float) -> str:
    """Recipients and signers; several signers have a row of their own, the recipients come below."""
    listed = _recipients(paper)
    if len(paper.signers) > 1:
        signers = signer_cells(paper.signers, room, per_row=len(paper.signers))
        return signers + (_air() if listed else "") + "".join(line.xml() for line in listed)
    signer = [*_office(paper.signers[0]), *_name(paper.signers[0])] if paper.signers else []
    if not (listed or signer):
        return ""
    left = layout.FOOT_LEFT * room / layout.TEXT_WIDTH
    # Kept with the end of the section: it must not stand alone on a page.
    kept = [[replace(line, keep=True) for line in lines] for lines in (listed, signer)]
    return _air() + frame((left, room - left), [(_cell(kept[0]), _cell(kept[1]))])


def signer_cells(people: Sequence[Signer], room: float, *, per_row: int) -> str:
    """Signatures side by side, row by row."""
    per_row = max(1, min(per_row, len(people)))
    rows: list[list[str]] = []
    for at in range(0, len(people), per_row):
        group = people[at : at + per_row]
        empty = [_cell([])] * (per_row - len(group))
        # Two rows: names stand level also where one office takes more lines than its neighbour.
        rows += [[_cell(_office(person)) for person in group] + empty]
        rows += [[_cell(_name(person)) for person in group] + empty]
    low = range(1, len(rows), 2)
    return _air() + frame([room / per_row] * per_row, rows, low=low) if people else ""


def _air() -> str:
    return P(layout.OFFICE, exact=6).xml()


def _office(signer: Signer) -> list[P]:
    out = [P(layout.OFFICE, run(capitals(words))) for words in signer.authority]
    if signer.note:
        out.append(P(layout.SIGN_NOTE, run(clean(signer.note))))
    return [*out, P(layout.OFFICE, exact=layout.SIGNATURE_GAP)]


def _name(signer: Signer) -> list[P]:
    other = capitals(signer.other_office)
    above = [P(layout.OTHER_OFFICE, run(other))] if other else []
    return [*above, P(layout.SIGNER, run(clean(signer.name)))]


def _recipients(paper: Paper) -> list[P]:
    lines = [P(layout.RECIPIENT, run(words)) for words in recipients(paper)]
    drafter = drafter_line(paper.marks)
    out = [P(layout.RECIPIENTS_WORD, run("Nơi nhận:")), *lines] if lines else []
    return [*out, P(layout.DRAFTER, run(drafter), before=6)] if drafter else out


def _cell(lines: Sequence[P]) -> str:
    return "".join(line.xml() for line in lines) or P(layout.RECIPIENT).xml()
