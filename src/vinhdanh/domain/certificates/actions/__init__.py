"""What may be done with designs and certificates."""

from vinhdanh.domain.certificates.actions.designs import add_design, change_design, set_offset
from vinhdanh.domain.certificates.actions.printings import (
    ListSource,
    PrintingWords,
    prepare_printing,
    void_certificate,
)
from vinhdanh.domain.certificates.actions.running import Wanted, make_print, run_key, start_print

__all__ = [
    "ListSource", "PrintingWords", "Wanted", "add_design", "change_design", "make_print", "prepare_printing",
    "run_key", "set_offset", "start_print", "void_certificate",
]  # fmt: skip
