"""The mail server as it was configured."""

from dataclasses import dataclass
from typing import Literal

Tls = Literal["none", "starttls", "tls"]


@dataclass(frozen=True, slots=True)
class MailServer:
    """``sender`` is the bare address that letters come from; ``user`` empty means no sign-in."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    tls: Tls = "starttls"
    timeout: float = 20.0
