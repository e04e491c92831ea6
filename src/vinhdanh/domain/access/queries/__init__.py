from vinhdanh.domain.access.queries.scopes import scope_for

__all__ = ["scope_for"]
