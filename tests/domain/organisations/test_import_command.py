"""``vinhdanh bodies import``: a list of bodies comes in once, and a broken list says what is wrong."""

import argparse
from pathlib import Path

import pytest

from vinhdanh.domain.organisations.models import Body
from vinhdanh.interfaces.cli.bodies_import import run
from vinhdanh.interfaces.cli.problems import BadInput

pytestmark = pytest.mark.django_db

LIST = """code,name,kind,level,parent_code,short_name,aliases
T,Ủy ban nhân dân tỉnh Nhập Thử,people_committee,province,,UBND tỉnh,
S1,Sở Nội vụ tỉnh Nhập Thử,department,province,T,Sở Nội vụ,SNV;Ban TĐKT
"""


def _import(path: Path) -> int:
    return run(argparse.Namespace(file=path))


def test_a_list_comes_in_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "danh-ba.csv"
    path.write_text(LIST, encoding="utf-8-sig")
    assert _import(path) == 0
    assert _import(path) == 0
    assert Body.objects.filter(name__contains="Nhập Thử").count() == 2
    assert Body.objects.get(code="S1").parent == Body.objects.get(code="T")
    assert '"created": 2' in capsys.readouterr().out


@pytest.mark.parametrize(
    "text", ["ma,ten\n1,2\n", "code,name,kind,level,parent_code\nS,Sở,khong_co,province,\n"]
)
def test_a_broken_list_says_what_is_wrong(tmp_path: Path, text: str) -> None:
    path = tmp_path / "hong.csv"
    path.write_text(text)
    with pytest.raises(BadInput):
        _import(path)
    assert not Body.objects.exists()
