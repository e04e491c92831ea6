"""The year's plan: read from a paper, mended by an officer, followed task by task.

Owns ``PlanDraft`` (a paper under review), ``Plan``, ``Task`` with its parties, notes and
evidence, and ``ReportingDuty``. May be asked for the board, the list, one task and its
history; every answer is cut to the scope of the one who asks.
"""
