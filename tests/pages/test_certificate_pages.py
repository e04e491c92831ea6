"""Pages of certificates: a design typed in millimetres, a list, a print, the public check; who gets in."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.domain.certificates.shop import LISTED, LONG, design, listed, many, picture, printed
from tests.domain.papers.test_packages import about_plan
from tests.pages.test_paper_pages import desk, upload
from tests.world import World
from vinhdanh.domain.certificates.actions import make_print
from vinhdanh.domain.certificates.models import CertificateDesign, Printing, PrintRun
from vinhdanh.domain.papers.actions import make_package
from vinhdanh.domain.papers.models import PaperPackage


def body_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def typed(page: str, **changes: str) -> dict[str, Any]:
    """What a browser would send of the editor's form, with changes."""
    found: dict[str, Any] = {}
    form = page[page.index('name="version"') - 200 : page.index("Lưu thành bản mới")]
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        boxed = 'type="checkbox"' in tag
        if name and 'type="file"' not in tag and (not boxed or "checked" in tag):
            found[name[1]] = value[1] if value else ""
    for select in re.findall(r"<select.*?</select>", form, re.DOTALL):
        name = re.search(r'name="([^"]+)"', select)
        chosen = re.search(r'value="([^"]*)" selected', select)
        if name:
            found[name[1]] = chosen[1] if chosen else re.findall(r'value="([^"]*)"', select)[0]
    return {**found, **changes}


def test_a_design_is_added_and_changed_in_millimetres(world: World) -> None:
    client = desk(world.officer)
    answer = client.post(reverse("certificates"), {"name": "Giấy khen xã", "body": str(world.province.pk)})
    made = CertificateDesign.objects.get()
    address = reverse("certificate_design", args=[made.pk])
    assert answer["Location"] == address
    page = client.get(address).content.decode()
    sent = typed(page, **{"x-1": "41,5", "picture": upload(picture(), "nen.png")})
    assert client.post(address, sent).status_code == 302
    version = made.versions.get(n=2)
    assert version.data["fields"][1]["x"] == 41.5
    assert len(version.data["fields"]) == 6
    assert version.background is not None
    shown = reverse("certificate_preview", args=[made.pk, 2, "png"])
    assert client.get(shown).content.startswith(b"\x89PNG")
    assert client.get(reverse("certificate_preview", args=[made.pk, 2, "pdf"])).content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [("x-1", "mười", "không phải số"), ("x-1", "290", "ngoài tờ giấy"), ("key-1", "Họ tên", "Mã ô")],
)
def test_a_field_amiss_is_told_and_what_was_typed_stays(
    world: World, name: str, value: str, words: str
) -> None:
    made, client = design(world), desk(world.officer)
    address = reverse("certificate_design", args=[made.pk])
    answer = client.post(address, typed(client.get(address).content.decode(), **{name: value}))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert f'value="{value}"' in answer.content.decode()
    assert made.versions.count() == 1


def test_a_list_is_pasted_printed_and_handed_out(world: World) -> None:
    made, client = design(world), desk(world.officer)
    address = reverse("certificate_list_add", args=[made.pk])
    sent = {"title": "Đợt một", "award": "Giấy khen", "decision": "Quyết định số 15/QĐ-UBND", "words": LISTED}
    answer = client.post(address, sent, follow=True)
    assert "đều vừa ô" in answer.content.decode()
    printing = Printing.objects.get()
    answer = client.post(
        reverse("certificate_print", args=[printing.pk]), {"manner": "pdf", "places": "1-2"}, follow=True
    )
    assert "Tải bang-2" in answer.content.decode()
    file = client.get(reverse("certificate_run_file", args=[PrintRun.objects.get().pk]))
    assert body_of(file).startswith(b"%PDF")
    again = client.post(reverse("certificate_print", args=[printing.pk]), {"manner": "pdf"})
    assert again.status_code == 422
    assert "Ghi lý do in lại" in again.content.decode()


def test_faults_of_a_list_are_told_in_the_form(world: World) -> None:
    made, client = design(world), desk(world.officer)
    address = reverse("certificate_list_add", args=[made.pk])
    sent = {"title": "Đợt một", "award": "Giấy khen", "decision": "Số 15", "words": "Tên\nTrần Thị An"}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "Không thấy cột" in answer.content.decode()
    assert "Trần Thị An" in answer.content.decode()
    too_long = listed(world, f"Họ và tên\n{LONG}", made)
    page = client.get(reverse("certificate_printing", args=[too_long.pk])).content.decode()
    assert "1 chỗ không vừa ô" in page


def test_many_are_followed_and_then_handed_out(world: World) -> None:
    run, client = printed(world, listed(world, many(101))), desk(world.officer)
    address = reverse("certificate_run", args=[run.pk])
    assert "Đang in" in client.get(address).content.decode()
    assert client.get(reverse("certificate_run_file", args=[run.pk])).status_code == 404
    make_print(run.pk)
    assert "Tải bang-101" in client.get(address).content.decode()


def test_others_see_neither_designs_lists_nor_files(world: World) -> None:
    printing = listed(world)
    run = printed(world, printing)
    client = desk(world.clerk)
    assert printing.title not in client.get(reverse("certificates")).content.decode()
    for name, pk in (
        ("certificate_design", printing.version.design_id),
        ("certificate_printing", printing.pk),
        ("certificate_run", run.pk),
        ("certificate_run_file", run.pk),
    ):
        assert client.get(reverse(name, args=[pk])).status_code == 404, name
    assert desk(world.leader).get(reverse("certificates")).status_code == 403


def test_the_lists_cost_the_same_for_many(world: World, django_assert_max_num_queries: Any) -> None:
    made, client = design(world), desk(world.officer)
    for _ in range(3):
        listed(world, LISTED, made)
    with django_assert_max_num_queries(15):
        client.get(reverse("certificates"))
    with django_assert_max_num_queries(15):
        client.get(reverse("certificate_printing", args=[Printing.objects.latest("id").pk]))


def test_printers_and_their_page(world: World) -> None:
    client = desk(world.officer)
    address = reverse("certificate_printers")
    assert client.post(address, {"printer": "Máy 1", "dx": "−1,5", "dy": "2"}).status_code == 302
    assert "Máy 1" in client.get(address).content.decode()
    assert "Máy 1" not in desk(world.clerk).get(address).content.decode()
    answer = client.post(address, {"printer": "Máy 1", "dx": "một", "dy": ""})
    assert answer.status_code == 422
    assert client.get(reverse("certificate_offset_page"), {"kho": "A3"}).content.startswith(b"%PDF")


def test_anybody_may_check_a_certificate(world: World) -> None:
    printing = listed(world)
    printed(world, printing)
    row = printing.certificates.first()
    assert row is not None
    answer = Client().get(reverse("portal_certificate", args=[row.token]))
    words = answer.content.decode()
    assert "Trần Thị An" in words
    assert "Quyết định số 15/QĐ-UBND" in words
    assert "Chuyên viên" not in words
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert Client().get(reverse("portal_certificate", args=["khong-co"])).status_code == 404
    void = reverse("certificate_void", args=[printing.pk, 1])
    desk(world.officer).post(void, {"reason": "Quyết định hủy bỏ số 20"})
    words = Client().get(reverse("portal_certificate", args=[row.token])).content.decode()
    assert "Không còn giá trị" in words
    assert "số 20" not in words


def test_a_plans_papers_are_packed_for_who_asked(world: World) -> None:
    about_plan(world, "Khen thưởng đợt một")
    client = desk(world.officer)
    address = reverse("plan_pack", args=[world.plan.pk])
    assert "Đang đóng gói" in client.post(address, {"manner": "zip"}, follow=True).content.decode()
    package = PaperPackage.objects.get()
    make_package(package.pk)
    own = reverse("plan_package", args=[world.plan.pk, package.pk])
    assert "Tải van-ban.zip" in client.get(own).content.decode()
    file = reverse("plan_package_file", args=[world.plan.pk, package.pk])
    assert body_of(client.get(file)).startswith(b"PK")
    assert desk(world.clerk).get(file).status_code == 404
    assert desk(world.clerk).get(own).status_code == 404
