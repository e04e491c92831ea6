"""Allocates without end."""


def main() -> None:
    held = []
    while True:
        held.append(bytearray(8 * 1024 * 1024))
