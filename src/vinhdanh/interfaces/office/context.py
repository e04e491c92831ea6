"""What the shell around every page needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.notices.queries import unread_count
from vinhdanh.domain.notices.queries.inbox import COUNTED
from vinhdanh.domain.registry.queries.claims import waiting_count
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.interfaces.office.signing.letters import may_send
from vinhdanh.interfaces.office.templatetags.ui import upto

# The year's chain. A section without a page yet is shown as what lies ahead.
_CHAIN = (
    ("Kế hoạch", "plans"),
    ("Phong trào", ""),
    ("Đăng ký", ""),
    ("Cụm, khối", ""),
    ("Sáng kiến", ""),
    ("Hồ sơ khen thưởng", ""),
    ("Lấy ý kiến", ""),
    ("Hội đồng", ""),
    ("Quyết định", ""),
    ("Sổ khen thưởng", "registry"),
    ("Lưu trữ", ""),
    ("Báo cáo", ""),
)
_CHASING = frozenset(
    {"nudge_proof", "nudge_send", "zalo", "chase_item", "nudges", "nudge", "chase_sent"}
) | frozenset({"digest", "digest_save", "chase_rules"})
_PLANNING = frozenset(
    {
        "plans",
        "plan",
        "upload",
        "draft",
        "draft_head",
        "draft_accept",
        "task_add",
        "plan_filings",
        "plan_duties",
        "plan_bases",
        "plan_history",
        "filing_start",
        "filing",
        "filing_check",
        "duty",
        "duty_add",
        "duty_settle",
    }
)

# Pages that belong to a side page of another name.
_SIDE = {
    "work": "home",
    "work_others": "home",
    "ledger_bodies": "ledger",
    "standard": "standards",
    "standard_compare": "standards",
}
_BOOK = ("registry", "import", "twin", "merge", "lacking", "evaluation")


def shell(request: HttpRequest) -> dict[str, Any]:
    """Callables where the answer costs a query: only templates that draw the shell pay for it."""
    if not hasattr(request, "scope"):
        # Turned away before anybody asked who it is, such as under a host name that is not ours.
        return {"demo": _demo(), "site_nav": lambda: _site_nav(request)}
    return {
        "demo": _demo(),
        "place": lambda: _place(request),
        "me": lambda: _me(request),
        "bell": lambda: _bell(request),
        "nav": lambda: _nav(request),
        "nav_top": lambda: _nav_top(request),
        "nav_more": lambda: _nav_more(request),
        "tabs": lambda: _tabs(request),
        "book_tabs": lambda: _book_tabs(request),
        "site_nav": lambda: _site_nav(request),
        "viewing": getattr(request, "viewing", None),
        "answers_for": lambda: request.scope.answers_for,
        "identity_name": settings.IDENTITY.name if settings.IDENTITY else "",
        "mail_ready": may_send,
        "may_read": lambda: request.scope.may(Permission.READ_PLANS),
    }


def _demo() -> dict[str, Any] | None:
    """The banner: shown in the demo and wherever the clock is fixed, so that nobody takes it for today."""
    if not settings.DEMO and not settings.FIXED_NOW:
        return None
    return {"today": today(), "url": reverse("welcome") + "?doi-vai=1" if settings.DEMO else ""}


def _current(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.url_name or "" if match else ""


def _place(request: HttpRequest) -> str:
    posts = request.scope.posts  # type: ignore[attr-defined]
    return posts[0].scope_name.removeprefix("Ủy ban nhân dân ") if posts else ""


def _me(request: HttpRequest) -> dict[str, Any]:
    """The signed-in person as the top bar shows them."""
    if not request.user.is_authenticated:
        return {}
    posts = request.scope.posts  # type: ignore[attr-defined]
    role = f"{posts[0].role_name}, {posts[0].body_name}" if posts else "Chưa có vai trò còn hiệu lực"
    viewing = getattr(request, "viewing", None)
    return {"name": str(viewing.target if viewing else request.user), "role": role, "posted": bool(posts)}


def _bell(request: HttpRequest) -> dict[str, Any] | None:
    """Notices that wait for this person, as the top bar counts them."""
    if not request.user.is_authenticated:
        return None
    count = unread_count(request.scope)  # type: ignore[attr-defined]
    return {"count": count, "words": upto(count, COUNTED) if count else ""}


def _nav(request: HttpRequest) -> list[dict[str, Any]]:
    if not request.user.is_authenticated:
        return []
    current = _current(request)
    reads = request.scope.may(Permission.READ_REGISTRY)  # type: ignore[attr-defined]
    links = [(label, name if name != "registry" or reads else "") for label, name in _CHAIN]
    return [
        {
            "label": label,
            "url": reverse(name) if name else "",
            "current": bool(name) and name == _link_of(current),
            "soon": not name,
        }
        for label, name in links
    ]


def _link_of(current: str) -> str:
    """The link of the chain that a page belongs to."""
    if current in _PLANNING:
        return "plans"
    return "registry" if current.startswith(_BOOK) else ""


def _nav_top(request: HttpRequest) -> list[dict[str, Any]]:
    """Home and the side pages that are not links of the chain."""
    if not request.user.is_authenticated:
        return []
    scope = request.scope  # type: ignore[attr-defined]
    posted = bool(scope.posts)
    return _entries(
        request,
        ("Trang chủ", "home", "house", True),
        ("Theo dõi thực hiện", "ledger", "clipboard-check", scope.may(Permission.REPORT_TASKS)),
        ("Bảng năm", "board", "calendar-range", posted),
        ("Danh sách nhiệm vụ", "tasks", "list-checks", posted),
        ("Báo cáo phải gửi", "reports", "send", scope.may(Permission.REPORT_TASKS)),
        ("Phiên họp", "sessions", "calendar-clock", posted),
        ("Văn bản", "papers", "files", posted),
        ("Bằng, giấy chứng nhận", "certificates", "award", scope.may(Permission.ISSUE_PAPERS)),
        ("Nhắc việc", "chase", "megaphone", scope.may(Permission.CHASE)),
        ("Tra cứu tiêu chuẩn", "standards", "book-open", True),
        ("Quy định địa phương", "instruments", "scroll-text", posted),
        ("Không bỏ sót", "radar", "radar", scope.may(Permission.READ_REGISTRY)),
        ("Danh bạ tổ chức", "bodies", "building-2", posted),
        ("Tra cứu", "search", "search", posted),
    )


def _nav_more(request: HttpRequest) -> list[dict[str, Any]]:
    """What is set up once and looked at seldom."""
    if not request.user.is_authenticated:
        return []
    may = request.scope.may  # type: ignore[attr-defined]
    return _entries(
        request,
        ("Lịch ngày nghỉ", "calendar", "calendar-off", may(Permission.MANAGE_CALENDAR)),
        ("Trả lời thay", "answering", "reply-all", may(Permission.MANAGE_BODIES)),
        ("Tài khoản, vai trò", "accounts", "users", may(Permission.MANAGE_ACCOUNTS)),
        ("Vận hành", "operations", "activity", may(Permission.OPERATE)),
        ("Thư đi", "outbox", "mail", may(Permission.OPERATE)),
        ("Nhật ký", "journal", "scroll-text", may(Permission.OPERATE)),
        ("Kho tệp", "storage", "hard-drive", may(Permission.OPERATE)),
    )


def _entries(request: HttpRequest, *rows: tuple[str, str, str, bool]) -> list[dict[str, Any]]:
    """Label, address, icon and whether this person has it."""
    here = _section(_current(request))
    return [
        {"label": label, "url": reverse(name), "icon": icon, "current": here == name}
        for label, name, icon, shown in rows
        if shown
    ]


def _section(current: str) -> str:
    """The menu entry that a page belongs to."""
    if current.startswith(("account", "role", "sign_in_help")):
        return "accounts"
    if current.startswith("instrument"):
        return "standards"
    if current.startswith("certificate"):
        return "certificates"
    if current.startswith("paper"):
        return "papers"
    if current.startswith("screening"):
        return "radar"
    return "chase" if current in _CHASING else _SIDE.get(current, current)


def _tabs(request: HttpRequest) -> list[dict[str, Any]]:
    current = _current(request)
    tabs = (
        ("Việc", "home", "house", {"home", "work", "work_others"}),
        ("Bảng năm", "board", "calendar-range", {"board", *_PLANNING}),
        ("Nhiệm vụ", "tasks", "list-checks", {"tasks", "task"}),
    )
    return [
        {"label": label, "url": reverse(name), "icon": icon, "current": current in names}
        for label, name, icon, names in tabs
    ]


def _book_tabs(request: HttpRequest) -> list[dict[str, Any]]:
    """The parts of the book for those who keep it; others only look things up."""
    scope, current = request.scope, _current(request)  # type: ignore[attr-defined]
    if not scope.may(Permission.KEEP_REGISTRY):
        return []
    counts = current in {"registry", "registry_claims"}
    waiting = waiting_count(scope) if counts else 0
    tabs = (
        ("Tra sổ", "registry", None),
        ("Khai báo chờ xác minh", "registry_claims", upto(waiting) if waiting else None),
        ("Hồ sơ nghi trùng", "twins", None),
        ("Nhập từ Excel", "imports", None),
    )
    return [
        {"label": label, "url": reverse(name), "count": count, "current": current == name}
        for label, name, count in tabs
    ]


def _site_nav(request: HttpRequest) -> list[dict[str, Any]]:
    current = _current(request)
    rows = (
        ("Kế hoạch công khai", "portal", {"portal", "portal_plan"}),
        ("Tra cứu tiêu chuẩn", "portal_standards", {"portal_standards", "portal_standard"}),
        ("Đăng nhập", "sign_in", {"sign_in"}),
    )
    return [
        {"label": label, "url": reverse(name), "current": current in names} for label, name, names in rows
    ]
