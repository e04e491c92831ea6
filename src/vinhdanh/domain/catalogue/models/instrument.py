"""An instrument of a province or a unit, and the rules that it lays down."""

from django.conf import settings
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q

from vinhdanh.domain.catalogue.states import PRECEDENCE, InstrumentKind, InstrumentState, What
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7

_DRAFT = Q(state=InstrumentState.DRAFT)


class LocalInstrument(models.Model):
    """One version of an instrument of ``body``, which holds for that body and all below it.

    ``line`` is shared by the versions of one instrument, ``replaces`` is the version before. ``since`` and
    ``until`` are the first and the last day on which a file received falls under it. ``digest`` is the hash
    of its content, written when it is published; from then on nothing of it changes but its end.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    line = models.UUIDField(editable=False)
    version = models.PositiveIntegerField(default=1)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=InstrumentKind.choices)
    title = models.CharField(max_length=300)
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    state = models.CharField(max_length=12, choices=InstrumentState.choices, default=InstrumentState.DRAFT)
    digest = models.CharField(max_length=64, blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=now, editable=False)
    changed_at = models.DateTimeField(default=now)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "version"], name="instrument_version_once"),
            models.UniqueConstraint(fields=["line"], condition=_DRAFT, name="instrument_one_draft"),
            models.CheckConstraint(
                condition=_DRAFT
                | Q(since__isnull=False, issued_on__isnull=False, published_at__isnull=False)
                & ~Q(number="")
                & ~Q(digest=""),
                name="instrument_published_whole",
            ),
        ]
        indexes = [
            models.Index(OpClass(F("path"), name="varchar_pattern_ops"), name="instrument_path"),
            models.Index(fields=["-changed_at", "-id"], name="instrument_changed"),
        ]

    def __str__(self) -> str:
        return f"Văn bản số {self.number}" if self.number else self.title

    @property
    def rank(self) -> int:
        """Its place in the order of precedence; the smaller goes first."""
        return PRECEDENCE[self.kind]

    @property
    def is_draft(self) -> bool:
        return self.state == InstrumentState.DRAFT


class LocalRule(models.Model):
    """One thing that an instrument settles, for one title or award or (``award`` empty) for all.

    ``key`` is the condition of a standard or the place of the law that is read one way; ``choice`` what
    is chosen there (a level, a scope, a title, a way of reading); ``number`` in the unit of ``what``;
    ``day`` a deadline. ``text`` is the article in the instrument's own words.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    instrument = models.ForeignKey(LocalInstrument, on_delete=models.CASCADE, related_name="rules")
    position = models.PositiveIntegerField()
    award = models.CharField(max_length=64, blank=True)
    what = models.CharField(max_length=12, choices=What.choices)
    key = models.CharField(max_length=40, blank=True)
    choice = models.CharField(max_length=64, blank=True)
    number = models.PositiveBigIntegerField(null=True)
    day = models.DateField(null=True)
    article = models.CharField(max_length=80, blank=True)
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instrument", "position"], name="local_rule_position"),
        ]
        indexes = [models.Index(fields=["award", "what"], name="local_rule_award")]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.award}".strip()
