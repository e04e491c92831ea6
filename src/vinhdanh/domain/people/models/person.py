"""What the law's standards and reports ask about a person, kept apart from what lists show."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from vinhdanh.domain.people.models.subject import Subject
from vinhdanh.domain.people.states import Sex


class Person(models.Model):
    """Facts of an individual. Empty means not known: no standard is judged by what nobody wrote down.

    ``user`` is the account of the same person, when there is one.
    """

    subject = models.OneToOneField(Subject, on_delete=models.CASCADE, primary_key=True, related_name="person")
    sex = models.CharField("giới tính", max_length=6, choices=Sex.choices, blank=True)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True)
    born_on = models.DateField("ngày sinh", null=True, blank=True)
    ethnicity = models.CharField("dân tộc", max_length=40, blank=True)
    ethnic_minority = models.BooleanField("dân tộc thiểu số", null=True)
    direct_worker = models.BooleanField("trực tiếp lao động, sản xuất, công tác", null=True)
    leader = models.BooleanField("lãnh đạo, quản lý", null=True)
    party_managed = models.BooleanField("cấp ủy quản lý", null=True)
    served_since = models.DateField("công tác từ ngày", null=True, blank=True)
    died_on = models.DateField("ngày mất", null=True, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(birth_year__isnull=True) | Q(birth_year__range=(1850, 2100)),
                name="person_birth_year",
            ),
            models.CheckConstraint(
                condition=Q(born_on__isnull=True) | Q(born_on__year=models.F("birth_year")),
                name="person_birth_agrees",
            ),
        ]

    def __str__(self) -> str:
        return str(self.subject)


class IdNumber(models.Model):
    """An identity number that can be compared and never read: a keyed digest and the last three digits.

    The number itself is not kept; whoever needs it on a paper asks the person.
    """

    subject = models.OneToOneField(
        Subject, on_delete=models.CASCADE, primary_key=True, related_name="id_number"
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    last = models.CharField(max_length=3, editable=False)

    def __str__(self) -> str:
        return f"…{self.last}"
