"""Names as papers write them: what is meant, and above all that nothing wrong is taken for sure."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.organisations.province import MARCH, OLD_DAYS, REFORM, Directory
from vinhdanh.domain.organisations.actions import confirm_name, create_body
from vinhdanh.domain.organisations.models import Body
from vinhdanh.domain.organisations.queries.matching import Match, MatchKind, match_names
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db

SURE, ASK = True, False
OPEN, NOBODY = "open", "nobody"
G = "G:"


@dataclass(frozen=True)
class Form:
    """A written name and what it means: a code, a group, several codes, OPEN or NOBODY."""

    text: str
    meant: str | tuple[str, ...]
    sure: bool = SURE


PROVINCE_2026 = [
    Form("Sở Nội vụ", "SM.SNV"),
    Form("Sở Nội vụ (cơ quan thường trực)", "SM.SNV"),
    Form("Sở Nội vụ - Cơ quan thường trực Hội đồng TĐKT tỉnh", "SM.SNV"),
    Form("sở nội vụ tỉnh", "SM.SNV"),
    Form("SNV", "SM.SNV"),
    Form("So Noi vu tinh Song May", "SM.SNV"),
    Form("SỞ NỘI VỤ", "SM.SNV"),
    Form("Giám đốc Sở Nội vụ", "SM.SNV"),
    Form("Thanh tra Sở Nội vụ", "SM.SNV.TT"),
    Form("Thanh tra tỉnh", "SM.TTR"),
    Form("Phòng Thi đua - Khen thưởng (Sở Nội vụ)", "SM.PTD", ASK),
    Form("Phòng TĐKT, Sở Nội vụ", "SM.PTD"),
    Form("Sở GD&ĐT", "SM.SGD"),
    Form("Sở GDĐT", "SM.SGD"),
    Form("Sở GD-ĐT tỉnh", "SM.SGD"),
    Form("Sở Giáo dục - Đào tạo", "SM.SGD"),
    Form("Sở KH&CN", "SM.SKHCN"),
    Form("Sở VHTTDL", "SM.SVH"),
    Form("Sở VH, TT&DL", "SM.SVH"),
    Form("Sở Văn hoá, Thể thao và Du lịch", "SM.SVH"),
    Form("Sở NN&MT", "SM.SNNMT"),
    Form("Sở Tư pháp", "SM.STP"),
    Form("Sở Tài chính", "SM.STC"),
    Form("Sở Tài chính và Kế hoạch", "SM.STC"),
    Form("UBND tỉnh", "SM"),
    Form("Ủy ban nhân dân tỉnh", "SM"),
    Form("Uỷ ban nhân dân tỉnh Sông Mây", "SM"),
    Form("Chủ tịch UBND tỉnh", "SM"),
    Form("CT, các PCT UBND tỉnh", "SM"),
    Form("TT. HĐND tỉnh", "SM.HD"),
    Form("VP UBND tỉnh", "SM.VP"),
    Form("VP.UBND tỉnh (3C)", "SM.VP"),
    Form("Văn phòng Đoàn ĐBQH và HĐND tỉnh", "SM.DBQH"),
    Form("Văn phòng điều phối Chương trình MTQG xây dựng NTM tỉnh", "SM.NTM"),
    Form("Hội đồng TĐKT tỉnh", "SM.HDTD"),
    Form("HĐ TĐ-KT tỉnh", "SM.HDTD"),
    Form("Thành viên Hội đồng TĐKT tỉnh", "SM.HDTD"),
    Form("Cơ quan thường trực Hội đồng TĐKT tỉnh", "SM.SNV"),
    Form("Thành viên Hội đồng Sáng kiến và Hội đồng TĐKT tỉnh", ("SM.HDSK", "SM.HDTD")),
    Form("HĐSK tỉnh", "SM.HDSK"),
    Form("các Hội đồng Sáng kiến", "SM.HDSK", ASK),
    Form("TT. Tỉnh ủy", "SM.TU"),
    Form("VPTU", "SM.VPTU"),
    Form("Ban Tổ chức TU", "SM.BTC"),
    Form("Ban Tuyên giáo Tỉnh ủy", "SM.BTG", ASK),
    Form("UBMTTQVN tỉnh", "SM.MT"),
    Form("Ủy ban MTTQ VN tỉnh", "SM.MT"),
    Form("LĐLĐ tỉnh", "SM.LD"),
    Form("Hội LHPN tỉnh", "SM.PN"),
    Form("Hội CCB tỉnh", "SM.CCB"),
    Form("Tỉnh đoàn", "SM.DTN"),
    Form("Đoàn TNCS HCM tỉnh", "SM.DTN"),
    Form("CA tỉnh", "SM.CA"),
    Form("Bộ CHQS tỉnh", "SM.QS"),
    Form("Báo Sông Mây", "SM.BAO"),
    Form("Đài PTTH tỉnh", "SM.DAI"),
    Form("Đài PT-TH Sông Mây", "SM.DAI"),
    Form("Trường THPT Mai Sơn", "SM.MS"),
    Form("Truong THPT Mai Son", "SM.MS"),
    Form("Ban Giám hiệu Trường THPT Hoa Trắng", "SM.HT"),
    Form("Trường THPT Hoa Trang", "SM.HT", ASK),
    Form("Công ty CP Thuỷ điện Sông Mây", "SM.DN"),
    Form("Cụm trưởng Cụm thi đua số 1", "SM.C1"),
    Form("UBND xã Đông Sơn", "SM.DS"),
    Form("xã Đông Sơn", "SM.DS"),
    Form("Chủ tịch UBND xã Đông Sơn", "SM.DS"),
    Form("UBND xã Tân Hà", "SM.TH1"),
    Form("UBND xã Tân Hạ", "SM.TH2"),
    Form("UBND xa Tan Ha", "SM.TH1", ASK),
    Form("UBND xã Tân Hả", "SM.TH1", ASK),
    Form("UBND phường Long Hoà", "SM.LH"),
    Form("Ban TĐKT Trung ương", "BTW"),
    Form("Ban TĐ-KT TW", "BTW"),
    Form("Bộ Nội vụ", "BNV"),
    Form("Văn phòng Chính phủ", "VPCP"),
    Form("UBND huyện Mường Chiến", "SM.MC", ASK),
    Form("Sở Thông tin và Truyền thông", "SM.SKHCN", ASK),
    Form("Sở LĐ-TB&XH", "SM.SNV", ASK),
    Form("Ban TĐKT tỉnh", "SM.PTD", ASK),
    Form("UBND xã Tây Sơn", "SM.DS", ASK),
    Form("Sở Nội vu", "SM.SNV", ASK),
    Form("Sở Ngoại vụ", NOBODY, ASK),
    Form("Tổng công ty Hàng hải Xanh", NOBODY, ASK),
    Form("Hội đồng nhân dân xã Thanh Bình", NOBODY, ASK),
    Form("Các sở, ban, ngành, đoàn thể tỉnh", G + "SM:Các sở, ban, ngành, đoàn thể tỉnh"),
    Form("các sở, ban ngành, đoàn thể", G + "SM:Các sở, ban, ngành, đoàn thể tỉnh"),
    Form("Thủ trưởng các sở, ban, ngành tỉnh", G + "SM:Các sở, ban, ngành tỉnh"),
    Form("Các sở, ban, ngành, đoàn thể, đơn vị", G + "SM:Các sở, ban, ngành, đoàn thể tỉnh", ASK),
    Form("UBND các xã, phường, đặc khu", G + "SM:UBND các xã, phường, đặc khu"),
    Form("Chủ tịch UBND các xã, phường", G + "SM:UBND các xã, phường, đặc khu"),
    Form("UBND xã, phường", G + "SM:UBND các xã, phường, đặc khu"),
    Form("UBND các huyện, thị xã", G + "SM:UBND các huyện, thị xã", ASK),
    Form("Trưởng các cụm, khối thi đua năm 2026", G + "SM:Các cụm, khối thi đua"),
    Form("Cụm trưởng, khối trưởng các cụm, khối thi đua", G + "SM:Các cụm, khối thi đua"),
    Form("các cơ quan báo, đài", G + "SM:Các cơ quan báo chí"),
    Form("các trường học trên địa bàn tỉnh", G + "SM:Các trường học"),
    Form("các cơ quan liên quan", OPEN, ASK),
    Form("Các cơ quan, đơn vị có liên quan", OPEN, ASK),
    Form("các sở, ban, ngành liên quan", OPEN, ASK),
    Form("Các đơn vị, địa phương được đề nghị khen thưởng", OPEN, ASK),
    Form("Các cơ quan, đơn vị, địa phương theo Kế hoạch kiểm tra", OPEN, ASK),
    Form("Các cơ quan, đơn vị được giao nhiệm vụ", OPEN, ASK),
    Form("các cấp, ngành, cơ quan, đơn vị", OPEN, ASK),
    Form("một số địa phương", OPEN, ASK),
    Form("Lưu: VT, NC", OPEN, ASK),
    Form("Sở Nội vụ, Sở Giáo dục và Đào tạo", ("SM.SNV", "SM.SGD")),
    Form("Báo Sông Mây; Đài PTTH tỉnh", ("SM.BAO", "SM.DAI")),
    Form("Cơ quan chủ quản giải", "SM.SVH"),
]
CITY_2022 = [
    Form("Ban TĐKT thành phố (Cơ quan Thường trực Hội đồng TĐKT)", "CV.BTD"),
    Form("Ban Thi đua Khen thưởng", "CV.BTD"),
    Form("Ban Thi đua - Khen thưởng (Sở Nội vụ)", "CV.BTD"),
    Form("Ban Thi đua - Khen thưởng, Sở Nội vụ", "CV.BTD"),
    Form("Sở Nội vụ", "CV.SNV"),
    Form("Văn phòng UBND thành phố.", "CV.VP"),
    Form("VP UBND TP", "CV.VP"),
    Form("Ban Tuyên giáo TU", "CV.BTG"),
    Form("Ban Tuyên giáo Thành ủy", "CV.BTG"),
    Form("Thường trực Thành ủy", "CV.TU"),
    Form("TT HĐND TP", "CV.HDND"),
    Form("Báo Cửa Vàng", "CV.BAO"),
    Form("Báo An ninh Cửa Vàng", "CV.BAN"),
    Form("Đài Phát thanh & Truyền hình thành phố", "CV.DAI"),
    Form("Sở Thông tin - Truyền thông", "CV.STT"),
    Form("Sở TT&TT", "CV.STT"),
    Form("Ủy ban MTTQ Việt Nam thành phố", "CV.MT"),
    Form("Các Sở, ban, ngành, đoàn thể TP", G + "CV:Các sở, ban, ngành, đoàn thể"),
    Form("Các sở, ban ngành thành phố", G + "CV:Các sở, ban, ngành thành phố"),
    Form("UBND quận, huyện", G + "CV:UBND các quận, huyện"),
    Form("các quận, huyện", G + "CV:UBND các quận, huyện"),
    Form("Ủy ban nhân dân các quận, huyện", G + "CV:UBND các quận, huyện"),
    Form("UBND huyện Phú Điền", "CV.PD"),
    Form("quận Ninh Khê", "CV.NK"),
    Form("Phòng GD&ĐT huyện Phú Điền", "CV.PD.GD"),
    Form("Phòng Giáo dục và Đào tạo", "CV.PD.GD", ASK),
    Form("Sở Nội vụ tỉnh Sông Mây", "SM.SNV"),
    Form("UBND tỉnh Sông Mây", "SM"),
]
COMMUNE_2026 = [
    Form("UBND xã", "SM.DS"),
    Form("UBND tỉnh", "SM"),
    Form("Sở Nội vụ", "SM.SNV"),
    Form("Phòng VH-XH", "SM.DS.VX"),
    Form("Hội đồng TĐKT xã", "SM.DS.HD"),
    Form("Hội đồng Thi đua - Khen thưởng", "SM.DS.HD"),
    Form("Hội đồng TĐKT tỉnh", "SM.HDTD"),
    Form("Hội đồng Sáng kiến", "SM.HDSK", ASK),
    Form("Các sở, ban, ngành tỉnh", G + "SM:Các sở, ban, ngành tỉnh"),
]


def _answer(directory: Directory, match: Match) -> str | tuple[str, ...]:
    """What the first candidate says, in the words of this test."""
    if match.kind == MatchKind.UNSPECIFIED:
        return OPEN
    codes = {body.pk: code for code, body in directory.bodies.items()}
    codes |= {group.pk: G + name for name, group in directory.groups.items()}
    if match.kind == MatchKind.SEVERAL:
        return tuple(codes[part.candidates[0].key] for part in match.parts)
    return codes[match.best.key] if match.best else NOBODY


@pytest.mark.parametrize(
    ("scope", "on", "forms"),
    [("SM", MARCH, PROVINCE_2026), ("CV", OLD_DAYS, CITY_2022), ("SM.DS", MARCH, COMMUNE_2026)],
    ids=["province", "city", "commune"],
)
def test_written_names_are_understood(directory: Directory, scope: str, on: date, forms: list[Form]) -> None:
    matches = match_names([form.text for form in forms], within=directory[scope], on=on)
    wrong, wrongly_sure = [], []
    for form, match in zip(forms, matches, strict=True):
        answer = _answer(directory, match)
        if answer != form.meant and match.sure:
            wrongly_sure.append((form.text, answer))
        right = not match.sure if form.meant == NOBODY else answer == form.meant and match.sure <= form.sure
        if not right or (form.sure and not match.sure):
            wrong.append((form.text, form.meant, answer, match.sure, match.reason))
    assert wrongly_sure == []
    assert wrong == []


def one(directory: Directory, text: str, *, scope: str | None = "SM", on: date = MARCH) -> Match:
    return match_names([text], within=directory[scope] if scope else None, on=on)[0]


def test_a_bodys_own_name_is_never_taken_for_another(directory: Directory) -> None:
    """Every name on record, on days before and after the reform, from every kind of scope."""
    for scope, on in (("SM", MARCH), ("SM.DS", MARCH), ("CV", OLD_DAYS), ("SM.SNV", OLD_DAYS), (None, MARCH)):
        bodies = list(directory.bodies.values())
        within = directory[scope] if scope else None
        for body, match in zip(
            bodies, match_names([b.name for b in bodies], within=within, on=on), strict=True
        ):
            if not match.sure or match.best is None:
                continue
            meant = next(b for b in bodies if b.pk == match.best.body_id)
            assert meant.is_valid_on(on)
            # A bare "Sở Nội vụ" on record elsewhere is the scope's own one in the scope's papers.
            assert meant.name in body.name or body.name in meant.name, (scope, body.name, meant.name)


def test_a_closed_body_offers_its_successor_with_the_reason(directory: Directory) -> None:
    match = one(directory, "Sở Thông tin và Truyền thông")
    assert match.best is not None
    assert (match.sure, match.best.body_id) == (False, directory["SM.SKHCN"].pk)
    assert "sáp nhập vào “Sở Khoa học và Công nghệ” từ 01/03/2025" in match.reason
    assert directory["SM.STT"].pk in {candidate.body_id for candidate in match.candidates}
    before = one(directory, "Sở Thông tin và Truyền thông", on=OLD_DAYS)
    assert before.sure
    assert before.best is not None
    assert before.best.body_id == directory["SM.STT"].pk


def test_a_body_that_is_not_yet_there_is_not_linked(directory: Directory) -> None:
    match = one(directory, "Sở Nông nghiệp và Môi trường", on=OLD_DAYS)
    assert not match.sure
    assert "01/03/2025" in match.reason


def test_an_empty_group_says_so(directory: Directory) -> None:
    match = one(directory, "UBND các huyện, thị xã")
    assert not match.sure
    assert "không có thành viên" in match.reason
    assert one(directory, "UBND các huyện, thị xã", on=date(2025, 6, 30)).sure


def test_a_confirmed_choice_is_remembered_for_its_scope_only(directory: Directory) -> None:
    text = "Cơ quan đầu mối giải thưởng"
    assert not one(directory, text).sure
    target = directory["SM.SKHCN"].pk
    confirm_name(actor=None, text=text, scope_id=directory["SM"].pk, body_id=target)
    choice = confirm_name(
        actor=None, text="CƠ QUAN đầu mối - giải thưởng", scope_id=directory["SM"].pk, body_id=target
    )
    assert choice.times == 2
    match = one(directory, "cơ quan đầu mối giải thưởng;")
    assert match.sure
    assert match.best is not None
    assert match.best.body_id == target
    assert "2 lần" in match.reason
    assert not one(directory, text, scope="SM.DS").sure


def test_a_newer_choice_replaces_an_older_one(directory: Directory) -> None:
    text, scope = "Đơn vị chủ công", directory["SM"].pk
    confirm_name(actor=None, text=text, scope_id=scope, body_id=directory["SM.SYT"].pk)
    group = directory.groups["SM:Các trường học"]
    confirm_name(actor=None, text=text, scope_id=scope, group_id=group.pk)
    match = one(directory, text)
    assert (match.kind, match.sure) == (MatchKind.GROUP, True)
    with pytest.raises(RefusedError):
        confirm_name(actor=None, text=text, scope_id=scope)


def test_a_remembered_body_that_ended_is_asked_again(directory: Directory) -> None:
    text, scope = "Đơn vị chủ công", directory["SM"].pk
    confirm_name(actor=None, text=text, scope_id=scope, body_id=directory["SM.STT"].pk)
    match = one(directory, text)
    assert not match.sure
    assert match.best is not None
    assert match.best.body_id == directory["SM.SKHCN"].pk


def test_two_bodies_of_one_name_are_left_to_a_person(directory: Directory) -> None:
    for name in ("UBND huyện Mường Chiến", "UBND huyện Thác Lụa"):
        create_body(
            actor=None,
            name="Hạt Kiểm lâm",
            kind="office",
            level="district",
            parent_id=Body.objects.get(name=name).pk,
            valid_to=REFORM,
        )
    match = one(directory, "Hạt Kiểm lâm", on=OLD_DAYS)
    assert (match.sure, len(match.candidates)) == (False, 2)
    assert "2 đơn vị" in match.reason
    assert one(directory, "Hạt Kiểm lâm (UBND huyện Thác Lụa)", on=OLD_DAYS).sure
    assert one(directory, "Hạt Kiểm lâm huyện Thác Lụa", on=OLD_DAYS).sure


def test_places_with_other_marks_are_not_the_same(directory: Directory) -> None:
    for text, sure in (("UBND xã Tân Hạ", True), ("UBND xa Tan Ha", False), ("UBND xã Tân Hã", False)):
        assert one(directory, text).sure is sure, text
    assert one(directory, "Sở Nội vụ tỉnh Sông Mấy").sure is False


def test_a_school_called_after_a_commune_is_found_by_its_name(directory: Directory) -> None:
    """Its name ends like a place, but it stands under the department, not in that commune."""
    for name in ("Trường Tiểu học Đông Sơn", "Trường Tiểu học Tân Hà"):
        create_body(actor=None, name=name, kind="school", level="base", parent_id=directory["SM.SGD"].pk)
    for scope in ("SM", "SM.DS", "SM.SGD"):
        match = one(directory, "Trường TH Đông Sơn", scope=scope)
        assert match.sure, scope
        assert match.best is not None
        assert match.best.name == "Trường Tiểu học Đông Sơn"
    assert not one(directory, "Trường TH Tân Hạ").sure
    assert not one(directory, "Trường Tiểu học").sure


def test_each_name_is_answered_in_its_place_and_in_its_own_words(directory: Directory) -> None:
    texts = ["Sở Y tế", "các cơ quan liên quan", "", "Sở Y tế", "   "]
    matches = match_names(texts, within=directory["SM"], on=MARCH)
    assert [match.text for match in matches] == texts
    assert matches[0] == matches[3]
    assert [matches[2].kind, matches[4].kind] == [MatchKind.UNKNOWN] * 2


def test_queries_do_not_grow_with_the_names(directory: Directory) -> None:
    counts = []
    for size in (1, len(PROVINCE_2026)):
        with CaptureQueriesContext(connection) as queries:
            match_names([form.text for form in PROVINCE_2026[:size]], within=directory["SM"], on=MARCH)
        counts.append(len(queries))
    assert counts == [8, 8]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_text_is_answered_and_only_the_living_are_sure(directory: Directory, text: str) -> None:
    match = one(directory, text)
    assert match.reason
    assert all(0 <= candidate.score <= 1 for candidate in match.candidates)
    if match.sure and match.kind == MatchKind.BODY:
        assert len(match.candidates) == 1
        assert Body.objects.get(pk=match.candidates[0].body_id).is_valid_on(MARCH)
