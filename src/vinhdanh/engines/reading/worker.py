"""Entry point of a confined process: ``python -m …reading.worker MEMORY_MB CPU_SECONDS MODULE``.

The process gives up what it will not need, then runs ``MODULE.main()``, which
reads standard input and writes its answer to standard output. Limits are set
here and not between fork and exec, which is unsafe in a server with threads.
"""

import os
import resource
import sys
from importlib import import_module

_OPEN_FILES = 32
_NICE = 5


def confine(memory_mb: int, cpu_seconds: int) -> None:
    """Limit this process for good: memory, processor time, no writing, no core, no further processes."""
    memory = memory_mb * 1024 * 1024
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_NPROC, 0),
    ):
        _limit(kind, most)
    os.nice(_NICE)


def _limit(kind: int, most: int) -> None:
    """Never above what the system allows already, so that an ordinary user may do it too."""
    hard = resource.getrlimit(kind)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (most, most))


def main(arguments: list[str]) -> None:
    """Confine, then work."""
    memory_mb, cpu_seconds, module = arguments
    confine(int(memory_mb), int(cpu_seconds))
    import_module(module).main()


if __name__ == "__main__":
    main(sys.argv[1:])
