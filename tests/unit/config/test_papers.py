"""Settings of files and anchors are read as meant, and wrong ones are named."""

from pathlib import Path

import pytest

from vinhdanh.config import papers
from vinhdanh.config.environment import SettingError

_S3 = {
    "VINHDANH_S3_ENDPOINT": "http://kho.local:8333",
    "VINHDANH_S3_BUCKET": "tep",
    "VINHDANH_S3_KEY": "khoa",
    "VINHDANH_S3_SECRET": "mat",
}


def test_without_variables_everything_lies_in_the_data_folder() -> None:
    found, anchors = papers.files(Path("/d"), env={}), papers.anchors(Path("/d"), env={})
    assert (found.folder, found.s3, found.limit_bytes) == (Path("/d/files"), None, 20_000_000)
    assert (found.scanner, found.scan_required) == ("", True)
    assert (anchors.folder, anchors.seconds, anchors.s3) == (Path("/d/anchors"), 60, None)


def test_a_bucket_is_named_whole_and_keeps_its_secret_to_itself() -> None:
    found = papers.files(
        Path("/d"), env=_S3 | {"VINHDANH_S3_PREFIX": "/tinh/", "VINHDANH_S3_LOCK_DAYS": "30"}
    )
    assert found.s3 is not None
    assert (found.s3.bucket, found.s3.prefix, found.s3.lock_days) == ("tep", "tinh", 30)
    assert "mat" not in repr(found)
    assert "khoa" not in repr(found)


@pytest.mark.parametrize("missing", _S3)
def test_half_a_bucket_is_an_error_that_names_what_is_missing(missing: str) -> None:
    with pytest.raises(SettingError, match=missing):
        papers.files(Path("/d"), env={k: v for k, v in _S3.items() if k != missing})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("VINHDANH_FILE_MB", "0"),
        ("VINHDANH_FILE_MB", "20MB"),
        ("VINHDANH_QUOTA_MB", "-1"),
        ("VINHDANH_CLAMD", "localhost"),
        ("VINHDANH_CLAMD", "unix:clamd.sock"),
        ("VINHDANH_CLAMD", "tcp:host"),
        ("VINHDANH_SCAN_DOWN", "bo-qua"),
    ],
)
def test_wrong_words_are_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        papers.files(Path("/d"), env={name: value})


def test_an_endpoint_has_to_be_an_address() -> None:
    with pytest.raises(SettingError, match="VINHDANH_S3_ENDPOINT"):
        papers.files(Path("/d"), env=_S3 | {"VINHDANH_S3_ENDPOINT": "kho.local"})


def test_the_scanner_is_a_socket_or_a_port() -> None:
    for good in ("unix:/run/clamd.sock", "tcp:may-quet:3310"):
        assert papers.scanner(env={"VINHDANH_CLAMD": good}) == good


def test_a_key_that_signs_names_the_body_it_signs_for() -> None:
    key = {"VINHDANH_SIGN_PKCS12": "/keys/ubnd.p12"}
    with pytest.raises(SettingError, match="VINHDANH_SIGN_BODY"):
        papers.signing(Path("data"), env=key)
    found = papers.signing(Path("data"), env={**key, "VINHDANH_SIGN_BODY": "H40"})
    assert (found.serves("H40"), found.serves("H41"), found.serves("")) == (True, False, False)
    assert not papers.signing(Path("data"), env={}).serves("H40")
