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
        found += [*_already(rule, facts, book), *_no_flag(rule, facts), *_old_works(rule, facts)]
        found += [*_of_rule(rule, facts, book), *_unverified(rule, verdict)]
        if rule.quota and verdict is Verdict.MET:
            found.append(f"{rule.name}: {rule.quota}; giới hạn này xét trên cả danh sách đề nghị")
    return tuple(dict.fromkeys(words.sentence(one) for one in found))


def _rows(facts: Facts, book: Lawbook, ledger: Ledger) -> Iterator[str]:
    standings = _standings(facts, ledger)
    for place, row in enumerate(facts.awards or ()):
        name, standing = name_of(book, row.code), standings[place]
        if standing in CONTRADICTORY:
            yield f"{words.held(name, row)}: {why_not(row, standing)}, không tính"
        if row.year is None:
            yield f"{words.held(name, row)}: chưa ghi năm thành tích"
        early = row.decided_on is not None and row.decided_on < NO_DISTRICTS
        if lower := _issued_too_low(row, facts, book):
            yield f"{words.held(name, row)}: {lower}"
        if row.code == "cstd_co_so" and row.issuer_level == "xa" and early:
            late = "cấp xã ban hành trước ngày 01/07/2025, cần kiểm tra thẩm quyền"
            yield f"{words.held(name, row)}: {late}"


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
            yield f"Mức độ hoàn thành nhiệm vụ năm {year} ghi {len(found)} mức khác nhau, {state}"


def _discipline(facts: Facts, book: Lawbook) -> Iterator[str]:
    for row in facts.discipline or ():
        if row.decided_on > facts.received_on:
            yield (
                f"Quyết định kỷ luật ngày {words.day(row.decided_on)} "
                "sau ngày tiếp nhận hồ sơ nên hồ sơ phải hoãn xét"
            )
        elif row.ended_on is None:
            yield f"Kỷ luật từ ngày {words.day(row.decided_on)} chưa hết thời hạn"
        elif isinstance(row.ended_on, date):
            late = row.ended_on > facts.received_on
            until = f"{'đến' if late else 'hết'} ngày {words.day(row.ended_on)}{' mới hết' if late else ''}"
            yield (
                f"Kỷ luật {until}: thành tích tính lại từ ngày này "
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


def _already(rule: AwardRule, facts: Facts, book: Lawbook) -> Iterator[str]:
    """The same title was given for the same year: one achievement, one award."""
    for row in facts.awards or ():
        same = rule.kind == "danh_hieu_thi_dua" and (row.code, row.year) == (facts.award, facts.year)
        if same and not row.revoked_on and row.decided_on and row.decided_on <= facts.received_on:
            yield (
                f"{rule.name} năm {facts.year} đã có quyết định ngày {words.day(row.decided_on)}: "
                f"một thành tích không khen nhiều lần ({_place('one_achievement_one_award', facts, book)})"
            )


def _no_flag(rule: AwardRule, facts: Facts) -> Iterator[str]:
    if rule.code.startswith("co_thi_dua") and facts.collective and facts.collective.flag_eligible is False:
        yield f"Tập thể ghi là không thuộc đối tượng tặng cờ thi đua, cần xem lại khi đề nghị {rule.name}"


def _works(facts: Facts) -> Iterator[str]:
    for noun, key in (("Sáng kiến", "initiatives"), ("Đề tài, đề án, công trình khoa học", "science_works")):
        rows: tuple[Work, ...] = getattr(facts, key) or ()
        for row in rows:
            day = row.recognised_on
            if isinstance(day, date) and row.year and day.year < row.year:
                what, found = f"{noun} {words.SCOPE[row.scope]} năm {row.year}", words.day(day)
                yield f"{what}: công nhận ngày {found}, trước năm ghi, cần kiểm tra lại"


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


def _unverified(rule: AwardRule, verdict: Verdict) -> Iterator[str]:
    """What rests on texts that were not seen; votes and bonuses matter to a file that goes on."""
    goes_on = verdict is not Verdict.UNMET
    parts = [
        "tiêu chuẩn" if rule.sure == "K" else "",
        "tỷ lệ phiếu" if goes_on and rule.vote and rule.vote.sure == "K" else "",
        "mức tiền thưởng" if goes_on and rule.bonus and rule.bonus.sure == "K" else "",
    ]
    if any(parts):
        said = ", ".join(part for part in parts if part)
        yield f"{rule.name}: {said} chưa kiểm chứng với văn bản gốc"
