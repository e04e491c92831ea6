from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from psycopg.conninfo import conninfo_to_dict

from vinhdanh.foundation.postgres import Address

words = st.text(st.characters(min_codepoint=32, max_codepoint=0x1EFF, exclude_categories=["Cs"]), min_size=1)


@given(words, words)
def test_both_forms_say_the_same_to_libpq(folder: str, password: str) -> None:
    address = Address(Path("/tmp", folder.replace("/", "_").strip(".") or "x"), password)
    expected = {
        "host": str(address.sockets),
        "password": password,
        "user": "vinhdanh",
        "dbname": "vinhdanh",
    }
    assert conninfo_to_dict(address.dsn) == expected
    assert conninfo_to_dict(address.url) == expected


def test_the_password_is_not_shown() -> None:
    assert "bí mật" not in repr(Address(Path("/tmp/x"), "bí mật"))
