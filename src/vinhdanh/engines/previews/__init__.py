"""Small pictures and PDF twins of files that people sent, made in processes of their own.

Knows no owner: it is asked by content, and what it makes is served only by the page that owns the file.
"""
