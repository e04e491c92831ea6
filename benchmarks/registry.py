"""The book of record at province size: search and one life over HTTP, the bulk door, columns for screening.

``./run bench registry [PEOPLE [AWARDS]]``; a million people and ten million awards when nothing is said.
``--keep FOLDER`` leaves the filled database there, or measures the one that is there.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

from benchmarks import planning
from benchmarks.kept import filled_once
from benchmarks.volume import Province
from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.eligibility.access import visible_screenings
from vinhdanh.domain.eligibility.models import Screening
from vinhdanh.domain.people.access import visible_subjects
from vinhdanh.domain.people.actions import NewSubject, add_subjects
from vinhdanh.domain.people.models import Subject
from vinhdanh.domain.people.naming import set_name
from vinhdanh.domain.registry.actions import RatingRow, record_rows
from vinhdanh.domain.registry.queries import columns_of, facts_of
from vinhdanh.foundation.kernel.clock import now, today

PEOPLE, AWARDS = 1_000_000, 10_000_000
SEARCH_MS, LIFE_MS, LAW_MS, MOST_QUERIES = 150, 100, 200, 15
IMPORTED, IMPORT_S = 20_000, 60
FOUND = 100_000
"""Rows of the screening whose pages are measured."""
_FAMILY = (
    *("Nguyễn",) * 10, *("Trần",) * 4, *("Lê",) * 3, *("Phạm",) * 2, "Hoàng", "Vũ", "Đặng", "Bùi", "Lò",
    "Quàng", "Tòng", "Giàng", "Sùng",
)  # fmt: skip
_MIDDLE = ("Văn", "Thị", "Thị Thu", "Thanh", "Minh", "Quang", "Đức", "Ngọc", "Hải", "Hồng", "Anh", "Xuân")
_GIVEN = (
    *("Anh",) * 3, *("Hùng",) * 2, *("Lan",) * 2, *("Hương",) * 2, "An", "Bình", "Chi", "Cường", "Dũng",
    "Đào", "Giang", "Hạnh", "Hải", "Hoa", "Hòa", "Hoàng", "Khoa", "Khánh", "Liên", "Linh", "Long", "Mai",
    "Nga", "Minh", "Nam", "Oanh", "Phong", "Phương", "Quân", "Sơn", "Tâm", "Thảo", "Trang", "Tuấn", "Tú",
    "Vinh", "Xuân", "Yến",
)  # fmt: skip
_TABLES = ("people_subject", "people_person", "people_post", "registry_award", "registry_rating")


def run(arguments: list[str]) -> dict[str, Any]:
    """The figures; ``ok`` says whether every page stayed within its budget."""
    people, awards = (int(arguments[0]), int(arguments[0]) * 10) if arguments else (PEOPLE, AWARDS)
    awards = int(arguments[1]) if len(arguments) > 1 else awards
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    province = Province()
    filled_once(f"{people} people, {awards} awards", lambda: _fill(province, people, awards))
    with planning.serving() as port:
        users = {"officer": province.officer, "clerk": province.clerk}
        rows = [
            _measure(port, user, page=f"{who}: {name}", address=address)
            for who, user in users.items()
            for name, address in (*_pages(user), *_law_pages(user))
        ]
        planning.again_where_over(rows, lambda row: _measure(port, **row["asked"]))
    for row in rows:
        del row["asked"]
    print(planning.verdict(rows), file=sys.stderr)
    rest = _rest(province.officer)
    return {
        "bench": "registry",
        "people": people,
        "awards": awards,
        "pages": rows,
        **rest,
        "ok": all(row["ok"] for row in rows) and rest["import_of_20000_seconds"] < IMPORT_S,
    }


@contextmanager
def _timed(words: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    print(f"{words}: {time.perf_counter() - begun:.1f} s", file=sys.stderr)


def _fill(province: Province, people: int, awards: int) -> None:
    with _timed("filling"), connection.cursor() as cursor:
        _names(cursor)
        kept = _drop_indexes(cursor)
        with _timed("people"):
            cursor.execute(_PEOPLE, [people])
            cursor.execute(_FACTS)
            cursor.execute(_POSTS)
        with _timed("awards"):
            cursor.execute(_GIVEN_AWARDS, [max(awards // people, 1)])
        with _timed("ratings"):
            cursor.execute(_RATED)
        with _timed("indexes"):
            for statement in kept:
                cursor.execute(statement)
            # As autovacuum leaves them: pages known to be seen by all are not looked up again.
            cursor.execute("VACUUM ANALYZE")
    _screened(province)


def _names(cursor: Any) -> None:
    """Every full name with what the program works out of it, and every body with its place."""
    chance = random.Random(11)
    cursor.execute(
        "CREATE TEMP TABLE bench_name "
        '(no serial, name text, folded text, words text, sort_key text COLLATE "C")'
    )
    rows = []
    for family in _FAMILY:
        for middle in _MIDDLE:
            for given in _GIVEN:
                one = Subject(kind="individual")
                set_name(one, f"{family} {middle} {given}")
                rows.append((one.name, one.folded, one.words, one.sort_key))
    chance.shuffle(rows)
    cursor.executemany("INSERT INTO bench_name (name, folded, words, sort_key) VALUES (%s, %s, %s, %s)", rows)
    cursor.execute(
        "CREATE TEMP TABLE bench_body AS SELECT row_number() OVER (ORDER BY path) AS no, id, path "
        "FROM organisations_body WHERE kind IN ('department', 'people_committee')"
    )


def _drop_indexes(cursor: Any) -> list[str]:
    """Indexes are built after filling; returns the statements that make them again."""
    cursor.execute(
        "SELECT c.conname, c.conrelid::regclass::text, pg_get_constraintdef(c.oid) FROM pg_constraint c "
        "WHERE c.contype IN ('u', 'f') AND c.conrelid = ANY(%s::regclass[])",
        [list(_TABLES)],
    )
    kept = []
    for name, table, definition in cursor.fetchall():
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}" CASCADE')
        kept.append(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
    cursor.execute(
        "SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.tablename = ANY(%s) "
        "AND NOT i.indexname LIKE '%%_pkey'",
        [list(_TABLES)],
    )
    for name, definition in cursor.fetchall():
        cursor.execute(f'DROP INDEX "{name}"')
        kept.append(definition)
    return kept


_PICK = "1 + (hashint8(g * {0} + {1}) & 2147483647) %% (SELECT count(*) FROM {2})"
_PEOPLE = f"""
INSERT INTO people_subject
    (id, kind, code, name, folded, words, sort_key, body_id, path, groups, keys, created_at)
SELECT gen_random_uuid(), 'individual', '', n.name, n.folded, n.words, n.sort_key, b.id, b.path,
    '{{cong_chuc}}', ARRAY[b.id], now()
FROM (SELECT g, {_PICK.format(3, 1, "bench_name")} AS name_no, {_PICK.format(7, 5, "bench_body")} AS body_no
      FROM generate_series(1, %s::bigint) g) picked
JOIN bench_name n ON n.no = picked.name_no JOIN bench_body b ON b.no = picked.body_no
ORDER BY hashint8(g)
"""
_FACTS = """
INSERT INTO people_person (subject_id, sex, birth_year, ethnicity, ethnic_minority, direct_worker, leader)
SELECT id, CASE WHEN name LIKE '%% Thị %%' THEN 'female' ELSE 'male' END,
    1960 + (hashint8(hashtext(id::text)) & 31), 'Kinh', false, true, false
FROM people_subject
""".replace("%%", "%")
_POSTS = """
INSERT INTO people_post (id, subject_id, body_id, employer, title, valid_from, leader, main)
SELECT gen_random_uuid(), id, body_id, '', 'Chuyên viên', DATE '2015-09-01', false, true FROM people_subject
"""
# Of a hundred awards sixty are LĐTT, thirty CSTĐCS, nine provincial certificates, one an order.
_GIVEN_AWARDS = """
INSERT INTO registry_award (id, subject_id, state, turn, reason, source, recorded_at, code, name, year,
    decided_on, number, number_key, issuer, issuer_level, manner, statistics)
SELECT gen_random_uuid(), id, 'given', 0, '', 'import', now(),
    CASE WHEN kind < 60 THEN 'lao_dong_tien_tien' WHEN kind < 90 THEN 'cstd_co_so'
        WHEN kind < 99 THEN 'bang_khen_tinh_ca_nhan' ELSE 'huan_chuong_lao_dong_3_ca_nhan' END,
    '', year, make_date(year + 1, 1, 10), no || '/QĐ-UBND', no || '/qd-ubnd', 'Chủ tịch UBND tỉnh', 'tinh',
    'merit', '{}'
FROM (
    SELECT s.id, 2026 - i AS year, hashint8(hashtext(s.id::text) + i * 131) & 2147483647 AS dice,
        (hashint8(hashtext(s.id::text) + i * 131) & 2147483647) % 100 AS kind,
        1 + (hashint8(hashtext(s.id::text) + i * 17) & 2147483647) % 4000 AS no
    FROM people_subject s CROSS JOIN generate_series(1, %s) i
) drawn
""".replace(" % 100", " %% 100").replace(" % 4000", " %% 4000")
_RATED = """
INSERT INTO registry_rating (id, subject_id, state, turn, reason, source, recorded_at, year, level, number,
    decided_on, issuer)
SELECT gen_random_uuid(), id, 'given', 0, '', 'import', now(), year, 'good', '', make_date(year, 12, 20), ''
FROM people_subject CROSS JOIN generate_series(2021, 2025) year
"""


def _pages(user: User) -> list[tuple[str, str]]:
    rows = visible_subjects(scope_for(user.pk, today()))
    someone = rows.first()
    name = someone.folded.replace(" ", "+") if someone else ""
    book = "/so-khen-thuong/"
    return [
        ("open", book),
        ("page 20", f"{book}?page=20"),
        ("page 100", f"{book}?page=100"),
        ("full name", f"{book}?q={name}"),
        ("family name", f"{book}?q=nguyen"),
        ("family name, page 20", f"{book}?q=nguyen&page=20"),
        ("rare family name", f"{book}?q=sung"),
        ("given name", f"{book}?q=lan"),
        ("frequent given name", f"{book}?q=anh"),
        ("frequent given name, page 20", f"{book}?q=anh&page=20"),
        ("one letter", f"{book}?q=h"),
        ("two letters", f"{book}?q=ng"),
        ("two words", f"{book}?q=tran+huong"),
        ("nobody", f"{book}?q=khong+co+ai"),
        ("unit", f"{book}?body_name=So+Thu+7"),
        ("unit and name", f"{book}?body_name=So+Thu+7&q=nguyen"),
        ("title and year", f"{book}?q=cstdcs+2024"),
        ("name, title, year", f"{book}?q=lan+cstdcs+2024"),
        ("common award, page 20", f"{book}?code=lao_dong_tien_tien&page=20"),
        ("common award, year", f"{book}?code=lao_dong_tien_tien&year=2024"),
        ("award, year, unit", f"{book}?code=cstd_co_so&year=2024&body_name=So+Thu+7"),
        ("award, year, unit, name", f"{book}?code=cstd_co_so&year=2024&body_name=So+Thu+7&q=lan"),
        ("rare award", f"{book}?code=huan_chuong_lao_dong_3_ca_nhan&year=2020"),
        ("award nobody has", f"{book}?code=anh_hung_lao_dong_ca_nhan"),
        ("year", f"{book}?year=2020"),
        ("year, page 20", f"{book}?year=2020&page=20"),
        ("year nobody has", f"{book}?year=1999"),
        ("decision", f"{book}?number=125/QD-UBND"),
        ("decision in words", f"{book}?q=lan+125/QD-UBND"),
        ("households", f"{book}?kind=household"),
        ("one life", f"{book}{someone.pk if someone else ''}/"),
        ("one life, who wrote", f"{book}{someone.pk if someone else ''}/?lich-su"),
    ]


def _law_pages(user: User) -> list[tuple[str, str]]:
    """Standards, one subject against the law, and what a screening found; the last for its readers only."""
    scope = scope_for(user.pk, today())
    someone = visible_subjects(scope).first()
    card = f"/con-thieu-gi/{someone.pk if someone else ''}/"
    pages = [
        ("law: standards", "/tieu-chuan/"),
        ("law: one standard", "/tieu-chuan/cstd_co_so/"),
        ("law: every award of one", card),
        ("law: one award of one", f"{card}?award=cstd_cap_tinh"),
        ("law: begin a screening", "/khong-bo-sot/?moi"),
    ]
    if made := visible_screenings(scope).first():
        radar = f"/khong-bo-sot/{made.pk}/"
        pages += [
            ("law: screening", radar),
            ("law: screening, page 20", f"{radar}?page=20"),
            ("law: screening, award, women", f"{radar}?award=cstd_co_so&share=women"),
            ("law: screening, a unit", f"{radar}?unit={scope.posts[0].body_id}"),
            ("law: screening, units", f"{radar}don-vi/"),
        ]
    return pages


def _screened(province: Province) -> None:
    """A finished screening of the province that found many."""
    made = Screening.objects.create(
        body=province.top, path=province.top.path, year=2025, received_on=date(2026, 3, 2),
        made_by=province.officer, evaluated=FOUND, finished_at=now(),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, [made.pk, FOUND])
        cursor.execute(_UNITS, [made.pk])
        cursor.execute("ANALYZE eligibility_screenedsubject, eligibility_screenedunit")


_FOUND = """
INSERT INTO eligibility_screenedsubject (screening_id, subject_id, award, standing, name, sort_key, kind,
    unit_id, unit, direct, women, minority, plain, remote)
SELECT %s, s.id, CASE WHEN hashtext(s.id::text) & 3 = 0 THEN 'cstd_cap_tinh' ELSE 'cstd_co_so' END,
    1 + (hashtext(s.id::text) & 1), s.name, s.sort_key, s.kind, s.body_id, b.name, true,
    s.name LIKE '%% Thị %%', false, true, NULL
FROM (SELECT * FROM people_subject LIMIT %s) s JOIN organisations_body b ON b.id = s.body_id
"""
_UNITS = """
INSERT INTO eligibility_screenedunit (screening_id, unit_id, name, members, given, forgotten)
SELECT screening_id, unit_id, unit, 2 * count(*), count(*) / 3, count(*)
FROM eligibility_screenedsubject WHERE screening_id = %s GROUP BY 1, 2, 3
"""


def _measure(port: int, user: User, *, page: str, address: str) -> dict[str, Any]:
    row = planning.page_of(port, planning.session_of(user), address)
    row |= {"page": page, "queries": planning.queries_of(user, address)}
    row["asked"] = {"user": user, "page": page, "address": address}
    budget = LIFE_MS if "life" in page else LAW_MS if "law" in page else SEARCH_MS
    row["ok"] = row["status"] == 200 and row["ms"] < budget and row["queries"] <= MOST_QUERIES
    print(
        f"{page:38} {row['ms']:7.1f} ms  p95 {row['p95']:7.1f}"
        f"  processor {row['processor_ms']:6.1f}  {row['queries']:>2} queries"
        f"  {row['kb']:6.1f} KB {'' if row['ok'] else 'OVER'}",
        file=sys.stderr,
    )
    return row


def _rest(user: User) -> dict[str, Any]:
    """What is no page: facts of a thousand subjects, columns of all of them, lists through the bulk door."""
    seen = visible_subjects(scope_for(user.pk, today()))
    ids = list(seen.values_list("pk", flat=True)[:1_000])
    facts = _seconds("facts of 1000", lambda: facts_of(ids, 2025, date(2026, 3, 2)))
    rows = _imported()
    columns = _seconds(
        "columns of all for a screening", lambda: columns_of(seen, year=2025, received_on=date(2026, 3, 2))
    )
    return {"facts_of_1000_ms": round(facts * 1000, 1), **rows, "columns_seconds": round(columns, 1)}


def _seconds(words: str, act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    seconds = time.perf_counter() - begun
    print(f"{words}: {seconds:.1f} s", file=sys.stderr)
    return seconds


def _imported() -> dict[str, Any]:
    """A year of ratings that nobody has yet and as many new people; undone again, for the next run."""
    ids = list(Subject.objects.order_by("pk").values_list("pk", flat=True)[:IMPORTED])
    body = Subject.objects.get(pk=ids[0]).body_id
    rows = [RatingRow(pk, 2019, "good", number="1/QĐ", decided_on=date(2019, 12, 20)) for pk in ids]
    new = [
        NewSubject(kind="individual", name=f"Nguyễn Văn {_GIVEN[n % 40]}", body_id=body)
        for n in range(IMPORTED)
    ]
    with transaction.atomic():
        rated = _seconds(
            f"{IMPORTED} ratings", lambda: record_rows(actor=None, kind="rating", rows=rows, key="bench")
        )
        added = _seconds(f"{IMPORTED} new people", lambda: add_subjects(actor=None, scope=None, rows=new))
        transaction.set_rollback(True)
    return {"import_of_20000_seconds": round(rated, 1), "new_people_20000_seconds": round(added, 1)}
