"""Groups that papers name in one breath: "các sở, ban, ngành", "UBND các xã, phường"."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from vinhdanh.domain.organisations.models.body import Body
from vinhdanh.domain.organisations.models.periods import ordered_period
from vinhdanh.domain.organisations.states import BodyKind, Level, PlaceUnit
from vinhdanh.foundation.kernel.ids import uuid7


class BodyGroup(models.Model):
    """A rule and a list. The rule takes bodies under ``under`` (empty: under ``owner``) whose kind,
    level and place unit are among those named (an empty list asks nothing). Without any of the three
    there is no rule and only the list counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField("tên nhóm", max_length=255)
    folded = models.CharField(max_length=255, editable=False)
    owner = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="groups")
    under = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kinds = ArrayField(models.CharField(max_length=20, choices=BodyKind.choices), default=list, blank=True)
    levels = ArrayField(models.CharField(max_length=10, choices=Level.choices), default=list, blank=True)
    units = ArrayField(models.CharField(max_length=10, choices=PlaceUnit.choices), default=list, blank=True)

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(fields=["owner", "folded"], nulls_distinct=False, name="group_name_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_rule(self) -> bool:
        return bool(self.kinds or self.levels or self.units)


class GroupName(models.Model):
    """Another way to write the name of a group."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    group = models.ForeignKey(BodyGroup, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(max_length=255)
    folded = models.CharField(max_length=255, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "folded"], name="groupname_once")]

    def __str__(self) -> str:
        return self.text


class GroupMember(models.Model):
    """A body taken in (``included``) or left out of a group by name, for a time; this beats the rule."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    group = models.ForeignKey(BodyGroup, on_delete=models.CASCADE, related_name="members")
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="+")
    included = models.BooleanField(default=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            ordered_period("member_period_ordered"),
            models.UniqueConstraint(
                fields=["group", "body", "valid_from"], nulls_distinct=False, name="member_once"
            ),
        ]
        indexes = [models.Index(fields=["body", "group"], name="member_body")]

    def __str__(self) -> str:
        return f"{self.group}: {self.body}"
