"""``vinhdanh manage …``: Django's own commands, with the database up."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None: the words go to Django as they are."""


def run(args: argparse.Namespace) -> int:
    """Run one of Django's commands."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["vinhdanh manage", *args.words])
    return 0
