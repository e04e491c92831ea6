"""What is done in the book, in words."""

from collections.abc import Callable

from vinhdanh.foundation.audit.sentences import Changes, Sentence, tell

_KINDS = {
    "award": "khen thưởng",
    "rating": "xếp loại",
    "recognition": "sáng kiến, đề tài",
    "figures": "số liệu của tập thể",
    "discipline": "kỷ luật",
    "hold": "tạm hoãn",
}


def _of(words: str) -> Callable[[Changes, Changes], str]:
    """The act, and about whom."""

    def told(_: Changes, after: Changes) -> str:
        name = after.get("name", "")
        return f"{words} của {name}" if name else words

    return told


def _entry(words: str) -> Callable[[Changes, Changes], str]:
    """The act, with the row and about whom."""

    def told(_: Changes, after: Changes) -> str:
        return f"{words} “{after.get('entry', '')}” cho {after.get('name', '')}"

    return told


def _taken(_: Changes, after: Changes) -> str:
    kind = _KINDS.get(after.get("kind", ""), "dòng")
    said = f"nhập {after.get('added', 0)} dòng {kind} từ một danh sách"
    faults = after.get("faults", 0)
    return f"{said}, {faults} dòng sai để lại" if faults else said


_RECORDED: dict[str, str] = {
    "record_award": "ghi khen thưởng",
    "record_rating": "ghi xếp loại",
    "record_recognition": "ghi sáng kiến, đề tài",
    "record_figures": "ghi số liệu tập thể năm",
    "record_discipline": "ghi kỷ luật",
    "record_hold": "ghi tạm hoãn xét khen thưởng",
    "declare_award": "khai khen thưởng",
}
_TITLES = {
    **_RECORDED,
    "take_in_rows": "nhập danh sách vào sổ khen thưởng",
    "replace_entry": "ghi dòng thay thế",
    "close_hold": "thôi tạm hoãn xét khen thưởng",
    "end_discipline": "ghi hết hiệu lực kỷ luật",
    "use_recognition": "ghi sáng kiến đã dùng",
}
_SENTENCES: dict[str, Sentence] = {
    **{action: _entry(words) for action, words in _RECORDED.items()},
    "take_in_rows": _taken,
    "correct_entry": "đính chính một dòng",
    "reissue_entry": "cấp lại bằng, giấy",
    "revoke_entry": "ghi hủy bỏ, thu hồi",
    "replace_entry": lambda before, after: (
        f"ghi “{after.get('entry', '')}” thay cho “{before.get('entry', '')}”"
    ),
    "close_hold": _of("thôi tạm hoãn xét khen thưởng"),
    "end_discipline": _of("ghi hết hiệu lực kỷ luật"),
    "use_recognition": _of("ghi sáng kiến, đề tài đã dùng xét danh hiệu"),
    "confirm_claim": "xác nhận khen thưởng đơn vị khai",
    "refuse_claim": "không xác nhận khen thưởng đơn vị khai",
}
tell(
    _SENTENCES,
    titles=_TITLES,
    fields={"closed_on": "Thôi hoãn từ ngày", "ended_on": "Hết hiệu lực từ ngày"},
    kinds={
        "registry.intake": "danh sách nhập vào sổ",
        "registry.award": "khen thưởng trong sổ",
        "registry.rating": "xếp loại trong sổ",
        "registry.recognition": "sáng kiến, đề tài trong sổ",
        "registry.yearfigures": "số liệu của tập thể",
        "registry.discipline": "kỷ luật",
        "registry.hold": "tạm hoãn xét khen thưởng",
        "registry.claim": "khen thưởng đơn vị khai",
    },
)
