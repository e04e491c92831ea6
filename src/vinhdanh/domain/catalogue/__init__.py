"""Titles and awards as the law has them, and what provinces and units add by their own instruments.

Owns local instruments with their rules and versions. It may be asked: which standards hold on a day, which
local rules hold for a body on a day and why that one, and what is wrong with a draft.
"""
