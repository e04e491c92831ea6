"""Addresses of official papers, their books of numbers and the roster of who signs."""

from vinhdanh.domain.access.states import Permission
from vinhdanh.interfaces.office.views import (
    paper_acts,
    paper_books,
    paper_packages,
    paper_signing,
    paper_wordings,
    paper_writing,
    papers,
)
from vinhdanh.interfaces.routing import POSTED, path_for, permitted

WRITER = permitted(Permission.WRITE_PAPERS)
REGISTRY = permitted(Permission.ISSUE_PAPERS)
POST = ("POST",)
BOTH = ("GET", "POST")
ALL = "van-ban/"
ONE = ALL + "<uuid:pk>/"
BOOK = ALL + "so/<uuid:pk>/"
PACK = "ke-hoach/<uuid:pk>/van-ban/goi/<uuid:package_id>/"
WORDS = ALL + "mau/"
OF_BODY = WORDS + "don-vi/<uuid:pk>/<slug:code>/"
DRAFT = WORDS + "ban/<uuid:pk>/"
TO = ONE + "noi-nhan/<uuid:recipient_id>/"

urlpatterns = [
    path_for(ALL, papers.paper_list, name="papers", access=POSTED),
    path_for(ALL + "den/moi/", papers.arrival, name="paper_arrival", access=WRITER, methods=BOTH),
    path_for(ALL + "soan/", paper_writing.kinds, name="paper_kinds", access=WRITER),
    path_for(ALL + "soan/<slug:code>/", paper_writing.write, name="paper_write", access=WRITER, methods=BOTH),
    path_for(
        ALL + "soan/<slug:code>/xem-truoc/",
        paper_writing.look,
        name="paper_look",
        access=WRITER,
        methods=POST,
    ),
    path_for(ALL + "so/", paper_books.books, name="paper_books", access=POSTED),
    path_for(ALL + "so/mo/", paper_books.book_open, name="paper_book_open", access=REGISTRY, methods=POST),
    path_for(BOOK, paper_books.book, name="paper_book", access=POSTED),
    path_for(BOOK + "xuat.xlsx", paper_books.book_export, name="paper_book_export", access=POSTED),
    path_for(ALL + "nguoi-ky/", paper_books.roster, name="paper_roster", access=REGISTRY, methods=BOTH),
    path_for(
        ALL + "nguoi-ky/<uuid:pk>/thoi/",
        paper_books.roster_end,
        name="paper_roster_end",
        access=REGISTRY,
        methods=POST,
    ),
    path_for(WORDS, paper_wordings.wordings, name="paper_wordings", access=WRITER),
    path_for(OF_BODY, paper_wordings.wording, name="paper_wording", access=WRITER),
    path_for(
        OF_BODY + "nhap/",
        paper_wordings.wording_start,
        name="paper_wording_start",
        access=WRITER,
        methods=POST,
    ),
    path_for(
        OF_BODY + "tep/",
        paper_wordings.wording_upload,
        name="paper_wording_upload",
        access=WRITER,
        methods=POST,
    ),
    path_for(
        OF_BODY + "thoi/", paper_wordings.wording_end, name="paper_wording_end", access=WRITER, methods=POST
    ),
    path_for(
        OF_BODY + "so-sanh/", paper_wordings.wording_compare, name="paper_wording_compare", access=WRITER
    ),
    path_for(
        DRAFT, paper_wordings.wording_version, name="paper_wording_version", access=WRITER, methods=BOTH
    ),
    path_for(
        DRAFT + "dung/", paper_wordings.wording_use, name="paper_wording_use", access=WRITER, methods=POST
    ),
    path_for(
        DRAFT + "bo/", paper_wordings.wording_drop, name="paper_wording_drop", access=WRITER, methods=POST
    ),
    path_for(DRAFT + "tep/", paper_wordings.wording_file, name="paper_wording_file", access=WRITER),
    path_for(
        DRAFT + "xem-truoc.png", paper_wordings.wording_picture, name="paper_wording_picture", access=WRITER
    ),
    path_for(DRAFT + "mau-thu/", paper_wordings.wording_sample, name="paper_wording_sample", access=WRITER),
    path_for(ONE + "danh-sach.xlsx", papers.lists_export, name="paper_lists", access=POSTED),
    path_for(ONE, papers.paper, name="paper", access=POSTED),
    path_for(ONE + "ban/<int:n>/", papers.version, name="paper_version", access=POSTED),
    path_for(ONE + "word/", paper_acts.take_back, name="paper_take_back", access=WRITER, methods=POST),
    path_for(
        ONE + "khac/<uuid:difference_id>/",
        paper_acts.resolve,
        name="paper_resolve",
        access=WRITER,
        methods=POST,
    ),
    path_for(ONE + "trinh-ky/", paper_acts.submit, name="paper_submit", access=WRITER, methods=POST),
    path_for(ONE + "tra-lai/", paper_acts.send_back, name="paper_return", access=WRITER, methods=POST),
    path_for(ONE + "noi-nhan/", paper_acts.recipient, name="paper_recipient", access=WRITER, methods=POST),
    path_for(TO + "bo/", paper_acts.recipient_drop, name="paper_recipient_drop", access=WRITER, methods=POST),
    path_for(TO + "da-nhan/", paper_acts.receive, name="paper_receive", access=WRITER, methods=POST),
    path_for(ONE + "luu-tru/", paper_acts.describe, name="paper_describe", access=WRITER, methods=POST),
    path_for(ONE + "chuyen/", paper_acts.hand_over, name="paper_hand_on", access=WRITER, methods=POST),
    path_for(ONE + "cap-so/", paper_signing.number_give, name="paper_number", access=REGISTRY, methods=POST),
    path_for(
        ONE + "ghi-so/",
        paper_signing.number_record,
        name="paper_number_record",
        access=REGISTRY,
        methods=POST,
    ),
    path_for(
        ONE + "huy-so/", paper_signing.number_void, name="paper_number_void", access=REGISTRY, methods=POST
    ),
    path_for(ONE + "pdf-de-ky/", paper_signing.export, name="paper_export", access=REGISTRY, methods=POST),
    path_for(ONE + "ky-so/", paper_signing.signed, name="paper_signed", access=REGISTRY, methods=POST),
    path_for(
        ONE + "ky-he-thong/", paper_signing.service, name="paper_service", access=REGISTRY, methods=POST
    ),
    path_for(ONE + "ky-tay/", paper_signing.by_hand, name="paper_by_hand", access=REGISTRY, methods=POST),
    path_for(ONE + "phat-hanh/", paper_signing.issue, name="paper_issue", access=REGISTRY, methods=POST),
    path_for(
        ONE + "thay-the/", paper_signing.supersede, name="paper_supersede", access=REGISTRY, methods=POST
    ),
    path_for(ONE + "thu-hoi/", paper_signing.withdraw, name="paper_withdraw", access=REGISTRY, methods=POST),
    path_for(
        "ke-hoach/<uuid:pk>/van-ban/", papers.plan_papers, name="plan_papers", access=WRITER, methods=BOTH
    ),
    path_for(
        "ke-hoach/<uuid:pk>/van-ban/dong-goi/",
        paper_packages.start,
        name="plan_pack",
        access=WRITER,
        methods=POST,
    ),
    path_for(PACK, paper_packages.package, name="plan_package", access=WRITER),
    path_for(PACK + "tep/", paper_packages.file, name="plan_package_file", access=WRITER),
]
