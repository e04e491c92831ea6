"""What people judge: unknown to a machine, except what a title that was formally given settles."""

from collections.abc import Mapping
from typing import Any

from vinhdanh.engines.law.columns import bit
from vinhdanh.engines.law.conditions.rows import counted
from vinhdanh.engines.law.frame import Finding, Frame, Said, Scene, Word, everybody, nobody
from vinhdanh.engines.law.model import Verdict
from vinhdanh.engines.law.vocabulary import HUMAN_ONLY

LOCAL = "tiêu chuẩn cụ thể do bộ, ban, ngành, địa phương quy định"
TITLES = {
    "party_law_compliance": "chấp hành tốt chủ trương của Đảng, chính sách, pháp luật của Nhà nước",
    "internal_solidarity": "nội bộ đoàn kết; tổ chức đảng, đoàn thể trong sạch, vững mạnh",
    "exceptional_achievement": "thành tích xuất sắc",
    "contribution": "đóng góp được ghi nhận",
    "contribution_duration": "thời gian cống hiến",
    "peer_acclaim": "được tập thể suy tôn",
    "brave_act": "hành động dũng cảm",
    "international_prize": "giải thưởng khu vực, thế giới",
    "invention_or_work": "phát minh, sáng chế, công trình",
    "author_of_work": "tác giả của công trình, tác phẩm",
    "production_model": "mô hình sản xuất ổn định",
    "long_service": "quá trình cống hiến theo bảng chức vụ của Nghị định",
    "rank_quota": "giới hạn tỷ lệ trong số được xét",
}


def judge_attested(frame: Frame, params: Mapping[str, Any]) -> Finding:
    """Met when a title given for the year under review already rests on it."""
    if frame.context.attested and _checkable(frame):
        return Finding(everybody(frame.size), everybody(frame.size))
    if not frame.given:
        return Finding(nobody(frame.size), everybody(frame.size))
    sure, _ = frame.context.ledger.years(frame.given)
    return Finding(frame.of((sure & bit(frame.columns.year)) != 0), everybody(frame.size))


def _checkable(frame: Frame) -> bool:
    """Whether a machine can check anything in this way to the award; else nothing would hold anyone back."""
    return any(one.name not in HUMAN_ONLY for one in frame.branch.all_of)


def judge_human(frame: Frame, params: Mapping[str, Any]) -> Finding:
    return Finding(nobody(frame.size), everybody(frame.size))


def explain_human(scene: Scene) -> Said:
    what = _standard(scene)
    if scene.condition.name == "local_rule":
        return Said(
            f"{LOCAL}; chưa có quy định này để đối chiếu",
            (),
            ("Tiêu chuẩn cụ thể theo quy định của bộ, ban, ngành, tỉnh",),
        )
    if scene.condition.name == "rank_quota":
        return Said(f"phải xét trên cả danh sách: {what}", (), ("Danh sách những trường hợp cùng được xét",))
    if scene.verdict is Verdict.MET:
        evidence = counted(scene, scene.frame.given, [scene.facts.year])
        return Said(f"danh hiệu đã được tặng năm {scene.facts.year} xác nhận: {what}", evidence)
    return Said(f"cần người có thẩm quyền xác nhận: {what}", (), (f"Xác nhận: {what}",))


def _standard(scene: Scene) -> str:
    """The words of the standard; those of its kind, with its figures, when the instrument has none."""
    if text := scene.condition.text.rstrip("."):
        return text[:1].lower() + text[1:]
    least = scene.params.get("min_years") or scene.params.get("stable_years")
    percent = scene.params.get("max_percent")
    figures = f" (từ {least} năm)" if least else f" (không quá {percent}%)" if percent else ""
    return TITLES.get(scene.condition.name, "điều kiện này") + figures


ATTESTED = Word(judge_attested, explain_human)
HUMAN = Word(judge_human, explain_human)
