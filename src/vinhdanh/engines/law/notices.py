"""Warnings about a file: rows that contradict each other, time that counts, what people still choose."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from vinhdanh.engines.law import gates, words
from vinhdanh.engines.law.conditions.rows import why_not
from vinhdanh.engines.law.counting import CERTIFICATES
from vinhdanh.engines.law.facts import Facts, Held, Work
from vinhdanh.engines.law.frame import name_of
from vinhdanh.engines.law.ledger import NO_DISTRICTS, Ledger, Standing
from vinhdanh.engines.law.loader import gate_on, regime_on, rule_for
from vinhdanh.engines.law.model import AwardRule, Lawbook, Verdict

CHOSEN = ("cstd_toan_quoc", "cstd_cap_bo", "cstd_cap_tinh")
RANK = {"co_so": 0, "xa": 1, "huyen": 2, "tinh": 3, "bo": 3, "nha_nuoc": 4}
"""How high each level stands."""
CONTRADICTORY = (Standing.BEFORE_ITS_YEAR, Standing.NO_SUCH_LEVEL, Standing.AFTER_RECEIPT)


def notices(
    facts: Facts, book: Lawbook, ledger: Ledger, *, rule: AwardRule | None, verdict: Verdict
) -> tuple[str, ...]:
    found = [*facts.warnings, *_rows(facts, book, ledger), *_twice(facts, book), *_ratings(facts)]
    found += [*_discipline(facts, book), *_leave(facts, book), *_works(facts)]
    if rule is not None:
        found += [*_old_works(rule, facts), *_of_rule(rule, facts, book)]
        if rule.quota and verdict is Verdict.MET:
            found.append(f"{rule.name}: {rule.quota}; giới hạn này xét trên cả danh sách đề nghị")
    return tuple(dict.fromkeys(words.sentence(one) for one in found))


def _rows(facts: Facts, book: Lawbook, ledger: Ledger) -> Iterator[str]:
    standings = _standings(facts, ledger)
    for place, row in enumerate(facts.awards or ()):
        name, standing = name_of(book, row.code), standings[place]
        if standing in CONTRADICTORY:
            yield f"Mục awards[{place}], {words.held(name, row)}: {why_not(row, standing)}, không tính"
        if row.year is None:
            yield f"Mục awards[{place}], {name}: chưa ghi năm thành tích"
        early = row.decided_on is not None and row.decided_on < NO_DISTRICTS
        if lower := _issued_too_low(row, facts, book):
            yield f"Mục awards[{place}], {words.held(name, row)}: {lower}"
        if row.code == "cstd_co_so" and row.issuer_level == "xa" and early:
            yield (
                f"Mục awards[{place}], {words.held(name, row)}: "
                "cấp xã ban hành trước ngày 01/07/2025, cần kiểm tra thẩm quyền"
            )


def _issued_too_low(row: Held, facts: Facts, book: Lawbook) -> str:
    """Words about a level below the one that may confer the award; empty when there is nothing to say."""
    rule = rule_for(book, row.code, row.decided_on or facts.received_on)
    level = row.issuer_level
    if rule is None or level is None or RANK[level] >= RANK[rule.level]:
        return ""
    return (
        f"ghi {words.ISSUER[level]} quyết định trong khi thẩm quyền thuộc {words.ISSUER[rule.level]}, "
        "cần kiểm tra lại"
    )


def _standings(facts: Facts, ledger: Ledger) -> dict[int, Standing]:
    """The standing of each row of awards by its place."""
    found = {}
    for code in {row.code for row in facts.awards or ()}:
        rows = ledger.rows(code)
        for place, standing in zip(rows.place, rows.standing, strict=True):
            found[int(place)] = Standing(int(standing))
    return found


def _twice(facts: Facts, book: Lawbook) -> Iterator[str]:
    titles = Counter(
        (row.code, row.year)
        for row in facts.awards or ()
        if row.year and not row.revoked_on and not row.code.startswith(CERTIFICATES)
    )
    for (code, year), count in titles.items():
        if count > 1:
            yield f"{name_of(book, code)} năm {year} ghi {count} lần, chỉ tính một lần"


def _ratings(facts: Facts) -> Iterator[str]:
    levels: dict[int, set[str]] = {}
    for row in facts.ratings or ():
        levels.setdefault(row.year, set()).add(row.level)
    for year, found in levels.items():
        if len(found) > 1:
            higher = found == {"excellent", "exceeds_targets"}
            state = f"tính mức {words.RATING['exceeds_targets']}" if higher else "coi như chưa rõ"
            yield f"Mục ratings: năm {year} ghi {len(found)} mức khác nhau, {state}"


def _discipline(facts: Facts, book: Lawbook) -> Iterator[str]:
    for place, row in enumerate(facts.discipline or ()):
        if row.decided_on > facts.received_on:
            yield (
                f"Mục discipline[{place}]: quyết định kỷ luật ngày {words.day(row.decided_on)} "
                "sau ngày tiếp nhận hồ sơ nên hồ sơ phải hoãn xét"
            )
        elif row.ended_on is None:
            yield f"Mục discipline[{place}]: kỷ luật từ ngày {words.day(row.decided_on)} chưa hết thời hạn"
        elif isinstance(row.ended_on, date):
            yield (
                f"Kỷ luật hết ngày {words.day(row.ended_on)}: thành tích tính lại từ ngày này "
                f"({_place('after_discipline', facts, book)})"
            )


def _leave(facts: Facts, book: Lawbook) -> Iterator[str]:
    """Maternity leave counts as time; it does not make a title or a rating."""
    rated = {row.year for row in facts.ratings or ()}
    titled = {row.year for row in facts.awards or ()}
    covered = {
        year
        for leave in facts.maternity_leave or ()
        for year in range(leave.since.year, leave.until.year + 1)
    }
    for year in sorted(year for year in covered if year <= facts.year):
        if year not in rated or year not in titled:
            yield (
                f"Năm {year} có thời gian nghỉ thai sản: thời gian này được tính để xét "
                f"({_place('maternity_counts', facts, book)}) nhưng còn thiếu "
                "danh hiệu hoặc mức độ hoàn thành nhiệm vụ của năm"
            )


def _place(code: str, facts: Facts, book: Lawbook) -> str:
    gate = gate_on(book, code, facts.received_on)
    unverified = "" if gate and gate.sure != "K" else ", chưa kiểm chứng"
    return words.ref(book, gates.place_of(code, facts.received_on, book)) + unverified


def _works(facts: Facts) -> Iterator[str]:
    for key in ("initiatives", "science_works"):
        rows: tuple[Work, ...] = getattr(facts, key) or ()
        for place, row in enumerate(rows):
            day = row.recognised_on
            if isinstance(day, date) and row.year and day.year < row.year:
                found = words.day(day)
                yield f"Mục {key}[{place}]: công nhận ngày {found} trước năm {row.year}, cần kiểm tra lại"


def _old_works(rule: AwardRule, facts: Facts) -> Iterator[str]:
    """An initiative older than the titles beside it still counts; people should look at it."""
    chains = [
        one.params["count"]
        for branch in rule.any_of
        for one in branch.all_of
        if one.name == "consecutive_titles"
        and any(each.name.startswith("initiative") for each in branch.all_of)
    ]
    first = facts.year - max(chains, default=0) + 1
    if chains and any(row.year and row.year < first for row in facts.initiatives or ()):
        yield f"Có sáng kiến trước năm {first}, trước thời gian của các danh hiệu được tính: cần kiểm tra lại"


def _of_rule(rule: AwardRule, facts: Facts, book: Lawbook) -> Iterator[str]:
    if gates.amended(rule, facts.received_on, book):
        document = book.documents[rule.amended_by]
        yield (
            f"Luật số {document.number} sửa đổi quy định này từ ngày "
            f"{words.day(document.since or facts.received_on)}; nội dung chưa kiểm chứng, "
            "không kết luận tự động"
        )
    elif rule.code in CHOSEN and facts.kind in rule.subjects:
        yield f"{rule.name}: người có thẩm quyền lựa chọn trong số người đủ tiêu chuẩn"
    regime = regime_on(book, facts.received_on)
    decree = book.documents.get(regime.decree) if regime else None
    if decree and decree.until and decree.until < facts.received_on:
        until = words.day(decree.until)
        yield f"{words.instrument(decree)} hết hiệu lực ngày {until}, cần đối chiếu văn bản thay thế"
    if "K" in {rule.sure, rule.vote.sure if rule.vote else "S", rule.bonus.sure if rule.bonus else "S"}:
        yield f"{_unverified(rule)} chưa kiểm chứng với văn bản gốc"


def _unverified(rule: AwardRule) -> str:
    parts = [
        "tiêu chuẩn" if rule.sure == "K" else "",
        "tỷ lệ phiếu" if rule.vote and rule.vote.sure == "K" else "",
        "mức tiền thưởng" if rule.bonus and rule.bonus.sure == "K" else "",
    ]
    return f"{rule.name}: {', '.join(part for part in parts if part)}"
