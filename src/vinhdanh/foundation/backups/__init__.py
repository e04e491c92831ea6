"""One file that holds everything: the database, the files of users, and what proves both are whole.

A backup is a tar: ``database.dump`` (pg_dump's own format), ``files/<sha256>``, ``keeping/<name>``
(the signing secret, the demo's mark) and, last, ``manifest.json`` with the hash of every part, the
number and checksum of the rows of every table, and the head of the audit log. Knows no Django.
"""

from vinhdanh.foundation.backups.content import content_of, differences
from vinhdanh.foundation.backups.making import make
from vinhdanh.foundation.backups.model import BackupError, Content, Manifest
from vinhdanh.foundation.backups.reading import verified
from vinhdanh.foundation.backups.restoring import restore, what_is_there
from vinhdanh.foundation.backups.shelf import Shelf, shelf_of

__all__ = [
    "BackupError",
    "Content",
    "Manifest",
    "Shelf",
    "content_of",
    "differences",
    "make",
    "restore",
    "shelf_of",
    "verified",
    "what_is_there",
]
