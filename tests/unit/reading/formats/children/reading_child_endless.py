"""Never answers, and leaves processor time alone."""

import time


def main() -> None:
    time.sleep(600)
