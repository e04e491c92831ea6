"""Typst as a press: our own sheets, the fonts of our wheels, data as JSON; nothing else is read."""

from vinhdanh.engines.documents.typesetting.faults import FontMissing, TypesettingFault, UnprintableText
from vinhdanh.engines.documents.typesetting.press import Press, lent

__all__ = ["FontMissing", "Press", "TypesettingFault", "UnprintableText", "lent"]
