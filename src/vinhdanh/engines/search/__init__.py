"""Search without diacritics: the same words for the index and for the query."""
