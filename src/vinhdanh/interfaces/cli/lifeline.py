"""A child process that ends when its parent does, even if the parent is killed outright."""

import ctypes
import os
import signal
import sys
import threading
import time

_PR_SET_PDEATHSIG = 1


def hold(supervisor: int) -> None:
    """In a child started by the supervisor: be asked to stop when the supervisor is gone."""
    end_with_parent(supervisor, signal.SIGTERM)


def end_with_parent(parent: int, how: signal.Signals) -> None:
    """Be sent ``how`` when the process ``parent`` is gone. Call it in the main thread."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, int(how), 0, 0, 0)
    else:
        threading.Thread(target=_watch, args=(parent, how), daemon=True).start()
    # The parent may have died before we asked.
    if os.getppid() != parent:
        os.kill(os.getpid(), how)


def _watch(parent: int, how: signal.Signals) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), how)
