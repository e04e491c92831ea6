"""Who sees which instrument, and who writes and publishes one."""

from django.db.models import QuerySet

from vinhdanh.domain.access.scope import Scope, in_trees
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.catalogue.models import LocalInstrument
from vinhdanh.domain.catalogue.states import InstrumentState
from vinhdanh.foundation.kernel.results import ALLOWED, Refusal, Verdict


def visible_instruments(scope: Scope) -> QuerySet[LocalInstrument]:
    """What was published is public; a draft is seen by those who may write for its issuer."""
    rows = LocalInstrument.objects.all()
    published = rows.exclude(state=InstrumentState.DRAFT)
    mine = rows.filter(in_trees(scope.reach(Permission.MANAGE_RULES), "path"))
    return published | mine


def may_write(scope: Scope, path: str) -> Verdict:
    """May the person write and publish instruments of the body at ``path``?"""
    if path and scope.may_over(Permission.MANAGE_RULES, path):
        return ALLOWED
    text = "Anh/chị chưa được giao soạn, ban hành quy định thi đua, khen thưởng cho đơn vị này."
    return Refusal("not_yours_to_rule", text, hint="Chọn đơn vị mình phụ trách, hoặc nhờ quản trị bổ nhiệm.")


def may_edit(scope: Scope, instrument: LocalInstrument) -> Verdict:
    """May the person change this version? Only a draft changes."""
    verdict = may_write(scope, instrument.path)
    if not verdict:
        return verdict
    if instrument.is_draft:
        return ALLOWED
    text = "Văn bản đã ban hành thì không sửa được nữa, để kết quả xét trước đây còn nguyên căn cứ."
    return Refusal("not_a_draft", text, hint="Hãy lập phiên bản mới rồi sửa trên đó.")
