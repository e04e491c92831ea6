"""A private PostgreSQL that starts and stops with the program.

``ensure(data)`` joins the server of a data folder or starts it; the last user to
leave stops it. Only PostgreSQL's own binaries are used. Nothing here knows Django,
and nothing here needs a database driver. Unix only: elsewhere set DATABASE_URL.
"""

from vinhdanh.foundation.postgres.launcher import Running, ensure, look
from vinhdanh.foundation.postgres.model import Address, PostgresError, Profile

__all__ = ["Address", "PostgresError", "Profile", "Running", "ensure", "look"]
