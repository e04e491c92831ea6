"""A paper comes back from Word: read apart, compared with the data, its differences decided one by one."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.papers.actions.common import (
    DOCX,
    Actor,
    add_version,
    drafted,
    latest_word,
    refuse,
    short,
    touch,
)
from vinhdanh.domain.papers.models import Paper, PaperVersion, WordDifference
from vinhdanh.domain.papers.states import WORD_SOURCES, Choice, VersionSource
from vinhdanh.engines.documents.compare.content import Content, content_from_data, content_to_data
from vinhdanh.engines.documents.compare.differences import Difference, differences, edited_lines
from vinhdanh.engines.documents.compare.limited import mend_limited, read_limited
from vinhdanh.engines.reading import LABELS, ReadingFault, detect
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.files.store import digest, read
from vinhdanh.foundation.kernel.clock import moment_words, now
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.foundation.kernel.text import squash

_MOST: Final = 2_000
_MENDED: Final = frozenset({"cell", "added", "removed"})
"""What the system can put back by itself."""


def read_word(data: bytes, name: str) -> Content:
    """What an uploaded DOCX says, read in a process of its own; RefusedError naming the field ``file``."""
    try:
        kind = detect(data, name)
        if kind != "docx":
            text = f"Bản sửa phải là tệp Word .docx; tệp này là {LABELS[kind]}."
            raise RefusedError(Refusal("not_docx", text, field="file"))
        return read_limited(data)
    except ReadingFault as fault:
        raise RefusedError(Refusal(fault.code, fault.sentence, field="file")) from fault


def take_back(
    *, actor: Actor, scope: Scope | None, paper_id: UUID, base: int, data: bytes, name: str
) -> PaperVersion:
    """Keep the edited DOCX as one more version with all its differences from the data.

    ``base`` is the version that the person edited; when somebody has handed in another one meanwhile,
    nothing is
    kept and the refusal says who and when. Raises RefusedError too for another kind of file, macros, links
    out of the file, and the same bytes again.
    """
    content = read_word(data, name)
    with transaction.atomic():
        paper = drafted(actor, scope, paper_id)
        last = latest_word(paper)
        _not_overtaken(last, base, data)
        settled = _settled(paper)
        ours = content_from_data(settled.content["read"])
        found = differences(ours, content, _facts(paper))[:_MOST]
        version = add_version(
            paper,
            data,
            actor=actor,
            source=VersionSource.WORD,
            media_type=DOCX,
            based_on=last,
            content={"read": content_to_data(content), "edits": edited_lines(ours, content)},
        )
        _keep(version, found)
        touch(paper)
        after = {"version": version.n, "differences": len(found)}
        record(actor=actor, action="take_back_paper", subject=paper, body=paper.body_id, after=after)
    return version


def _not_overtaken(last: PaperVersion, base: int, data: bytes) -> None:
    if last.n != base:
        by = f" do {last.made_by} nộp" if last.made_by else ""
        refuse(
            "overtaken",
            f"Bản {base} mà anh/chị sửa đã có bản {last.n} thay{by} lúc {moment_words(last.made_at)}. "
            "Tệp của anh/chị chưa được nhận và không ghi đè lên bản đó; tải bản mới về, chép phần sửa sang "
            "rồi nộp.",
            field="file",
        )
    if last.sha256 == digest(data):
        refuse("same_bytes", f"Tệp này giống hệt bản {last.n}, không có gì mới để nhận.", field="file")


def _settled(paper: Paper) -> PaperVersion:
    """The newest DOCX about which nothing is open and nothing was sent back to the data."""
    undone = WordDifference.objects.filter(version=OuterRef("pk"), choice__in=[Choice.OPEN, Choice.DATA])
    return paper.versions.filter(~Exists(undone), source__in=WORD_SOURCES).latest("n")


def _facts(paper: Paper) -> dict[str, str]:
    return {"Trích yếu": paper.subject, "Người ký": paper.signer_name}


def _keep(version: PaperVersion, found: Sequence[Difference]) -> None:
    WordDifference.objects.bulk_create(
        [
            WordDifference(
                version=version,
                position=position,
                what=each.what,
                place=each.place[:400],
                note=each.note[:200],
                ours=each.ours,
                theirs=each.theirs,
                spot=dict(each.spot),
            )
            for position, each in enumerate(found, 1)
        ],
        batch_size=500,
    )


@transaction.atomic
def resolve_difference(
    *, actor: Actor, scope: Scope | None, difference_id: UUID, choice: str, explanation: str = ""
) -> PaperVersion | None:
    """Decide one difference: take Word's, keep the data's, or let it stand with an explanation.

    When the last one is decided and some keep the data, the system writes them back into the DOCX: that
    version is returned. Raises RefusedError when somebody has decided it, or the paper has moved on.
    """
    paper_id = WordDifference.objects.values_list("version__paper", flat=True).get(pk=difference_id)
    paper = drafted(actor, scope, paper_id)
    row = (
        WordDifference.objects.select_for_update(of=("self",)).select_related("version").get(pk=difference_id)
    )
    _may_choose(paper, row, choice, explanation=explanation)
    row.choice, row.explanation = choice, short(explanation, "explanation", most=500)
    row.chosen_at, row.chosen_by_id = now(), actor.pk if actor else None
    row.save(update_fields=["choice", "explanation", "chosen_at", "chosen_by"])
    touch(paper)
    after = {"place": row.place, "choice": choice}
    record(
        actor=actor, action="resolve_difference", subject=paper, body=paper.body_id, after=after,
        reason=row.explanation,
    )  # fmt: skip
    if row.version.differences.filter(choice=Choice.OPEN).exists():
        return None
    return _settle(paper, row.version, actor)


def _may_choose(paper: Paper, row: WordDifference, choice: str, *, explanation: str) -> None:
    if row.choice:
        text = f"Chỗ này đã chọn “{row.get_choice_display()}”; có thể người khác vừa chọn. Tải lại trang."
        refuse("chosen", text)
    if latest_word(paper).pk != row.version_id:
        refuse("old_version", f"{row.version} đã có bản mới hơn thay; xem khác biệt ở bản mới nhất.")
    if choice not in {Choice.WORD, Choice.DATA, Choice.EXPLAINED}:
        refuse(
            "choice_unknown", "Chọn lấy bản Word, giữ số liệu, hoặc để khác và giải thích.", field="choice"
        )
    if choice == Choice.EXPLAINED and not squash(explanation):
        refuse("explanation_missing", "Ghi vì sao để văn bản khác số liệu.", field="explanation")
    if choice == Choice.DATA and row.what not in _MENDED:
        refuse(
            "not_mended",
            "Hệ thống không tự sửa chỗ này trong Word được: hãy sửa trong tệp rồi nộp lại, lấy theo bản "
            "Word, "
            "hoặc để khác và giải thích.",
            field="choice",
        )


def _settle(paper: Paper, version: PaperVersion, actor: Actor) -> PaperVersion | None:
    """Write what keeps the data back into the paper, as one more version."""
    kept = list(version.differences.filter(choice=Choice.DATA))
    if not kept:
        return None
    try:
        content, made = mend_limited(read(version.file), [_edit(row) for row in kept])
    except ReadingFault as fault:
        raise RefusedError(Refusal(fault.code, fault.sentence)) from fault
    settled = add_version(
        paper,
        made,
        actor=actor,
        source=VersionSource.SETTLED,
        media_type=DOCX,
        based_on=version,
        content={"read": content_to_data(content)},
    )
    after = {"version": settled.n, "differences": len(kept)}
    record(actor=actor, action="settle_paper", subject=paper, body=paper.body_id, after=after)
    return settled


def _edit(row: WordDifference) -> Mapping[str, Any]:
    if row.what == "cell":
        return {"do": "cell", "text": row.ours, **row.spot}
    return {"do": "drop" if row.what == "added" else "add", **row.spot}
