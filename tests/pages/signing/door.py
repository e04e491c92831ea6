"""What the tests of the door share: coming in as people do, codes as a phone makes them."""

import base64
import hashlib
import hmac
import re
import struct
import time
from typing import Any

from django.test import Client

from vinhdanh.foundation.audit.models import AuditRow

PASSWORD = "mot-mat-khau"
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0 Safari/537.36"
)


def come_in(username: str, password: str = PASSWORD, *, client: Client | None = None, **more: Any) -> Any:
    """Send the sign-in form; the client comes with the answer as ``answer.client``."""
    client = client or Client(headers={"user-agent": CHROME})
    answer = client.post("/dang-nhap/", {"username": username, "password": password, **more})
    answer.client = client
    return answer


def code_of(secret: str, *, steps: int = 0) -> str:
    """The six digits of RFC 6238 for now, or some half minutes away.

    A code of an earlier half minute holds only until this one ends: near its end we wait for the next.
    """
    left = 30 - time.time() % 30
    if steps < 0 and left < 3:
        time.sleep(left)
    key = base64.b32decode(secret.replace(" ", ""))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30 + steps), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def set_up_app(client: Client) -> str:
    """Set up an authenticator app as a person would; gives its secret."""
    page = client.get("/bao-mat/ung-dung/").content.decode()
    found = re.search(r'id="khoa">([A-Z2-7 ]+)<', page)
    assert found, page
    answer = client.post("/bao-mat/ung-dung/", {"code": code_of(found[1], steps=-1)})
    assert answer.status_code == 302, answer.content.decode()
    return found[1]


def acts(**wanted: Any) -> list[str]:
    """Actions in the audit log, oldest first."""
    return list(AuditRow.objects.filter(**wanted).order_by("id").values_list("action", flat=True))


def words(answer: Any) -> str:
    return str(answer.content.decode())
