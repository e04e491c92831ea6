"""The office's addresses and who may use them."""

from vinhdanh.domain.access.states import Permission
from vinhdanh.interfaces.office.routes import (
    cascade,
    catalogue,
    certificates,
    chasing,
    feeds,
    journal,
    lists,
    operations,
    papers,
    people,
    planning,
    products,
    registry,
    sessions,
    signing,
    storage,
    twins,
    work,
)
from vinhdanh.interfaces.office.views import (
    bodies,
    calendar,
    drafts,
    home,
    plans,
    search,
    session,
    system,
    tasks,
)
from vinhdanh.interfaces.routing import EVERYONE, POSTED, SIGNED_IN, path_for, permitted

READER = permitted(Permission.READ_PLANS)
REPORTER = permitted(Permission.REPORT_TASKS)
CALENDAR = permitted(Permission.MANAGE_CALENDAR)
POST = ("POST",)
BOTH = ("GET", "POST")
DRAFT = "ke-hoach/ban-doc/<uuid:pk>/"
TASK = "nhiem-vu/<uuid:pk>/"

urlpatterns = [
    path_for("", session.welcome, name="welcome", access=EVERYONE),
    path_for("dang-nhap/", session.sign_in, name="sign_in", access=EVERYONE, methods=BOTH),
    path_for("dang-xuat/", session.sign_out, name="sign_out", access=EVERYONE, methods=POST),
    path_for("dung-thu/<slug:card>/", session.demo_sign_in, name="demo", access=EVERYONE, methods=POST),
    path_for("giao-dien/", session.set_theme, name="set_theme", access=EVERYONE, methods=POST),
    path_for("healthz", system.healthz, name="healthz", access=EVERYONE),
    path_for("readyz", system.readyz, name="readyz", access=EVERYONE),
    path_for("favicon.ico", system.favicon, name="favicon", access=EVERYONE),
    path_for("thiet-ke/", system.design, name="design", access=EVERYONE),
    path_for("trang-chu/", home.home, name="home", access=SIGNED_IN),
    path_for("tim/", search.search, name="search", access=POSTED),
    path_for("ke-hoach/", plans.plan_list, name="plans", access=POSTED),
    path_for("ke-hoach/bang/", plans.board, name="board", access=POSTED),
    path_for("ke-hoach/doc/", drafts.upload, name="upload", access=READER, methods=BOTH),
    path_for("ke-hoach/mau/<path:name>", drafts.sample, name="sample", access=READER),
    path_for(DRAFT, drafts.draft, name="draft", access=READER),
    path_for(DRAFT + "phan-dau/", drafts.head, name="draft_head", access=READER, methods=BOTH),
    path_for(DRAFT + "dong/<uuid:row_id>/", drafts.row, name="draft_row", access=READER, methods=BOTH),
    path_for(
        DRAFT + "dong/<uuid:row_id>/<slug:mark>/",
        drafts.row_mark,
        name="draft_mark",
        access=READER,
        methods=POST,
    ),
    path_for(DRAFT + "them-dong/", drafts.row_add, name="draft_add", access=READER, methods=POST),
    path_for(DRAFT + "noi-ten/", drafts.name_link, name="draft_link", access=READER, methods=POST),
    path_for(
        DRAFT + "bao-cao/<uuid:duty_id>/<slug:mark>/",
        drafts.duty_mark,
        name="draft_duty",
        access=READER,
        methods=POST,
    ),
    path_for(DRAFT + "nhan/", drafts.accept, name="draft_accept", access=READER, methods=BOTH),
    path_for(DRAFT + "bo/", drafts.discard, name="draft_discard", access=READER, methods=POST),
    path_for(DRAFT + "tep/", drafts.draft_file, name="draft_file", access=READER),
    path_for("ke-hoach/<uuid:pk>/", plans.plan, name="plan", access=POSTED),
    path_for("ke-hoach/<uuid:pk>/tep/", drafts.plan_file, name="plan_file", access=POSTED),
    path_for("ke-hoach/<uuid:pk>/tep/anh/", drafts.plan_file_thumb, name="plan_file_thumb", access=POSTED),
    path_for(
        "ke-hoach/<uuid:pk>/cong-khai/", plans.publish, name="plan_publish", access=READER, methods=POST
    ),
    path_for("ke-hoach/<uuid:pk>/them-viec/", tasks.task_add, name="task_add", access=READER, methods=BOTH),
    path_for("nhiem-vu/", tasks.task_list, name="tasks", access=POSTED),
    path_for("nhiem-vu/xuat.xlsx", tasks.task_export, name="task_export", access=POSTED),
    path_for(TASK, tasks.task, name="task", access=POSTED),
    path_for(TASK + "buoc/<slug:step>/", tasks.task_step, name="task_step", access=REPORTER, methods=POST),
    path_for(TASK + "tien-do/", tasks.task_note, name="task_note", access=REPORTER, methods=POST),
    path_for(TASK + "doi/", tasks.task_move, name="task_move", access=READER, methods=POST),
    path_for(TASK + "giao/", tasks.task_assign, name="task_assign", access=READER, methods=POST),
    path_for(TASK + "minh-chung/<uuid:evidence_id>/", tasks.evidence, name="evidence", access=POSTED),
    path_for(
        TASK + "minh-chung/<uuid:evidence_id>/<slug:kind>/",
        tasks.evidence_made,
        name="evidence_made",
        access=POSTED,
    ),
    path_for("don-vi/", bodies.body_list, name="bodies", access=POSTED),
    path_for("don-vi/goi-y/", bodies.body_suggestions, name="body_suggestions", access=POSTED),
    path_for("don-vi/<uuid:pk>/", bodies.body, name="body", access=POSTED),
    path_for("lich/", calendar.days, name="calendar", access=CALENDAR),
    path_for("lich/luu/", calendar.day_save, name="calendar_save", access=CALENDAR, methods=POST),
    path_for(
        "lich/<uuid:pk>/bo/", calendar.day_delete, name="calendar_delete", access=CALENDAR, methods=POST
    ),
    *people.urlpatterns,
    *operations.urlpatterns,
    *feeds.urlpatterns,
    *planning.urlpatterns,
    *products.urlpatterns,
    *sessions.urlpatterns,
    *work.urlpatterns,
    *chasing.urlpatterns,
    *journal.urlpatterns,
    *storage.urlpatterns,
    *signing.urlpatterns,
    *cascade.urlpatterns,
    *catalogue.urlpatterns,
    *registry.urlpatterns,
    *lists.urlpatterns,
    *twins.urlpatterns,
    *papers.urlpatterns,
    *certificates.urlpatterns,
]
