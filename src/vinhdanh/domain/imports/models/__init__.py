from vinhdanh.domain.imports.models.listing import ImportRow, ListImport

__all__ = ["ImportRow", "ListImport"]
