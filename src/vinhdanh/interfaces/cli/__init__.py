"""The ``vinhdanh`` command: JSON on standard output, words for people on standard error.

Exit 0 on success, 2 on bad input (one line says what and where), 1 when something
else stood in the way, 130 when interrupted.
"""
