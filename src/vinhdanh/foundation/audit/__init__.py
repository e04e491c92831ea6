"""Who did what, for which body, to what, and why: rows that are only ever appended."""
