"""What is worked out of the name of a subject: for finding, for telling twins, for the order of lists."""

from collections.abc import Iterable

from vinhdanh.domain.people.models import Subject
from vinhdanh.domain.people.states import SubjectKind
from vinhdanh.engines.search.words import index_words
from vinhdanh.foundation.kernel.sorting import person_sort_key, sort_key
from vinhdanh.foundation.kernel.text import fold

_SORT_LENGTH = 300
_WORDS_LENGTH = 600


def set_name(subject: Subject, name: str, others: Iterable[str] = ()) -> None:
    """The name shown and all that is worked out of it; ``others`` are found by as well.

    People and households stand in lists by given name.
    """
    key = sort_key if subject.kind == SubjectKind.COLLECTIVE else person_sort_key
    subject.name, subject.folded = name, fold(name)[:255]
    subject.sort_key = key(name)[:_SORT_LENGTH]
    subject.words = index_words(name, *others)[:_WORDS_LENGTH]
