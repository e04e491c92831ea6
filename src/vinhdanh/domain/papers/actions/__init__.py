"""What may be done with papers."""

from vinhdanh.domain.papers.actions.filling import fill_paper
from vinhdanh.domain.papers.actions.incoming import Arrival, hand_on, register_arrival
from vinhdanh.domain.papers.actions.issuing import (
    issue_paper,
    receive_paper,
    supersede_paper,
    withdraw_paper,
)
from vinhdanh.domain.papers.actions.numbering import give_number, open_series, record_number, void_number
from vinhdanh.domain.papers.actions.packaging import PackageOf, make_package, package_key, start_package
from vinhdanh.domain.papers.actions.recipients import add_recipient, drop_recipient
from vinhdanh.domain.papers.actions.returning import resolve_difference, take_back
from vinhdanh.domain.papers.actions.roster import add_signatory, end_signatory
from vinhdanh.domain.papers.actions.signing import (
    WetSignature,
    export_pdf,
    record_wet,
    sign_by_service,
    take_signed,
)
from vinhdanh.domain.papers.actions.submitting import return_paper, submit_paper
from vinhdanh.domain.papers.actions.wording import (
    draft_wording,
    drop_wording,
    end_wording,
    save_wording,
    upload_wording,
    use_wording,
)
from vinhdanh.domain.papers.actions.writing import (
    About,
    ArchiveFields,
    describe_paper,
    rewrite_paper,
    write_paper,
)

__all__ = [
    "About", "ArchiveFields", "Arrival", "PackageOf", "WetSignature", "add_recipient", "add_signatory",
    "describe_paper", "draft_wording", "drop_recipient", "drop_wording", "end_signatory", "end_wording",
    "export_pdf", "fill_paper", "give_number", "hand_on", "issue_paper", "make_package", "open_series",
    "package_key", "receive_paper", "record_number", "record_wet", "register_arrival",
    "resolve_difference", "return_paper", "rewrite_paper", "save_wording", "sign_by_service",
    "start_package", "submit_paper", "supersede_paper", "take_back", "take_signed", "upload_wording",
    "use_wording", "void_number", "withdraw_paper", "write_paper",
]  # fmt: skip
