"""An office's own Word file as a template: the same blanks, written ``{{ tên đợt }}``.

Repeated rows and optional parts stand between tags of docxtpl: ``{%tr mỗi cá nhân %}`` … ``{%tr hết %}``
around table rows, ``{%p nếu có địa chỉ %}`` … ``{%p hết %}`` around paragraphs. Nothing else is understood:
each tag is translated into a look-up by name before the sandbox sees it, so no expression of the file is ever
evaluated.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from vinhdanh.engines.documents.active import refuse_active
from vinhdanh.engines.documents.templates import values
from vinhdanh.engines.documents.templates.check import coerce
from vinhdanh.engines.documents.templates.expand import COUNTER
from vinhdanh.engines.documents.templates.faults import Fault, TemplateError, nearest
from vinhdanh.engines.documents.templates.frame import Field
from vinhdanh.engines.reading.archive import open_archive
from vinhdanh.engines.reading.faults import FaultCode, ReadingFault
from vinhdanh.foundation.kernel.text import squash
from vinhdanh.foundation.kernel.words import padded

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

_TAG: Final = re.compile(r"\{\{(.*?)\}\}|\{%(.*?)%\}|\{#(.*?)#\}", re.DOTALL)
_MARKUP: Final = re.compile(r"<[^>]*>")
_NOT_WORD: Final = (
    "Tệp không phải văn bản Word (.docx) đọc được; mở bằng Word, lưu lại dạng .docx rồi gửi lại."
)
_BROKEN: Final = (
    "Không điền được vào tệp: một chỗ điền nằm vắt qua hai bảng hoặc hai trang; sửa trong Word rồi thử lại."
)


@dataclass(slots=True)
class _Rows:
    """What names mean while the file is being filled: the fields, then the row around the tag."""

    fields: Mapping[str, Field]
    data: Mapping[str, Any]
    around: list[tuple[Mapping[str, Field], Mapping[str, Any], int]] = field(default_factory=list)

    def find(self, name: str) -> tuple[Field, Any]:
        for columns, row, _ in reversed(self.around):
            if name in columns:
                return columns[name], row.get(name)
        return self.fields[name], self.data.get(name)

    def say(self, words: str) -> str:
        name, _, how = (part.strip() for part in words.partition(":"))
        if name == COUNTER:
            return str(self.around[-1][2]) if self.around else ""
        if name.startswith("đếm "):
            return padded(len(self.find(name.removeprefix("đếm ").strip())[1] or ()))
        item, value = self.find(name)
        return "" if value in (None, "") else values.printed(item.type, value, how)

    def has(self, name: str) -> bool:
        return bool(self.find(name)[1])

    def rows(self, name: str) -> Iterator[int]:
        item, rows = self.find(name)
        for place, row in enumerate(rows or (), 1):
            self.around.append((item.columns, row, place))
            yield place
            self.around.pop()


@dataclass(slots=True)
class _Translation:
    """Our tags as those of Jinja; keeps what it met."""

    fields: Mapping[str, Field]
    open: list[tuple[str, Mapping[str, Field]]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def tag(self, match: re.Match[str]) -> str:
        if match[3] is not None:
            # An empty remark, not nothing: what stands around it must not grow together to a new tag.
            return "{##}"
        words = squash(_MARKUP.sub("", match[1] if match[1] is not None else match[2]))
        return self._blank(words) if match[1] is not None else self._part(words)

    def _blank(self, words: str) -> str:
        name = words.partition(":")[0].strip().removeprefix("đếm ").strip()
        item = self._known(name)
        if (
            name != COUNTER
            and item is not None
            and item.type in values.LISTS
            and not words.startswith("đếm ")
        ):
            self.faults.append(f"“{name}” là danh sách; đặt giữa {{%tr mỗi {name} %}} và {{%tr hết %}}.")
        return f"{{{{ say({words!r}) }}}}"

    def _part(self, words: str) -> str:
        if words == "hết":
            return self._close()
        for opening, code, kind in _PARTS:
            if words.startswith(opening):
                name = words.removeprefix(opening).strip()
                item = self._known(name)
                self.open.append((kind, item.columns if item and kind == "for" else {}))
                return code.format(name=repr(name))
        self.faults.append(
            f"Không hiểu “{{% {words} %}}”; chỉ dùng “mỗi …”, “nếu có …”, “nếu không có …”, “hết”."
        )
        return ""

    def _close(self) -> str:
        if not self.open:
            self.faults.append("Có “{% hết %}” mà không có “mỗi …” hay “nếu có …” ở trước; bỏ đi.")
            return ""
        return f"{{% end{self.open.pop()[0]} %}}"

    def _known(self, name: str) -> Field | None:
        for _, columns in reversed(self.open):
            if name in columns:
                return columns[name]
        if name not in self.fields and name != COUNTER:
            hint = nearest(name, self.fields) or " Xem danh sách trường của loại văn bản này."
            self.faults.append(f"Không có trường “{name}”.{hint}")
        return self.fields.get(name)


_PARTS: Final = (
    ("nếu không có ", "{{% if not has({name}) %}}", "if"),
    ("nếu có ", "{{% if has({name}) %}}", "if"),
    ("mỗi ", "{{% for _ in rows({name}) %}}", "for"),
)


def check_office_docx(data: bytes, fields: Mapping[str, Field]) -> tuple[Fault, ...]:
    """What keeps an office's file from being a template, a sentence each; empty when it can be saved."""
    if unsafe := _unsafe(data):
        return (Fault(0, unsafe),)
    translation = _Translation(fields)
    _template(data, translation)
    return tuple(Fault(0, sentence) for sentence in dict.fromkeys(translation.faults))


def fill_office_docx(data: bytes, fields: Mapping[str, Field], given: Mapping[str, Any]) -> bytes:
    """The office's file with its blanks filled. Raises :class:`TemplateError`, and nothing else."""
    from jinja2.sandbox import SandboxedEnvironment

    if faults := check_office_docx(data, fields):
        raise TemplateError(faults)
    found, wrong = _coerced(fields, given)
    if wrong:
        raise TemplateError(wrong)
    rows = _Rows(fields, found)
    words = {"say": rows.say, "has": rows.has, "rows": rows.rows}
    out = io.BytesIO()
    try:
        template = _opened(data, _Translation(fields))
        template.render(words, SandboxedEnvironment(), autoescape=True)
        template.save(out)
    except Exception as error:
        raise TemplateError([Fault(0, _BROKEN)]) from error
    return out.getvalue()


def _coerced(fields: Mapping[str, Field], given: Mapping[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    found, wrong = {}, []
    for name, item in fields.items():
        if given.get(name) not in (None, ""):
            found[name], faults = coerce(item, given[name])
            wrong += [Fault(0, sentence) for _, sentence in faults]
        elif item.required:
            wrong.append(Fault(0, f"Thiếu “{item.label}” ({name}); điền rồi lập lại văn bản."))
    return found, wrong


def _unsafe(data: bytes) -> str:
    """Why the file is refused, or nothing."""
    try:
        archive = open_archive(data, "Word")
        refuse_active(archive, "Word")
    except ReadingFault as trouble:
        return _NOT_WORD if trouble.code == FaultCode.DAMAGED else trouble.sentence
    return "" if "word/document.xml" in archive.namelist() else _NOT_WORD


def _template(data: bytes, translation: _Translation) -> None:
    """Read every part of the file that has blanks, to know what is wrong with them."""
    try:
        template = _opened(data, translation)
        template.render_init()
        template.patch_xml(template.get_xml())
        for uri in (template.HEADER_URI, template.FOOTER_URI):
            for _, part in template.get_headers_footers(uri):
                template.patch_xml(template.get_part_xml(part))
    except Exception:  # the inside is anybody's: whatever fails, it is not a Word file
        translation.faults.append(_NOT_WORD)
        return
    if translation.open:
        translation.faults.append("Có “mỗi …” hay “nếu có …” chưa đóng; thêm “{% hết %}” ở sau.")


def _opened(data: bytes, translation: _Translation) -> "DocxTemplate":
    from docxtpl import DocxTemplate

    class Translated(DocxTemplate):  # type: ignore[misc]
        def patch_xml(self, src_xml: str) -> str:
            return _TAG.sub(translation.tag, super().patch_xml(src_xml))

        def render_properties(self, context: Any, jinja_env: Any = None) -> None:
            """A file's own properties hold no blanks."""

        def render_footnotes(self, context: Any, jinja_env: Any = None) -> None:
            """Nor do its footnotes."""

    template = Translated(io.BytesIO(data))
    with suppress(AttributeError):
        template.init_docx()
    return template


__all__: Sequence[str] = ("check_office_docx", "fill_office_docx")
