"""How much a file may ask of the reader. One place, named, so that an office can be told the figures."""

from dataclasses import dataclass
from typing import Final

MEGABYTE: Final = 1024 * 1024

FILE_BYTES: Final = 20 * MEGABYTE
"""The web layer refuses larger uploads before they reach the reader."""

ZIP_ENTRIES: Final = 2_000
ZIP_DIRECTORY_BYTES: Final = MEGABYTE
"""Size of the central directory; its entry count cannot be trusted, its size can."""
ZIP_TOTAL_BYTES: Final = 200 * MEGABYTE
ZIP_RATIO: Final = 200
ZIP_RATIO_FROM_BYTES: Final = MEGABYTE
"""Small entries may pack well for honest reasons; the ratio is asked of larger ones."""

XML_BYTES: Final = 60 * MEGABYTE

PDF_PAGES: Final = 300
PDF_PAGE_MARKS: Final = 20_000
"""Lines and rectangles looked at on one page when table borders are sought."""

TEXT_CHARACTERS: Final = 2_000_000
TABLE_CELLS: Final = 200_000
TABLE_COLUMNS: Final = 60


@dataclass(frozen=True, slots=True)
class ProcessLimits:
    """What one reading process may use: wall seconds, megabytes of address space and of answer."""

    seconds: float = 20
    memory_mb: int = 512
    answer_mb: int = 64
    open_files: int = 32
