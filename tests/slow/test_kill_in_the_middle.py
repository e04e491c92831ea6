"""kill -9 amid long jobs: nothing half done, and the next run finishes."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection

from tests.domain.certificates.shop import listed, many, pages, printed
from tests.domain.imports.lists import uploaded
from tests.domain.papers.desk import write
from tests.domain.registry.book import award, person, take
from tests.workbooks import planted
from tests.world import body, make_world, scope
from vinhdanh.domain.certificates.actions import make_print
from vinhdanh.domain.eligibility.actions.screening import run_screening, start_screening
from vinhdanh.domain.eligibility.models import ScreenedSubject, ScreenedUnit
from vinhdanh.domain.imports.actions import accept_list, take_list
from vinhdanh.domain.papers import actions as papers
from vinhdanh.domain.papers.actions.packaging import make_package
from vinhdanh.domain.papers.models import Paper
from vinhdanh.domain.people.models import Subject
from vinhdanh.domain.registry.models import Award
from vinhdanh.foundation.files.models import StoredFile
from vinhdanh.foundation.files.store import read

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
START = """
import sys
from django.conf import settings
import django
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from vinhdanh.foundation.kernel.clock import frozen
from uuid import UUID
{wanted}
with frozen("2026-03-16T08:00"):
    print("ready", flush=True)
    {call}(UUID(sys.argv[2]))
print("done", flush=True)
"""
TAKE = START.format(wanted="from vinhdanh.domain.imports.actions import take_list", call="take_list")
SCREEN = START.format(
    wanted="from vinhdanh.domain.eligibility.actions.screening import run_screening", call="run_screening"
)

PRINT = START.format(wanted="from vinhdanh.domain.certificates.actions import make_print", call="make_print")
PACK = START.format(
    wanted="from vinhdanh.domain.papers.actions.packaging import make_package", call="make_package"
)
WRITES, HOLDS = "RowExclusiveLock", "RowShareLock"


def killed(script: str, key: object, table: str, mode: str = WRITES) -> None:
    """Run a job in a process of its own and kill it once it writes to a table, or holds a row of it, before
    it is done."""
    name = str(connection.settings_dict["NAME"])
    command = [sys.executable, "-c", script, name, str(key)]
    here = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=here) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        wait(lambda: locked(table, mode) or process.poll() is not None)
        process.kill()
        assert process.stdout.read() == ""
    wait(lambda: not locked(table, mode))


def locked(table: str, mode: str) -> bool:
    """Does another session hold the table so, without having committed?"""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE relation = %s::regclass AND mode = %s "
            "AND pid <> pg_backend_pid() AND database = (SELECT oid FROM pg_database "
            "WHERE datname = current_database())",
            [table, mode],
        )
        return bool(cursor.fetchone()[0])


def wait(until: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end
        time.sleep(0.002)


def test_a_list_killed_in_the_middle_is_taken_whole_by_the_next_run() -> None:
    world = make_world()
    for number in range(1, 91):
        body(f"Trường THCS số {number}", parent=world.province, kind="school")
    made = planted(2_000, 30)
    listing = uploaded(world, made.data)
    accept_list(actor=world.officer, scope=scope(world.officer), listing_id=listing.pk)
    before = Subject.objects.count()

    killed(TAKE, listing.pk, "registry_award")
    assert not Award.objects.exists()
    assert Subject.objects.count() == before
    assert not listing.rows.filter(standing="taken").exists()

    told = take_list(listing.pk)
    assert told["added"] == Award.objects.count() == made.rows - len(made.faults)
    assert take_list(listing.pk) == {}
    assert Award.objects.count() == told["added"]


def test_a_screening_killed_in_the_middle_begins_anew() -> None:
    world = make_world()
    for number in range(300):
        someone = person(f"Nguyễn Thị {number}", world.health, groups=["cong_chuc"])
        take("award", *(award(someone, year=year) for year in range(2020, 2026)), key=f"a{number}")
    asked = {"body_id": world.province.pk, "year": 2025, "received_on": date(2026, 3, 2)}
    made = start_screening(actor=world.officer, scope=scope(world.officer), **asked)  # type: ignore[arg-type]

    killed(SCREEN, made.pk, "eligibility_screenedsubject")
    made.refresh_from_db()
    assert made.finished_at is None
    assert not ScreenedSubject.objects.exists()
    assert not ScreenedUnit.objects.exists()

    run_screening(made.pk)
    made.refresh_from_db()
    assert made.finished_at
    assert made.evaluated == 300
    found = ScreenedSubject.objects.count()
    run_screening(made.pk)
    assert ScreenedSubject.objects.count() == found


def test_a_print_killed_in_the_middle_is_made_whole_by_the_next_run() -> None:
    world = make_world()
    run = printed(world, listed(world, many(1_000)))
    kept = StoredFile.objects.count()

    killed(PRINT, run.pk, "certificates_printrun", HOLDS)
    run.refresh_from_db()
    assert run.file is None
    assert StoredFile.objects.count() == kept
    assert set(run.printing.certificates.values_list("prints", flat=True)) == {1}

    make_print(run.pk)
    make_print(run.pk)
    run.refresh_from_db()
    assert run.file is not None
    assert len(pages(read(run.file))) == 2_000
    assert set(run.printing.certificates.values_list("prints", flat=True)) == {1}


def test_a_package_killed_in_the_middle_is_packed_whole_by_the_next_run() -> None:
    world = make_world()
    for number in range(12):
        write(world, rows=200, subject=f"Văn bản {number}")
    Paper.objects.update(subject_kind="planning.plan", subject_id=world.plan.pk)
    of = papers.PackageOf("planning.plan", world.plan.pk, "Văn bản", world.province.pk)
    who = {"actor": world.officer, "scope": scope(world.officer)}
    made = papers.start_package(**who, of=of, manner="binder", base="https://x.example/")  # type: ignore[arg-type]
    kept = StoredFile.objects.count()

    killed(PACK, made.pk, "papers_paperpackage", HOLDS)
    made.refresh_from_db()
    assert made.file is None
    assert StoredFile.objects.count() == kept

    make_package(made.pk)
    make_package(made.pk)
    made.refresh_from_db()
    assert made.file is not None
    assert not made.left_out
    assert StoredFile.objects.count() == kept + 1
