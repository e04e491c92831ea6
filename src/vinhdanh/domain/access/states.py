"""Roles that an appointment can give, and the permissions each one bundles."""

from django.db import models


class Role(models.TextChoices):
    OFFICER = "officer", "Chuyên viên thi đua, khen thưởng"
    LEADER = "leader", "Lãnh đạo"
    CLERK = "clerk", "Cán bộ thi đua, khen thưởng của đơn vị"
    MEMBER = "member", "Thành viên Hội đồng"
    ADMINISTRATOR = "administrator", "Quản trị hệ thống"


class Permission(models.TextChoices):
    READ_SUBTREE = "read_subtree", "xem mọi kế hoạch trong phạm vi"
    READ_PLANS = "read_plans", "đọc kế hoạch vào hệ thống"
    EDIT_TASKS = "edit_tasks", "sửa, giao và dời nhiệm vụ trong phạm vi"
    REPORT_TASKS = "report_tasks", "báo kết quả nhiệm vụ của đơn vị"
    MANAGE_BODIES = "manage_bodies", "sửa danh bạ tổ chức"
    MANAGE_RULES = "manage_rules", "soạn, ban hành quy định thi đua, khen thưởng"
    MANAGE_CALENDAR = "manage_calendar", "sửa lịch ngày nghỉ"
    MANAGE_ACCOUNTS = "manage_accounts", "cấp và thu tài khoản"
    CHASE = "chase", "nhắc việc đơn vị khác"
    OPERATE = "operate", "vận hành hệ thống"
    VIEW_AS = "view_as", "xem thay người khác để hỗ trợ"
    READ_REGISTRY = "read_registry", "xem sổ khen thưởng trong phạm vi"
    KEEP_REGISTRY = "keep_registry", "ghi, đính chính sổ khen thưởng"
    DECLARE_AWARDS = "declare_awards", "khai khen thưởng của đơn vị"
    SEE_CONDUCT = "see_conduct", "xem kỷ luật và việc tạm hoãn xét khen thưởng"
    WRITE_PAPERS = "write_papers", "soạn, trình và nhận văn bản"
    ISSUE_PAPERS = "issue_papers", "cấp số, ghi chữ ký và phát hành văn bản"


class Capacity(models.TextChoices):
    """How a post is held: as one's own, or until somebody is appointed to it."""

    FULL = "", "chính thức"
    ACTING = "acting", "quyền"
    IN_CHARGE = "in_charge", "phụ trách"


# Rights over other people's rights: nobody gives more of them than they hold.
LADDER: frozenset[str] = frozenset({Permission.MANAGE_ACCOUNTS, Permission.OPERATE, Permission.VIEW_AS})

# What a fresh installation begins with; afterwards an office keeps its own in the table of roles.
BUNDLES: dict[str, frozenset[str]] = {
    Role.OFFICER: frozenset(
        {
            Permission.READ_SUBTREE,
            Permission.READ_PLANS,
            Permission.EDIT_TASKS,
            Permission.REPORT_TASKS,
            Permission.MANAGE_BODIES,
            Permission.MANAGE_RULES,
            Permission.MANAGE_CALENDAR,
            Permission.CHASE,
            Permission.READ_REGISTRY,
            Permission.KEEP_REGISTRY,
            Permission.DECLARE_AWARDS,
            Permission.SEE_CONDUCT,
            Permission.WRITE_PAPERS,
            Permission.ISSUE_PAPERS,
        }
    ),
    Role.LEADER: frozenset(
        {
            Permission.READ_SUBTREE,
            Permission.REPORT_TASKS,
            Permission.CHASE,
            Permission.READ_REGISTRY,
            Permission.SEE_CONDUCT,
        }
    ),
    Role.CLERK: frozenset(
        {
            Permission.READ_PLANS,
            Permission.REPORT_TASKS,
            Permission.READ_REGISTRY,
            Permission.DECLARE_AWARDS,
            Permission.WRITE_PAPERS,
            Permission.ISSUE_PAPERS,
        }
    ),
    Role.MEMBER: frozenset(),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.MANAGE_BODIES,
            Permission.MANAGE_CALENDAR,
            Permission.MANAGE_ACCOUNTS,
            Permission.OPERATE,
            Permission.VIEW_AS,
        }
    ),
}
