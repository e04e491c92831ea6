"""The words of a paper's fixed places, the same in every renderer: number, day, recipients, annex lines.

Nothing here knows a file format. Texts come back NFC, with capitals where the decree asks for them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from vinhdanh.engines.documents.layout import END_MARK
from vinhdanh.engines.documents.model import (
    Annex,
    Article,
    Block,
    Bullets,
    Clause,
    Column,
    FillIn,
    Head,
    Heading,
    Line,
    Marks,
    Medium,
    PageBreak,
    Paper,
    Paragraph,
    Point,
    Run,
    Signers,
    plain,
    point_letter,
)
from vinhdanh.foundation.kernel.text import nfc

_GAP: Final = "      "
_ENDS: Final = re.compile(r"\s*(?:\./\.|\./|/\.|[.;:,])*\s*$")
_SENTENCE: Final = re.compile(r"\s*[.;,:]*\s*$")
_UNSAFE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_NUMBER_IN_LINE: Final = re.compile(r"(số:?\s*)[\d….]*\s*/")
_DAY_IN_LINE: Final = re.compile(r"ngày\s+[\d….]+(?:/[\d/]+|\s*tháng\s+[\d….]+\s*năm\s+[\d….]+)")


def clean(text: str) -> str:
    """NFC, without what XML cannot hold; CR and CR LF are line ends."""
    return _UNSAFE.sub("", nfc(text.replace("\r\n", "\n").replace("\r", "\n")))


def capitals(text: str) -> str:
    """Capital letters, as Vietnamese writes them."""
    return clean(text).upper()


def roman(number: int) -> str:
    """Roman numbers from 1.

    >>> roman(14)
    'XIV'
    """
    out = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        out += letters * times
    return out


def two_digits(number: int) -> str:
    """Numbers below 10 have a zero before them (Mục II, khoản 3c); others stand as they are."""
    return f"{number:02d}"


def month_digits(month: int) -> str:
    """January and February have a zero before them, the other months have none (Mục II, khoản 4b)."""
    return f"{month:02d}" if month <= 2 else str(month)


def day_in_words(day: date) -> str:
    """“ngày 05 tháng 01 năm 2026”."""
    return f"ngày {two_digits(day.day)} tháng {month_digits(day.month)} năm {day.year}"


def number_line(head: Head) -> str:
    """Ô 3: “Số: 05/QĐ-UBND”; room for the number while it has none; empty without number and symbol."""
    if head.number is None and not head.symbol:
        return ""
    number = _GAP if head.number is None else two_digits(head.number)
    return f"Số: {number}/{clean(head.symbol)}" if head.symbol else f"Số: {number}"


def day_line(head: Head) -> str:
    """Ô 4: “Sông Mây, ngày 05 tháng 01 năm 2026”; room for a day not yet given."""
    if not head.dated:
        return ""
    when = day_in_words(head.day) if head.day else f"ngày{_GAP}tháng{_GAP}năm{_GAP}".rstrip() + _GAP
    return f"{clean(head.place)}, {when}" if head.place else when


def letter_subject(head: Head) -> str:
    """Ô 5b: “V/v …”, without a second “V/v” where the subject has one."""
    subject = clean(head.subject)
    return subject if not subject or subject.startswith("V/v") else f"V/v {subject}"


def bases(paper: Paper) -> list[str]:
    """Each basis ends with “;”, the last with “.” (Mục II, khoản 6a)."""
    return _listed(paper.bases)


def addressees(paper: Paper) -> list[str]:
    """Ô 9a: one body as it is, without an end mark; several as “- …;” and “- ….”"""
    names = [_SENTENCE.sub("", clean(name)) for name in paper.addressees]
    return names if len(names) < 2 else [f"- {line}" for line in _listed(names)]


def recipients(paper: Paper) -> list[str]:
    """Ô 9b, the lines under “Nơi nhận:”; the last is “- Lưu: VT, ….” Empty when nobody is named."""
    if not (paper.recipients or paper.archive):
        return []
    sent = [f"- {_SENTENCE.sub('', clean(name))};" for name in paper.recipients]
    return [*sent, f"- Lưu: {_SENTENCE.sub('', clean(paper.archive or 'VT'))}."]


def drafter_line(marks: Marks) -> str:
    """Ô 12: “PL.(300)”."""
    copies = f"({two_digits(marks.copies)})" if marks.copies else ""
    return f"{capitals(marks.drafter)}.{copies}" if marks.drafter else copies


def issuer_in_words(paper: Paper) -> str:
    """Who issued it, as a line of text names it: the deciding office of a decision, else the body."""
    return clean(paper.authority or " ".join(paper.head.issuer))


def paper_title(paper: Paper) -> str:
    """The title among the properties of the file: “Quyết định về việc tặng Bằng khen …”."""
    kind = clean(paper.head.title).capitalize() or ("Công văn" if paper.form == "letter" else "")
    subject = " ".join(clean(paper.head.subject).split())
    return " ".join(part for part in (kind, subject) if part)


def annex_heading(paper: Paper, place: int) -> str:
    """“Phụ lục”, with a Roman number where there are several (Mục III, khoản 1a); ``place`` from 0."""
    if paper.annexes[place].plain_heading:
        return ""
    numbered = [at for at, annex in enumerate(paper.annexes) if not annex.plain_heading]
    return f"Phụ lục {roman(numbered.index(place) + 1)}" if len(numbered) > 1 else "Phụ lục"


def annex_reference(paper: Paper, annex: Annex) -> str:
    """“(Kèm theo … số … ngày … của …)”: filled on paper, number and day open in an electronic paper.

    An annex without a reference of its own refers to the paper that it hangs on (Mục III, khoản 1c).
    """
    words = clean(annex.reference).strip().strip("()") or _reference(paper)
    return f"({_opened(words) if paper.medium == 'electronic' else words})"


def reference_to(head: Head, issuer: str, medium: Medium = "paper") -> str:
    """“Kèm theo Quyết định số 05/QĐ-UBND ngày … của …”, for an annex or a file of its own."""
    kind = clean(head.title).capitalize() or "Công văn"
    number = "…" if head.number is None else two_digits(head.number)
    when = day_in_words(head.day) if head.day else "ngày … tháng … năm …"
    symbol = f" số {number}/{clean(head.symbol)}" if head.symbol else ""
    words = f"Kèm theo {kind}{symbol} {when} của {clean(issuer)}"
    return _opened(words) if medium == "electronic" else words


def heading_lines(heading: Heading) -> tuple[str, str]:
    """The word with its number, and the title; “I.”, “1.” and “a)” stand before the title on its line."""
    title = clean(heading.title)
    match heading.level:
        case "part":
            return f"Phần {roman(heading.number)}", title.upper()
        case "chapter":
            return f"Chương {roman(heading.number)}", title.upper()
        case "section":
            return f"Mục {heading.number}", title.upper()
        case "roman":
            return "", f"{roman(heading.number)}. {title.upper()}"
        case "number":
            return "", f"{heading.number}. {title}"
        case "letter":
            return "", f"{point_letter(heading.number)}) {title}"


def runs(line: Line) -> tuple[Run, ...]:
    """A line as runs of clean text."""
    parts = (Run(line),) if isinstance(line, str) else line
    return tuple(replace(run, text=clean(run.text)) for run in parts)


def closed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with “./.” after their last words; after a table it has a line of its own.

    Signatures stand after the mark; lines to be filled in have none.
    """
    if not blocks:
        return ()
    *rest, last = blocks
    if isinstance(last, Signers | PageBreak):
        return (*closed(rest), last)
    if isinstance(last, FillIn):
        return tuple(blocks)
    ended = _closed_block(last)
    return (*blocks, Paragraph(END_MARK, indent=False)) if ended is None else (*rest, ended)


def shares(columns: Sequence[Column], room: float) -> list[float]:
    """The widths of the columns in millimetres, together ``room``: open ones share what is left."""
    fixed = sum(column.width for column in columns)
    open_ones = sum(not column.width for column in columns)
    least = min(15.0 * open_ones, room / 2)
    scale = min(1.0, (room - least) / fixed) if fixed and (open_ones or fixed > room) else 1.0
    rest = (room - fixed * scale) / open_ones if open_ones else 0
    found = [column.width * scale or rest for column in columns]
    return [one * room / sum(found) for one in found] if found else []


def _listed(items: Iterable[str]) -> list[str]:
    stems = [_SENTENCE.sub("", clean(item)) for item in items]
    return [stem + (";" if at < len(stems) else ".") for at, stem in enumerate(stems, 1)]


def _reference(paper: Paper) -> str:
    return reference_to(paper.head, issuer_in_words(paper))


def _opened(words: str) -> str:
    return _DAY_IN_LINE.sub("ngày … tháng … năm …", _NUMBER_IN_LINE.sub(r"\1…/", words))


def _closed_line(line: Line) -> Line:
    if isinstance(line, str):
        return _ENDS.sub("", line) + END_MARK
    if not line:
        return END_MARK
    return (*line[:-1], replace(line[-1], text=_ENDS.sub("", line[-1].text) + END_MARK))


def _closed_block(block: Block) -> Block | None:
    match block:
        case Paragraph(text=text) | Point(text=text) if plain(text).strip():
            return replace(block, text=_closed_line(text))
        case Bullets(items=(*rest, last)):
            return replace(block, items=(*rest, _closed_line(last)))
        case Clause():
            return _closed_clause(block)
        case Article():
            return _closed_article(block)
        case _:
            return None


def _closed_clause(clause: Clause) -> Clause | None:
    if clause.points:
        *rest, last = clause.points
        return replace(clause, points=(*rest, replace(last, text=_closed_line(last.text))))
    return replace(clause, text=_closed_line(clause.text)) if plain(clause.text).strip() else None


def _closed_article(article: Article) -> Article | None:
    if article.body:
        *rest, last = article.body
        ended = _closed_block(last)
        if not isinstance(ended, Clause | Point | Paragraph):
            return None
        return replace(article, body=(*rest, ended))
    return replace(article, text=_closed_line(article.text)) if plain(article.text).strip() else None
