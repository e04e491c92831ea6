"""One file that holds everything: made from a living database, read again, put back, compared."""

import hashlib
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from vinhdanh import __version__
from vinhdanh.foundation.backups import BackupError, content_of, differences, make, restore, verified
from vinhdanh.foundation.backups.tools import tool

PAPER = "Kế hoạch số 1, bản đã ký".encode()
SHA = hashlib.sha256(PAPER).hexdigest()
KNOWN = frozenset({"jobs.0001_initial"})
TABLES = f"""
CREATE TABLE django_migrations (app text, name text);
INSERT INTO django_migrations VALUES ('jobs', '0001_initial');
CREATE TABLE files_storedfile (id int PRIMARY KEY, sha256 text, at timestamptz, share double precision);
INSERT INTO files_storedfile VALUES (1, '{SHA}', '2026-03-16T08:00+07', 0.1), (2, '{SHA}', NULL, 1e-7);
CREATE TABLE audit_auditrow (id uuid PRIMARY KEY, act text);
INSERT INTO audit_auditrow SELECT gen_random_uuid(), 'việc ' || n FROM generate_series(1, 50) n;
CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append-only'; END $$;
CREATE TRIGGER no BEFORE UPDATE OR DELETE ON audit_auditrow FOR EACH ROW EXECUTE FUNCTION no();
CREATE TABLE audit_seal (number bigint PRIMARY KEY, digest bytea);
INSERT INTO audit_seal VALUES (50, '\\xabcd');
"""


class Places:
    """Databases of the test's own, on the server of the run."""

    def __init__(self) -> None:
        self.server = os.environ["DATABASE_URL"]
        self.names: list[str] = []

    def new(self, script: str = "") -> str:
        name = f"backup_{uuid4().hex}"
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        self.names.append(name)
        url = make_conninfo(**{**conninfo_to_dict(self.server), "dbname": name})
        with psycopg.connect(url) as connection:
            for statement in filter(None, [script]):
                connection.execute(statement.encode())
        return url

    def drop(self) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            for name in self.names:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def places() -> Iterator[Places]:
    made = Places()
    yield made
    made.drop()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    kept = folder / "files" / SHA[:2] / SHA[2:]
    kept.parent.mkdir(parents=True)
    kept.write_bytes(PAPER)
    (folder / "secret").write_text("khóa ký")
    return folder


def test_wipe_and_restore_gives_the_same_rows_files_and_audit_head(
    places: Places, data: Path, tmp_path: Path
) -> None:
    url, target = places.new(TABLES), tmp_path / "a.vdbackup"
    manifest = make(target, url=url, data=data)
    assert manifest.content.tables["audit_auditrow"].rows == 50
    assert manifest.content.audit["number"] == 50
    assert manifest.content.audit["digest"] == "abcd"
    assert (manifest.version, manifest.lost, target.stat().st_mode & 0o777) == (__version__, (), 0o600)
    again, elsewhere = places.new(), tmp_path / "moi"
    elsewhere.mkdir()
    restore(target, url=again, data=elsewhere, known_migrations=KNOWN)
    assert (elsewhere / "files" / SHA[:2] / SHA[2:]).read_bytes() == PAPER
    assert (elsewhere / "secret").read_text() == "khóa ký"
    with psycopg.connect(url) as one, psycopg.connect(again) as other:
        assert differences(content_of(one), content_of(other)) == []
        other.execute("UPDATE files_storedfile SET share = 0.2 WHERE id = 1")
        assert "files_storedfile" in differences(content_of(one), content_of(other))[0]
        with pytest.raises(psycopg.errors.RaiseException):
            other.execute("DELETE FROM audit_auditrow")


def test_rows_written_meanwhile_are_in_or_out_and_the_figures_agree(
    places: Places, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vinhdanh.foundation.backups import making

    url = places.new(TABLES)
    dump = making.run

    def write_then_dump(*args: object, **words: object) -> None:
        with psycopg.connect(url) as connection:
            connection.execute("INSERT INTO audit_auditrow VALUES (gen_random_uuid(), 'giữa chừng')")
        dump(*args, **words)  # type: ignore[arg-type]

    monkeypatch.setattr(making, "run", write_then_dump)
    target = tmp_path / "a.vdbackup"
    assert make(target, url=url, data=data).content.tables["audit_auditrow"].rows == 50
    (tmp_path / "moi").mkdir()
    restore(target, url=places.new(), data=tmp_path / "moi", known_migrations=KNOWN)


def test_only_into_an_empty_place_and_it_says_what_is_there(
    places: Places, data: Path, tmp_path: Path
) -> None:
    url, target = places.new(TABLES), tmp_path / "a.vdbackup"
    make(target, url=url, data=data)
    with pytest.raises(BackupError, match=r"cơ sở dữ liệu đã có 4 bảng.*VINHDANH_DATA"):
        restore(target, url=url, data=tmp_path, known_migrations=KNOWN)
    with pytest.raises(BackupError, match="đã có tệp"):
        restore(target, url=places.new(), data=data, known_migrations=KNOWN)


def test_a_newer_backup_is_refused(places: Places, data: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.vdbackup"
    make(target, url=places.new(TABLES), data=data)
    with pytest.raises(BackupError, match="phiên bản mới hơn"):
        restore(target, url=places.new(), data=tmp_path, known_migrations=frozenset())


def test_an_existing_file_is_not_overwritten_and_an_empty_database_not_backed_up(
    places: Places, data: Path, tmp_path: Path
) -> None:
    target = tmp_path / "a.vdbackup"
    with pytest.raises(BackupError, match="không có gì để sao lưu"):
        make(target, url=places.new(), data=data)
    assert not list(tmp_path.glob("*.part"))
    target.write_bytes(b"cua ai")
    with pytest.raises(BackupError, match="không bị ghi đè"):
        make(target, url=places.new(TABLES), data=data)
    assert target.read_bytes() == b"cua ai"


@pytest.mark.parametrize("damage", ["cut", "byte", "other", "none"])
def test_a_damaged_backup_is_refused_before_anything_is_written(
    places: Places, data: Path, tmp_path: Path, damage: str
) -> None:
    target = tmp_path / "a.vdbackup"
    make(target, url=places.new(TABLES), data=data)
    whole = target.read_bytes()
    at = whole.index(PAPER)
    target.write_bytes(
        {
            "cut": whole[: len(whole) // 2],
            "byte": whole[:at] + b"?" + whole[at + 1 :],
            "other": b"khong phai ban sao luu",
            "none": b"",
        }[damage]
    )
    with pytest.raises(BackupError):
        verified(target)
    empty = places.new()
    with pytest.raises(BackupError):
        restore(target, url=empty, data=tmp_path, known_migrations=KNOWN)
    with psycopg.connect(empty) as connection:
        assert content_of(connection).tables == {}


def test_a_file_lost_on_disk_is_told_and_the_rest_is_saved(
    places: Places, data: Path, tmp_path: Path
) -> None:
    (data / "files" / SHA[:2] / SHA[2:]).write_bytes(b"hong")
    manifest = make(tmp_path / "a.vdbackup", url=places.new(TABLES), data=data)
    assert manifest.lost == (SHA,)


def test_the_archive_holds_no_way_out(places: Places, data: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.vdbackup"
    make(target, url=places.new(TABLES), data=data)
    with tarfile.open(target, "a") as archive:
        entry = tarfile.TarInfo("files/../../thoat")
        archive.addfile(entry)
    with pytest.raises(BackupError, match="phần lạ"):
        verified(target)


def test_a_missing_program_is_named_with_what_there_is() -> None:
    with pytest.raises(BackupError, match=r"Cần pg_dump của PostgreSQL 99.*VINHDANH_PG_BIN"):
        tool("pg_dump", least=99)


def test_a_full_disk_leaves_no_half_file(
    places: Places, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    from vinhdanh.foundation.backups import making

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(making, "_add_bytes", full)
    with pytest.raises(BackupError, match=r"Không ghi được.*kiểm tra ổ đĩa"):
        make(tmp_path / "a.vdbackup", url=places.new(TABLES), data=data)
    assert not list(tmp_path.glob("a.vdbackup*"))
    assert not list(tmp_path.glob("vinhdanh-*"))
