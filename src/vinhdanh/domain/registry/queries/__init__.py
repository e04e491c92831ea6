from vinhdanh.domain.registry.queries.facts import Facts, facts_of

__all__ = ["Facts", "facts_of"]
