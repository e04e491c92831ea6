"""The demo's book: its size, its traps, and that it costs no more than seconds."""

import time
from datetime import date

import pytest

from vinhdanh.domain.access.models import User
from vinhdanh.domain.people.models import Subject
from vinhdanh.domain.registry.models import Award, Claim, Rating, Recognition, RecognitionUse
from vinhdanh.domain.registry.queries import facts_of
from vinhdanh.foundation.kernel.clock import frozen
from vinhdanh.interfaces.cli.demo import build
from vinhdanh.interfaces.cli.demo.bodies import REFORM, build_directory
from vinhdanh.interfaces.cli.demo.registry import build_registry


@pytest.mark.django_db
def test_the_book_of_the_demo() -> None:
    with frozen(REFORM):
        directory = build_directory()
        users = build._people(directory)
    begun = time.perf_counter()
    build_registry(users, directory)
    seconds = time.perf_counter() - begun
    print(f"the demo's book in {seconds:.1f} s")
    assert Subject.objects.filter(kind="individual").count() == 2_400
    assert Award.objects.count() == 9_500
    assert Award.objects.filter(issuer_level="huyen").count() == 400
    assert Recognition.objects.count() == 180
    assert RecognitionUse.objects.count() == 1
    assert Claim.objects.count() == 2
    assert Rating.objects.count() > 11_000
    twins = Subject.objects.filter(folded="nguyen thi hoa", person__birth_year=1984)
    assert {one.name for one in twins} >= {"Nguyễn Thị Hoà", "Nguyễn Thị Hòa"}
    sudden = Subject.objects.get(name="Lò Văn Thắng", person__birth_year=1979)
    manners = [row["manner"] for row in facts_of([sudden.pk], 2025, date(2026, 3, 2))[sudden.pk]["awards"]]
    assert manners.count("sudden") == 1
    assert User.objects.count() == Subject.objects.exclude(person__user=None).count() + 1
    assert seconds < 15
