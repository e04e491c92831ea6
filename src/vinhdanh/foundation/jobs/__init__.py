"""The queue: work that is put aside in the same transaction as the change that asks for it.

The rest of the program knows only this room, never the library behind it.
"""
