"""Expected products of a task: the list, the tick with its paper, the file."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict

from vinhdanh.domain.planning.access import visible_tasks
from vinhdanh.domain.planning.actions.products import Expected, set_products, show_product, withdraw_product
from vinhdanh.domain.planning.queries.files import product_file
from vinhdanh.interfaces.office.downloads import download
from vinhdanh.interfaces.office.forms import read_date
from vinhdanh.interfaces.office.helpers import fetch, scope_of, user_of, uuid_or_none
from vinhdanh.interfaces.office.product_forms import posted_products
from vinhdanh.interfaces.office.views.tasks import act_on_task, posted_files

LIST = "san-pham"


def products_save(request: HttpRequest, pk: UUID) -> HttpResponse:
    return act_on_task(
        request,
        pk,
        lambda row: set_products(
            actor=user_of(request),
            scope=scope_of(request),
            task_id=row.pk,
            expected=_expected(request.POST),
            any_product=request.POST.get("any") == "1",
        ),
        key=LIST,
        done="Đã ghi các sản phẩm cần có.",
    )


def _expected(post: QueryDict) -> list[Expected]:
    """A row without a kind is one that was taken out, or a blank."""
    return [Expected(kind, name, uuid_or_none(pk)) for pk, kind, name in posted_products(post) if kind]


def product_show(request: HttpRequest, pk: UUID, product_id: UUID) -> HttpResponse:
    return act_on_task(
        request,
        pk,
        lambda row: show_product(
            actor=user_of(request),
            scope=scope_of(request),
            task_id=row.pk,
            product_id=product_id,
            paper=request.POST.get("paper", ""),
            on=read_date(request.POST, "met_on"),
            attachment=next(iter(posted_files(request)), None),
        ),
        key=f"sp-{product_id}",
        done="Đã đánh dấu có sản phẩm.",
    )


def product_withdraw(request: HttpRequest, pk: UUID, product_id: UUID) -> HttpResponse:
    return act_on_task(
        request,
        pk,
        lambda row: withdraw_product(
            actor=user_of(request), scope=scope_of(request), task_id=row.pk, product_id=product_id
        ),
        key="san-pham-bo",
        done="Đã bỏ đánh dấu sản phẩm.",
    )


def product_download(request: HttpRequest, pk: UUID, product_id: UUID) -> HttpResponseBase:
    """The file of a product, for whoever may see its task; always as a download."""
    row = fetch(visible_tasks(scope_of(request)), pk)
    return download(product_file(row, product_id))
