"""The individual emulation titles a second time, in SQL, written from the law and not from the evaluator.

Luật 06/2022/QH15 Điều 21-24, Nghị định 152/2025/NĐ-CP Điều 4 khoản 3 và 4, for files received from 01/07/2025
and before 01/10/2026. A verdict is 0 (unmet), 1 (cannot tell) or 2 (met).
"""

from typing import Any

import duckdb
import numpy as np

from tests.law.population import CODES, Population

TITLES = (
    "lao_dong_tien_tien", "chien_si_tien_tien", "cstd_co_so", "cstd_cap_tinh", "cstd_cap_bo",
    "cstd_toan_quoc",
)  # fmt: skip

# Groups in the order of the contract: bits of `groups`.
_CIVIL = (1 << 0) | (1 << 1) | (1 << 4)
_WORKERS = (1 << 2) | (1 << 3) | (1 << 4)
_FORCES = (1 << 8) | (1 << 9) | (1 << 13)
_MILITIA = (1 << 1) | (1 << 2) | (1 << 3) | (1 << 4) | (1 << 14)

# Day 1 of the ordinals is 0001-01-01.
_DAY = "(date '0001-01-01' + cast(greatest({}, 1) - 1 as integer))"
_ENDED, _DECIDED, _AWARDED = (_DAY.format(name) for name in ("d.ended", "d.decided", "decided"))
# The first year that begins on the day or later.
_FROM = "case when month({0}) = 1 and day({0}) = 1 then year({0}) else year({0}) + 1 end"

_TABLES = f"""
create temp table clock as
select p.id,
       case when not p.discipline_known then 9999
            else coalesce(max(case when d.ended <= 0 then 9999 else {_FROM.format(_ENDED)} end), 0)
       end as sure_from,
       case when not p.discipline_known then 0
            else coalesce(max(case when d.ended < 0 then 9999
                                   when d.ended = 0 then {_FROM.format(_DECIDED)}
                                   else {_FROM.format(_ENDED)} end), 0)
       end as possible_from
from people p left join discipline d on d.subject = p.id and d.decided <= $received
group by p.id, p.discipline_known;

create temp table running as
select distinct subject as id from discipline
where decided > $received or ended < 0 or ended > $received;

create temp table titles as
select subject, code, year, max(counts) as counts from (
    select subject, code, year,
           case when revoked then 0
                when manner in (2, 3, 5, 6) then 0
                when decided > $received then 0
                when decided > 0 and {_AWARDED} < make_date(year, 1, 1) then 0
                when issuer = 2 and decided > 0 and {_AWARDED} >= date '2025-07-01' then 0
                when manner in (-1, 4, 7) or decided = 0 then 1
                else 2 end as counts
    from awards where code <= 5 and year <= $year and year > $year - 3)
where counts > 0 group by all;

create temp table works as
select kind, subject,
       max(case when scope >= 2 then counts else 0 end) as wide,
       max(case when scope = 4 then counts else 0 end) as nation,
       max(case when year = $year and year >= sure_from then counts
                when year = $year and year >= possible_from then least(counts, 1) else 0 end) as base
from (select kind, subject, scope, year,
             case when used or recognised = -1 or recognised > $received then 0
                  when recognised = 0 then 1 else 2 end as counts
      from (select 1 as kind, * from initiatives union all select 2 as kind, * from science))
join clock on clock.id = subject group by kind, subject;
"""

_PEOPLE = """
create temp table persons as
select p.* exclude (held_up), c.sure_from, c.possible_from,
       case when p.id in (select id from running) then 1 else p.held_up end as held_up,
       coalesce(i.wide, 0) as i_wide, coalesce(i.nation, 0) as i_nation, coalesce(i.base, 0) as i_base,
       coalesce(s.wide, 0) as s_wide, coalesce(s.nation, 0) as s_nation, coalesce(s.base, 0) as s_base,
       r.level,
       coalesce(g.ldtt, 0) as ldtt, coalesce(g.cstt, 0) as cstt, coalesce(g.cs, 0) as cs,
       coalesce(g.cs_years, 0) as cs_years, coalesce(g.cs_maybe, 0) as cs_maybe,
       coalesce(g.high_years, 0) as high_years, coalesce(g.high_maybe, 0) as high_maybe
from people p join clock c on c.id = p.id
left join works i on i.kind = 1 and i.subject = p.id
left join works s on s.kind = 2 and s.subject = p.id
left join ratings r on r.subject = p.id and r.year = $year
left join (
    select t.subject,
           max(case when code = 1 and year = $year then counts else 0 end) as ldtt,
           max(case when code = 2 and year = $year then counts else 0 end) as cstt,
           max(case when code = 0 and year = $year then counts else 0 end) as cs,
           count(distinct case when code = 0 and counts = 2 and year >= c.sure_from
                               then year end) as cs_years,
           count(distinct case when code = 0 and year >= c.possible_from then year end) as cs_maybe,
           count(distinct case when code in (3, 4) and counts = 2 and year > $year - 2 and year >= c.sure_from
                               then year end) as high_years,
           count(distinct case when code in (3, 4) and year > $year - 2 and year >= c.possible_from
                               then year end) as high_maybe
    from titles t join clock c on c.id = t.subject group by t.subject) g on g.subject = p.id
order by p.id;
"""

_VERDICTS = f"""
with parts as (
    select id, held_up,
           case when not groups_known then 1 when groups & {_CIVIL} > 0 then 2 else 0 end as civil,
           case when not groups_known then 1 when groups & {_WORKERS} > 0 then 2 else 0 end as worker,
           case when not groups_known then 1 when groups & {_FORCES} > 0 then 2
                when groups & {_MILITIA} > 0 then 1 else 0 end as soldier,
           case when not groups_known or groups & {_FORCES} > 0 then 1 else 0 end as combat,
           (case when level >= 2 and $year >= sure_from then 1 else 0 end)
           + (case when coalesce(level, 2) >= 2 and $year >= possible_from then 1 else 0 end) as good,
           (case when level >= 3 and $year >= sure_from then 1 else 0 end)
           + (case when coalesce(level, 3) >= 3 and $year >= possible_from then 1 else 0 end) as excellent,
           case when initiatives_known then i_wide else 1 end as i_wide,
           case when initiatives_known then i_nation else 1 end as i_nation,
           case when initiatives_known then i_base else 1 end as i_base,
           case when science_known then s_wide else 1 end as s_wide,
           case when science_known then s_nation else 1 end as s_nation,
           case when science_known then s_base else 1 end as s_base,
           case when awards_known and ldtt = 2 then 2 else 1 end as ldtt,
           case when awards_known and cstt = 2 then 2 else 1 end as cstt,
           case when awards_known and cs = 2 then 2 else 1 end as cs,
           case when not awards_known then (case when possible_from <= $year - 2 then 1 else 0 end)
                when cs_years = 3 then 2 when cs_maybe = 3 then 1 else 0 end as three,
           case when not awards_known then (case when possible_from <= $year - 1 then 1 else 0 end)
                when high_years = 2 then 2 when high_maybe = 2 then 1 else 0 end as two
    from persons),
ways as (
    select *,
           greatest(least(civil, good, ldtt), least(worker, ldtt)) as v_ldtt,
           least(soldier, good, cstt) as v_cstt,
           greatest(least(civil, good, greatest(ldtt, cs)), least(worker, greatest(ldtt, cs)),
                    least(soldier, good, greatest(cstt, cs))) as standard
    from parts),
found as (
    select id, held_up, v_ldtt, v_cstt,
           least(standard, greatest(excellent, i_base, s_base, combat)) as v_cs,
           least(three, greatest(i_wide, s_wide, combat)) as v_wide,
           least(two, greatest(i_nation, s_nation, combat)) as v_nation
    from ways)
select id, {
    ", ".join(
        f"case when held_up = 0 then {column} else least({column}, 1) end as {title}"
        for title, column in zip(
            TITLES, ("v_ldtt", "v_cstt", "v_cs", "v_wide", "v_wide", "v_nation"), strict=True
        )
    )
}
from found order by id
"""


def verdicts(people: Population, threads: int = 2) -> dict[str, Any]:
    """For each title, the verdict of every person in order."""
    assert {CODES[place] for place in range(6)} == set(TITLES), "the script names codes by their place"
    with duckdb.connect() as link:
        link.execute(f"set threads to {threads}")
        link.register("people", {"id": np.arange(people.size, dtype=np.int32)} | people.subjects)
        for name in ("ratings", "awards", "initiatives", "science", "discipline"):
            link.register(name, getattr(people, name))
        numbers = {"received": people.on.toordinal(), "year": people.year}
        for script in (_TABLES, _PEOPLE):
            for statement in filter(str.strip, script.split(";")):
                link.execute(
                    statement, {key: value for key, value in numbers.items() if f"${key}" in statement}
                )
        found = link.execute(_VERDICTS, {"year": people.year}).fetchnumpy()
    return {title: np.asarray(found[title], np.int8) for title in TITLES}
