"""One paper as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.papers.access import editable, may_issue, may_receive, may_write
from vinhdanh.domain.papers.models import (
    Paper,
    PaperNumber,
    PaperVersion,
    Recipient,
    SignatureRecord,
    WordDifference,
)
from vinhdanh.domain.papers.queries.versions import versions_of
from vinhdanh.domain.papers.states import Choice, Direction, NumberState, PaperState, VersionSource


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """A line of “Nơi nhận”, and whether the person may confirm the receipt for it.

    ``members`` are the bodies of a group that was sent the paper, those that have not confirmed first.
    """

    row: Recipient
    may_confirm: bool
    members: "Sequence[RecipientRow]" = ()

    @property
    def received(self) -> int:
        """How many members have confirmed."""
        return sum(1 for each in self.members if each.row.received_at)


@dataclass(frozen=True, slots=True)
class PaperDetail:
    """``master`` is the newest DOCX; ``differences`` are those of it, ``undecided`` how many of them are
    open.
    ``reads_whole`` is false for who only received it: how it came about, its history and what its keeper
    noted are not for them. Whether the person may do something is asked again by the action."""

    paper: Paper
    versions: Sequence[PaperVersion]
    master: PaperVersion | None
    exported: PaperVersion | None
    differences: Sequence[WordDifference]
    undecided: int
    recipients: Sequence[RecipientRow]
    signatures: Sequence[SignatureRecord]
    number: PaperNumber | None
    voided: Sequence[PaperNumber]
    may_edit: bool
    reads_whole: bool
    may_write: bool
    may_issue: bool

    @property
    def to_confirm(self) -> Sequence[RecipientRow]:
        """Rows whose receipt the person may confirm, members of groups among them."""
        rows = [each for line in self.recipients for each in (line, *line.members)]
        return [each for each in rows if each.may_confirm]

    @property
    def edits(self) -> Sequence[Any]:
        """Wording that was changed in Word outside the tables."""
        return self.master.content.get("edits", []) if self.master else []

    @property
    def changes(self) -> Sequence[Any]:
        """Changes that Word tracked and nobody has accepted in it."""
        return self._read("changes")

    @property
    def comments(self) -> Sequence[Any]:
        return self._read("comments")

    @property
    def tables(self) -> Sequence[Any]:
        """Lists and tables as the Word file has them."""
        return self._read("tables")

    def _read(self, name: str) -> Sequence[Any]:
        found: Sequence[Any] = self.master.content.get("read", {}).get(name, []) if self.master else []
        return found


def paper_detail(scope: Scope, paper: Paper) -> PaperDetail:
    """The page of a paper that the person may see (its ``body`` loaded); at most seven queries."""
    whole = reads_whole(scope, paper)
    versions = versions_of(paper) if whole else []
    master = next((each for each in versions if each.is_word), None)
    rows = list(master.differences.select_related("chosen_by")) if master else []
    numbers = list(PaperNumber.objects.filter(paper=paper).select_related("series"))
    return PaperDetail(
        paper=paper,
        versions=versions,
        master=master,
        exported=_exported(versions, master),
        differences=rows,
        undecided=sum(1 for row in rows if row.choice == Choice.OPEN),
        recipients=_recipients(scope, paper),
        signatures=list(paper.signatures.select_related("recorded_by", "signatory")),
        number=next((row for row in numbers if row.state == NumberState.GIVEN), None),
        voided=[row for row in numbers if whole and row.state == NumberState.VOIDED],
        may_edit=bool(editable(paper)) and bool(may_write(scope, paper.path)),
        reads_whole=whole,
        may_write=bool(may_write(scope, paper.path)),
        may_issue=bool(may_issue(scope, paper.path)),
    )


def reads_whole(scope: Scope, paper: Paper) -> bool:
    """Who keeps the paper sees how it came about; receivers see what was sent."""
    return bool(may_write(scope, paper.path)) or not _only_received(scope, paper)


def _only_received(scope: Scope, paper: Paper) -> bool:
    own = paper.path in scope.own_paths or any(
        paper.path == top or paper.path.startswith(top + ".") for top in scope.paths
    )
    return not own


def sent_version(paper: Paper) -> PaperVersion | None:
    """What receivers get: the signed PDF, else the scan, else for what came in the file that was kept."""
    wanted = [VersionSource.SIGNED, VersionSource.SCAN, VersionSource.UPLOAD]
    return paper.versions.filter(source__in=wanted).select_related("file").last()


def may_read_version(scope: Scope, paper: Paper, n: int) -> bool:
    """Receivers read the version that was sent, and no draft of it."""
    if not _only_received(scope, paper):
        return True
    sent = sent_version(paper)
    return sent is not None and sent.n == n


def _exported(versions: Sequence[PaperVersion], master: PaperVersion | None) -> PaperVersion | None:
    return next(
        (
            each
            for each in versions
            if each.source == VersionSource.EXPORT and master and each.based_on_id == master.pk
        ),
        None,
    )


def _recipients(scope: Scope, paper: Paper) -> list[RecipientRow]:
    open_now = paper.state in {PaperState.ISSUED, PaperState.SUPERSEDED, PaperState.WITHDRAWN}
    within: dict[UUID | None, list[RecipientRow]] = {}
    for row in paper.recipients.select_related("body", "group", "received_by", "dispatched_by"):
        waits = open_now and row.body is not None and row.received_at is None
        found = RecipientRow(row, waits and bool(may_receive(scope, row.body_id)))
        within.setdefault(row.within_id, []).append(found)
    return [replace(line, members=_late_first(within.get(line.row.pk, []))) for line in within.get(None, [])]


def _late_first(rows: Sequence[RecipientRow]) -> Sequence[RecipientRow]:
    return sorted(rows, key=lambda each: each.row.received_at is not None)


STEPS = (PaperState.DRAFT, PaperState.SUBMITTED, PaperState.SIGNED, PaperState.ISSUED)


def steps_of(paper: Paper) -> list[dict[str, str]]:
    """The way of a paper for the stepper: past, here, ahead."""
    if paper.direction == Direction.INCOMING:
        return []
    ends = {PaperState.SUPERSEDED, PaperState.WITHDRAWN}
    states = [*STEPS, *([PaperState(paper.state)] if paper.state in ends else [])]
    here = states.index(PaperState(paper.state))
    return [
        {"label": str(state.label), "state": "past" if place < here else "here" if place == here else "ahead"}
        for place, state in enumerate(states)
    ]


def arrivals_of(paper: Paper, scope: Scope) -> UUID | None:
    """The incoming twin of a paper in the books of one of the person's bodies."""
    return Paper.objects.filter(origin=paper, body__in=scope.body_ids).values_list("pk", flat=True).first()
