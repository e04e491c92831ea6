"""Clusters and campaigns: who led, who was selected."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from vinhdanh.engines.law import words
from vinhdanh.engines.law.columns import UNKNOWN, Bools
from vinhdanh.engines.law.facts import LAUNCHERS, ORGANISERS, Campaign
from vinhdanh.engines.law.frame import Finding, Frame, Said, Scene, Word, everybody, nobody
from vinhdanh.engines.law.ledger import NO_DISTRICTS
from vinhdanh.engines.law.model import Verdict

Params = Mapping[str, Any]
ORGANISED = {
    "tinh": ("tinh",),
    "bo": ("bo",),
    "bo_or_tinh": ("bo", "tinh"),
    "hoi_dong_tdkt_trung_uong": ("trung_uong",),
}
STATE = ("trung_uong", "nha_nuoc", "thu_tuong", "prime_minister", "chu_tich_nuoc", "president")
LAUNCHED = {
    "any": LAUNCHERS,
    "huyen": ("huyen",),
    "tinh": ("tinh",),
    "bo": ("bo",),
    "bo_or_tinh": ("bo", "tinh"),
    "prime_minister": ("thu_tuong", "prime_minister"),
    "president_or_prime_minister": STATE,
}
VAGUE = ("trung_uong", "nha_nuoc")
"""Launched by the State, not said by whom."""
CLUSTER = {
    "tinh": "cụm, khối thi đua do tỉnh tổ chức",
    "bo": "cụm, khối thi đua do bộ, ban, ngành tổ chức",
    "bo_or_tinh": "cụm, khối thi đua do bộ, ban, ngành, tỉnh tổ chức",
    "hoi_dong_tdkt_trung_uong": "cụm, khối thi đua do Hội đồng Thi đua - Khen thưởng Trung ương tổ chức",
}
LAUNCHER = {
    "any": "phong trào thi đua",
    "huyen": "phong trào thi đua cấp huyện",
    "tinh": "phong trào thi đua do tỉnh phát động",
    "bo": "phong trào thi đua do bộ, ban, ngành phát động",
    "bo_or_tinh": "phong trào thi đua do bộ, ban, ngành, tỉnh phát động",
    "prime_minister": "phong trào thi đua do Thủ tướng Chính phủ phát động",
    "president_or_prime_minister": "phong trào thi đua do Chủ tịch nước, Thủ tướng Chính phủ phát động",
}


def _organised(frame: Frame, params: Params) -> tuple[Bools, Bools]:
    """Whether the cluster's organiser fits: surely, possibly."""
    organiser = frame.of(frame.columns.cluster_organiser)
    fits = np.isin(organiser, [ORGANISERS.index(one) for one in ORGANISED[params["organised_by"]]])
    return fits, fits | (organiser == UNKNOWN)


def judge_leads(frame: Frame, params: Params) -> Finding:
    rank = frame.of(frame.columns.cluster_rank)
    fits, may_fit = _organised(frame, params)
    return Finding((rank == 1) & fits, ((rank == 1) | (rank == UNKNOWN)) & may_fit)


def explain_leads(scene: Scene) -> Said:
    rank, cluster = scene.facts.cluster_rank, CLUSTER[scene.params["organised_by"]]
    if scene.verdict is Verdict.MET:
        return Said(f"dẫn đầu {cluster}", (f"Xếp hạng {rank} trong cụm, khối",))
    if scene.verdict is Verdict.UNKNOWN:
        missing = ("Xếp hạng và cấp tổ chức cụm, khối thi đua",)
        return Said(f"chưa rõ có dẫn đầu {cluster} hay không", (), missing)
    if rank is not None and rank > 1:
        return Said(f"xếp hạng {rank}, không dẫn đầu {cluster}", (f"Xếp hạng {rank} trong cụm, khối",))
    return Said(f"cụm, khối thi đua đã nêu không phải {cluster}")


def judge_selected(frame: Frame, params: Params) -> Finding:
    """People choose among the members of the cluster."""
    return Finding(nobody(frame.size), _organised(frame, params)[1])


def explain_selected(scene: Scene) -> Said:
    cluster = CLUSTER[scene.params["organised_by"]]
    if scene.verdict is Verdict.UNMET:
        return Said(f"không thuộc {cluster}")
    reason = f"việc được bình chọn trong {cluster} do người có thẩm quyền quyết định"
    return Said(reason, (), ("Kết quả bình xét cụm, khối",))


def _judge_campaign(*, leader: bool) -> Callable[[Frame, Params], Finding]:
    def judge(frame: Frame, params: Params) -> Finding:
        if _no_launcher(frame, params):
            return Finding(nobody(frame.size), everybody(frame.size))
        columns, table = frame.columns, frame.columns.campaigns
        fits, may_fit = _launched(frame, params)
        least = params.get("min_duration_years") or 0
        long_enough = table.years >= least
        may_be = long_enough | (table.years == UNKNOWN)
        won = table.leader if leader else np.ones_like(table.leader)
        sure, possible = np.zeros(columns.size, np.bool_), np.zeros(columns.size, np.bool_)
        sure[table.subject[fits & (long_enough | (least == 0)) & won]] = True
        possible[table.subject[may_fit & may_be & won]] = True
        return Finding(frame.of(sure), frame.of(possible | ~columns.campaigns_known))

    return judge


def _launched(frame: Frame, params: Params) -> tuple[Bools, Bools]:
    by = params["launched_by"]
    launched = frame.columns.campaigns.launched
    fits = np.isin(launched, [LAUNCHERS.index(one) for one in LAUNCHED[by]])
    may_fit = fits
    if by == "prime_minister":
        may_fit = fits | np.isin(launched, [LAUNCHERS.index(one) for one in VAGUE])
    return fits, may_fit


def _no_launcher(frame: Frame, params: Params) -> bool:
    """The district level is gone: the province says among whom a collective is compared."""
    return params["launched_by"] == "huyen" and frame.columns.received_on >= NO_DISTRICTS


def _explain_campaign(verb: str) -> Callable[[Scene], Said]:
    def explain(scene: Scene) -> Said:
        least = scene.params.get("min_duration_years") or 0
        movement = LAUNCHER[scene.params["launched_by"]] + (f" từ {least} năm trở lên" if least else "")
        evidence = tuple(_campaign(one) for one in scene.facts.campaigns or ())
        if scene.verdict is Verdict.MET:
            return Said(f"{verb} {movement}", evidence)
        if _no_launcher(scene.frame, scene.params):
            reason = "từ ngày 01/07/2025 không còn cấp huyện; cấp tỉnh quy định phạm vi so sánh thi đua"
            return Said(reason, evidence, ("Quy định của cấp tỉnh về phạm vi so sánh thi đua",))
        if scene.verdict is Verdict.UNKNOWN:
            missing = ("Kết quả sơ kết, tổng kết phong trào: cấp phát động, thời gian",)
            return Said(f"chưa đủ dữ liệu để kết luận đã {verb} {movement}", evidence, missing)
        return Said(f"chưa {verb} {movement}", evidence, (f"Kết quả {verb} {movement}",))

    return explain


def _campaign(one: Campaign) -> str:
    result = "dẫn đầu" if one.result == "leader" else "được bình xét"
    launched = LAUNCHER_WORDS.get(one.launched_by, one.launched_by)
    return f"Phong trào do {launched} phát động" + (f", {one.years} năm" if one.years else "") + f": {result}"


LAUNCHER_WORDS = words.ISSUER | {
    "trung_uong": "Trung ương",
    "nha_nuoc": "Nhà nước",
    "thu_tuong": "Thủ tướng Chính phủ",
    "prime_minister": "Thủ tướng Chính phủ",
    "chu_tich_nuoc": "Chủ tịch nước",
    "president": "Chủ tịch nước",
}
LEADS = Word(judge_leads, explain_leads)
SELECTED = Word(judge_selected, explain_selected)
LEADS_CAMPAIGN = Word(_judge_campaign(leader=True), _explain_campaign("dẫn đầu"))
SELECTED_CAMPAIGN = Word(
    _judge_campaign(leader=False), _explain_campaign("được bình xét, lựa chọn khi sơ kết, tổng kết")
)
