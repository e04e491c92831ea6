"""What the reader has to be told from outside: the day, and every award that there is or was."""

from vinhdanh.engines.law.loader import load
from vinhdanh.engines.reading.workbook.model import Award, Known
from vinhdanh.foundation.kernel.clock import today


def known_awards() -> Known:
    """The awards of every regime by code, with all the names they had."""
    names: dict[str, dict[str, None]] = {}
    subjects: dict[str, dict[str, None]] = {}
    for rule in load().awards:
        names.setdefault(rule.code, {}).update(dict.fromkeys((rule.name, *rule.short)))
        subjects.setdefault(rule.code, {}).update(dict.fromkeys(rule.subjects))
    awards = tuple(Award(code, tuple(names[code]), tuple(subjects[code])) for code in names)
    return Known(today().isoformat(), awards)
