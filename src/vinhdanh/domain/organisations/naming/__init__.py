"""How documents write the names of bodies: words, abbreviations, roles, collectives, places.

Pure text work without a database; ``queries.matching`` joins it with the directory.
"""
