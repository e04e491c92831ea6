"""A template and its data as a :class:`Paper`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from vinhdanh.engines.documents.model import Head, Medium, Paper, Signer
from vinhdanh.engines.documents.templates import common, values
from vinhdanh.engines.documents.templates.check import check, coerce
from vinhdanh.engines.documents.templates.expand import Passage, Scope, Sealed, expand
from vinhdanh.engines.documents.templates.faults import Fault, TemplateError
from vinhdanh.engines.documents.templates.frame import Piece, Template, read_frame
from vinhdanh.engines.documents.templates.language import read
from vinhdanh.engines.documents.templates.lists import list_blocks
from vinhdanh.engines.documents.templates.markup import Maker, blocks, signer
from vinhdanh.engines.documents.templates.tasks import task_blocks
from vinhdanh.foundation.kernel.text import squash

_BASIS: Final = re.compile(r"(Căn cứ|Theo đề nghị|Xét đề nghị|Thực hiện|Trên cơ sở)\s")
_TO: Final = "Kính gửi:"
_DECIDES: Final = re.compile(r"[A-ZĐÂĂÊÔƠƯÁÀẢÃẠẤẦẨẪẬẮẰẲẴẶÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ ]+:")
_MAKERS: Final[Mapping[str, Maker]] = {
    values.AWARDEES: lambda rows: list_blocks(rows.rows, "given" if rows.how == "theo thứ bậc" else "name"),
    values.TASKS: lambda rows: task_blocks(rows.rows, one_cell=rows.how == "một ô"),
}


def parse(text: str) -> Template:
    """A template's text as a :class:`Template`. Raises :class:`TemplateError` with every fault in it."""
    faults = check(text)
    template, _ = read_frame(text)
    if faults or template is None:
        raise TemplateError(faults)
    return template


def compile_paper(template: Template | str, data: Mapping[str, Any], medium: Medium = "paper") -> Paper:
    """The paper of a template and its data.

    ``data`` is keyed by the names of the blanks: texts, whole numbers or ``Decimal``, ``date``, amounts in
    đồng, lists of rows keyed by column. Raises :class:`TemplateError` where something required is missing or
    has another type.
    """
    if isinstance(template, str):
        template = parse(template)
    return _Compiler(template, _checked(template, data)).paper(medium)


def _checked(template: Template, data: Mapping[str, Any]) -> Scope:
    fields = common.known(template)
    found: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, item in fields.items():
        value = data.get(name)
        if value in (None, ""):
            if item.required:
                faults.append(Fault(0, f"Thiếu “{item.label}” ({name}); điền rồi lập lại văn bản."))
            continue
        found[name], wrong = coerce(item, value)
        faults += [Fault(0, sentence) for _, sentence in wrong]
    if faults:
        raise TemplateError(faults)
    return Scope(fields, found)


@dataclass(slots=True)
class _Opening:
    """What stands before the body: bases, addressees, and the line that decides."""

    bases: list[str] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)
    decides: str = ""
    rest: str = ""


@dataclass(slots=True)
class _Compiler:
    template: Template
    scope: Scope
    sealed: Sealed = field(default_factory=Sealed)

    def paper(self, medium: Medium) -> Paper:
        template = self.template
        opening = self._opening(self._filled(template.wording))
        written = blocks(opening.rest, self.sealed, _MAKERS)
        return Paper(
            form=template.form,
            head=self._head(),
            body=written.body,
            signers=self._signers(),
            authority=self._say("authority"),
            addressees=tuple(opening.addressees),
            bases=tuple(opening.bases),
            decides=opening.decides,
            recipients=self._lines("recipients"),
            archive=self._archive(),
            annexes=written.annexes,
            medium=medium,
            landscape=template.flags.get("landscape", False),
            ends=template.flags.get("ends", template.form != "form"),
        )

    def _filled(self, piece: Piece) -> str:
        return expand(read(piece.text, piece.line).nodes, self.scope, self.sealed)

    def _say(self, name: str) -> str:
        return squash(self.sealed.opened(self._filled(self.template.piece(name))))

    def _lines(self, name: str) -> tuple[str, ...]:
        filled = "\n".join(self._filled(piece) for piece in self.template.lists.get(name, ()))
        opened = (squash(self.sealed.opened(line)) for line in filled.split("\n"))
        return tuple(line for line in opened if line)

    def _archive(self) -> str:
        """Papers that go nowhere by themselves (ballots, slips) name no place where they are kept."""
        goes = self.template.form not in {"form", "minutes"} or "recipients" in self.template.lists
        return self._say("archive") or (self._common("lưu") if goes else "")

    def _common(self, name: str) -> str:
        return str(self.scope.data.get(name) or "")

    def _head(self) -> Head:
        template = self.template
        return Head(
            issuer=_split(self._common("cơ quan ban hành")),
            parent=_split(self._common("cơ quan chủ quản")),
            number=self.scope.data.get(common.NUMBER),
            symbol=self._symbol(),
            place=self._common("địa danh"),
            day=self.scope.data.get(common.DAY),
            title=self._say("heading") or common.KINDS.get(template.kind, ""),
            subject=self._say("subject"),
            dated=template.flags.get("dated", template.form != "minutes"),
        )

    def _symbol(self) -> str:
        given = self._say("symbol") or self._common("ký hiệu")
        if given or not self.template.kind:
            return given
        return f"{self.template.kind}-{self._common('viết tắt')}"

    def _signers(self) -> tuple[Signer, ...]:
        return tuple(signer(line, str) for line in self._lines("signers"))

    def _opening(self, filled: str) -> _Opening:
        """Bases and addressees come first; the first other words begin the body."""
        found = _Opening()
        lines = filled.split("\n")
        for place, line in enumerate(lines):
            if line.strip() and not self._before_body(found, line.strip()):
                found.rest = "\n".join(lines[place:])
                break
        return found

    def _before_body(self, found: _Opening, line: str) -> bool:
        opened = squash(self.sealed.opened(line))
        if isinstance(self.sealed.alone(line), Passage):
            return False
        if opened.startswith(_TO):
            found.addressees.append(opened.removeprefix(_TO).strip())
        elif self.template.form in {"decision", "named"} and _BASIS.match(opened):
            found.bases.append(opened.rstrip(";."))
        elif self.template.form == "decision" and _DECIDES.fullmatch(opened):
            found.decides = opened
        else:
            return False
        return True


def _split(words: str) -> tuple[str, ...]:
    """Lines of a body's name, parted by semicolons."""
    return tuple(line.strip() for line in words.split(";") if line.strip())
