"""How often something may be done, counted in the database so that every process counts together.

Also holds the table of Django's cache, for what libraries keep for a short time (used one-time codes).
"""
