"""The book of record: what every subject was given, rated, recognised for, and what stands against it.

Owns ``Award``, ``Rating``, ``Recognition``, ``YearFigures``, ``Discipline``, ``Hold`` and ``Claim``. Rows are
added and corrected by further rows, never overwritten. May be asked for a subject's life, for the facts by
which the law judges them (one subject or millions), and for whom a name, an award or a decision means.
"""
