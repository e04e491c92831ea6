"""The file store keeps bytes once and whole; search folds index and query alike."""

from pathlib import Path

import pytest
from django.conf import settings

from vinhdanh.domain.planning.models import Plan
from vinhdanh.engines.search.counts import capped_counts
from vinhdanh.engines.search.words import index_words, plain_words, query_for
from vinhdanh.foundation.calendars.days import calendar_for, save_day
from vinhdanh.foundation.files.store import clean_name, path_of, put, read
from vinhdanh.foundation.files.types import media_type_of
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db


def test_the_same_bytes_lie_on_disk_once() -> None:
    first = put(b"cung mot tep", name="a.txt", media_type="text/plain", by=None)
    second = put(b"cung mot tep", name="b.txt", media_type="text/plain", by=None)
    assert first.pk != second.pk
    assert path_of(first) == path_of(second)
    assert read(second) == b"cung mot tep"


def test_a_full_disk_leaves_nothing_half_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    before = {path for path in Path(settings.FILE_STORE).rglob("*") if path.is_file()}
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(RefusedError, match="đã hết chỗ lưu"):
        put(b"khong con cho", name="a.txt", media_type="text/plain", by=None)
    assert {path for path in Path(settings.FILE_STORE).rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\Báo cáo.docx", "Báo cáo.docx"),
        ("x\x00\r\ny.pdf", "x y.pdf"),
        ("", "tep"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
    ],
)
def test_a_file_name_is_only_a_name(name: str, kept: str) -> None:
    assert clean_name(name).replace("\x00", "") == kept


@pytest.mark.parametrize(
    "data", [b"", b"MZ\x90\x00", b"PK\x03\x04rac", b"\x00\x01\x02", b"\xff\xfe\x00a" * 9]
)
def test_what_we_do_not_keep_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedError):
        media_type_of(data, "minh-chung.pdf")


def test_type_comes_from_the_content() -> None:
    assert media_type_of(b"%PDF-1.7", "anh.jpg") == "application/pdf"
    assert media_type_of("Chữ thường".encode(), "a.txt") == "text/plain"
    with pytest.raises(RefusedError):
        media_type_of(b"<script>", "minh-chung.txt.hta")


def test_index_and_query_meet_whatever_the_spelling() -> None:
    index = index_words("Hội đồng TĐ-KT tỉnh họp", "Sở GD&ĐT")
    for typed in ("hoi dong tdkt", "Hội đồng thi đua khen thưởng", "so giao duc va dao tao", "GDĐT"):
        assert set(plain_words(typed)) <= set(index.split())
    assert query_for("  ?! ") is None


def test_counts_stop_at_the_limit_and_know_the_empty() -> None:
    found = capped_counts({"none": Plan.objects.none(), "all": Plan.objects.all()}, limit=5)
    assert found == {"none": 0, "all": 0}
    assert capped_counts({}) == {}


def test_an_entered_day_goes_before_the_seed() -> None:
    from datetime import date

    from tests.world import World, make_world

    world: World = make_world()
    day = date(2026, 4, 30)
    assert not calendar_for([2026]).is_working_day(day)
    save_day(actor=world.officer, date=day, working=True, name="Làm bù")
    assert calendar_for([2026]).is_working_day(day)
    with pytest.raises(RefusedError):
        save_day(actor=world.officer, date=day, working=True, name=" ")
