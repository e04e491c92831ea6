"""Bodies, how they relate, how they are named, and what became of them.

Owns ``Body`` and its dated names, parents and relations, ``Succession`` (what a body
became), ``BodyGroup`` (a named group that expands to members on a day) and
``NameChoice`` (what an officer once said a written name means). May be asked for the
directory on a day, the members of a group, the lineage of a body, and which body a
document means by the words it uses (``queries.matching``).

Every period is half-open: ``valid_from`` is the first day, ``valid_to`` the first day on
which it is over, empty when open. A district that ceased on 1/7/2025 has
``valid_to = 2025-07-01`` and its successors ``valid_from = 2025-07-01``.
"""
