"""Official papers as PDF: PDF/A-2b with tags, set by Typst from the same model as the DOCX."""

from vinhdanh.engines.documents.pdf.writing import Printed, Zone, print_annex, print_pdf, write_pdf

__all__ = ["Printed", "Zone", "print_annex", "print_pdf", "write_pdf"]
