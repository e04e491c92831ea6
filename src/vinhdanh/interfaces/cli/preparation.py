"""What must be done before the site can answer; each step does nothing when nothing is to do."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from vinhdanh.interfaces.cli.main import say
from vinhdanh.interfaces.cli.problems import Problem

# Any number: it only has to be the same in every process that migrates.
_MIGRATION_LOCK = 7_204_615_930_118
_DONE = "VINHDANH_PREPARED"
_JOBS = "VINHDANH_JOBS"
_ASSETS = "vinhdanh.interfaces.office.assets"
DEMO_NOW = "2026-03-16T08:00"
_DEMO = "vinhdanh.interfaces.cli.demo.build"


@contextmanager
def jobs_later() -> Iterator[None]:
    """Django that is set up in the block declares no job until :func:`declare_jobs`.

    They draw in most of the program: a second that everybody who starts a prepared site would wait for.
    """
    os.environ[_JOBS] = "later"
    try:
        yield
    finally:
        del os.environ[_JOBS]


def declare_jobs() -> None:
    """Every room's jobs; again it does nothing."""
    from django.utils.module_loading import autodiscover_modules

    autodiscover_modules("jobs")


def migrate_if_needed() -> None:
    """Apply the migrations that are missing; of several processes at once, one does it."""
    from django.core.management import call_command
    from django.db import connection

    if os.environ.get(_DONE) or not missing_migrations():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATION_LOCK])
        try:
            if missing_migrations():
                say("Đang chuẩn bị các bảng trong cơ sở dữ liệu…")
                declare_jobs()
                call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
                _ensure_roles()
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATION_LOCK])


def _ensure_roles() -> None:
    """A newer program may ship a role that this database has not met."""
    from vinhdanh.domain.access.actions import ensure_shipped_roles

    ensure_shipped_roles()


def declare_prepared() -> None:
    """Spare the processes started from this one the look at the migrations."""
    os.environ[_DONE] = "1"


def missing_migrations() -> bool:
    """Whether the database lacks a migration of this version; raises Problem when it does not answer."""
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        raise Problem(f"Không kết nối được cơ sở dữ liệu: {error}") from error
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def build_assets() -> None:
    """Build the style sheet, fonts and icons if their sources changed."""
    if find_spec(_ASSETS):
        import_module(_ASSETS).build()


def collect_static() -> None:
    """Compress the built files and give them names by content, when they changed; needs Django."""
    from django.conf import settings
    from django.core.management import call_command

    built = Path(settings.STATICFILES_DIRS[0]) / ".stamp.json"
    collected = Path(settings.STATIC_ROOT) / ".collected"
    want = built.read_text() if built.is_file() else ""
    if collected.is_file() and collected.read_text() == want:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0, skip_checks=True)
    collected.write_text(want)


def build_demo_if_empty(data: Path) -> None:
    """Fill a database that has no account yet with the demo, all of it or nothing.

    The file ``demo`` in the data folder says that the data are the demo's.
    """
    from django.contrib.auth import get_user_model
    from django.db import transaction

    if get_user_model().objects.exists() or not find_spec(_DEMO.rpartition(".")[0]):
        return
    say("Đang dựng dữ liệu minh họa…")
    declare_jobs()
    with transaction.atomic():
        import_module(_DEMO).build_demo()
        # Inside the transaction: a kill before the commit leaves a mark on an empty
        # database, which the next start fills; the other way round nothing would mend it.
        (data / "demo").touch()


def declare_demo(data: Path) -> None:
    """Tell the web and the worker whether the data are the demo's; its clock stands on its own day.

    The mark lies in the folder, so the database is asked too: a real one behind the same folder is no demo.
    """
    from vinhdanh.domain.access.queries.accounts import demo_account
    from vinhdanh.interfaces.cli.demo.people import PEOPLE

    if (data / "demo").exists() and demo_account(PEOPLE[0].username) is not None:
        os.environ["VINHDANH_DEMO"] = "1"
        os.environ.setdefault("VINHDANH_NOW", DEMO_NOW)
