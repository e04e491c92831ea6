from vinhdanh.domain.obligations.models.obligation import Obligation

__all__ = ["Obligation"]
