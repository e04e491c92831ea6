"""The book of record: search, one subject, papers, new subjects."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse

from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.people.access import kept_subjects, may_keep, may_see_conduct, visible_subjects
from vinhdanh.domain.people.actions import NewSubject, add_subject
from vinhdanh.domain.people.queries.profile import with_profile
from vinhdanh.domain.people.queries.twins import pairs_with
from vinhdanh.domain.people.states import Sex, SubjectGroup, SubjectKind
from vinhdanh.domain.registry.access import may_declare
from vinhdanh.domain.registry.catalogue import award_choices, award_names
from vinhdanh.domain.registry.queries import BookFilter, book_page, life_of
from vinhdanh.domain.registry.queries.entries import entry_paper
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.interfaces.office.downloads import download
from vinhdanh.interfaces.office.filters import body_field, body_named
from vinhdanh.interfaces.office.forms import read_date, read_year
from vinhdanh.interfaces.office.helpers import (
    choices,
    fetch,
    page,
    scope_of,
    user_of,
    uuid_or_none,
    whole_number,
)
from vinhdanh.interfaces.office.history import history_panel
from vinhdanh.interfaces.office.people import form_page, read_body

_ASKED = ("q", "kind", "code", "year", "number", "body", "body_name")


def subjects(request: HttpRequest) -> HttpResponse:
    """Search by name, unit, award, year and decision."""
    get, scope = request.GET, scope_of(request)
    code = get.get("code", "")
    body = uuid_or_none(get.get("body")) or body_named(get.get("body_name", ""))
    wanted = BookFilter(
        text=get.get("q", "")[:200],
        kind=get.get("kind", "") if get.get("kind") in SubjectKind.values else "",
        body=body,
        codes=frozenset({code}) if code in award_names() else frozenset(),
        year=whole_number(get.get("year")),
        number=get.get("number", "").strip()[:60],
    )
    found = book_page(scope, wanted, whole_number(get.get("page")) or 1)
    keep = urlencode([(name, get[name]) for name in _ASKED if get.get(name)])
    context: dict[str, Any] = {
        "found": found,
        "wanted": wanted,
        "number": get.get("number", ""),
        "year": get.get("year", ""),
        "kinds": choices((("", "Mọi đối tượng"), *SubjectKind.choices), wanted.kind),
        "awards": _award_groups(code),
        **body_field(get.get("body_name", ""), body),
        "body": body,
        "heard": _heard(wanted, found.asked),
        "keep": keep,
        "may_keep": scope.may(Permission.KEEP_REGISTRY),
    }
    return page(request, "office/registry/list.html", context, part="office/registry/_found.html")


def _award_groups(chosen: str) -> list[dict[str, Any]]:
    groups = [("", [("", "Mọi danh hiệu, hình thức")]), *award_choices()]
    return [{"label": label, "options": choices(options, chosen)} for label, options in groups]


def _heard(typed: BookFilter, asked: BookFilter) -> list[str]:
    """What the words of the search box were taken to mean, where that is more than a name."""
    found = []
    if asked.codes and not typed.codes:
        found.append(" hoặc ".join(sorted({award_names()[code].name for code in asked.codes})[:3]))
    if asked.year and not typed.year:
        found.append(f"năm {asked.year}")
    if asked.number and not typed.number:
        found.append(f"quyết định số {asked.number}")
    return found


def subject(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One subject: who it is, and its life in the book; ``?lich-su`` shows who wrote what."""
    scope = scope_of(request)
    row = fetch(with_profile(visible_subjects(scope)), pk)
    life = life_of(row, conduct=may_see_conduct(scope, row.path))
    context = {
        "subject": row,
        "life": life,
        "may_keep": bool(may_keep(scope, row.path)),
        "may_declare": bool(may_declare(scope, row.path)),
    }
    if context["may_keep"]:
        context["twins"] = pairs_with(kept_subjects(scope), row.pk)
    if {"lich-su", "truoc"} & request.GET.keys():
        context |= history_panel(request, row, *life.written)
    return page(request, "office/registry/subject.html", context)


def paper(request: HttpRequest, pk: UUID, kind: str, entry_id: UUID) -> HttpResponseBase:
    """The paper kept with a row; always as a download."""
    return download(entry_paper(scope_of(request), kind, subject=pk, entry=entry_id), request)


def subject_add(request: HttpRequest) -> HttpResponse:
    """A person, collective or household that the book does not have yet."""
    made: dict[str, Any] = {}
    typed = request.POST
    context = {
        "kinds": choices(SubjectKind.choices, typed.get("kind") or SubjectKind.INDIVIDUAL),
        "sexes": choices((("", "Không ghi"), *Sex.choices), typed.get("sex", "")),
        "groups": [
            {"value": value, "label": label, "selected": value in typed.getlist("groups")}
            for value, label in SubjectGroup.choices
        ],
    }
    answer = form_page(
        request,
        "office/registry/add.html",
        context,
        act=lambda: made.update(subject=_add(request)),
        done="Đã lập hồ sơ trong sổ.",
        target=("registry",),
    )
    if "subject" in made:
        answer["Location"] = reverse("registry_subject", args=[made["subject"].pk])
    return answer


def _add(request: HttpRequest) -> Any:
    post = request.POST
    row = NewSubject(
        kind=post.get("kind", ""),
        name=post.get("name", ""),
        body_id=read_body(post, "body_find"),
        groups=post.getlist("groups"),
        sex=post.get("sex", ""),
        birth_year=_birth_year(post),
        title=post.get("title", "")[:200],
        since=read_date(post, "since"),
        founded_on=read_date(post, "founded_on"),
        id_number=post.get("id_number", "")[:40],
    )
    return add_subject(actor=user_of(request), scope=scope_of(request), row=row)


def _birth_year(post: QueryDict) -> int | None:
    raw = post.get("birth_year", "").strip()
    if raw and not raw.isdecimal():
        raise RefusedError(Refusal("birth_year_wrong", "Ghi năm sinh bằng bốn chữ số.", field="birth_year"))
    return read_year(post, "birth_year") if whole_number(raw) and int(raw) >= 1945 else whole_number(raw)
