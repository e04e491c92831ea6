"""The yearly quality rating, and the figures of a collective's year."""

from django.db import models

from vinhdanh.domain.registry.models.entry import Entry, replaced_once
from vinhdanh.domain.registry.states import DisciplineForm, RatingLevel


class Rating(Entry):
    """How a year was rated, by which decision."""

    year = models.PositiveSmallIntegerField("năm")
    level = models.CharField("mức", max_length=16, choices=RatingLevel.choices)
    number = models.CharField("số quyết định", max_length=60, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    issuer = models.CharField("cơ quan quyết định", max_length=255, blank=True)

    class Meta:
        constraints = [
            replaced_once("rating"),
            models.UniqueConstraint(fields=["subject", "year", "turn"], name="rating_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.year}"


class YearFigures(Entry):
    """What the standards ask about the members of a collective in one year; empty means not known.

    ``titles`` counts holders by code of title: one that is missing is not known, 0 is none.
    ``max_discipline`` is read only where ``discipline_known``.
    """

    year = models.PositiveSmallIntegerField("năm")
    members = models.PositiveIntegerField("số thành viên", null=True, blank=True)
    completed_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    titles = models.JSONField(default=dict, blank=True)
    flag_eligible = models.BooleanField(null=True)
    discipline_known = models.BooleanField(default=False)
    max_discipline = models.CharField(max_length=16, choices=DisciplineForm.choices, blank=True)
    cluster_rank = models.PositiveSmallIntegerField(null=True, blank=True)
    cluster_organiser = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            replaced_once("figures"),
            models.UniqueConstraint(fields=["subject", "year", "turn"], name="figures_once"),
        ]

    def __str__(self) -> str:
        return f"{self.year}"
