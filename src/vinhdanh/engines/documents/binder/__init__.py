"""A subject's papers handed over whole: as one PDF with contents and codes, or as a ZIP with an index."""

from vinhdanh.engines.documents.binder.binding import Binder, BinderFault, Section, bind
from vinhdanh.engines.documents.binder.packing import Entry, pack

__all__ = ["Binder", "BinderFault", "Entry", "Section", "bind", "pack"]
