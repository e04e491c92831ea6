"""What stands before any condition: the award exists for that subject and day, no hold is open."""

from datetime import date, timedelta

from vinhdanh.engines.law import words
from vinhdanh.engines.law.facts import Facts
from vinhdanh.engines.law.frame import Explained, Said, name_of
from vinhdanh.engines.law.from_facts import defers, is_open
from vinhdanh.engines.law.loader import gate_on, regime_on
from vinhdanh.engines.law.model import AwardRule, Condition, Lawbook, Ref, Verdict


def no_rule(facts: Facts, book: Lawbook) -> Explained:
    """No rule for that day: abolished, or from a time whose rules are not written down here."""
    rules, name = book.by_code.get(facts.award, ()), name_of(book, facts.award)
    on = words.day(facts.received_on)
    ended = max((rule.until for rule in rules if rule.until and rule.until < facts.received_on), default=None)
    later = [rule for rule in rules if rule.since > facts.received_on]
    ref = next((rule.refs[0] for rule in reversed(rules) if rule not in later and rule.refs), Ref(""))
    if ended and not later:
        gone = words.day(ended + timedelta(days=1))
        reason = f"{_this(rules[-1])} không còn từ ngày {gone}; hồ sơ tiếp nhận ngày {on}"
        return _gate("in_force", Verdict.UNMET, ref, reason)
    reason = f"chưa có dữ liệu về tiêu chuẩn {name} áp dụng cho hồ sơ tiếp nhận ngày {on}"
    return _gate("in_force", Verdict.UNKNOWN, ref, reason, f"Tiêu chuẩn {name} có hiệu lực ngày {on}")


def last_refs(facts: Facts, book: Lawbook) -> tuple[Ref, ...]:
    """The places about an award that is gone: of its last rule."""
    gone = [rule for rule in book.by_code.get(facts.award, ()) if rule.since <= facts.received_on]
    return gone[-1].refs if gone else ()


def _this(rule: AwardRule) -> str:
    if rule.kind.startswith("danh_hieu"):
        return "danh hiệu này"
    return "giải thưởng này" if rule.kind == "giai_thuong" else "hình thức khen thưởng này"


def before_conditions(rule: AwardRule, facts: Facts) -> Explained | None:
    """What decides the file whatever its facts are; None when the conditions decide."""
    ref = rule.refs[0] if rule.refs else Ref("")
    if facts.kind not in rule.subjects:
        kinds = ", ".join(words.SUBJECT[kind] for kind in rule.subjects)
        reason = f"{_this(rule)} dành cho {kinds}, không dành cho {words.SUBJECT[facts.kind]}"
        return _gate("subject_in", Verdict.UNMET, ref, reason)
    if not rule.automatic:
        reason = "tiêu chuẩn của giai đoạn này chưa được kiểm chứng, cần người thẩm định"
        return _gate("in_force", Verdict.UNKNOWN, ref, reason, f"Tiêu chuẩn {rule.name} theo văn bản gốc")
    return None


def in_force(rule: AwardRule, facts: Facts, book: Lawbook) -> Explained | None:
    """The amendment whose text was not seen, when it is in force on the day of receipt."""
    if not amended(rule, facts.received_on, book):
        return None
    document = book.documents[rule.amended_by]
    reason = (
        f"hồ sơ tiếp nhận từ ngày {words.day(document.since or facts.received_on)} thuộc phạm vi "
        f"Luật số {document.number} mà nội dung sửa đổi chưa được kiểm chứng"
    )
    missing = f"Nội dung sửa đổi của Luật số {document.number}"
    return _gate("in_force", Verdict.UNKNOWN, rule.refs[0] if rule.refs else Ref(""), reason, missing)


def amended(rule: AwardRule, on: date, book: Lawbook) -> bool:
    """Whether the rule's text changed before that day in a way that was not seen."""
    document = book.documents.get(rule.amended_by)
    return document is not None and document.since is not None and document.since <= on


def deferring(facts: Facts, book: Lawbook) -> tuple[Explained, ...]:
    """What puts off an otherwise complete file: a hold, or a measure of discipline."""
    return tuple(one for one in (_hold(facts, book), _disciplined(facts, book)) if one is not None)


def _hold(facts: Facts, book: Lawbook) -> Explained | None:
    """The open hold, or the missing list of holds; None when there is none."""
    condition = _principle("under_discipline_or_investigation", facts, book)
    if facts.holds is None:
        reason = "chưa rõ có đang bị xem xét kỷ luật, thanh tra, điều tra, khiếu nại, tố cáo hay không"
        missing = "Tình trạng xem xét kỷ luật, thanh tra, kiểm tra, điều tra, khiếu nại, tố cáo"
        return Explained(condition, Verdict.UNKNOWN, Said(reason, (), (missing,)))
    found = [one for one in facts.holds if is_open(one, facts.received_on)]
    if not found:
        return None
    first = next((one for one in found if one.closed_on is None), found[0])
    reason = f"hoãn xét vì {words.HOLD[first.reason]} từ ngày {words.day(first.opened_on)}"
    missing = words.SETTLED[first.reason]
    if first.closed_on:
        closed = words.day(first.closed_on)
        reason = (
            f"khi tiếp nhận hồ sơ {words.HOLD[first.reason]} (từ ngày {words.day(first.opened_on)}), "
            f"đã kết thúc ngày {closed}; có thể xét tiếp theo kết quả"
        )
        missing = f"{words.SETTLED[first.reason]} (kết thúc ngày {closed}), để xét tiếp hồ sơ"
    evidence = tuple(f"Từ ngày {words.day(one.opened_on)}: {words.HOLD[one.reason]}" for one in found)
    return Explained(condition, Verdict.UNKNOWN, Said(reason, evidence, (missing,)))


def _disciplined(facts: Facts, book: Lawbook) -> Explained | None:
    """A measure that was still running when the file came, or was decided since."""
    found = [one for one in facts.discipline or () if defers(one, facts.received_on)]
    if not found:
        return None
    first = found[0]
    after = first.decided_on > facts.received_on
    state = "sau ngày tiếp nhận hồ sơ" if after else "chưa hết thời hạn khi tiếp nhận hồ sơ"
    reason = f"hoãn xét vì quyết định kỷ luật ngày {words.day(first.decided_on)} {state}"
    said = Said(
        reason,
        tuple(f"Quyết định kỷ luật ngày {words.day(one.decided_on)}" for one in found),
        ("Ngày hết thời hạn kỷ luật và thành tích tính lại từ ngày đó",),
    )
    return Explained(_principle("after_discipline", facts, book), Verdict.UNKNOWN, said)


def _principle(code: str, facts: Facts, book: Lawbook) -> Condition:
    """The principle as a condition; not verified where the instruments of that day were not seen."""
    gate = gate_on(book, code, facts.received_on)
    return Condition(code, {}, place_of(code, facts.received_on, book), sure=gate.sure if gate else "K")


def place_of(code: str, on: date, book: Lawbook) -> Ref:
    """Where the principle stands in the instruments of that day; their decree alone when not seen."""
    gate, regime = gate_on(book, code, on), regime_on(book, on)
    return gate.ref if gate else Ref(regime.decree if regime else "")


def _gate(name: str, verdict: Verdict, ref: Ref, *said: str) -> Explained:
    """`said`: the reason, then what would have to be known."""
    reason, *missing = said
    return Explained(Condition(name, {}, ref), verdict, Said(reason, (), tuple(missing)))
