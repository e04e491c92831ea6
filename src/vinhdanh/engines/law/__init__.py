"""The law of emulation and commendation as dated data, and one evaluator over it.

Instruments are folders of YAML in `instruments/`; `load()` gives the `Lawbook`, which finds the rule of an
award for a file by the day it was received, and `evaluate()` judges one subject with reasons, `screen()` many
subjects at once. Nothing here knows Django, a database or a page.
"""
