"""A query that nearly every request asks is put into words once; from then on only its values change.

Django works out the words of a query set anew each time, which for a few joins and subqueries takes ten
times what sending it takes.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet


class Worded:
    """A ``values_list`` whose words are the same for all values it is asked with.

    ``build`` is called once, with the ``stand_ins``: values of the right type that stand for nothing else
    in the query. Wherever one of them comes out among the parameters, the value asked with takes its place.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], *stand_ins: object) -> None:
        self._build = build
        self._stand_ins = stand_ins

    def rows(self, *values: object) -> list[tuple[Any, ...]]:
        """The rows as the database gives them, in the order of the ``values_list``; one query."""
        words, parameters = self._worded
        with connection.cursor() as cursor:
            cursor.execute(words, [values[place] if own else place for own, place in parameters])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    @cached_property
    def _worded(self) -> tuple[str, Sequence[tuple[bool, Any]]]:
        """The words, and per parameter: is it a value asked with (then which), or itself."""
        words, given = self._build(*self._stand_ins).query.sql_with_params()
        parameters = [self._placed(each) for each in given]
        missing = set(range(len(self._stand_ins))) - {place for own, place in parameters if own}
        if missing:
            raise ValueError(f"stand-ins {sorted(missing)} do not come out among the parameters")
        return words, parameters

    def _placed(self, given: object) -> tuple[bool, Any]:
        for place, stand_in in enumerate(self._stand_ins):
            if type(given) is type(stand_in) and given == stand_in:
                return True, place
        return False, given
