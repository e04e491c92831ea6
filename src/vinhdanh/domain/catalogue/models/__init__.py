from vinhdanh.domain.catalogue.models.instrument import LocalInstrument, LocalRule

__all__ = ["LocalInstrument", "LocalRule"]
