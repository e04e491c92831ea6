"""Lists that offices keep in Excel, on their way into the book: read, looked at, mended, taken.

Owns ``ListImport`` (one workbook) and ``ImportRow`` (one of its rows). Nothing of a list counts before
somebody took it; what cannot be taken waits here until it is mended or dropped.
"""
