"""Who sees and works on which list."""

from django.db.models import QuerySet

from vinhdanh.domain.access.scope import Scope, in_trees, require
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.imports.models import ListImport
from vinhdanh.domain.imports.states import ImportState
from vinhdanh.foundation.kernel.results import ALLOWED, Allowed, Refusal, Verdict


def visible_imports(scope: Scope) -> QuerySet[ListImport]:
    """Lists brought by the bodies over whose book the person keeps watch."""
    return ListImport.objects.filter(in_trees(scope.reach(Permission.KEEP_REGISTRY), "path"))


def may_import(scope: Scope) -> Allowed | Refusal:
    """May the person bring lists at all?"""
    return require(scope, Permission.KEEP_REGISTRY)


def may_work_on(scope: Scope, listing: ListImport) -> Verdict:
    """May the person mend, take or drop rows of this list now?"""
    if not visible_imports(scope).filter(pk=listing.pk).exists():
        return Refusal("not_yours", "Danh sách này của cơ quan khác; anh/chị chỉ làm với danh sách của mình.")
    if listing.state == ImportState.TAKING:
        return Refusal(
            "taking",
            "Danh sách này đang được ghi vào sổ (có người vừa bấm nhận); chờ xong rồi xem kết quả.",
        )
    if listing.state == ImportState.DONE:
        return Refusal("done", "Mọi dòng của danh sách này đã được nhận; không còn gì để làm.")
    if listing.state != ImportState.READY:
        label = listing.get_state_display()
        return Refusal("not_ready", f"Danh sách đang ở trạng thái “{label}” nên chưa sửa hay nhận được.")
    return ALLOWED
