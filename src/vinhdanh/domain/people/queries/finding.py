"""Finding subjects by what they are called."""

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet, Subquery

from vinhdanh.domain.people.models import Subject
from vinhdanh.engines.search.words import plain_words


def key_after(passed: int) -> Subquery:
    """The sort key of whoever comes after the first ``passed`` of the order; NULL when there are fewer."""
    order = Subject.objects.filter(merged_into__isnull=True).order_by("sort_key", "id").values("sort_key")
    return Subquery(order[passed : passed + 1])


def with_words(rows: QuerySet[Subject], text: str) -> QuerySet[Subject]:
    """Rows one of whose names has every word, the last as a beginning (it is still being typed)."""
    words = plain_words(text)[:12]
    if not words:
        return rows
    asked = SearchQuery(" & ".join(words) + ":*", search_type="raw", config="simple")
    return rows.filter(vector=asked)


def with_written_words(rows: QuerySet[Subject], text: str) -> QuerySet[Subject]:
    """The same rows by the text of the words, for a walk along an index that holds it."""
    *whole, last = plain_words(text)[:12] or [""]
    for word in whole:
        begins, ends = Q(words__startswith=f"{word} "), Q(words__endswith=f" {word}")
        rows = rows.filter(begins | Q(words__contains=f" {word} ") | ends | Q(words=word))
    return rows.filter(Q(words__startswith=last) | Q(words__contains=f" {last}")) if last else rows
