"""Small closed lists of this room."""

from django.db import models


class DraftState(models.TextChoices):
    QUEUED = "queued", "Chờ đọc"
    READING = "reading", "Đang đọc"
    READY = "ready", "Chờ soát"
    FAILED = "failed", "Không đọc được"
    ACCEPTED = "accepted", "Đã nhận"
    DISCARDED = "discarded", "Đã bỏ"


class PlanKind(models.TextChoices):
    ANNUAL = "annual", "Kế hoạch năm"
    DIRECTIVE = "directive", "Thực hiện chỉ thị"
    MULTI_YEAR = "multi_year", "Kế hoạch nhiều năm"
    THEMATIC = "thematic", "Chuyên đề"
    EVENT = "event", "Sự kiện"


class DutyKind(models.TextChoices):
    """What a duty asks for; the values are kinds of obligations."""

    REPORT = "report", "Báo cáo"
    UNIT_PLAN = "unit_plan", "Kế hoạch của đơn vị"


class FilingState(models.TextChoices):
    DRAFTING = "drafting", "Đang soạn"
    SENT = "sent", "Đã gửi"
    RETURNED = "returned", "Bị trả lại"


class ReportState(models.TextChoices):
    SENT = "sent", "Đã gửi"
    RETURNED = "returned", "Bị trả lại"
    WITHDRAWN = "withdrawn", "Đã rút"


class TaskState(models.TextChoices):
    PLANNED = "planned", "Chưa làm"
    IN_PROGRESS = "in_progress", "Đang làm"
    DONE = "done", "Xong"
    NOT_NEEDED = "not_needed", "Không phát sinh"


OPEN_STATES = (TaskState.PLANNED, TaskState.IN_PROGRESS)
ENDED_STATES = (TaskState.DONE, TaskState.NOT_NEEDED)


# What is owed comes from tasks under this name, and these kinds of work items stand beside it.
OWED_BY = "planning.task"
ASSIGN, END = "assign_lead", "end_task"
REVIEW, RETRY = "review_draft", "retry_draft"


class PeriodKind(models.TextChoices):
    QUARTER = "quarter", "Quý"
    MONTH = "month", "Tháng"
    DATE = "date", "Ngày"
    YEAR_ROUND = "year_round", "Thường xuyên trong năm"
    SCHOOL_YEAR = "school_year", "Năm học"


class Lane(models.IntegerChoices):
    """A column of the year board."""

    FIRST = 1, "Quý I"
    SECOND = 2, "Quý II"
    THIRD = 3, "Quý III"
    FOURTH = 4, "Quý IV"
    YEAR_ROUND = 5, "Thường xuyên"
    UNTIMED = 6, "Chưa ghi thời gian"


class PartyRole(models.TextChoices):
    LEAD = "lead", "Chủ trì"
    COORDINATOR = "coordinator", "Phối hợp"


class ProductKind(models.TextChoices):
    DIRECTIVE = "directive", "Chỉ thị"
    PLAN = "plan", "Kế hoạch"
    DECISION = "decision", "Quyết định"
    REPORT = "report", "Báo cáo"
    COUNCIL_SESSION = "council_session", "Phiên họp Hội đồng"
    CONFERENCE = "conference", "Hội nghị"
    DOSSIER_BATCH = "dossier_batch", "Đợt hồ sơ"
    PUBLICATION = "publication", "Ấn phẩm"
    TRAINING = "training", "Lớp tập huấn"
    INSPECTION = "inspection", "Kiểm tra"
    ANNOUNCEMENT = "announcement", "Thông báo"
    REGISTRATION = "registration", "Đăng ký"
    GUIDANCE = "guidance", "Hướng dẫn"
    RESOLUTION = "resolution", "Nghị quyết"
    PROPOSAL = "proposal", "Tờ trình"
    CEREMONY = "ceremony", "Buổi lễ"
    PLEDGE = "pledge", "Giao ước thi đua"
    OTHER = "other", "Sản phẩm khác"


class DayUnit(models.TextChoices):
    WORKING = "working", "Ngày làm việc"
    CALENDAR = "calendar", "Ngày"


class StepHolder(models.TextChoices):
    """Who answers for a step of a session."""

    OFFICE = "office", "Cơ quan thường trực"
    COUNCIL = "council", "Hội đồng"
    BODY = "body", "Đơn vị chọn riêng"


class BreakKind(models.TextChoices):
    """What a date of a step can break."""

    PAST = "past", "Đã qua"
    SHORT = "short", "Quá ngắn"
    DAY_OFF = "day_off", "Ngày nghỉ"
    ORDER = "order", "Sai thứ tự"
    KEPT = "kept", "Giữ nguyên"
