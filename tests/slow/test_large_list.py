"""Twenty thousand rows with three hundred planted faults: found at their cells, marked, taken in time."""

import shutil
import subprocess
import time
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from tests.domain.imports.lists import taken, uploaded
from tests.workbooks import planted
from tests.world import World, body
from vinhdanh.domain.imports.models import ImportRow, ListImport
from vinhdanh.domain.people.models import Subject
from vinhdanh.domain.registry.models import Award
from vinhdanh.foundation.files.store import read

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
RED = "FFFF9B9A"
SECONDS = 60


def wrong_cells(listing: ListImport) -> set[str]:
    columns = listing.sheets[0]["columns"]
    return {
        f"{columns[column]}{row.line}"
        for row in ImportRow.objects.filter(listing=listing, standing="wrong")
        for column, mark, _ in row.verdicts
        if mark == "wrong"
    }


def test_every_fault_is_found_marked_and_the_rest_taken_within_a_minute(world: World) -> None:
    for number in range(1, 91):
        body(f"Trường THCS số {number}", parent=world.province, kind="school")
    made = planted()
    started = time.monotonic()
    listing = uploaded(world, made.data)
    reading = time.monotonic() - started
    assert listing.rows.count() == made.rows
    assert wrong_cells(listing) == made.faults

    started = time.monotonic()
    told = taken(world, listing)
    taking = time.monotonic() - started
    print(f"read {reading:.1f} s, taken {taking:.1f} s: {told}")
    assert told["added"] == Award.objects.count()
    assert told["added"] + told["known"] == made.rows - len(made.faults)
    assert reading < SECONDS
    assert taking < SECONDS

    assert listing.returned
    back = openpyxl.load_workbook(BytesIO(read(listing.returned)))
    sheet = back["Khen thưởng"]
    assert {
        c.coordinate for row in sheet.iter_rows() for c in row if c.fill.fgColor.rgb == RED
    } == made.faults
    assert made.faults <= {c.coordinate for row in sheet.iter_rows() for c in row if c.comment}
    assert sheet["B6"].comment.text == "Ghi theo giấy khai sinh."
    assert [v.type for v in sheet.data_validations.dataValidation] == ["list", "whole"]
    assert sheet.freeze_panes == "C7"
    assert "Kết quả" in back.sheetnames

    records = Subject.objects.count()
    again = taken(world, uploaded(world, planted().data))
    assert again == {"added": 0, "known": told["added"] + told["known"], "faults": 0}
    assert Subject.objects.count() == records


def _calc(folder: Path, data: bytes) -> bytes | None:
    """What LibreOffice writes after opening a workbook; None where it has no spreadsheet part."""
    source = folder / "in.xlsx"
    source.write_bytes(data)
    target = folder / "out"
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to",
        "xlsx",
    ]
    subprocess.run(
        [*command, "--outdir", str(target), str(source)], check=False, capture_output=True, timeout=120
    )
    written = target / "in.xlsx"
    return written.read_bytes() if written.exists() else None


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")
def test_libreoffice_opens_the_returned_workbook_with_its_validations(tmp_path: Path, world: World) -> None:
    if _calc(tmp_path, planted(3, 1).data) is None:
        pytest.skip("this LibreOffice has no spreadsheets")
    body("Trường THCS số 1", parent=world.province, kind="school")
    listing = uploaded(world, planted(200, 30).data)
    assert listing.returned
    (tmp_path / "second").mkdir()
    opened = _calc(tmp_path / "second", read(listing.returned))
    assert opened is not None
    sheet = openpyxl.load_workbook(BytesIO(opened))["Khen thưởng"]
    assert sorted(v.type for v in sheet.data_validations.dataValidation) == ["list", "whole"]
    assert sum(1 for row in sheet.iter_rows() for c in row if c.fill.fgColor.rgb == RED) >= 30
