"""Do an office's words still take the data that the program gives to this kind of paper?"""

from collections.abc import Iterator

from vinhdanh.engines.documents.templates import common
from vinhdanh.engines.documents.templates.check import check
from vinhdanh.engines.documents.templates.faults import Fault
from vinhdanh.engines.documents.templates.frame import Field, Template, read_frame
from vinhdanh.engines.documents.templates.registry import template


def faults_of(text: str, code: str) -> tuple[Fault, ...]:
    """Everything that keeps ``text`` from being used for the papers ``code``, by line.

    Beyond :func:`check`: the frame is that of the delivered template, and nothing is required that the
    program does not know. Raises ``KeyError`` for an unknown code.
    """
    found = check(text)
    mine, _ = read_frame(text)
    if mine is None:
        return found
    more = [*_frame(mine, template(code)), *_fields(mine, template(code))]
    return tuple(sorted({*found, *more}, key=lambda fault: (fault.line, fault.sentence)))


def _frame(mine: Template, shipped: Template) -> Iterator[Fault]:
    for key in ("code", "kind", "form", "issuer"):
        wanted, given = getattr(shipped, key), getattr(mine, key)
        if given != wanted:
            yield Fault(1, f"Khóa “{key}” của mẫu này phải là “{wanted}”, đang ghi “{given}”; ghi lại.")


def _fields(mine: Template, shipped: Template) -> Iterator[Fault]:
    known = common.known(shipped)
    for name, field in mine.fields.items():
        ours = known.get(name)
        if ours is None and field.required:
            sentence = (
                f"Phần mềm không có số liệu cho trường “{name}” nên không thể bắt buộc; "
                "ghi “required: no”, hoặc viết thẳng lời vào mẫu."
            )
            yield Fault(field.line, sentence)
        elif ours is not None:
            yield from _same(field, ours)


def _same(field: Field, ours: Field) -> Iterator[Fault]:
    if field.type != ours.type:
        yield Fault(field.line, f"Trường “{field.name}” có kiểu “{ours.type}”, không đổi kiểu được.")
    elif field.required and not ours.required:
        yield Fault(field.line, f"Trường “{field.name}” có thể trống; ghi “required: no”.")
    strange = [column for column in field.columns if column not in ours.columns]
    if strange:
        yield Fault(field.line, f"Trường “{field.name}” không có cột “{strange[0]}”.")
