"""States change here and nowhere else: lock, check, write the state, write the audit row.

Beside the state stands who has to act next: one table of work items, written with the state.
"""
