"""``vinhdanh routes``: every page and who may use it, from the declarations the site itself obeys."""

import argparse
from dataclasses import asdict

from vinhdanh.interfaces.cli.main import emit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="in JSON (mặc định)")


def run(args: argparse.Namespace) -> int:
    from vinhdanh.config.urls import urlpatterns
    from vinhdanh.interfaces.routing import routes

    emit([asdict(route) for route in routes(urlpatterns)])
    return 0
