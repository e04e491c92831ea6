"""States change here and nowhere else: lock, check, write the state, write the audit row."""
