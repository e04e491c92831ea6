"""Answers that can say no, with a reason a person can read.

A predicate ``may_…()`` returns :data:`Verdict`; a step that yields something
returns :data:`Result`. Both read naturally: ``if verdict:`` is true only when
allowed. An action that must not go on raises :class:`RefusedError`.
"""

from dataclasses import dataclass
from typing import Generic, Literal, TypeAlias, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Allowed:
    """Yes. Truthy."""

    def __bool__(self) -> Literal[True]:
        return True


@dataclass(frozen=True, slots=True)
class Refusal:
    """No, and why. Falsy.

    ``code`` is a stable word for programs and tests; ``reason`` is one
    Vietnamese sentence for people; ``field`` names the input it is about;
    ``hint`` says what to do next.
    """

    code: str
    reason: str
    field: str = ""
    hint: str = ""

    def __bool__(self) -> Literal[False]:
        return False

    def __str__(self) -> str:
        return f"{self.reason} {self.hint}".rstrip()


@dataclass(frozen=True, slots=True)
class Ok(Generic[T]):
    """A result that came. Truthy, whatever its value."""

    value: T

    def __bool__(self) -> Literal[True]:
        return True


class RefusedError(Exception):
    """Raised where going on would be wrong; the page or command shows ``refusal``."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal

    def __reduce__(self) -> tuple[type["RefusedError"], tuple[Refusal]]:
        """Keep the refusal when the error crosses a process."""
        return type(self), (self.refusal,)


Verdict: TypeAlias = Allowed | Refusal
Result: TypeAlias = Ok[T] | Refusal
ALLOWED = Allowed()


def first_refusal(*verdicts: Verdict) -> Verdict:
    """The first no among several verdicts, else yes."""
    return next((verdict for verdict in verdicts if isinstance(verdict, Refusal)), ALLOWED)


def require(verdict: Verdict) -> None:
    """Raise :class:`RefusedError` on a no."""
    if isinstance(verdict, Refusal):
        raise RefusedError(verdict)


def unwrap(result: Ok[T] | Refusal) -> T:
    """The value of a result; raises :class:`RefusedError` on a no."""
    if isinstance(result, Refusal):
        raise RefusedError(result)
    return result.value
