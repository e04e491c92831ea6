"""Subjects by the words of their names, in the order of lists."""

from django.db import models
from django.db.models import CompositePrimaryKey


class SubjectWord(models.Model):
    """One word of a subject's names beside the subject's place in the order.

    All who are called "lan" lie side by side and already in order, wherever in the order their first is.
    The database keeps these rows itself as subjects come, are renamed and are merged away (those have none).
    """

    pk = CompositePrimaryKey("word", "sort_key", "subject_id")
    word = models.CharField(max_length=600, db_collation="C", editable=False)
    sort_key = models.CharField(max_length=300, db_collation="C", editable=False)
    subject_id = models.UUIDField(editable=False)

    def __str__(self) -> str:
        return self.word
