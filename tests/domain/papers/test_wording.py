"""An office's own words: checked, put into use, serving the bodies below, kept for good once used."""

import io
import re
from datetime import date, timedelta
from typing import Any

import docx
import pytest
from django.db import DatabaseError, transaction

from tests.unit.documents.templates.test_office_templates import file, with_part
from tests.world import World, scope
from vinhdanh.domain.papers import actions
from vinhdanh.domain.papers.actions.filling import fill_paper
from vinhdanh.domain.papers.models import Paper, TemplateVersion
from vinhdanh.domain.papers.queries.previews import preview
from vinhdanh.domain.papers.queries.wording import compared, serving, shipped, wording_lines
from vinhdanh.domain.papers.states import WordingState
from vinhdanh.domain.planning.actions.papers import write_plan_paper
from vinhdanh.engines.documents.templates import sample_data, text_of
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.files.store import digest, read
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db

OLD = "Khi có vướng mắc"
NEW = "Có việc chưa rõ"


def draft(
    world: World, code: str = "T01", user: Any = None, body: Any = None, **more: Any
) -> TemplateVersion:
    user = user or world.officer
    return actions.draft_wording(
        actor=user, scope=scope(user), body_id=(body or world.province).pk, code=code, **more
    )


def save(world: World, row: TemplateVersion, text: str, seen: str = "") -> Any:
    return actions.save_wording(
        actor=world.officer, scope=scope(world.officer), version_id=row.pk, text=text, seen=seen
    )


def use(world: World, row: TemplateVersion) -> TemplateVersion:
    return actions.use_wording(actor=world.officer, scope=scope(world.officer), version_id=row.pk)


def own(world: World, words: str = NEW) -> TemplateVersion:
    row = draft(world)
    assert save(world, row, text_of("T01").replace(OLD, words)) == ()
    return use(world, row)


def test_a_faulty_text_is_kept_and_each_fault_has_its_line(world: World) -> None:
    row = draft(world)
    assert (row.n, row.text, row.state) == (1, text_of("T01"), WordingState.DRAFT)
    text = text_of("T01").replace("{người ký}", "{người kí}")
    line = next(n for n, words in enumerate(text.split("\n"), 1) if "người kí" in words)
    (fault,) = save(world, row, text.replace("\n", "\r\n"))
    assert fault.line == line
    assert "Có phải “người ký”?" in fault.sentence
    row.refresh_from_db()
    assert row.text == text
    with pytest.raises(RefusedError, match=f"Dòng {line}"):
        use(world, row)
    assert serving(world.province.path, "T01", today()) == shipped("T01")


def test_words_serve_the_body_and_those_below_until_they_have_their_own(world: World) -> None:
    row = own(world)
    for body in (world.province, world.commune):
        assert serving(body.path, "T01", today()).version == row
    assert serving(world.province.path, "T01", today() - timedelta(days=1)).version is None
    assert serving(world.province.path, "T02", today()).version is None
    below = draft(world, user=world.clerk, body=world.commune)
    actions.use_wording(actor=world.clerk, scope=scope(world.clerk), version_id=below.pk)
    assert serving(world.commune.path, "T01", today()).version == below
    assert serving(world.province.path, "T01", today()).version == row
    (line,) = [
        each
        for each in wording_lines(scope(world.clerk), world.commune.pk, path=world.commune.path, day=today())
        if each.code == "T01"
    ]
    assert (line.own, line.version) == (True, below)
    above = wording_lines(scope(world.officer), world.province.pk, path=world.province.path, day=today())
    assert next(each.below for each in above if each.code == "T01") == 1
    actions.end_wording(actor=world.clerk, scope=scope(world.clerk), body_id=world.commune.pk, code="T01")
    assert serving(world.commune.path, "T01", today()).version == row


def test_the_next_version_takes_over_and_the_old_one_is_never_changed(world: World) -> None:
    first = own(world)
    second = draft(world, based_on=first.pk)
    assert (second.n, second.text) == (2, first.text)
    use(world, second)
    first.refresh_from_db()
    assert (first.state, first.ends_on) == (WordingState.REPLACED, today())
    for change in ({"text": "khác"}, {"state": WordingState.DRAFT}):
        with pytest.raises(DatabaseError, match="stand"), transaction.atomic():
            TemplateVersion.objects.filter(pk=second.pk).update(**change)
    with pytest.raises(DatabaseError, match="stay"), transaction.atomic():
        TemplateVersion.objects.filter(pk=second.pk).delete()
    with pytest.raises(RefusedError, match="đã đưa vào dùng"):
        save(world, second, "x")


def test_a_draft_is_one_and_goes_away(world: World) -> None:
    row = draft(world)
    with pytest.raises(RefusedError, match="đang có bản nháp 1"):
        draft(world)
    actions.drop_wording(actor=world.officer, scope=scope(world.officer), version_id=row.pk)
    assert draft(world).n == 1
    acts = list(AuditRow.objects.filter(action__endswith="_wording").values_list("action", flat=True))
    assert sorted(acts) == ["draft_wording", "draft_wording", "drop_wording"]


def test_who_saves_over_anothers_text_is_told_and_nothing_is_lost(world: World) -> None:
    row = draft(world)
    seen = row.sha256
    save(world, row, text_of("T01").replace(OLD, "Một"), seen)
    with pytest.raises(RefusedError, match="vừa có người khác lưu") as stopped:
        save(world, row, text_of("T01").replace(OLD, "Hai"), seen)
    assert stopped.value.refusal.field == "text"
    row.refresh_from_db()
    assert "Một" in row.text


@pytest.mark.parametrize("text", ["", " \n ", "x" * 200_001])
def test_an_empty_or_endless_text_is_refused(world: World, text: str) -> None:
    with pytest.raises(RefusedError):
        save(world, draft(world), text)


def test_others_write_no_words_for_a_body(world: World) -> None:
    with pytest.raises(RefusedError):
        draft(world, user=world.clerk, body=world.province)
    row = draft(world)
    with pytest.raises(TemplateVersion.DoesNotExist):
        actions.use_wording(actor=world.clerk, scope=scope(world.clerk), version_id=row.pk)
    with pytest.raises(RefusedError, match="Không có mẫu"):
        draft(world, code="T99")
    with pytest.raises(RefusedError, match="không dùng lời riêng"):
        actions.end_wording(
            actor=world.officer, scope=scope(world.officer), body_id=world.province.pk, code="T01"
        )


def test_a_plan_is_written_with_the_words_in_force_and_keeps_which(world: World) -> None:
    def written() -> Paper:
        return write_plan_paper(actor=world.officer, scope=scope(world.officer), plan_id=world.plan.pk)

    before = written()
    assert (before.wording, before.wording_sha256) == (None, digest(text_of("T01").encode()))
    row = own(world)
    after = written()
    assert (after.wording, after.wording_sha256, after.template) == (row, row.sha256, "T01")
    lines = " ".join(after.versions.get().content["read"]["lines"])
    assert NEW in lines
    assert OLD not in lines
    assert "Sở Nội vụ tham mưu" not in lines
    assert (after.kind, after.symbol, after.issuer_name) == ("KH", "KH-UBND", world.province.name)


def upload(world: World, data: bytes, name: str = "mau.docx", code: str = "T01") -> TemplateVersion:
    return actions.upload_wording(
        actor=world.officer, scope=scope(world.officer), body_id=world.province.pk, code=code, data=data,
        name=name,
    )  # fmt: skip


def test_words_with_a_sign_that_no_font_draws_are_shown_as_a_fault(world: World) -> None:
    row = draft(world)
    save(world, row, text_of("T01").replace(OLD, f"\uf0b7 {OLD}"))
    row.refresh_from_db()
    with pytest.raises(RefusedError, match="U\\+F0B7"):
        preview(row)


def test_an_offices_own_word_file_is_used_in_place_of_the_words(world: World) -> None:
    data = file("{{ tên cơ quan }}", "Số: {{ ký hiệu }}", "LỜI CỦA CƠ QUAN, năm {{ năm }}")
    row = upload(world, data)
    assert row.is_word
    assert read(row.file) == data  # type: ignore[arg-type]
    shown = preview(row)
    assert "LỜI CỦA CƠ QUAN, năm 2026" in [p.text for p in docx.Document(io.BytesIO(shown.data)).paragraphs]
    use(world, row)
    paper = write_plan_paper(actor=world.officer, scope=scope(world.officer), plan_id=world.plan.pk)
    version = paper.versions.get()
    assert "LỜI CỦA CƠ QUAN, năm 2026" in version.content["read"]["lines"]
    assert (paper.wording, version.model) == (row, {})
    assert paper.subject == world.plan.title


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (file("{{ tên cơ quann }}"), "mau.docx", "Không có trường “tên cơ quann”. Có phải “tên cơ quan”?"),
        (with_part(file("x"), "word/vbaProject.bin", b"m"), "mau.docx", "macro"),
        (file("{%p nếu có năm %}"), "mau.docx", "chưa đóng"),
        ("không phải Word".encode(), "mau.txt", "phải là tệp Word .docx"),
    ],
)
def test_a_file_that_is_no_template_is_refused_with_a_sentence(
    world: World, data: bytes, name: str, said: str
) -> None:
    with pytest.raises(RefusedError, match=re.escape(said)) as stopped:
        upload(world, data, name)
    assert stopped.value.refusal.field == "file"
    assert not TemplateVersion.objects.exists()


def test_any_kind_is_filled_and_missing_data_are_said(world: World) -> None:
    about: dict[str, Any] = {
        "actor": world.officer, "scope": scope(world.officer), "body_id": world.province.pk, "code": "T17",
    }  # fmt: skip
    paper = fill_paper(**about, data=sample_data("T17"))
    assert (paper.kind, paper.template) == ("GM", "T17")
    with pytest.raises(RefusedError, match=re.escape("theo mẫu T17. Thiếu")):
        fill_paper(**about, data={})


def test_two_texts_are_compared_with_some_lines_around() -> None:
    lines = compared("a\nb\nc\nd\ne", "a\nb\nC\nd\ne", around=1)
    assert [(line.what, line.words, line.before, line.after) for line in lines] == [
        ("same", "b", 2, 2), ("gone", "c", 3, 0), ("new", "C", 0, 3), ("same", "d", 4, 4),
    ]  # fmt: skip
    assert compared("a", "a") == []


def test_a_day_in_the_past_has_the_words_of_that_day(world: World, clock: Any) -> None:
    first = own(world)
    begun = today()
    clock.move_to("2026-06-01T03:00")
    second = draft(world, based_on=first.pk)
    use(world, second)
    assert serving(world.province.path, "T01", begun).version == first
    assert serving(world.province.path, "T01", date(2026, 5, 31)).version == first
    assert serving(world.province.path, "T01", date(2026, 6, 1)).version == second
