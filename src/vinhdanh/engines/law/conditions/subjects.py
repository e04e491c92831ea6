"""Who the subject is: groups, armed forces, foreigners."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from vinhdanh.engines.law import words
from vinhdanh.engines.law.columns import Bools
from vinhdanh.engines.law.facts import GROUPS
from vinhdanh.engines.law.frame import Finding, Frame, Said, Scene, Word, nobody, unless_unknown
from vinhdanh.engines.law.model import Verdict

Params = Mapping[str, Any]
FORCES = ("quan_nhan", "cong_an", "quan_doi")
FOREIGN = ("nguoi_nuoc_ngoai", "nguoi_viet_o_nuoc_ngoai")
# Groups that the law names and the facts say in other words.
SAME = {
    "can_bo": ("cong_chuc",),
    "nguoi_lao_dong_khac": ("nguoi_lao_dong",),
    "to_chuc_kinh_te": ("doanh_nghiep",),
    "luc_luong_vu_trang": FORCES,
    "quan_doi": ("quan_doi", "quan_nhan"),
    "quan_nhan": ("quan_nhan", "quan_doi"),
}
# Groups that the facts cannot say, and those of the facts behind which they may stand.
PLAUSIBLE = {
    "vien_chuc_quoc_phong": ("vien_chuc", "quan_nhan", "quan_doi"),
    "dan_quan_thuong_truc": ("nong_dan", "cong_nhan", "nguoi_lao_dong", "khac"),
    "dan_quan_tu_ve_co_dong": ("nong_dan", "cong_nhan", "nguoi_lao_dong", "khac"),
}
# Bodies that an ordinary collective, or an enterprise, certainly is not.
BODIES = ("bo_ban_nganh", "tinh", "co_quan_cua_quoc_hoi", "thanh_pho_truc_thuoc_trung_uong")
ORDINARY = ("khac", "doanh_nghiep")


def bits(groups: Sequence[str]) -> int:
    return sum(1 << GROUPS.index(group) for group in groups)


def judge_groups(frame: Frame, params: Params) -> Finding:
    wanted: Sequence[str] = params["groups"]
    said = [name for group in wanted for name in SAME.get(group, (group,)) if name in GROUPS]
    possible = bits(list(dict.fromkeys(name for group in wanted for name in PLAUSIBLE.get(group, ()))))
    others = [group for group in wanted if group not in {*GROUPS, *SAME, *PLAUSIBLE}]
    columns = frame.columns
    met = (columns.groups & bits(list(dict.fromkeys(said)))) != 0
    thinkable = met | ((columns.groups & possible) != 0)
    if any(group not in BODIES for group in others):
        thinkable = np.ones_like(met)
    elif others:
        thinkable = thinkable | ~_ordinary(frame)
    return Finding(
        frame.of(met & columns.groups_known), frame.of(thinkable | ~columns.groups_known), {"groups": met}
    )


def _ordinary(frame: Frame) -> Bools:
    """Nothing but an ordinary collective or an enterprise."""
    groups = frame.columns.groups
    found: Bools = (groups != 0) & ((groups & ~np.asarray(bits(ORDINARY), groups.dtype)) == 0)
    return found


def explain_groups(scene: Scene) -> Said:
    wanted = ", ".join(words.GROUP[group] for group in scene.params["groups"])
    mine = ", ".join(words.GROUP[group] for group in GROUPS if group in (scene.facts.groups or ()))
    evidence = (f"Thuộc nhóm: {mine}",) if mine else ()
    if scene.verdict is Verdict.MET:
        listed = "" if scene.condition.text else f" (quy định cho: {wanted})"
        return Said(f"thuộc đối tượng {mine}{listed}", evidence)
    if scene.verdict is Verdict.UNKNOWN:
        return Said(f"chưa rõ có thuộc đối tượng {wanted} hay không", evidence, (f"Đối tượng: {wanted}",))
    return Said(scene.condition.text or f"không thuộc đối tượng {wanted}", evidence)


def judge_foreign(frame: Frame, params: Params) -> Finding:
    columns = frame.columns
    return unless_unknown(frame.of((columns.groups & bits(FOREIGN)) != 0), frame.of(columns.groups_known))


def explain_foreign(scene: Scene) -> Said:
    wanted = "người Việt Nam định cư ở nước ngoài hoặc người nước ngoài"
    if scene.verdict is Verdict.MET:
        return Said(f"là {wanted}")
    if scene.verdict is Verdict.UNKNOWN:
        return Said(f"chưa rõ có phải {wanted} hay không", (), ("Đối tượng",))
    return Said(f"không phải {wanted}")


def judge_combat(frame: Frame, params: Params) -> Finding:
    """People recognise it; only soldiers and the police can have it."""
    columns = frame.columns
    possible = ((columns.groups & bits(FORCES)) != 0) | ~columns.groups_known
    return Finding(nobody(frame.size), frame.of(possible))


def explain_combat(scene: Scene) -> Said:
    if scene.verdict is Verdict.UNMET:
        return Said("mưu trí, sáng tạo trong chiến đấu chỉ xét với quân đội, công an")
    return Said(
        "mưu trí, sáng tạo trong chiến đấu, phục vụ chiến đấu do cấp có thẩm quyền công nhận",
        (),
        ("Công nhận mưu trí, sáng tạo trong chiến đấu",),
    )


GROUP = Word(judge_groups, explain_groups)
FOREIGNER = Word(judge_foreign, explain_foreign)
COMBAT = Word(judge_combat, explain_combat)
