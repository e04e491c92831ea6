"""What a body is called, and what a written name was once confirmed to mean."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from vinhdanh.domain.organisations.models.body import Body
from vinhdanh.domain.organisations.models.groups import BodyGroup
from vinhdanh.domain.organisations.models.periods import ordered_period
from vinhdanh.domain.organisations.states import NameKind
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class BodyName(models.Model):
    """One name for a time. The official ones follow each other without overlap (kept by actions)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(max_length=12, choices=NameKind.choices)
    text = models.CharField("tên", max_length=255)
    folded = models.CharField(max_length=255, editable=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            ordered_period("bodyname_period_ordered"),
            models.UniqueConstraint(
                fields=["body", "kind", "text", "valid_from"], nulls_distinct=False, name="bodyname_once"
            ),
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(kind=NameKind.OFFICIAL, valid_to__isnull=True),
                name="bodyname_one_open_official",
            ),
        ]
        indexes = [models.Index(fields=["folded"], name="bodyname_folded")]

    def __str__(self) -> str:
        return self.text


class NameChoice(models.Model):
    """In papers of ``scope`` (empty: of anybody) the words ``written`` mean this body or group."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    scope = models.ForeignKey(Body, on_delete=models.CASCADE, null=True, related_name="+")
    written = models.CharField(max_length=300)
    example = models.CharField(max_length=300)
    body = models.ForeignKey(Body, on_delete=models.CASCADE, null=True, related_name="+")
    group = models.ForeignKey(BodyGroup, on_delete=models.CASCADE, null=True, related_name="+")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(default=now)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(body__isnull=True, group__isnull=False)
                | Q(body__isnull=False, group__isnull=True),
                name="choice_body_or_group",
            ),
            models.UniqueConstraint(fields=["scope", "written"], nulls_distinct=False, name="choice_once"),
            models.CheckConstraint(condition=~Q(written=""), name="choice_written"),
        ]

    def __str__(self) -> str:
        return self.example
