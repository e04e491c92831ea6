"""Certificates: a design in millimetres, people's names on it, what does not fit, and the printed sheets."""

from vinhdanh.engines.documents.certificates.design import (
    Design,
    DesignFault,
    Field,
    Offset,
    Slip,
    Stock,
    design_from,
    design_to,
)
from vinhdanh.engines.documents.certificates.fitting import Overflow, fit, overflows
from vinhdanh.engines.documents.certificates.listing import ListFault, pasted, rows_for
from vinhdanh.engines.documents.certificates.picking import chosen
from vinhdanh.engines.documents.certificates.printing import (
    Certificate,
    TooLong,
    print_apart,
    print_certificates,
    print_offset_page,
    print_slips,
)

__all__ = [
    "Certificate",
    "Design",
    "DesignFault",
    "Field",
    "ListFault",
    "Offset",
    "Overflow",
    "Slip",
    "Stock",
    "TooLong",
    "chosen",
    "design_from",
    "design_to",
    "fit",
    "overflows",
    "pasted",
    "print_apart",
    "print_certificates",
    "print_offset_page",
    "print_slips",
    "rows_for",
]
