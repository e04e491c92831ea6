"""Digital signatures on papers: empty fields to sign in, signing by a service account, and checking what
comes
back signed (PAdES in PDF; pyHanko). Files that somebody sent are checked in a confined process: ``limited``.
"""
