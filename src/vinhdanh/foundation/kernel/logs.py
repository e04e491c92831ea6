"""Logs: one line per event, for machines in production and for eyes in development.

Whatever a library or a fault puts into a message, no personal data goes out: e-mail addresses,
telephone and identity numbers, dates, passwords, search words and the contents of database rows
are crossed out. What is lost by that is found again by the request's id in the audit rows.
"""

import re
from collections.abc import MutableMapping
from typing import Any, Final

import structlog
from structlog.types import EventDict, Processor

from vinhdanh.foundation.kernel.tracing import current_trace

GONE: Final = "[bỏ]"
FORMS: Final = ("json", "text")
_SECRET_WORDS = (
    "password", "passwd", "passphrase", "secret", "token", "cookie", "authorization", "csrf", "session",
    "query", "email", "phone", "birth", "mat_khau", "otp",
)  # fmt: skip
_OURS = frozenset({"timestamp", "level", "logger", "request_id", "user", "run", "route", "job"})
_CROSSED: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    # What PostgreSQL says about the row that broke a rule.
    (re.compile(r"(DETAIL|CONTEXT|HINT):[^\n]*"), rf"\1: {GONE}"),
    (re.compile(r"\w+://[^\s/@:]+:[^\s@]+@"), f"{GONE}@"),
    (
        re.compile(rf"(?i)\b(\w*(?:{'|'.join(_SECRET_WORDS)})\w*)(['\"]?\s*[=:]\s*)(['\"]?)[^\s,;&'\")}}]+"),
        rf"\1\2\3{GONE}",
    ),
    (re.compile(r"(?<=[\w/.])\?[^\s'\"<>]+"), "?…"),
    (re.compile(r"[^\s@<>()\[\]:;,\"']+@[^\s@<>()\[\]:;,\"']+\.\w+"), GONE),
    # Identity numbers have 9 or 12 digits, telephone numbers 10 or 11; people also write them in groups.
    (re.compile(r"(?<![\w.-])\+?\d(?:[ .-]?\d){8,12}(?![\w-])"), GONE),
    (re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d{2}(?!\d)"), GONE),
    (re.compile(r"(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)"), GONE),
)


def crossed_out(text: str) -> str:
    """The text without what could be about a person."""
    for pattern, instead in _CROSSED:
        text = pattern.sub(instead, text)
    return text


def scrub(_: Any, __: str, event: EventDict) -> EventDict:
    """Cross out in every value that is not one of ours; drop values under a telling name."""
    for key in list(event):
        if key not in _OURS:
            event[key] = _clean(key, event[key])
    return event


def _clean(key: str, value: Any) -> Any:
    if any(word in key.lower() for word in _SECRET_WORDS):
        return GONE
    if isinstance(value, bool | int | float | None):
        return value
    if isinstance(value, dict):
        return {name: _clean(str(name), each) for name, each in value.items()}
    return crossed_out(str(value))


def _traced(_: Any, __: str, event: EventDict) -> EventDict:
    if trace := current_trace():
        event["request_id"] = trace
    return event


def _before() -> list[Processor]:
    """What happens to lines of ours and of libraries alike."""
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=False),
        structlog.processors.format_exc_info,
        _traced,
        scrub,
    ]


def settings(*, form: str, level: str, requests: bool) -> MutableMapping[str, Any]:
    """Django's LOGGING: ``form`` is json or text; ``requests`` says whether each request is a line."""
    structlog.configure(
        processors=[*_before(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    last: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    line = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        "foreign_pre_chain": _before(),
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": line},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "vinhdanh.requests": {"level": "INFO" if requests else "ERROR"},
            # Its warnings name whoever failed to sign in.
            "axes": {"level": "ERROR"},
        },
    }
