"""Finding subjects by what they are called."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, Final

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Exists, Q, QuerySet, Subquery

from vinhdanh.domain.people.models import Subject
from vinhdanh.engines.search.words import plain_words

_SIDE_BY_SIDE: Final = 8
"""Words of one beginning that are walked together."""
_MOST_WORDS: Final = 12
# The share of each word among all words, out of the database's own statistics, and how many subjects and
# words there are; what is not among the frequent ones is taken for rare.
_CHOICE: Final = """
    WITH RECURSIVE begun (word) AS (
        SELECT min(word) FROM people_subjectword WHERE word >= %(last)s AND word < %(after)s
        UNION ALL
        SELECT (SELECT min(w.word) FROM people_subjectword w
            WHERE w.word > begun.word AND w.word < %(after)s)
        FROM begun WHERE begun.word IS NOT NULL
    ), completed AS (SELECT word FROM begun WHERE word IS NOT NULL LIMIT %(most)s), common AS (
        SELECT word, share FROM pg_stats, unnest(most_common_vals::text::text[], most_common_freqs)
            frequent (word, share)
        WHERE schemaname = current_schema AND tablename = 'people_subjectword' AND attname = 'word'
    )
    SELECT ARRAY(SELECT word FROM completed),
        (SELECT coalesce(sum(share), 0) FROM common WHERE word >= %(last)s AND word < %(after)s),
        ARRAY(SELECT coalesce(share, 0) FROM unnest(%(whole)s::text[]) WITH ORDINALITY asked (word, place)
            LEFT JOIN common USING (word) ORDER BY place),
        (SELECT greatest(reltuples, 0) FROM pg_class WHERE oid = 'people_subject'::regclass),
        (SELECT greatest(reltuples, 0) FROM pg_class WHERE oid = 'people_subjectword'::regclass)
"""


@dataclass(frozen=True, slots=True)
class WordWalk:
    """The rarest of the words somebody typed, as a walk in the order of lists along those who bear it.

    ``words`` are what it can mean: itself, or all it may become where it is still being typed; ``others``
    the same of each other word, empty where there are too many to name. ``meant`` is what the last may
    become, empty as well. ``expected`` is about how many bear them all, if one says nothing about another.
    """

    words: tuple[str, ...]
    others: tuple[tuple[str, ...], ...]
    meant: tuple[str, ...]
    expected: float

    def sql(self, most: int | None = None) -> tuple[str, list[object]]:
        """Key and sort key of the first ``most`` of them, all when None; read only as far as is asked for."""
        limit, more = (" LIMIT %s", [most]) if most else ("", [])
        order = f"ORDER BY sort_key, id{limit}"
        bearers = f"(SELECT subject_id AS id, sort_key FROM people_subjectword WHERE word = %s {order})"  # noqa: S608
        values = [value for word in self.words for value in (word, *more)]
        if len(self.words) == 1:
            return bearers, values
        # Each word's are in order and are merged as they come; who bears two of them comes once.
        merged = " UNION ALL ".join([bearers] * len(self.words))
        statement = f"SELECT DISTINCT ON (sort_key, id) id, sort_key FROM ({merged}) bearer {order}"  # noqa: S608
        return statement, [*values, *more]


def word_walk(text: str) -> WordWalk | None:
    """The walk for the words of ``text``; None without words and where a beginning is too short to tell.
    One query."""
    *whole, last = plain_words(text)[:_MOST_WORDS] or [""]
    if not last:
        return None
    # Words are of a-z and 0-9, after which comes "{".
    values: dict[str, Any] = {"last": last, "after": last + "{", "most": _SIDE_BY_SIDE + 1, "whole": whole}
    with connection.cursor() as cursor:
        cursor.execute(_CHOICE, values)
        completed, begun, shares, subjects, words = cursor.fetchone()
    meant = tuple(completed) if len(completed) <= _SIDE_BY_SIDE else ()
    choices = [(share, (word,)) for word, share in zip(whole, shares, strict=True)] + [(begun, meant)]
    known = [choice for choice in choices if choice[1]]
    if not known:
        return None
    rarest = min(known)
    choices.remove(rarest)
    borne = [share * words / subjects if subjects else 0 for share in (*shares, begun)]
    others = tuple(words for _, words in choices)
    return WordWalk(rarest[1], others, meant, expected=prod(borne) * subjects)


def bearing(words: Sequence[str]) -> tuple[str, list[object]]:
    """The question whether the row ``found`` of a walk bears one of the words."""
    statement = """
        SELECT 1 FROM people_subjectword other WHERE other.word = ANY (%s)
        AND other.sort_key = found.sort_key AND other.subject_id = found.id LIMIT 1
    """
    return statement, [list(words)]


def more_than(most: int, trees: Sequence[str]) -> Exists:
    """The condition that more subjects than ``most`` belong in the trees, answered by the index of places."""
    wanted = Q(pk__in=())
    for top in trees:
        # One range for a body and all below it: paths are of a-z, 0-9 and ".", after which comes "/".
        wanted |= Q(path__gte=top, path__lt=top + "/")
    return Exists(Subject.objects.filter(wanted).order_by()[most:])


def key_after(passed: int) -> Subquery:
    """The sort key of whoever comes after the first ``passed`` of the order; NULL when there are fewer."""
    order = Subject.objects.filter(merged_into__isnull=True).order_by("sort_key", "id").values("sort_key")
    return Subquery(order[passed : passed + 1])


def with_words(rows: QuerySet[Subject], text: str, meant: Sequence[str] = ()) -> QuerySet[Subject]:
    """Rows one of whose names has every word, the last as a beginning (it is still being typed).

    ``meant`` is all that the last may become, where that is known: whole words are looked up much faster.
    """
    *whole, last = plain_words(text)[:_MOST_WORDS] or [""]
    if not last:
        return rows
    asked = " & ".join([*whole, f"({' | '.join(meant)})" if meant else f"{last}:*"])
    return rows.filter(vector=SearchQuery(asked, search_type="raw", config="simple"))


def with_written_words(rows: QuerySet[Subject], text: str) -> QuerySet[Subject]:
    """The same rows by the text of the words, for a walk along an index that holds it."""
    *whole, last = plain_words(text)[:_MOST_WORDS] or [""]
    for word in whole:
        begins, ends = Q(words__startswith=f"{word} "), Q(words__endswith=f" {word}")
        rows = rows.filter(begins | Q(words__contains=f" {word} ") | ends | Q(words=word))
    return rows.filter(Q(words__startswith=last) | Q(words__contains=f" {last}")) if last else rows
