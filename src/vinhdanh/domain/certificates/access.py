"""Who sees designs and lists to be printed, and who may make and print them."""

from django.db.models import Q, QuerySet

from vinhdanh.domain.access.scope import Scope, in_trees
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.certificates.models import CertificateDesign, Printing, PrintRun
from vinhdanh.foundation.kernel.results import ALLOWED, Refusal, Verdict


def _ours(scope: Scope, path: str = "path") -> Q:
    return in_trees(scope.paths, path) | Q(**{f"{path}__in": scope.own_paths})


def visible_designs(scope: Scope) -> QuerySet[CertificateDesign]:
    """Designs of the trees seen whole and of one's own bodies."""
    return CertificateDesign.objects.filter(_ours(scope))


def visible_printings(scope: Scope) -> QuerySet[Printing]:
    """Lists of those bodies."""
    return Printing.objects.filter(_ours(scope))


def visible_runs(scope: Scope) -> QuerySet[PrintRun]:
    """What was printed from those lists."""
    return PrintRun.objects.filter(_ours(scope, "printing__path"))


def may_print(scope: Scope, path: str) -> Verdict:
    """May the person make designs, and print certificates, of the body at ``path``?"""
    if scope.may_over(Permission.ISSUE_PAPERS, path):
        return ALLOWED
    return Refusal(
        "not_registry",
        "Làm mẫu và in bằng là việc của văn thư cơ quan ban hành quyết định; "
        "tài khoản này chưa có quyền đó ở cơ quan này.",
    )
