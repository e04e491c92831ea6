"""The few things asked of a bucket that speaks S3, in terms of keys and streams."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import IO, Any

from vinhdanh.config.papers import S3Place

_SECONDS = 20
_GONE = frozenset({"404", "NoSuchKey", "NotFound"})


@dataclass(frozen=True, slots=True)
class Listed:
    """One key of a store, its size in bytes and when it was written."""

    key: str
    size: int
    written_at: datetime


@lru_cache(maxsize=8)
def _client(place: S3Place) -> Any:
    import boto3
    from botocore.config import Config

    return boto3.client(
        "s3",
        endpoint_url=place.endpoint,
        region_name=place.region,
        aws_access_key_id=place.key,
        aws_secret_access_key=place.secret,
        config=Config(
            connect_timeout=_SECONDS,
            read_timeout=_SECONDS,
            retries={"max_attempts": 3, "mode": "standard"},
            s3={"addressing_style": "path"},
            # Other makers' stores know only the older checksums.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )


class Bucket:
    """One bucket below its prefix. A store that cannot be reached raises OSError."""

    def __init__(self, place: S3Place) -> None:
        self._place = place

    def put(self, key: str, body: IO[bytes] | bytes, *, keep_until: datetime | None = None) -> None:
        """Write one object; S3 shows it whole or not at all. ``keep_until`` forbids changing it before."""
        lock = {"ObjectLockMode": "COMPLIANCE", "ObjectLockRetainUntilDate": keep_until} if keep_until else {}
        self._ask("put_object", Key=self._full(key), Body=body, **lock)

    def open(self, key: str) -> IO[bytes]:
        """The object as a stream; raises FileNotFoundError when there is none."""
        stream: IO[bytes] = self._ask("get_object", Key=self._full(key))["Body"]
        return stream

    def size(self, key: str) -> int | None:
        """Bytes of an object; None when there is none."""
        with suppress(FileNotFoundError):
            return int(self._ask("head_object", Key=self._full(key))["ContentLength"])
        return None

    def delete(self, key: str) -> None:
        """Take an object away; nothing happens when there is none."""
        self._ask("delete_object", Key=self._full(key))

    def listed(self, prefix: str = "") -> Iterator[Listed]:
        """Every object below ``prefix``, by key."""
        more: dict[str, str] = {}
        start = len(self._full(""))
        while True:
            answer = self._ask("list_objects_v2", Prefix=self._full(prefix), **more)
            for each in answer.get("Contents", []):
                yield Listed(each["Key"][start:], each["Size"], each["LastModified"])
            if not answer.get("IsTruncated"):
                return
            more = {"ContinuationToken": answer["NextContinuationToken"]}

    def keep_until(self) -> datetime | None:
        """Until when something written now shall stay unchanged, by the settings of the place.

        By the true clock: the store measures it by its own.
        """
        return datetime.now(UTC) + timedelta(days=self._place.lock_days) if self._place.lock_days else None

    def _full(self, key: str) -> str:
        return f"{self._place.prefix}/{key}" if self._place.prefix else key

    def _ask(self, name: str, **words: Any) -> Any:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            return getattr(_client(self._place), name)(Bucket=self._place.bucket, **words)
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code", "")
            if code in _GONE:
                raise FileNotFoundError(words.get("Key", "")) from error
            raise OSError(f"S3: {code or error}") from error
        except BotoCoreError as error:
            raise OSError(f"S3: {error}") from error
