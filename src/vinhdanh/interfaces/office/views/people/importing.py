"""Accounts from a list pasted out of a spreadsheet."""

from django.http import HttpRequest, HttpResponse

from vinhdanh.domain.access.actions.importing import MOST_ROWS, import_accounts, read_accounts
from vinhdanh.domain.access.queries.roles import role_choices
from vinhdanh.foundation.kernel.results import RefusedError
from vinhdanh.interfaces.office.helpers import page, refused, scope_of, user_of, whole_number
from vinhdanh.interfaces.office.people import KEY
from vinhdanh.interfaces.office.signing.letters import link_for

_TEMPLATE = "office/people/import.html"


def account_import(request: HttpRequest) -> HttpResponse:
    """Paste, read the verdicts, mend, confirm; the links are shown once, after that."""
    context: dict[str, object] = {"most": MOST_ROWS, "roles": role_choices()}
    if request.method != "POST":
        return page(request, _TEMPLATE, context)
    text = request.POST.get("text", "")
    try:
        if request.POST.get("confirm") == "1":
            return _made(request, text)
        rows = read_accounts(scope=scope_of(request), text=text)
    except RefusedError as stopped:
        fault = refused(stopped.refusal, KEY, request.POST)
        return page(request, _TEMPLATE, {**context, **fault, "text": text}, status=422)
    good = sum(row.good for row in rows)
    return page(request, _TEMPLATE, {**context, "text": text, "rows": rows, "good": good})


def _made(request: HttpRequest, text: str) -> HttpResponse:
    expected = whole_number(request.POST.get("expected")) or 0
    made = import_accounts(actor=user_of(request), scope=scope_of(request), text=text, expected=expected)
    lines = [(one.user, one.row, link_for(request, one.link.uid, one.link.token)) for one in made]
    return page(request, "office/people/imported.html", {"made": lines})
