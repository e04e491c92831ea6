"""How people come in: the sign-in libraries behind our own pages, words and audit rows.

Nothing outside this package and ``views/security``, ``views/session`` knows allauth or axes.
"""
