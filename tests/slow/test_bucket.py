"""The file store and the anchors in a bucket: a real S3 server on loopback, nothing faked."""

import hashlib
import io
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.domain.foundation.test_backups import KNOWN, PAPER, SHA, TABLES, Places, places
from tests.world import body
from vinhdanh.config.papers import AnchorSettings, FileSettings, S3Place
from vinhdanh.engines.previews.making import render
from vinhdanh.foundation.audit.anchors import drop_anchor
from vinhdanh.foundation.audit.sealer import seal_all
from vinhdanh.foundation.audit.verify import FaultKind, verify
from vinhdanh.foundation.backups import BackupError, make, restore, shelf_of
from vinhdanh.foundation.backups.shelf import FolderShelf
from vinhdanh.foundation.files.bucket import Bucket
from vinhdanh.foundation.files.models import StoredFile
from vinhdanh.foundation.files.places import CACHE
from vinhdanh.foundation.files.states import RenditionKind
from vinhdanh.foundation.files.store import key_of, path_of, put, read, rendered
from vinhdanh.foundation.files.upkeep import damages, sweep
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.xdist_group("bucket")]

__all__ = ["places"]

WEED = Path(sys.executable).with_name("weed")
KEY, SECRET = "thu-nghiem", "chi-de-thu"


def _free_ports(count: int) -> list[int]:
    doors = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    try:
        return [door.getsockname()[1] for door in doors]
    finally:
        for door in doors:
            door.close()


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("weed")
    identity = {
        "name": "thu",
        "credentials": [{"accessKey": KEY, "secretKey": SECRET}],
        "actions": ["Admin", "Read", "Write", "List", "Tagging"],
    }
    (folder / "s3.json").write_text(json.dumps({"identities": [identity]}))
    names = ("master.port", "master.port.grpc", "volume.port", "volume.port.grpc", "filer.port",
             "filer.port.grpc", "s3.port", "s3.port.grpc")  # fmt: skip
    ports = dict(zip(names, _free_ports(len(names)), strict=True))
    words = [f"-{name}={port}" for name, port in ports.items()]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [WEED, "server", "-ip=127.0.0.1", f"-dir={folder}", "-s3", "-s3.iam=false",
             f"-s3.config={folder / 's3.json'}", "-volume.max=20", "-master.volumeSizeLimitMB=64",
             "-master.telemetry=false", *words],
            stdout=log, stderr=log, cwd=folder, env={"HOME": str(folder), "PATH": os.defpath},
        )  # fmt: skip
    try:
        _wait_for(ports["s3.port"])
        yield f"http://127.0.0.1:{ports['s3.port']}"
    finally:
        process.kill()  # it holds nothing worth a graceful end
        process.wait(20)


def _wait_for(port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.3)
    raise TimeoutError(port)


def _made(endpoint: str, bucket: str, **more: Any) -> S3Place:
    """A place whose bucket exists; the server may need a moment until it takes the first one."""
    from botocore.exceptions import ClientError

    from vinhdanh.foundation.files.bucket import _client

    place = S3Place(endpoint, bucket, KEY, SECRET, prefix="tinh", **more)
    for attempt in range(40):
        try:
            _client(place).create_bucket(Bucket=bucket, ObjectLockEnabledForBucket=bool(place.lock_days))
        except ClientError as error:
            if "BucketAlready" in str(error):
                break
            if attempt == 39:
                raise
            time.sleep(0.5)
        else:
            break
    return place


@pytest.fixture
def store(endpoint: str, settings: Any, tmp_path: Path) -> S3Place:
    place = _made(endpoint, "tep")
    settings.FILE_STORE = tmp_path / "files"
    settings.FILES = FileSettings(tmp_path / "files", s3=place)
    return place


def _png() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (300, 200), "#8a1538").save(out, "PNG")
    return out.getvalue()


def test_a_file_lives_in_the_bucket_and_is_read_checked_and_swept_there(store: S3Place) -> None:
    row = put("Chữ trong kho".encode(), name="a.txt", media_type="text/plain", by=None)
    again = put("Chữ trong kho".encode(), name="b.txt", media_type="text/plain", by=None)
    assert read(row) == read(again) == "Chữ trong kho".encode()
    bucket = Bucket(store)
    assert bucket.size(key_of(row.sha256)) == row.size
    assert path_of(row).read_bytes() == "Chữ trong kho".encode()
    assert not list(damages())
    bucket.put(key_of(row.sha256), b"khac")
    assert [one.gone for one in damages()] == [False]
    bucket.delete(key_of(row.sha256))
    assert [one.gone for one in damages()] == [True]


def test_a_sweep_of_the_bucket_takes_what_nobody_needs(store: S3Place) -> None:
    kept = put(b"van can", name="a.txt", media_type="text/plain", by=None)
    gone = put(b"bo di", name="b.txt", media_type="text/plain", by=None)
    gone.delete()
    body(f"Một tổ chức {kept.pk}")
    # The store's own clock tells the age, so a sweep that looks into the future takes all that is loose.
    swept = sweep(older_than=timedelta(seconds=-60), dry=True)
    assert swept.contents >= 1
    assert Bucket(store).size(key_of(gone.sha256)) is not None
    assert StoredFile.objects.filter(pk=kept.pk).exists()
    sweep(older_than=timedelta(seconds=-60))
    assert Bucket(store).size(key_of(gone.sha256)) is None


def test_previews_go_through_the_bucket_too(store: S3Place, tmp_path: Path) -> None:
    row = put(_png(), name="a.png", media_type="image/png", by=None)
    render(row.sha256)
    made = rendered(row, RenditionKind.THUMB)
    assert made is not None
    assert made.path.read_bytes()[8:12] == b"WEBP"
    assert (tmp_path / "files" / CACHE) in made.path.parents


def test_a_bucket_that_does_not_answer_refuses_in_a_sentence(store: S3Place, settings: Any) -> None:
    (port,) = _free_ports(1)
    gone = replace(store, endpoint=f"http://127.0.0.1:{port}")
    settings.FILES = replace(settings.FILES, s3=gone)
    with pytest.raises(RefusedError, match="Kho lưu tệp đang không trả lời"):
        put(b"chu", name="a.txt", media_type="text/plain", by=None)
    assert not [path for path in settings.FILES.folder.rglob("*") if path.is_file()]


def _delete_version(place: S3Place, name: str) -> None:
    """As somebody with the keys of the bucket would: the object itself, not only its newest mark."""
    from botocore.exceptions import ClientError

    from vinhdanh.foundation.files.bucket import _client

    client, key = _client(place), f"{place.prefix}/{name}"
    (version,) = client.list_object_versions(Bucket=place.bucket, Prefix=key)["Versions"]
    try:
        client.delete_object(Bucket=place.bucket, Key=key, VersionId=version["VersionId"])
    except ClientError as error:
        raise OSError(f"S3: {error}") from error


def test_anchors_in_a_locked_bucket_survive_whoever_rules_the_database(
    endpoint: str, settings: Any, tmp_path: Path
) -> None:
    from django.db import connection

    place = _made(endpoint, "moc-neo", lock_days=30)
    settings.ANCHORS = AnchorSettings(tmp_path, s3=place)
    body("Một tổ chức")
    seal_all()
    anchor = drop_anchor()
    assert anchor is not None
    bucket = Bucket(place)
    with bucket.open(anchor.name) as stream:
        assert json.loads(stream.read())["rows"] == anchor.number
    with pytest.raises(OSError, match="S3"):
        _delete_version(place, anchor.name)
    for path in tmp_path.iterdir():
        path.unlink()
    assert verify().anchors == 1
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("audit_seal", "audit_auditrow"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(f"DELETE FROM {table}")
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    fault = verify().fault
    assert fault is not None
    assert fault.kind is FaultKind.CUT


def test_a_backup_takes_what_lies_in_the_bucket_and_gives_it_to_another(
    store: S3Place, tmp_path: Path
) -> None:
    kept, shelf = FolderShelf(tmp_path / "kept"), shelf_of(tmp_path, store)
    sha256 = hashlib.sha256(b"ban goc").hexdigest()
    assert shelf.put(sha256, io.BytesIO(b"ban goc")) == sha256
    with shelf.local(sha256) as path:
        assert path is not None
        with path.open("rb") as source:
            assert kept.put(sha256, source) == sha256
    assert not path.exists()
    with shelf.local("0" * 64) as nothing:
        assert nothing is None
    other = shelf_of(tmp_path, replace(store, prefix="tep-khac"))
    assert not other.holds_anything()
    assert other.put(sha256, io.BytesIO(b"ban hong")) != sha256
    assert not other.holds_anything()
    with kept.local(sha256) as path, path.open("rb") as source:  # type: ignore[union-attr]
        other.put(sha256, source)
    assert other.holds_anything()


def test_backup_and_restore_of_a_site_whose_files_lie_in_a_bucket(
    store: S3Place, tmp_path: Path, places: Places
) -> None:
    shelf = shelf_of(tmp_path, replace(store, prefix="sao-luu"))
    shelf.put(SHA, io.BytesIO(PAPER))
    data = tmp_path / "data"
    data.mkdir()
    manifest = make(tmp_path / "het.tar", url=places.new(TABLES), data=data, shelf=shelf)
    assert (manifest.content.files, manifest.lost) == ((SHA,), ())
    full = {"data": data, "known_migrations": KNOWN, "shelf": shelf}
    with pytest.raises(BackupError, match="kho tep/sao-luu đã có tệp"):
        restore(tmp_path / "het.tar", url=places.new(), **full)
    empty = shelf_of(tmp_path, replace(store, prefix="khoi-phuc"))
    restore(tmp_path / "het.tar", url=places.new(), **{**full, "shelf": empty})
    with empty.local(SHA) as path:
        assert path is not None
        assert path.read_bytes() == PAPER
