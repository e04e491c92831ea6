"""A workbook given back with its faults marked, and nothing else of it changed.

Only the parts that must change are written again (sheets with marks, styles, notes, the list of parts);
validations, widths, tables, pictures and what later versions of Excel add stay as they were. Formulas become
their values: whoever opens the file runs nothing that somebody else wrote.
"""

from vinhdanh.engines.reading.workbook.notes import notes_from_data
from vinhdanh.engines.reading.workbook.returned.marking import mark_workbook

__all__ = ["mark_workbook", "notes_from_data"]
