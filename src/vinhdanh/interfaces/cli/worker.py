"""``vinhdanh worker``: runs the queued jobs."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(_: argparse.Namespace) -> int:
    """Work until told to stop."""
    from vinhdanh.foundation.jobs import worker

    return worker.run()
