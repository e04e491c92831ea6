"""A paper and those to whom it goes."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q

from vinhdanh.domain.papers.states import KINDS, Direction, PaperState, Secrecy, Urgency
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7

_GOING = [PaperState.ISSUED, PaperState.SUPERSEDED, PaperState.WITHDRAWN]


class Paper(models.Model):
    """``body`` keeps it in its books: the issuer of what goes out, the receiver of what came in; ``path`` is
    the path of that body, ``party_keys`` are those who may see it besides.

    ``wording`` is the office's own version of the words it was written with, none for the shipped ones;
    ``wording_sha256`` their hash in either case.
    ``number`` and ``symbol`` stand apart ("15", "QĐ-UBND"); ``symbol_key`` is the symbol folded. What is
    about a row of another room names it by ``subject_kind`` and ``subject_id``, opaque here. The fields from
    ``file_code`` on are those of Phụ lục VI Nghị định 30/2020/NĐ-CP for the archive. ``revision`` counts
    every change, so that of two who edit one paper the second is told.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    direction = models.CharField(max_length=8, choices=Direction.choices, default=Direction.OUTGOING)
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+", db_index=False)
    path = models.CharField(max_length=200)
    party_keys = ArrayField(models.UUIDField(), default=list)
    state = models.CharField(max_length=10, choices=PaperState.choices, default=PaperState.DRAFT)
    kind = models.CharField("loại văn bản", max_length=5)
    template = models.CharField("mẫu", max_length=20, blank=True)
    wording = models.ForeignKey(
        "papers.TemplateVersion", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    wording_sha256 = models.CharField(max_length=64, blank=True)
    subject = models.CharField("trích yếu", max_length=500)
    issuer_name = models.CharField("cơ quan ban hành", max_length=255)
    number = models.PositiveIntegerField("số", null=True)
    symbol = models.CharField("ký hiệu", max_length=30, blank=True)
    symbol_key = models.CharField(max_length=30, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True)
    place = models.CharField("địa danh", max_length=80, blank=True)
    authority = models.CharField("thẩm quyền ký", max_length=120, blank=True)
    signer_office = models.CharField("chức vụ người ký", max_length=120, blank=True)
    signer_name = models.CharField("người ký", max_length=120, blank=True)
    secrecy = models.CharField("độ mật", max_length=10, choices=Secrecy.choices, blank=True)
    urgency = models.CharField("độ khẩn", max_length=12, choices=Urgency.choices, blank=True)
    on_paper = models.BooleanField("văn bản giấy", default=True)
    subject_kind = models.CharField(max_length=64, blank=True)
    subject_id = models.UUIDField(null=True)
    superseded_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaces")
    origin = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="arrivals")
    arrival_number = models.PositiveIntegerField("số đến", null=True)
    arrived_on = models.DateField("ngày đến", null=True)
    handed_to = models.CharField("đơn vị, người nhận", max_length=200, blank=True)
    handed_on = models.DateField("ngày chuyển", null=True)
    file_code = models.CharField("mã hồ sơ", max_length=40, blank=True)
    ordinal = models.PositiveIntegerField("số thứ tự trong hồ sơ", null=True)
    language = models.CharField("ngôn ngữ", max_length=20, default="Tiếng Việt")
    pages = models.PositiveSmallIntegerField("số trang", null=True)
    copies = models.PositiveIntegerField("số bản", null=True)
    kept_by = models.CharField("đơn vị lưu", max_length=120, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    due_on = models.DateField("hạn trả lời", null=True)
    words = models.TextField(default="")
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=_GOING) | Q(number__isnull=False, issued_on__isnull=False),
                name="paper_issued_has_number",
            ),
            models.CheckConstraint(
                condition=~Q(state=PaperState.SUPERSEDED) | Q(superseded_by__isnull=False),
                name="paper_superseded_has_successor",
            ),
            models.UniqueConstraint(
                fields=["origin", "body"], condition=Q(origin__isnull=False), name="paper_received_once"
            ),
        ]
        indexes = [
            models.Index(OpClass(F("path"), name="varchar_pattern_ops"), F("id"), name="paper_path"),
            models.Index(fields=["direction", "-id"], name="paper_newest"),
            models.Index(fields=["state", "-id"], name="paper_state"),
            models.Index(fields=["kind", "-id"], name="paper_kind"),
            # A year may be that of either day.
            models.Index(fields=["issued_on"], name="paper_issued", condition=Q(issued_on__isnull=False)),
            models.Index(fields=["arrived_on"], name="paper_arrived", condition=Q(arrived_on__isnull=False)),
            models.Index(fields=["symbol_key", "number"], name="paper_symbol"),
            models.Index(fields=["body", "issued_on"], name="paper_book"),
            models.Index(fields=["subject_kind", "subject_id"], name="paper_subject"),
            GinIndex(fields=["party_keys"], name="paper_parties", fastupdate=False),
            GinIndex(SearchVector("words", config="simple"), name="paper_words", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def full_number(self) -> str:
        """As it is written: "05/QĐ-UBND"; empty without a number."""
        return f"{self.number:02d}/{self.symbol}" if self.number is not None else ""

    @property
    def kind_name(self) -> str:
        """The kind in words ("Quyết định")."""
        return KINDS.get(self.kind, "")

    @property
    def is_secret(self) -> bool:
        return self.secrecy != Secrecy.NONE

    @property
    def name(self) -> str:
        """How officials call it: kind and number, or its words while it has none."""
        return self.full_number or self.subject


class Recipient(models.Model):
    """One line of “Nơi nhận”; with ``body`` when it is a body of the directory that can confirm here.

    A line may mean a named ``group`` of bodies: its members of the day on which the paper goes out become
    rows ``within`` it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="recipients")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    body = models.ForeignKey(
        "organisations.Body", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    group = models.ForeignKey(
        "organisations.BodyGroup", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    within = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, related_name="members", db_index=False
    )
    dispatched_at = models.DateTimeField(null=True)
    dispatched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "body"], condition=Q(body__isnull=False), name="recipient_once"
            ),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True) | Q(dispatched_at__isnull=False),
                name="recipient_received_what_was_sent",
            ),
        ]

    def __str__(self) -> str:
        return self.text
