"""Lists, what of them does not fit, what was printed; and what anybody may be told of one certificate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, Q

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.certificates.access import may_print, visible_printings
from vinhdanh.domain.certificates.models import Certificate, Printing, PrintRun
from vinhdanh.domain.papers.states import PaperState
from vinhdanh.foundation.files.store import OwnedFile, owned
from vinhdanh.foundation.kernel.clock import as_vietnamese

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class PrintingPage:
    """One list as its page shows it: ``rows`` from ``first`` on."""

    printing: Printing
    rows: Sequence[Certificate]
    next_from: int | None
    printed: int
    runs: Sequence[PrintRun]
    may_print: bool


def printing_rows(scope: Scope, page: int = 1) -> tuple[Sequence[Printing], bool]:
    """The ``page``-th fifty lists, the newest first, and whether there are more; two queries."""
    start = (min(max(page, 1), 100) - 1) * PAGE
    ids = list(
        visible_printings(scope).order_by("-id").values_list("pk", flat=True)[start : start + PAGE + 1]
    )
    found = Printing.objects.filter(pk__in=ids[:PAGE]).select_related("body", "version__design")
    return list(found.order_by("-id")), len(ids) > PAGE


def printing_page(scope: Scope, printing: Printing, first: int = 1) -> PrintingPage:
    """The page of a list that the person may see; three queries."""
    rows = list(printing.certificates.filter(position__gte=first)[: PAGE + 1])
    done = printing.certificates.aggregate(done=Count("pk", filter=Q(prints__gt=0)))["done"]
    return PrintingPage(
        printing=printing,
        rows=rows[:PAGE],
        next_from=rows[PAGE].position if len(rows) > PAGE else None,
        printed=done,
        runs=list(printing.runs.select_related("asked_by", "file")[:PAGE]),
        may_print=bool(may_print(scope, printing.path)),
    )


def run_file(run: PrintRun) -> OwnedFile | None:
    """What came out of a print that the person may see."""
    return owned(run.file) if run.file else None


@dataclass(frozen=True, slots=True)
class Verified:
    """What anybody may be told of one certificate, and no more: no birth date, post or place of work.

    ``withdrawn``: the paper out of which the list came was called back.
    """

    name: str
    award: str
    decision: str
    issuer: str
    voided_on: date | None
    withdrawn: bool = False


def verified(token: str) -> Verified | None:
    """The certificate of an address, once a sheet or slip of it was made; one query."""
    rows = Certificate.objects.select_related("printing__body", "printing__paper")
    row = rows.filter(token=token, released=True).first()
    if row is None:
        return None
    voided = as_vietnamese(row.voided_at).date() if row.voided_at else None
    paper = row.printing.paper
    withdrawn = paper is not None and paper.state == PaperState.WITHDRAWN
    return Verified(row.name, row.award, row.decision, row.printing.body.name, voided, withdrawn)
