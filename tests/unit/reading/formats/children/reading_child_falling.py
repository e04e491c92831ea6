"""Ends as broken native code ends."""

import os
import signal


def main() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)
