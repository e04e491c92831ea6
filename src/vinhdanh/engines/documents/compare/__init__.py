"""A DOCX that comes back from Word against what was written: read, compared name by name, mended in place.

Reading and mending a file that somebody sent happens in a confined process: ``limited``.
"""
