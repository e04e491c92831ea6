"""Where a person worked, as what, from when to when."""

from django.db import models
from django.db.models import F, Q

from vinhdanh.domain.people.models.subject import Subject
from vinhdanh.foundation.kernel.ids import uuid7


class Post(models.Model):
    """One post in ``body``, or with an ``employer`` that the directory does not know.

    ``valid_to`` is the first day without it. The ``main`` post says where the person belongs.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="posts")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, null=True, related_name="+")
    employer = models.CharField("nơi công tác", max_length=255, blank=True)
    title = models.CharField("chức vụ", max_length=200, blank=True)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến trước ngày", null=True, blank=True)
    leader = models.BooleanField("lãnh đạo, quản lý", default=False)
    main = models.BooleanField("nơi công tác chính", default=True)

    class Meta:
        ordering = ("-valid_from", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gt=F("valid_from")),
                name="post_period_ordered",
            ),
            models.CheckConstraint(condition=Q(body__isnull=False) | ~Q(employer=""), name="post_somewhere"),
            models.UniqueConstraint(
                fields=["subject", "body", "employer", "title", "valid_from"],
                nulls_distinct=False,
                name="post_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.employer
