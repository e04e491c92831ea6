"""Answers without end."""

import sys


def main() -> None:
    while True:
        sys.stdout.buffer.write(b"x" * 65536)
