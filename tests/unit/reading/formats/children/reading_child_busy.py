"""Burns processor time without end."""


def main() -> None:
    while True:
        pass
