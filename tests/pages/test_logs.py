"""What is planted never reaches a log; what is needed to find a fault does."""

import io
import json
import logging
import logging.config
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from django.db import IntegrityError, connection
from django.test import Client

from tests.world import World
from vinhdanh.foundation.kernel import logs

PLANTED = {
    "id_number": "034099012345",
    "old_id_number": "034 099 012",
    "phone": "0912 345 678",
    "international": "+84912345678",
    "email": "nguyen.van.thu@vidu.vn",
    "birth": "17/09/1984",
    "iso_birth": "1984-09-17",
    "password": "mat-khau-rat-kin",
}


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    out = io.StringIO()
    made = logs.settings(form="json", level="INFO", requests=True)
    made["handlers"]["stderr"]["stream"] = out
    root = logging.getLogger()
    before = root.handlers[:]
    logging.config.dictConfig(dict(made))
    yield out
    root.handlers[:] = before


def _told(out: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def _nothing_of_it(text: str) -> None:
    for what, value in PLANTED.items():
        assert value not in text, what


def test_a_message_of_any_library_is_crossed_out(lines: io.StringIO) -> None:
    written = f"{PLANTED} password={PLANTED['password']}"
    logging.getLogger("some.library").warning("row %s of %s", PLANTED["email"], written)
    structlog.get_logger("vinhdanh.x").warning("saved", data=dict(PLANTED), password=PLANTED["password"])
    _nothing_of_it(lines.getvalue())
    assert len(_told(lines)) == 2


@pytest.mark.django_db
def test_the_row_that_broke_a_rule_is_not_quoted(lines: io.StringIO, world: World) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO access_user SELECT * FROM access_user WHERE username = %s",
                [world.officer.username],
            )
    except IntegrityError:
        logging.getLogger("django.request").exception("Internal Server Error")
    said = _told(lines)[0]
    assert "duplicate key" in said["exception"]
    assert str(world.officer.pk) not in said["exception"]


@pytest.mark.django_db
def test_requests_leave_names_and_numbers_only(lines: io.StringIO, world: World) -> None:
    client = Client(raise_request_exception=False)
    client.post("/dang-nhap/", {"username": PLANTED["email"], "password": PLANTED["password"]})
    client.force_login(world.officer)
    client.get("/tim/", {"q": PLANTED["id_number"]})
    client.get(f"/khong-co/{PLANTED['phone']}/?email={PLANTED['email']}")
    text = lines.getvalue()
    _nothing_of_it(text)
    assert world.officer.username not in text
    assert "?q=" not in text
    search = next(line for line in _told(lines) if line.get("route") == "search")
    assert search["user"] == str(world.officer.pk)
    assert search["status"] == 200
    assert search["ms"] >= 0
    assert len(search["request_id"]) == 32


@pytest.mark.django_db
def test_the_answer_carries_the_id_and_one_that_came_is_not_taken_over(world: World) -> None:
    answer = Client().get("/healthz", headers={"X-Request-ID": "cua-nguoi-khac"})
    assert len(answer["X-Request-ID"]) == 32


def test_words_that_are_about_nobody_stay() -> None:
    for text in (
        "Internal Server Error: /nhiem-vu/01a1fd4b-c3bd-74bd-8115-f2bec3de3146/",
        "job planning.read_draft took 1.234 s",
        "listening on 127.0.0.1:8000",
        "PostgreSQL 15.13 (Debian 15.13-0+deb12u1)",
    ):
        assert logs.crossed_out(text) == text


def test_a_database_address_loses_its_password() -> None:
    assert "kin" not in logs.crossed_out("cannot reach postgresql://an:kin@db.example/so")


def test_in_development_lines_are_for_eyes() -> None:
    made = logs.settings(form="text", level="INFO", requests=False)
    assert "ConsoleRenderer" in repr(made["formatters"]["line"]["processors"])
    assert made["loggers"]["vinhdanh.requests"]["level"] == "ERROR"
