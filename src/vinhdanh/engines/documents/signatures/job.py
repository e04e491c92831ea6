"""What the confined process does with a signed PDF that somebody sent: check it.

Standard input: one line of JSON ``{"at", "roots", "exported"}`` (the length of what follows first), then the
exported bytes, then the signed ones. Standard output: ``{"checked": …}`` or ``{"unreadable": true}``.
"""

import json
import sys
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any


def request(signed: bytes, exported: bytes, *, roots: Sequence[bytes], at: datetime) -> bytes:
    """The bytes that :func:`main` expects."""
    about = {
        "at": at.isoformat(),
        "roots": [b64encode(each).decode() for each in roots],
        "exported": len(exported),
    }
    return json.dumps(about).encode("ascii") + b"\n" + exported + signed


def main() -> None:
    """Check, answer, end."""
    head, _, rest = sys.stdin.buffer.read().partition(b"\n")
    about = json.loads(head)
    print(json.dumps(_answer(about, rest[: about["exported"]], rest[about["exported"] :])))  # noqa: T201


def _answer(about: dict[str, Any], exported: bytes, signed: bytes) -> dict[str, Any]:
    from vinhdanh.engines.documents.signatures.checking import check

    try:
        roots = [b64decode(each) for each in about["roots"]]
        at = datetime.fromisoformat(about["at"])
        found = asdict(check(signed, exported, roots=roots, at=at))
    except ValueError:
        return {"unreadable": True}
    for each in found["signatures"]:
        each["signed_at"] = each["signed_at"].isoformat() if each["signed_at"] else None
    return {"checked": found}
