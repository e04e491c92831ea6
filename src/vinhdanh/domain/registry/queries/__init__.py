from vinhdanh.domain.registry.queries.columns import BookColumns, columns_of
from vinhdanh.domain.registry.queries.facts import Facts, facts_of

__all__ = ["BookColumns", "Facts", "columns_of", "facts_of"]
