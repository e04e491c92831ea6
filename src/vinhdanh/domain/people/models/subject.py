"""Whoever can be honoured, and the names they are known by."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from vinhdanh.domain.people.states import NameUse, SubjectKind
from vinhdanh.engines.search.words import vector_of
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class Subject(models.Model):
    """One person, collective or household for life, whoever employs them and whatever they are called.

    ``body`` is where the subject belongs now: the employer of a person, the body above a small collective,
    the commune of a household; a collective that is a body belongs to itself (``own_body``) while it lives,
    then to its heir. ``path`` is the place of ``body`` in the tree and ``keys`` are the bodies in which the
    subject holds a post now: both say who sees the subject. ``words`` holds every name, folded; ``vector``
    is what is searched.
    ``merged_into`` is set on a record that turned out to be another one; its rows went there.
    ``code`` is the key of the register from which the record came.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField("loại", max_length=10, choices=SubjectKind.choices)
    code = models.CharField("mã trong danh sách nguồn", max_length=60, blank=True)
    name = models.CharField("tên", max_length=255)
    folded = models.CharField(max_length=255, editable=False)
    words = models.CharField(max_length=600, editable=False)
    vector = models.GeneratedField(
        expression=vector_of("words"), output_field=SearchVectorField(), db_persist=True
    )
    sort_key = models.CharField(max_length=300, editable=False, db_collation="C")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    own_body = models.OneToOneField(
        "organisations.Body", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    head = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    groups = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    founded_on = models.DateField("ngày thành lập", null=True, blank=True)
    path = models.CharField(max_length=200, editable=False, db_collation="C")
    keys = ArrayField(models.UUIDField(), default=list, editable=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ("sort_key", "id")
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="subject_code_once"),
            models.CheckConstraint(
                condition=Q(own_body__isnull=True) | Q(kind=SubjectKind.COLLECTIVE),
                name="subject_body_is_collective",
            ),
            models.CheckConstraint(
                condition=Q(head__isnull=True) | Q(kind=SubjectKind.HOUSEHOLD),
                name="subject_head_of_household",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="subject_not_into_itself",
            ),
        ]
        indexes = [
            # Holds all that a walk along the order asks, so that it reads no row.
            models.Index(
                fields=["sort_key", "id"],
                include=["path", "keys", "words", "kind"],
                condition=Q(merged_into__isnull=True),
                name="subject_walked",
            ),
            models.Index(
                fields=["kind", "sort_key"],
                condition=~Q(kind=SubjectKind.INDIVIDUAL),
                name="subject_other_kinds",
            ),
            models.Index(fields=["path", "sort_key", "id"], name="subject_place"),
            models.Index(fields=["folded"], name="subject_folded"),
            GinIndex(fields=["keys"], name="subject_keys", fastupdate=False),
            GinIndex(fields=["vector"], name="subject_words", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.name


class SubjectName(models.Model):
    """Another name of the subject; ``source`` says where it stands."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="names")
    use = models.CharField(max_length=10, choices=NameUse.choices, default=NameUse.OTHER)
    text = models.CharField("tên", max_length=255)
    folded = models.CharField(max_length=255, editable=False)
    source = models.CharField("nguồn", max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "text"], name="subjectname_once")]
        indexes = [models.Index(fields=["folded"], name="subjectname_folded")]

    def __str__(self) -> str:
        return self.text
