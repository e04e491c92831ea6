from vinhdanh.domain.registry.queries.columns import BookColumns, columns_of
from vinhdanh.domain.registry.queries.facts import Facts, facts_of
from vinhdanh.domain.registry.queries.search import BookFilter, BookPage, book_page
from vinhdanh.domain.registry.queries.timeline import Life, life_of

__all__ = [
    "BookColumns",
    "BookFilter",
    "BookPage",
    "Facts",
    "Life",
    "book_page",
    "columns_of",
    "facts_of",
    "life_of",
]
