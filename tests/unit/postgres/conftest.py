"""A data folder that the server's account can enter (pytest's own are closed to it when run as root)."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def data() -> Iterator[Path]:
    base = Path(tempfile.mkdtemp(prefix="vd-"))
    base.chmod(0o711)
    yield base / "thư mục dữ liệu"
    shutil.rmtree(base)
