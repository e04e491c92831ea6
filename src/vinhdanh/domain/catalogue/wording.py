"""Conditions of the law as sentences that an official reads at a glance."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from vinhdanh.engines.law.words import GROUP, RATING, SCOPE

Params = Mapping[str, Any]
Names = Callable[[str], str]
"""What an award is called, by its code."""

_ORGANISERS = {
    "tinh": "tỉnh",
    "bo": "bộ, ban, ngành",
    "bo_or_tinh": "bộ, ban, ngành, tỉnh",
    "hoi_dong_tdkt_trung_uong": "Hội đồng Thi đua - Khen thưởng Trung ương",
}
_LAUNCHERS = {
    "any": "cấp có thẩm quyền",
    "huyen": "cấp huyện",
    "tinh": "tỉnh",
    "bo": "bộ, ban, ngành",
    "bo_or_tinh": "bộ, ban, ngành, tỉnh",
    "prime_minister": "Thủ tướng Chính phủ",
    "president_or_prime_minister": "Chủ tịch nước hoặc Thủ tướng Chính phủ",
}
_DISCIPLINE = {
    "khien_trach": "khiển trách",
    "canh_cao": "cảnh cáo",
    "ha_bac_luong": "hạ bậc lương",
    "giang_chuc": "giáng chức",
    "cach_chuc": "cách chức",
    "buoc_thoi_viec": "buộc thôi việc",
}


def sentence(name: str, params: Params, *, named: Names, text: str = "") -> str:
    """One condition as a Vietnamese sentence; its own words where the instrument gives them."""
    if text:
        return text.removesuffix(".")
    told = _TOLD.get(name)
    if told is None and name not in _PLAIN:
        return "Điều kiện do cấp có thẩm quyền xét"
    return told(params, named) if told else _PLAIN[name].format(**_fields(params, named))


def _fields(params: Params, named: Names) -> dict[str, Any]:
    organiser, discipline = str(params.get("organised_by", "")), str(params.get("at_or_above", ""))
    return {
        **params,
        "titles": _titles(params, named),
        "within": _scope(params),
        "subjects": _either(group_name(code) for code in params.get("groups", ())),
        "organiser": _ORGANISERS.get(organiser, organiser),
        "discipline": _DISCIPLINE.get(discipline, discipline),
    }


def group_name(code: str) -> str:
    """What a group of subjects is called."""
    return GROUP.get(code, code)


def _titles(params: Params, named: Names) -> str:
    return _either(f"“{named(code)}”" for code in params.get("codes", ()))


def _either(words: Iterable[str]) -> str:
    every = list(words)
    return " hoặc ".join(filter(None, [", ".join(every[:-1]), every[-1]])) if every else ""


def _scope(params: Params) -> str:
    return SCOPE.get(params.get("scope", ""), str(params.get("scope", "")))


def _completion(params: Params, named: Names) -> str:
    level, years = RATING.get(params["level"], params["level"]), params.get("years", 1)
    words = f"{years} năm liên tục {level}" if years > 1 else f"Trong năm {level}"
    if params["level"] != "exceeds_targets":
        words += " trở lên"
    if params.get("or_title_each_year"):
        words += f", hoặc năm đó được tặng {_titles({'codes': params['or_title_each_year']}, named)}"
    if params.get("min_excellent_years"):
        words += f", trong đó ít nhất {params['min_excellent_years']} năm hoàn thành xuất sắc nhiệm vụ"
    return words + (", tính từ sau lần khen thưởng trước" if params.get("after") else "")


def _within(params: Params, named: Names) -> str:
    words = f"Có {params['count']} lần được tặng {_titles(params, named)}"
    return words + _window(params)


def _window(params: Params) -> str:
    if params.get("since") == "held_award":
        return " kể từ lần khen thưởng trước"
    if params.get("since") == "start_of_consecutive_period":
        return " trong thời gian liên tục đó"
    return f" trong {params['years']} năm" if params.get("years") else ""


def _within_any(params: Params, named: Names) -> str:
    options = [" và ".join(_item(item, named) for item in option) for option in params["options"]]
    return f"Được tặng {'; hoặc '.join(options)}{_window(params)}"


def _item(item: Params, named: Names) -> str:
    words = f"{item['count']} lần {_titles(item, named)}"
    return words + (" (khi không thuộc đối tượng tặng cờ)" if item.get("only_if") else "")


def _held(params: Params, named: Names) -> str:
    years, count = params.get("min_years_since", 0), params.get("min_count", 1)
    words = f"Đã được tặng {_titles(params, named)}"
    if count > 1:
        words += f" ít nhất {count} lần"
    return words + (f" từ {years} năm trở lên tính đến ngày đề nghị" if years else "")


def _recognised(what: str) -> Callable[[Params, Names], str]:
    def told(params: Params, named: Names) -> str:
        count = params.get("count", 1)
        words = f"Có {count} {what} có hiệu quả, phạm vi ảnh hưởng {_scope(params)}"
        return words + (f" trong {params['years']} năm gần nhất" if params.get("years", 1) > 1 else "")

    return told


def _service(params: Params, named: Names) -> str:
    least, below = params.get("min"), params.get("max_exclusive")
    words = "Có thời gian công tác" + (" liên tục" if params.get("consecutive") else "")
    words += f" từ {least} năm" if least else " theo quy định của cơ quan có thẩm quyền"
    words += f" đến dưới {below} năm" if below else " trở lên" if least else ""
    return words + (" (hệ số 2 ở biển, đảo, vùng đặc biệt khó khăn)" if params.get("multiplier") else "")


def _in_post(params: Params, named: Names) -> str:
    words = (
        f"Giữ chức vụ từ {params['min']} năm trở lên"
        if params.get("min")
        else "Có thời gian giữ chức vụ theo quy định"
    )
    return words + (" (lãnh đạo nữ được giảm 1/3 thời gian)" if params.get("women_reduction") else "")


def _campaign(verb: str) -> Callable[[Params, Names], str]:
    def told(params: Params, named: Names) -> str:
        by = _LAUNCHERS.get(params["launched_by"], params["launched_by"])
        words = f"{verb} phong trào thi đua do {by} phát động"
        years = params.get("min_duration_years")
        return words + (f", có thời gian từ {years} năm trở lên" if years else "")

    return told


_PLAIN: Mapping[str, str] = {
    "holds_standard_of": "Đạt tiêu chuẩn {titles}",
    "consecutive_titles": "Có {count} năm liên tục được tặng {titles}",
    "combat_ingenuity": "Có mưu trí, sáng tạo trong chiến đấu, phạm vi ảnh hưởng {within}",
    "all_members_completed": "{min_percent} % thành viên hoàn thành nhiệm vụ trở lên",
    "members_with_title": "Ít nhất {min_percent} % thành viên đạt {titles}",
    "has_member_with_title": "Có ít nhất {min_count} thành viên đạt {titles}",
    "no_discipline": "Không bị kỷ luật từ khiển trách trở lên trong năm xét",
    "no_member_disciplined": "Không có thành viên bị kỷ luật từ {discipline} trở lên",
    "leads_cluster": "Dẫn đầu cụm, khối thi đua do {organiser} tổ chức",
    "selected_in_cluster": "Được bình xét, suy tôn trong cụm, khối thi đua do {organiser} tổ chức",
    "years_since_founding": "Có từ {min} năm xây dựng, phát triển trở lên",
    "round_anniversary": "Vào dịp kỷ niệm ngày thành lập năm tròn (số năm có chữ số cuối là 0)",
    "subject_in": "Là {subjects}",
    "foreign_or_overseas_subject": "Là người nước ngoài hoặc người Việt Nam định cư ở nước ngoài",
    "local_rule": "Đạt tiêu chuẩn cụ thể do bộ, ngành, tỉnh hoặc cấp có thẩm quyền quy định",
    "party_law_compliance": "Chấp hành tốt chủ trương của Đảng, chính sách, pháp luật của Nhà nước",
    "internal_solidarity": "Nội bộ đoàn kết, tổ chức đảng, đoàn thể trong sạch, vững mạnh",
}
_TOLD: Mapping[str, Callable[[Params, Names], str]] = {
    "task_completion_at_least": _completion,
    "titles_within": _within,
    "titles_within_any": _within_any,
    "held_award": _held,
    "initiative_recognised": _recognised("sáng kiến được công nhận"),
    "science_work_accepted": _recognised("đề tài khoa học, đề án khoa học, công trình được nghiệm thu"),
    "leads_campaign": _campaign("Dẫn đầu"),
    "selected_in_campaign_review": _campaign("Được bình xét khi sơ kết, tổng kết"),
    "years_in_post": _in_post,
    "years_of_service": _service,
}
