"""Numbers: series of one body in one year, each number from a locked row; or recorded from another system."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.actions.common import locked
from vinhdanh.domain.papers.access import may_issue
from vinhdanh.domain.papers.actions.common import (
    DOCX,
    Actor,
    add_version,
    by_program,
    latest_word,
    needed,
    number_words,
    ours_to_issue,
    refuse,
    touch,
)
from vinhdanh.domain.papers.models import NumberSeries, Paper, PaperNumber
from vinhdanh.domain.papers.states import KINDS, Direction, NumberState, PaperState, VersionSource
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.files.store import read
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import Refusal, RefusedError, require
from vinhdanh.foundation.kernel.text import fold, squash

_SYMBOL = "Ghi ký hiệu như trên văn bản, ví dụ QĐ-UBND, không có dấu gạch chéo."


@transaction.atomic
def open_series(
    *, actor: Actor, scope: Scope | None, body_id: UUID, group: str = "", secret: bool = False, last: int = 0
) -> NumberSeries:
    """Open this year's outgoing series of a body: for one kind (``group``) or for all; ``last`` is the last
    number already given elsewhere. Raises RefusedError when there is one."""
    body = locked(body_id)
    if not by_program(actor, scope) and scope is not None:
        require(may_issue(scope, body.path))
    if group and group not in KINDS:
        refuse("kind_unknown", f"Không có loại văn bản “{group}”.", field="group")
    try:
        with transaction.atomic():
            series = NumberSeries.objects.create(
                body=body, path=body.path, group=group, year=today().year, secret=secret, last=max(last, 0)
            )
    except IntegrityError as error:
        raise RefusedError(
            Refusal("series_exists", f"Sổ số này của năm {today().year} đã mở.", field="group")
        ) from error
    after = {"group": KINDS.get(group, "chung"), "year": series.year, "last": series.last}
    record(actor=actor, action="open_series", subject=series, body=body.pk, after=after)
    return series


@transaction.atomic
def give_number(*, actor: Actor, scope: Scope | None, paper_id: UUID, on: date | None = None) -> PaperNumber:
    """The next number of the body's series for a paper that is being signed or is signed.

    A paper that is still unsigned gets one more version with the number and the day in it. Raises
    RefusedError when the body keeps no series here, or the paper has a number.
    """
    paper = ours_to_issue(actor, scope, paper_id)
    _may_number(paper)
    day = _day(on)
    series = _series_for(paper, day.year)
    if series is None:
        refuse(
            "no_series",
            "Cơ quan chưa mở sổ số trên hệ thống. Mở ở trang “Sổ văn bản”, hoặc ghi số do hệ thống văn bản "
            "của "
            "cơ quan cấp.",
        )
    row = _next(series, paper, actor)
    _numbered(paper, number=row.number, symbol=paper.symbol, day=day, actor=actor)
    record(
        actor=actor,
        action="give_number",
        subject=paper,
        body=paper.body_id,
        after={"number": paper.full_number},
    )
    return row


def _may_number(paper: Paper) -> None:
    if paper.state not in {PaperState.SUBMITTED, PaperState.SIGNED}:
        refuse("not_submitted", "Chỉ cấp số cho văn bản đang trình ký hoặc đã ký.")
    if paper.number is not None:
        refuse("numbered", f"Văn bản đã có số {paper.full_number}.")
    if paper.state == PaperState.SIGNED and (old := _signed_with(paper)) is not None:
        refuse(
            "signed_with_another",
            f"Bản đã ký mang số {old.number:02d} đã hủy nên không nhận số khác được; "
            "viết văn bản mới, trình ký lại rồi cấp số.",
        )


def _signed_with(paper: Paper) -> PaperNumber | None:
    """The number that stands in the signed paper although it was voided afterwards.

    Keys are in the order of time, also where the clock stands still.
    """
    last = paper.signatures.order_by("-recorded_at").first()
    if last is None:
        return None
    return paper.numbers.filter(state=NumberState.VOIDED, pk__lt=last.pk).last()


def _day(on: date | None) -> date:
    day = on or today()
    if day > today():
        refuse("day_ahead", "Ngày ban hành không được sau hôm nay.", field="issued_on")
    return day


def _series_for(paper: Paper, year: int) -> NumberSeries | None:
    """The series of the paper's kind, else the common one; a new year goes on with what the last one had."""
    rows = NumberSeries.objects.filter(
        body=paper.body_id,
        direction=Direction.OUTGOING,
        secret=paper.is_secret,
        group__in=[paper.kind, ""],
        year__in=[year, year - 1],
    )
    groups = {row.group for row in rows}
    if not groups:
        return None
    return locked_series(paper, max(groups, key=len), year)


def locked_series(
    paper: Paper, group: str, year: int, *, direction: str = Direction.OUTGOING
) -> NumberSeries:
    """The series, made where it is the first of its year, locked until the action ends."""
    made, _ = NumberSeries.objects.get_or_create(
        body_id=paper.body_id,
        direction=direction,
        group=group,
        year=year,
        secret=paper.is_secret,
        defaults={"path": paper.path},
    )
    return NumberSeries.objects.select_for_update().get(pk=made.pk)


def _next(series: NumberSeries, paper: Paper, actor: Actor) -> PaperNumber:
    """The next number that nobody has; one that was recorded meanwhile is entered for its own paper."""
    taken = _recorded(series, paper)
    series.last += 1
    while series.last in taken:
        PaperNumber.objects.create(series=series, number=series.last, paper_id=taken[series.last])
        series.last += 1
    series.save(update_fields=["last"])
    return PaperNumber.objects.create(
        series=series, number=series.last, paper=paper, given_by_id=actor.pk if actor else None
    )


def _recorded(series: NumberSeries, paper: Paper) -> dict[int, UUID]:
    """Numbers of the year beyond the last one given here, by which papers they were recorded."""
    if series.direction != Direction.OUTGOING:
        return {}
    rows = Paper.objects.filter(
        body=series.body_id,
        direction=Direction.OUTGOING,
        issued_on__year=series.year,
        number__gt=series.last,
        kind=paper.kind,
        numbers__isnull=True,
    ).exclude(pk=paper.pk)
    return {row.number: row.pk for row in rows.order_by("-pk").only("number") if row.number is not None}


def arrival_number(paper: Paper, actor: Actor, day: date) -> int:
    """The next number of the book of what comes in, for an incoming paper that was just made."""
    return _next(locked_series(paper, "", day.year, direction=Direction.INCOMING), paper, actor).number


@transaction.atomic
def record_number(
    *,
    actor: Actor,
    scope: Scope | None,
    paper_id: UUID,
    number: int | None,
    symbol: str,
    issued_on: date | None,
    allow_twin: bool = False,
) -> Paper:
    """Record number, symbol and day that the office's own document system gave.

    Raises RefusedError ``twin`` naming the paper of the same issuer that has them, unless ``allow_twin``.
    """
    paper = ours_to_issue(actor, scope, paper_id)
    _may_number(paper)
    if number is None or number < 1:
        refuse("number_missing", "Ghi số của văn bản, từ 1 trở lên.", field="number")
    words = checked_symbol(symbol)
    day = _day(issued_on)
    _not_voided(paper, number, year=day.year)
    if not allow_twin:
        no_twin(paper, number, symbol=words, day=day)
    _numbered(paper, number=number, symbol=words, day=day, actor=actor)
    after = {"number": paper.full_number}
    record(actor=actor, action="record_number", subject=paper, body=paper.body_id, after=after)
    return paper


def _not_voided(paper: Paper, number: int, *, year: int) -> None:
    """A voided number stays void, whoever counts on."""
    rows = PaperNumber.objects.filter(
        series__body=paper.body_id,
        series__direction=Direction.OUTGOING,
        series__year=year,
        number=number,
        state=NumberState.VOIDED,
        paper__kind=paper.kind,
    )
    voided = rows.first()
    if voided is not None:
        text = f"Số {number:02d} đã hủy trong sổ năm {year} (“{voided.reason}”) nên không dùng lại."
        refuse("voided", text, field="number")


def checked_symbol(symbol: str) -> str:
    """A symbol fit to keep."""
    words = squash(symbol).strip("/ ")
    if not words or "/" in words or len(words) > 30:
        refuse("symbol_wrong", _SYMBOL, field="symbol")
    return words


def no_twin(paper: Paper, number: int, *, symbol: str, day: date) -> None:
    """Number and symbol are one paper's in a year (Điều 15); whoever gives them again is told whose they
    are."""
    twins = Paper.objects.filter(
        symbol_key=fold(symbol)[:30],
        number=number,
        issued_on__year=day.year,
        direction=paper.direction,
        body=paper.body_id,
        issuer_name=paper.issuer_name,
    ).exclude(pk=paper.pk)
    twin = twins.first()
    if twin is not None:
        refuse(
            "twin",
            f"Số {number:02d}/{symbol} năm {day.year} của {paper.issuer_name} đã ghi cho văn bản khác: "
            f"{_called(twin)} ngày {twin.issued_on:%d/%m/%Y}. Kiểm tra lại số; nếu đúng là trùng, "
            "đánh dấu "
            "“Vẫn ghi” rồi gửi lại.",
            field="number",
        )


def _called(twin: Paper) -> str:
    """Who may enter a number need not be who may know what a secret paper is about."""
    return "một văn bản mật" if twin.is_secret else f"“{twin.subject[:160]}”"


def _numbered(paper: Paper, *, number: int, symbol: str, day: date, actor: Actor) -> None:
    touch(paper, number=number, symbol=symbol, symbol_key=fold(symbol)[:30], issued_on=day)
    if paper.state == PaperState.SUBMITTED:
        _write_in(paper, actor)


def _write_in(paper: Paper, actor: Actor) -> None:
    """The number and the day go into the DOCX that will be signed, or out of it again."""
    from vinhdanh.engines.documents.compare.content import content_to_data
    from vinhdanh.engines.documents.compare.limited import mend_limited
    from vinhdanh.engines.documents.words import day_in_words

    last, day = latest_word(paper), paper.issued_on
    edits = [
        {"do": "number", "text": paper.full_number or f"        /{paper.symbol}"},
        {"do": "day", "text": day_in_words(day) if day else "ngày       tháng       năm"},
        {"do": "final"},
    ]
    content, made = mend_limited(read(last.file), edits)
    add_version(
        paper,
        made,
        actor=actor,
        source=VersionSource.NUMBERED,
        media_type=DOCX,
        based_on=last,
        content={"read": content_to_data(content)},
        model=_numbered_model(last.model, paper),
    )


def _numbered_model(data: dict[str, Any], paper: Paper) -> dict[str, Any]:
    from vinhdanh.engines.documents.codec import paper_from_data, paper_to_data

    if not data:
        return {}
    written = paper_from_data(data)
    head = replace(written.head, number=paper.number, symbol=paper.symbol, day=paper.issued_on)
    return paper_to_data(replace(written, head=head))


@transaction.atomic
def void_number(*, actor: Actor, scope: Scope | None, paper_id: UUID, reason: str) -> PaperNumber:
    """Take the number off a paper that has not gone out. The number stays in its series, voided, for good."""
    paper = ours_to_issue(actor, scope, paper_id)
    words = needed(reason, "reason", "Ghi lý do hủy số; số đã hủy vẫn nằm trong sổ.", most=500)
    if paper.state not in {PaperState.SUBMITTED, PaperState.SIGNED}:
        refuse("sent", "Văn bản đã phát hành nên không hủy số được; thu hồi văn bản nếu cần.")
    row = PaperNumber.objects.select_for_update(of=("self",)).filter(
        paper=paper, state=NumberState.GIVEN
    ).first()  # fmt: skip
    if row is None:
        refuse("no_number", "Văn bản chưa được hệ thống cấp số.")
    # The state of a number is not a workflow of its own: it is given, and once at most taken back.
    PaperNumber.objects.filter(pk=row.pk).update(state=NumberState.VOIDED, reason=words)
    before = {"number": paper.full_number}
    touch(paper, number=None, issued_on=None)
    if paper.state == PaperState.SUBMITTED:
        _write_in(paper, actor)
    record(
        actor=actor,
        action="void_number",
        subject=paper,
        body=paper.body_id,
        before=before,
        after={"paper": number_words(paper)},
        reason=words,
    )
    row.refresh_from_db()
    return row
