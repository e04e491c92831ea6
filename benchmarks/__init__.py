"""Measurements with seeded volumes; ``./run bench NAME`` prints one JSON line last."""
