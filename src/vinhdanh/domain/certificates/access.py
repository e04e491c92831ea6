"""Who sees designs and lists to be printed, and who may make and print them."""

from django.db.models import QuerySet

from vinhdanh.domain.access.scope import Scope, rows_over
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.certificates.models import CertificateDesign, Printing, PrintRun
from vinhdanh.foundation.kernel.results import ALLOWED, Refusal, Verdict


def visible_designs(scope: Scope) -> QuerySet[CertificateDesign]:
    """Designs of the bodies for which the person prints: lists hold people's data, so a seat alone in a
    body shows none."""
    return CertificateDesign.objects.filter(rows_over(scope, Permission.ISSUE_PAPERS))


def visible_printings(scope: Scope) -> QuerySet[Printing]:
    """Lists of those bodies."""
    return Printing.objects.filter(rows_over(scope, Permission.ISSUE_PAPERS))


def visible_runs(scope: Scope) -> QuerySet[PrintRun]:
    """What was printed from those lists."""
    return PrintRun.objects.filter(rows_over(scope, Permission.ISSUE_PAPERS, "printing__path"))


def may_print(scope: Scope, path: str) -> Verdict:
    """May the person make designs, and print certificates, of the body at ``path``?"""
    if scope.may_over(Permission.ISSUE_PAPERS, path):
        return ALLOWED
    return Refusal(
        "not_registry",
        "Làm mẫu và in bằng là việc của văn thư cơ quan ban hành quyết định; "
        "tài khoản này chưa có quyền đó ở cơ quan này.",
    )
