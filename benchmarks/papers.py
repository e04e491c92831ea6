"""Papers of a province over HTTP: their list with every filter, the books of numbers, one paper.

``./run bench papers [PAPERS]``; a hundred thousand when nothing is said. ``--keep FOLDER`` measures a filled
database again.
"""

import random
import sys
import time
from collections import Counter
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.management import call_command
from django.db import connection

from benchmarks import planning
from benchmarks.kept import filled_once
from benchmarks.volume import Province
from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.organisations.models import Body
from vinhdanh.domain.papers.access import visible_papers, visible_series
from vinhdanh.domain.papers.models import NumberSeries, Paper, PaperNumber, Recipient
from vinhdanh.domain.papers.states import Direction, PaperState, Secrecy
from vinhdanh.engines.search.words import index_words
from vinhdanh.foundation.kernel.clock import today

PAPERS = 100_000
LIST_MS, ONE_MS, MOST_QUERIES = 150, 200, 15
_KINDS = (*("QĐ",) * 5, *("TTr",) * 2, *("CV",) * 4, "KH", "BC", "TB", "HD")
_VERBS = (
    "Về việc tặng",
    "Đề nghị xét tặng",
    "Tổ chức xét tặng",
    "Công nhận",
    "Thẩm định hồ sơ",
    "Báo cáo kết quả",
)
_THINGS = (
    "danh hiệu Chiến sĩ thi đua cơ sở",
    "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
    "danh hiệu Tập thể lao động xuất sắc",
    "Huân chương Lao động hạng Ba",
    "phong trào thi đua chào mừng ngày thành lập tỉnh",
    "điển hình tiên tiến ngành giáo dục",
    "sáng kiến cấp tỉnh",
)  # fmt: skip
_ENDS = ("năm 2024", "năm 2025", "năm 2026", "đợt 1", "đợt 2", "trên địa bàn tỉnh", "giai đoạn 2021 - 2025")
_SIGNERS = ("Hoàng Văn Nam", "Lò Thị Hương", "Trần Quang Minh", "Giàng A Sùng")
_BATCH = 5_000


def run(arguments: list[str]) -> dict[str, Any]:
    """The figures; ``ok`` says whether every page stayed within its budget."""
    papers = int(arguments[0]) if arguments else PAPERS
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    province = Province()
    filled_once(f"{papers} papers", lambda: _fill(province, papers))
    with planning.serving() as port:
        rows = [
            _measure(port, user, page=f"{who}: {name}", address=address)
            for who, user in (("officer", province.officer), ("clerk", province.clerk))
            for name, address in _pages(user)
        ]
        planning.again_where_over(rows, lambda row: _measure(port, **row["asked"]))
    print(planning.verdict(rows), file=sys.stderr)
    for row in rows:
        del row["asked"]
    return {"bench": "papers", "papers": papers, "pages": rows, "ok": all(row["ok"] for row in rows)}


class _Books:
    """The numbers given so far, by body, kind and year."""

    def __init__(self) -> None:
        self.given: Counter[tuple[UUID, str, str, int]] = Counter()
        self.series: dict[tuple[UUID, str, str, int], NumberSeries] = {}

    def number(self, paper: Paper) -> PaperNumber:
        day = paper.issued_on or paper.arrived_on or today()
        group = "QĐ" if paper.kind == "QĐ" and paper.direction == Direction.OUTGOING else ""
        key = (paper.body_id, paper.direction, group, day.year)
        self.given[key] += 1
        book = self.series.get(key)
        if book is None:
            book = self.series[key] = NumberSeries(
                body_id=key[0], path=paper.path, direction=key[1], group=group, year=day.year
            )
        book.last = self.given[key]
        return PaperNumber(series=book, number=book.last, paper=paper)


def _fill(province: Province, count: int) -> None:
    begun = time.perf_counter()
    dice, books = random.Random(7), _Books()
    bodies = [*[province.top] * 60, *province.departments, *province.communes]
    for start in range(0, count, _BATCH):
        papers = [_paper(province, dice, bodies) for _ in range(min(_BATCH, count - start))]
        numbers = [books.number(paper) for paper in papers if paper.state != PaperState.DRAFT]
        for given in numbers:
            _numbered(given)
        NumberSeries.objects.bulk_create(
            books.series.values(), update_conflicts=True, unique_fields=["id"], update_fields=["last"]
        )
        Paper.objects.bulk_create(papers, batch_size=1_000)
        PaperNumber.objects.bulk_create(numbers, batch_size=2_000)
        Recipient.objects.bulk_create(
            (
                Recipient(paper=paper, position=n, text="Nơi nhận", body_id=key)
                for paper in papers
                if paper.direction == Direction.OUTGOING
                for n, key in enumerate(paper.party_keys)
                if key not in {group.pk for group in province.groups}
            ),
            batch_size=5_000,
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{count} papers: {time.perf_counter() - begun:.0f} s", file=sys.stderr)


def _paper(province: Province, dice: random.Random, bodies: list[Body]) -> Paper:
    body, kind = dice.choice(bodies), dice.choice(_KINDS)
    day = date(2024, 1, 2) + timedelta(days=dice.randrange(800))
    paper = Paper(
        body=body,
        path=body.path,
        kind=kind,
        subject=f"{dice.choice(_VERBS)} {dice.choice(_THINGS)} {dice.choice(_ENDS)}",
        issuer_name=body.name,
        symbol=f"{kind}-UBND",
        symbol_key=f"{kind.lower()}-ubnd",
        signer_name=dice.choice(_SIGNERS),
        secrecy=Secrecy.SECRET if dice.random() < 0.01 else Secrecy.NONE,
    )
    if dice.random() < 0.35:
        paper.direction, paper.state, paper.arrived_on = Direction.INCOMING, PaperState.ARRIVED, day
        paper.issuer_name = "Ban Thi đua - Khen thưởng Trung ương"
        return paper
    paper.state = dice.choice((PaperState.DRAFT, *(PaperState.ISSUED,) * 9))
    if paper.state == PaperState.ISSUED:
        paper.issued_on = day
        to = dice.sample([*province.departments, *province.communes], 3)
        # One in twenty goes to all departments or all communes.
        paper.party_keys = [dice.choice(province.groups).pk] if dice.random() < 0.05 else [b.pk for b in to]
    return paper


def _numbered(given: PaperNumber) -> None:
    paper = given.paper
    if paper.direction == Direction.INCOMING:
        paper.arrival_number = given.number
    else:
        paper.number = given.number
    paper.words = index_words(
        paper.subject, str(given.number), paper.full_number, paper.issuer_name, paper.signer_name
    )


def _pages(user: User) -> list[tuple[str, str]]:
    scope, papers = scope_for(user.pk, today()), "/van-ban/"
    one = visible_papers(scope).filter(state=PaperState.ISSUED).order_by("-id").first()
    book = (
        visible_series(scope)
        .filter(direction=Direction.OUTGOING, group="QĐ")
        .order_by("path", "year")
        .first()
    )
    return [
        ("list", papers),
        ("page 20", f"{papers}?page=20"),
        ("page 100", f"{papers}?page=100"),
        ("frequent words", f"{papers}?q=chien+si+thi+dua"),
        ("frequent words, page 20", f"{papers}?q=chien+si+thi+dua&page=20"),
        ("seldom together", f"{papers}?q=giang+a+sung+sang+kien+giai+doan+so+thu+7"),
        ("one letter", f"{papers}?q=t"),
        ("a number", f"{papers}?q=125/QD-UBND"),
        ("nothing", f"{papers}?q=khong+co+gi"),
        ("out", f"{papers}?huong=outgoing"),
        ("in", f"{papers}?huong=incoming"),
        ("drafts", f"{papers}?state=draft"),
        ("signed, of which there are none", f"{papers}?state=signed"),
        ("withdrawn decisions, none", f"{papers}?state=withdrawn&kind=Q%C4%90"),
        ("decisions", f"{papers}?kind=Q%C4%90"),
        ("a kind nobody uses", f"{papers}?kind=GNP"),
        ("a year", f"{papers}?year=2024"),
        ("a year without papers", f"{papers}?year=2019"),
        ("words, kind, year", f"{papers}?q=bang+khen&kind=Q%C4%90&year=2025"),
        ("books", f"{papers}so/"),
        ("a book", f"{papers}so/{book.pk if book else ''}/"),
        ("one paper", f"{papers}{one.pk if one else ''}/"),
    ]


def _measure(port: int, user: User, *, page: str, address: str) -> dict[str, Any]:
    row = planning.page_of(port, planning.session_of(user), address)
    row |= {"page": page, "queries": planning.queries_of(user, address)}
    row["asked"] = {"user": user, "page": page, "address": address}
    budget = ONE_MS if "one paper" in page else LIST_MS
    row["ok"] = row["status"] == 200 and row["ms"] < budget and row["queries"] <= MOST_QUERIES
    print(
        f"{page:44} {row['ms']:7.1f} ms  p95 {row['p95']:7.1f}"
        f"  processor {row['processor_ms']:6.1f}  {row['queries']:>2} queries"
        f"  {row['kb']:6.1f} KB {'' if row['ok'] else 'OVER'}",
        file=sys.stderr,
    )
    return row
