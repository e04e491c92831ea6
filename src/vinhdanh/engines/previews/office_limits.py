"""``python -m …office_limits SECONDS PROGRAM …``: limits itself, then becomes the program.

Set here and not between fork and exec, which is unsafe in a server with threads.
"""

import os
import resource
import sys

_MEMORY = 3 * 1024**3
_LARGEST_FILE = 200 * 1024**2


def main(arguments: list[str]) -> None:
    """Limit memory, processor time and files written; no core files."""
    seconds, *words = arguments
    for kind, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, int(seconds)),
        (resource.RLIMIT_FSIZE, _LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (least, least))
    os.nice(5)
    os.execv(words[0], words)  # noqa: S606 - no shell, our own words


if __name__ == "__main__":
    main(sys.argv[1:])
