"""The queue: work that is put aside in the same transaction as the change that asks for it.

The rest of the program knows only this room, never the library behind it. The library's tables
are its own; what people see of a job (asked by whom, how far, how it ended) is our table ``Run``.
"""
