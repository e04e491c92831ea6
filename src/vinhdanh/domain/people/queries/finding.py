"""Finding subjects by what they are called."""

from django.contrib.postgres.search import SearchQuery
from django.db.models import QuerySet

from vinhdanh.domain.people.models import Subject
from vinhdanh.engines.search.words import plain_words


def with_words(rows: QuerySet[Subject], text: str) -> QuerySet[Subject]:
    """Rows one of whose names has every word, the last as a beginning (it is still being typed)."""
    words = plain_words(text)[:12]
    if not words:
        return rows
    asked = SearchQuery(" & ".join(words) + ":*", search_type="raw", config="simple")
    return rows.filter(vector=asked)
