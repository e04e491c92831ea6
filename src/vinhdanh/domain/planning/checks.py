"""What a row must be before it is kept: lengths that fit, years that are years, targets that exist."""

from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from vinhdanh.domain.organisations.queries.labels import labels_of
from vinhdanh.domain.planning.parties import OPEN, parse_target
from vinhdanh.domain.planning.periods import FIRST_YEAR, LAST_YEAR
from vinhdanh.foundation.kernel.results import Refusal, RefusedError

HEAD_LENGTHS = {"number": 60, "place": 80, "title": 500, "signer": 120, "signer_title": 120}
PARTY_LENGTH = 300
_HEAD_NAMES = {
    "number": "Số, ký hiệu",
    "place": "Địa danh",
    "title": "Trích yếu",
    "signer": "Người ký",
    "signer_title": "Chức vụ người ký",
}


def _refuse(code: str, reason: str, field: str) -> NoReturn:
    raise RefusedError(Refusal(code, reason, field=field))


def check_head(values: Mapping[str, str], year: int | None) -> None:
    """Raise RefusedError for a field of the head that is too long, or a year that is none."""
    for name, most in HEAD_LENGTHS.items():
        if len(values.get(name) or "") > most:
            _refuse("too_long", f"{_HEAD_NAMES[name]} dài quá {most} chữ; rút gọn rồi lưu lại.", name)
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        _refuse("year_out_of_range", f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}.", "year")


def check_parties(parties: Iterable[Mapping[str, Any]]) -> None:
    """Raise RefusedError for a name that is too long or a link to nothing; two queries at most."""
    listed = list(parties)
    for party in listed:
        if len(str(party.get("text", ""))) > PARTY_LENGTH:
            _refuse("too_long", f"Tên đơn vị dài quá {PARTY_LENGTH} chữ; tách thành nhiều đơn vị.", "lead")
    linked = {str(party["target"]): party for party in listed if party.get("target") not in {None, "", OPEN}}
    for target, party in linked.items():
        try:
            parse_target(target)
        except ValueError:
            _refuse("target_unknown", f"Nơi nối của “{party['text']}” không đọc được; chọn lại.", "lead")
    known = labels_of(linked) if linked else {}
    for target, party in linked.items():
        if target not in known:
            _refuse(
                "target_gone", f"Đơn vị nối với “{party['text']}” không còn trong danh bạ; chọn lại.", "lead"
            )
