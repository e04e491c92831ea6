"""Documents that a plan cites: legal bases in its opening, governing papers in a task."""

import re

from vinhdanh.engines.reading.plan.model import Field
from vinhdanh.engines.reading.plan.passage import Passage

_TYPES = (
    r"(?:bộ luật|luật|pháp lệnh|nghị quyết(?: liên tịch)?|nghị định|quyết định|chỉ thị|kế hoạch|"
    r"thông tư(?: liên tịch)?|"
    r"hướng dẫn(?: liên ngành)?|công văn|chương trình|kết luận|thông báo|quy định|quy chế|"
    r"văn bản(?: hợp nhất)?|đề án|"
    r"công điện|thông tri|tờ trình|điều lệ|hiến pháp)"
)
_DATE = (
    r"(?:\s*,?\s*ngày\s*\d{1,2}\s*(?:[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|"
    r"tháng\s*\d{1,2}\s*năm\s*\d{4})|\s+ngày\s+\d{1,2}/\d{1,2}/\d{4})"
)
_CODE = r"\d+\s*(?:/\s*\d{4})?\s*[-/]\s*[A-ZĐ0-9][\w&.Đđ-]*(?:\s*[-/]\s*[A-ZĐ][\wĐđ&-]*)*"
NUMBERED = re.compile(rf"\b(?i:{_TYPES})\s+(?i:số\s*:?\s*)?({_CODE})(?i:{_DATE})?")
_LAW = re.compile(
    rf"(?:^|;|,(?=\s*Luật)|\bvà\s+)\s*(?:(?i:căn cứ|thực hiện)\s+(?:vào\s+)?)?(?P<law>(?:Bộ luật|"
    rf"Luật|Pháp lệnh|Hiến pháp|Điều lệ)\b[^;]*?(?i:{_DATE}|\bnăm\s+\d{{4}}|(?=;|\.?\s*$)))"
)
_OPENING = re.compile(
    r"\s*(?:[-–+*]\s*)?(?:can cu|thuc hien|trien khai thuc hien|tiep tuc thuc hien|nham|de\s|"
    r"tren co so|xet|theo)"
)
_PLAIN = re.compile(
    r"\s*(?:[-–+*]\s*)?(?:can cu|thuc hien|theo)\s+(?:vao\s+)?(?=(?:nghi quyet|chi thi|ke hoach|"
    r"huong dan|quy che|quyet dinh|chuong trinh|cong van|dieu le|quy dinh)\b)"
)


def opens_bases(text: Passage) -> bool:
    """Whether a paragraph opens like a legal basis or the aim of the plan."""
    return bool(_OPENING.match(text.folded))


def legal_bases(paragraphs: list[Passage]) -> tuple[Field[str], ...]:
    """Every document that the opening cites, once, in order."""
    found: dict[str, Field[str]] = {}
    for text in paragraphs:
        for key, part in _cited(text):
            found.setdefault(key, part.field(0.9))
    return tuple(found.values())


def _cited(text: Passage) -> list[tuple[str, Passage]]:
    hits = [(m.start(), _key(m[1]), text.cut(m.start(), m.end())) for m in NUMBERED.finditer(text.text)]
    taken = [(m.start(), m.end()) for m in NUMBERED.finditer(text.text)]
    for m in _LAW.finditer(text.text):
        start, end = m.span("law")
        if not any(a < end and start < b for a, b in taken) and end - start < 160:
            part = text.cut(start, end, " .,;")
            hits.append((start, part.value_folded, part))
    if not hits and _PLAIN.match(text.folded):
        part = text.cut(_PLAIN.match(text.folded).end(), None, " .,;")  # type: ignore[union-attr]
        hits.append((0, part.value_folded, part))
    return [(key, part) for _, key, part in sorted(hits, key=lambda hit: hit[0])]


def _key(code: str) -> str:
    return re.sub(r"\W", "", code).lower()


def governing(text: Passage) -> tuple[Field[str], ...]:
    """Numbered documents that a task says it carries out or follows."""
    return tuple(text.cut(m.start(), m.end()).field(0.9) for m in NUMBERED.finditer(text.text))
