"""Somebody with every right over papers in one body tries every address with the keys of another."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import URLPattern, reverse

from tests.domain.certificates.shop import design, listed, printed
from tests.domain.papers.desk import edited, hand_in, listing, set_words, write
from tests.pages.test_paper_pages import desk
from tests.world import World, scope
from vinhdanh.domain.certificates.models import CertificateDesign, Printing
from vinhdanh.domain.papers import actions
from vinhdanh.domain.papers.models import (
    NumberSeries,
    Paper,
    PaperVersion,
    Signatory,
    TemplateVersion,
    WordDifference,
)
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.interfaces.office.routes import certificates, papers

OPEN = {"paper_wording", "paper_wording_start", "paper_wording_upload", "paper_wording_end",
        "paper_wording_compare"}  # fmt: skip
"""Their key is that of a body."""
NAMED = {"plan_papers get": 200, "plan_papers post": 422, "plan_pack post": 302}
"""The plan names their body, so its page opens; no paper stands on it, and none is written or packed."""


def keys(world: World) -> dict[str, dict[str, Any]]:
    """What stands in the addresses of the province's rows, by the beginning of the route."""
    who: dict[str, Any] = {"actor": world.officer, "scope": scope(world.officer)}
    paper = write(world)
    hand_in(world, paper, edited(paper, lambda found: set_words(listing(found).rows[1].cells[1], "Lê Khác")))
    series = actions.open_series(**who, body_id=world.province.pk)
    signer = actions.add_signatory(**who, body_id=world.province.pk, name="Nguyễn Văn Mẫu")
    draft = actions.draft_wording(**who, body_id=world.province.pk, code="T15")
    made = design(world)
    printing = listed(world, of=made)
    run = printed(world, printing)
    Paper.objects.update(subject_kind="planning.plan", subject_id=world.plan.pk)
    of = actions.PackageOf("planning.plan", world.plan.pk, "Văn bản", world.province.pk)
    package = actions.start_package(**who, of=of, manner="zip", base="https://x.example/")
    common = {
        "n": 1, "ending": "pdf", "code": "T15", "position": 1, "package_id": package.pk,
        "difference_id": WordDifference.objects.get().pk, "recipient_id": paper.recipients.all()[0].pk,
    }  # fmt: skip
    firsts = {
        "paper_wording_": draft.pk, "paper_book": series.pk, "paper_roster_end": signer.pk, "paper": paper.pk,
        "plan": world.plan.pk, "certificate_print": printing.pk, "certificate_void": printing.pk,
        "certificate_run": run.pk, "certificate_printing": printing.pk, "certificate": made.pk,
    }  # fmt: skip
    firsts |= dict.fromkeys(OPEN, world.province.pk)
    return {name: {**common, "pk": pk} for name, pk in firsts.items()}


def addresses(known: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for pattern in [*papers.urlpatterns, *certificates.urlpatterns]:
        assert isinstance(pattern, URLPattern)
        name = str(pattern.name)
        wanted = pattern.pattern.converters
        if "pk" in wanted:
            first = max((each for each in known if name.startswith(each)), key=len)
            yield name, reverse(name, kwargs={each: known[first][each] for each in wanted})


def addresses_of_plan(known: dict[str, dict[str, Any]]) -> str:
    return dict(addresses(known))["plan_papers"]


def state() -> dict[str, int]:
    models = (Paper, PaperVersion, NumberSeries, Signatory, TemplateVersion, CertificateDesign, Printing)
    return {model.__name__: model.objects.count() for model in models} | {"acts": AuditRow.objects.count()}


def test_keys_of_another_body_open_nothing_and_change_nothing(world: World) -> None:
    known = keys(world)
    before, client = state(), desk(world.other_clerk)
    answers = {}
    for name, address in addresses(known):
        for way in (client.get, client.post):
            answers[f"{name} {way.__name__}"] = way(address).status_code
    assert len(answers) > 60
    assert {way: code for way, code in answers.items() if code not in {404, 405}} == NAMED
    assert state() == before
    assert "Khen thưởng công trạng" not in client.get(addresses_of_plan(known)).content.decode()


def test_a_posted_body_is_one_of_ones_own(world: World) -> None:
    before, client = state(), desk(world.other_clerk)
    typed = {
        "body": str(world.province.pk), "name": "Mẫu của tôi", "author": "Bộ Nội vụ", "subject": "Hướng dẫn",
        "kind": "CV", "last": "3",
    }  # fmt: skip
    for name in ("paper_book_open", "paper_roster", "paper_arrival", "certificates"):
        assert client.post(reverse(name), typed).status_code in {403, 404, 422}, name
    assert state() == before


def test_a_body_that_does_not_exist_is_one_sentence(world: World) -> None:
    typed = {"body": str(UUID(int=7)), "author": "Bộ Nội vụ", "subject": "Hướng dẫn", "kind": "CV"}
    assert desk(world.other_clerk).post(reverse("paper_arrival"), typed).status_code == 422
