"""Who can be honoured: people, collectives and households, known for life.

Owns ``Subject`` with ``Person`` facts, ``Post`` and ``SubjectName``. An account may belong to a person,
a person needs no account. May be asked for subjects that somebody sees, their facts and their posts; the
awards themselves are the affair of ``registry``.
"""
