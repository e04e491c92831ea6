"""Official papers of the demo: the year's plan numbered, signed and sent; a second one being written.

A design of a certificate with a list that waits to be printed.
"""

from typing import Final
from uuid import UUID

from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.certificates import actions as certificates
from vinhdanh.domain.certificates.queries.designs import starter
from vinhdanh.domain.papers import actions
from vinhdanh.domain.papers.queries.versions import printed_from_data, versions_of
from vinhdanh.domain.planning.actions.papers import write_plan_paper
from vinhdanh.domain.planning.models import Plan
from vinhdanh.foundation.files.intake import received
from vinhdanh.foundation.kernel.clock import frozen, today

_DAY: Final = "2026-03-10T09:00"
SIGNER: Final = "Phạm Thanh Bình"
_AWARDED: Final = """Họ và tên\tChức vụ, đơn vị
Vàng A Sử\tTrưởng thôn Khe Cạn, xã Thung Xanh
Lò Thị Thanh Thảo\tBác sĩ, Bệnh viện Đa khoa tỉnh
Nhân dân và cán bộ thôn Nà Pheo\txã Mây Trắng
"""


def build_papers(officer: User, plan: Plan, receivers: tuple[str, ...]) -> None:
    """One paper issued to ``receivers`` (names of the directory), one draft."""
    with frozen(_DAY):
        scope = scope_for(officer.pk, today())
        issuer = plan.issuer_id
        actions.open_series(actor=officer, scope=scope, body_id=issuer, group="KH", last=11)
        actions.add_signatory(actor=officer, scope=scope, body_id=issuer, name=SIGNER, office="Phó Chủ tịch")
        first = write_plan_paper(actor=officer, scope=scope, plan_id=plan.pk)
        for name in receivers:
            actions.add_recipient(actor=officer, scope=scope, paper_id=first.pk, text=name)
        actions.submit_paper(actor=officer, scope=scope, paper_id=first.pk)
        actions.give_number(actor=officer, scope=scope, paper_id=first.pk)
        _sign(officer, scope, first.pk)
        actions.issue_paper(actor=officer, scope=scope, paper_id=first.pk)
        write_plan_paper(actor=officer, scope=scope, plan_id=plan.pk, one_cell=False)
        _certificates(officer, scope, issuer)


def _certificates(officer: User, scope: Scope, issuer: UUID) -> None:
    design = certificates.add_design(
        actor=officer, scope=scope, body_id=issuer, name="Bằng khen A4 nằm ngang", data=starter()
    )
    certificates.prepare_printing(
        actor=officer,
        scope=scope,
        design_id=design.pk,
        words=certificates.PrintingWords(
            "Khen thưởng đột xuất tháng 3", "Bằng khen", "Quyết định số 96/QĐ-UBND ngày 09/3/2026"
        ),
        source=certificates.ListSource(_AWARDED),
    )


def _sign(officer: User, scope: Scope, paper_id: UUID) -> None:
    """A scan of the demo is the paper as the program prints it."""
    from vinhdanh.domain.papers.access import visible_papers

    paper = visible_papers(scope).get(pk=paper_id)
    master = next(each for each in versions_of(paper) if each.is_word)
    data = printed_from_data(master) or b""
    with received(data, name="ban-quet.pdf", by=officer, body=paper.body_id) as scan:
        actions.record_wet(
            actor=officer,
            scope=scope,
            paper_id=paper_id,
            signature=actions.WetSignature(SIGNER, today()),
            scan=scan,
        )
