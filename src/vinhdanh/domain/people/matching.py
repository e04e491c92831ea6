"""Whether two records may be of one subject, without an identity number: points, and the reasons in words.

Pure: nothing here asks the database. The points order candidates; what is *sure* is said by rule: the same
name to the mark and either the same whole birth date, or the same employer with nothing that speaks against.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Final, Literal
from uuid import UUID

from vinhdanh.foundation.kernel.name_doctor import matching_key
from vinhdanh.foundation.kernel.text import fold

SAME_NAME: Final = 40
LIKE_NAME: Final = 20
SAME_DAY: Final = 40
SAME_YEAR: Final = 30
SAME_EMPLOYER: Final = 25
OTHER_EMPLOYER: Final = -10
SAME_POST: Final = 5
AGAINST: Final = -100
WORTH_ASKING: Final = 40
"""Below it a candidate is one of many who share a name."""
AHEAD: Final = 15
"""How far the best must lead the next to be taken without asking."""
_MOST_SPELLINGS: Final = 16

Sign = Literal["for", "against", "plain"]


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a subject. ``born`` is ISO text of any length; empty means not known.

    ``bodies`` are the employers in the directory, ``employers`` those written out, folded.
    """

    kind: str
    names: tuple[str, ...]
    born: str = ""
    bodies: frozenset[UUID] = frozenset()
    employers: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against, in words."""

    text: str
    sign: Sign = "plain"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two profiles are; ``sure`` leaves no reasonable doubt."""

    points: int
    sure: bool
    reasons: tuple[Reason, ...] = field(default=())

    @property
    def said(self) -> str:
        """The reasons as one line."""
        return "; ".join(reason.text for reason in self.reasons)


def likeness(one: Profile, other: Profile) -> Likeness:
    """Compare two profiles; no points where the names or the kinds are different."""
    name = _names(one, other) if one.kind == other.kind else None
    if name is None:
        return Likeness(0, sure=False)
    birth, employer, post = _births(one.born, other.born), _employers(one, other), _posts(one, other)
    parts = [name, birth, employer, post]
    exact = name[0] == SAME_NAME
    whole = birth[0] == SAME_DAY
    near = employer[0] == SAME_EMPLOYER and birth[0] != AGAINST
    return Likeness(
        max(sum(points for points, _ in parts), 0),
        sure=exact and birth[0] != AGAINST and (whole or near),
        reasons=tuple(reason for _, reason in parts if reason.text),
    )


def spellings(name: str) -> tuple[str, ...]:
    """The folded forms under which records of this name may stand: i and y change places."""
    words = [_either(word) for word in fold(" ".join(matching_key(name).split())).split()]
    plain = fold(name)
    found = [plain, *(" ".join(each) for each in product(*words))]
    return tuple(dict.fromkeys(found))[:_MOST_SPELLINGS]


def best_of(found: Sequence[tuple[UUID, Likeness]]) -> UUID | None:
    """The one candidate that may be taken without asking; ``None`` where somebody has to say."""
    ranked = sorted(found, key=lambda pair: -pair[1].points)
    if not ranked or not ranked[0][1].sure:
        return None
    rival = ranked[1][1].points if len(ranked) > 1 else 0
    return ranked[0][0] if ranked[0][1].points - rival >= AHEAD else None


def _either(word: str) -> tuple[str, ...]:
    """ly, my, quy… are written with i as well."""
    vowels = [char for char in word if char in "aeiouy"]
    if vowels and vowels[-1] in "iy" and (len(vowels) == 1 or word.startswith("qu")) and word[-1] in "iy":
        return tuple({word[:-1] + "i", word[:-1] + "y"})
    return (word,)


def _names(one: Profile, other: Profile) -> tuple[int, Reason] | None:
    mine, theirs = _by_key(one.names), _by_key(other.names)
    shared = mine.keys() & theirs.keys()
    if shared:
        key = next(iter(shared))
        a, b = mine[key], theirs[key]
        text = "cùng họ tên" if a == b else f"cùng họ tên, chỉ khác cách viết (“{a}” và “{b}”)"
        return SAME_NAME, Reason(text, "for")
    if {fold(name) for name in one.names} & {fold(name) for name in other.names}:
        return LIKE_NAME, Reason("họ tên giống nhau khi bỏ dấu", "plain")
    return None


def _by_key(names: Iterable[str]) -> dict[str, str]:
    return {matching_key(name): name for name in reversed(list(names))}


def _births(one: str, other: str) -> tuple[int, Reason]:
    if not one or not other:
        return 0, Reason("một bên chưa ghi ngày sinh" if one or other else "")
    if len(one) == len(other) == 10:
        if one == other:
            return SAME_DAY, Reason("cùng ngày sinh", "for")
        return AGAINST, Reason("khác ngày sinh", "against")
    shorter = min(len(one), len(other))
    if one[:shorter] != other[:shorter]:
        return AGAINST, Reason("khác năm sinh" if one[:4] != other[:4] else "khác tháng sinh", "against")
    return SAME_YEAR, Reason("cùng năm sinh", "for")


def _employers(one: Profile, other: Profile) -> tuple[int, Reason]:
    if one.bodies & other.bodies or one.employers & other.employers:
        return SAME_EMPLOYER, Reason("cùng đơn vị công tác", "for")
    known = (one.bodies or one.employers) and (other.bodies or other.employers)
    if known:
        return OTHER_EMPLOYER, Reason("khác đơn vị công tác (có thể đã chuyển)", "against")
    return 0, Reason("một bên chưa ghi đơn vị công tác")


def _posts(one: Profile, other: Profile) -> tuple[int, Reason]:
    if one.posts & other.posts:
        return SAME_POST, Reason("cùng chức vụ", "for")
    return 0, Reason("")
