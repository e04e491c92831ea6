"""Answers with what it was asked."""

import sys


def main() -> None:
    sys.stdout.buffer.write(sys.stdin.buffer.read())
