"""Which words a body's papers have on a day, whose they are, and how two versions differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Literal
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.papers.access import may_write, paths_above, visible_wordings
from vinhdanh.domain.papers.models import TemplateVersion
from vinhdanh.domain.papers.states import WordingState
from vinhdanh.engines.documents.templates import Fault, common, template, text_of, titles
from vinhdanh.engines.documents.templates.fitting import faults_of
from vinhdanh.engines.documents.templates.frame import Field
from vinhdanh.foundation.files.store import digest


@dataclass(frozen=True, slots=True)
class Serving:
    """The words in force: ``version`` is the body's own or a superior's, none for the delivered ones.

    ``text`` is in any case a text that compiles; beside an office's Word file it is the delivered one,
    which names the blanks and gives the head of the paper. ``sha256`` is the hash of what serves.
    """

    code: str
    text: str
    sha256: str
    version: TemplateVersion | None = None


def serving(path: str, code: str, day: date) -> Serving:
    """What serves the body at ``path`` on ``day``: its own, else the nearest superior's; one query."""
    rows = _served(path, day).filter(code=code).select_related("body", "file")
    return _of(code, max(rows, key=lambda row: len(row.body.path), default=None))


def _served(path: str, day: date) -> QuerySet[TemplateVersion]:
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gt=day)
    return TemplateVersion.objects.filter(lasting, body__path__in=paths_above(path), starts_on__lte=day)


def _of(code: str, row: TemplateVersion | None) -> Serving:
    if row is None:
        return shipped(code)
    text = text_of(code) if row.is_word else row.text
    return Serving(code, text, row.sha256, row)


def shipped(code: str) -> Serving:
    """The words as delivered. Raises ``KeyError`` for an unknown code."""
    text = text_of(code)
    return Serving(code, text, digest(text.encode()))


@dataclass(frozen=True, slots=True)
class WordingLine:
    """One kind of paper in a body's list: what serves (``None``: as delivered), and its own open draft.

    ``below`` counts the bodies under it that use words of their own.
    """

    code: str
    title: str
    version: TemplateVersion | None
    own: bool
    draft: TemplateVersion | None
    below: int = 0


def wording_lines(scope: Scope, body_id: UUID, *, path: str, day: date) -> Sequence[WordingLine]:
    """Every kind of paper with whose words the body uses, in order; three queries."""
    serves: dict[str, TemplateVersion] = {}
    rows = _served(path, day).select_related("body").defer("text")
    for row in sorted(rows, key=lambda each: len(each.body.path)):
        serves[row.code] = row
    drafts: Mapping[str, TemplateVersion] = {
        row.code: row
        for row in visible_wordings(scope)
        .filter(body=body_id, state=WordingState.DRAFT)
        .select_related("made_by")
        .defer("text")
    }
    under = visible_wordings(scope).filter(state=WordingState.IN_USE, path__startswith=f"{path}.")
    below = dict(under.order_by().values_list("code").annotate(Count("pk")))
    return [
        WordingLine(
            code,
            title,
            version := serves.get(code),
            own=version is not None and version.body_id == body_id,
            draft=drafts.get(code),
            below=below.get(code, 0),
        )
        for code, title in titles().items()
    ]


@dataclass(frozen=True, slots=True)
class WordingPage:
    """One kind of paper of one body: what serves, every version of its own (the newest first)."""

    code: str
    title: str
    serving: Serving
    versions: Sequence[TemplateVersion]
    draft: TemplateVersion | None
    own: bool
    may_write: bool


def wording_page(scope: Scope, body_id: UUID, *, path: str, code: str, day: date) -> WordingPage:
    """The page of a kind; raises ``KeyError`` for an unknown code. Two queries."""
    title = titles()[code]
    now_serves = serving(path, code, day)
    rows = visible_wordings(scope).filter(body=body_id, code=code)
    versions = list(rows.select_related("made_by", "file", "based_on").defer("text"))
    return WordingPage(
        code=code,
        title=title,
        serving=now_serves,
        versions=versions,
        draft=next((row for row in versions if row.state == WordingState.DRAFT), None),
        own=now_serves.version is not None and now_serves.version.body_id == body_id,
        may_write=bool(may_write(scope, path)),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of two texts beside each other; the number is 0 where the line is missing."""

    what: Literal["same", "gone", "new"]
    words: str
    before: int
    after: int


def compared(before: str, after: str, *, around: int = 3) -> Sequence[Line]:
    """Where two texts differ, with ``around`` lines that are the same before and after each place."""
    old, new = before.split("\n"), after.split("\n")
    found: list[Line] = []
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(around):
        for tag, first, last, start, end in group:
            if tag == "equal":
                found += [
                    Line("same", old[place], place + 1, start + place - first + 1)
                    for place in range(first, last)
                ]
                continue
            found += [Line("gone", old[place], place + 1, 0) for place in range(first, last)]
            found += [Line("new", new[place], 0, place + 1) for place in range(start, end)]
    return found


def text_faults(version: TemplateVersion) -> Sequence[Fault]:
    """What has to be mended before the version can be used; nothing for an office's Word file."""
    return () if version.is_word else faults_of(version.text, version.code)


def words_of(version: TemplateVersion | None, code: str) -> str:
    """The text of a version, or as delivered."""
    return text_of(code) if version is None or version.is_word else version.text


@dataclass(frozen=True, slots=True)
class Marked:
    """A fault with the words of its line."""

    line: int
    sentence: str
    words: str


def marked(text: str, faults: Sequence[Fault]) -> Sequence[Marked]:
    """Faults beside what stands on their lines."""
    lines = text.split("\n")
    return [
        Marked(
            fault.line,
            fault.sentence,
            lines[fault.line - 1].strip()[:160] if 0 < fault.line <= len(lines) else "",
        )
        for fault in faults
    ]


def blanks_of(code: str) -> Sequence[Field]:
    """The blanks that the program can fill in these papers, their own first."""
    known = common.known(template(code))
    own = template(code).fields
    return [*own.values(), *(field for name, field in known.items() if name not in own)]
