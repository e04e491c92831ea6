"""A small folder of instruments that is sound, and ways to break it."""

from pathlib import Path

HEAD = """\
title: Luật thử
law: luat
amended_by: luat_sua
documents:
  luat: {number: 1/2022/QH15, name: Luật, since: 2024-01-01}
  luat_sua: {number: 2/2026/QH16, name: Luật sửa, since: 2026-10-01}
  nd_cu: {number: 1/2023/NĐ-CP, name: Nghị định cũ, since: 2024-01-01}
  nd_moi: {number: 1/2025/NĐ-CP, name: Nghị định mới, since: 2025-07-01}
regimes:
- {code: CU, name: Luật và nghị định cũ, law: luat, decree: nd_cu, since: 2024-01-01, until: 2025-06-30}
- {code: MOI, name: Luật và nghị định mới, law: luat, decree: nd_moi, since: 2025-07-01}
readings:
- {code: "5.a", ref: "5.1.a", question: Đọc thế nào?, options: {chat: Đọc chặt., rong: Đọc rộng.}}
gates: [{code: hoan, text: Hoãn xét., ref: "luat/9.1"}]
authorities: {chu_tich: Chủ tịch}
dossiers:
  thuong: [{part: to_trinh}, {part: bao_cao, form: mau_05, mark: K}]
citations:
  phieu:
  - {until: 2025-06-30, ref: "nd_cu/30.7", mark: S}
  - {since: 2025-07-01, ref: nd_moi/, mark: K}
"""

AWARDS = """\
- code: tien_tien
  name: Tiên tiến
  kind: danh_hieu_thi_dua
  subjects: [individual]
  level: co_so
  refs: ["24"]
  conferred_by: [chu_tich]
  dossier: thuong
  any_of:
  - ref: "24.1"
    all_of:
    - task_completion_at_least: {level: good, years: 1}
    - qualitative: Tích cực tham gia phong trào thi đua.
- code: chien_si
  name: Chiến sĩ
  short: [CS]
  kind: danh_hieu_thi_dua
  subjects: [individual]
  level: co_so
  refs: ["23", "nd_moi/50"]
  vote: {percent: 80, at: phieu}
  bonus:
  - {until: 2025-06-30, times: 1.0, ref: "nd_cu/54", mark: K}
  - {since: 2025-07-01, times: 1.5, ref: "nd_moi/50"}
  any_of:
  - ref: "23.2"
    all_of:
    - holds_standard_of: {any_code: [tien_tien]}
    - task_completion_at_least: {level: excellent, years: 1}
"""

SALARY = """\
- {since: 2024-01-01, until: 2025-06-30, amount: 1800000, ref: nd_cu/, mark: S2}
- {since: 2025-07-01, amount: 2340000, ref: nd_moi/, mark: S}
"""


def sound(root: Path, **changes: tuple[str, str]) -> Path:
    """The folder under `root`; each change replaces words of one part: `awards=("80", "80.5")`."""
    folder = root / "van-ban"
    folder.mkdir(parents=True)
    parts = {"instrument": HEAD, "awards": AWARDS, "salary": SALARY}
    for part, (old, new) in changes.items():
        assert old in parts[part], f"{old!r} is not in {part}"
        parts[part] = parts[part].replace(old, new, 1)
    (folder / "instrument.yaml").write_text(parts["instrument"], encoding="utf-8")
    (folder / "awards-thu.yaml").write_text(parts["awards"], encoding="utf-8")
    (folder / "base-salary.yaml").write_text(parts["salary"], encoding="utf-8")
    return root


def row_of(part: str, words: str) -> int:
    """The line of the first row of that part with those words."""
    lines = {"instrument": HEAD, "awards": AWARDS, "salary": SALARY}[part].splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)
