"""The words of a written name, each in three shapes."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from vinhdanh.foundation.kernel.names import same_spelling_key
from vinhdanh.foundation.kernel.text import fold, squash

COMMA = ","
AND = "va"
SEPARATORS = frozenset({COMMA, AND})
_PIECE = re.compile(r"[^\W_]+|[,;/&]")
# "lý" and "lí", "mỹ" and "mĩ" are one word in two spellings.
_LONE_Y = re.compile(r"^(h|k|l|m|s|t|v|qu)y(\d?)$")


class Token(NamedTuple):
    """``shown`` as written; ``marked`` small, one spelling per sound; ``plain`` without marks.

    ``marked`` is empty where the paper is written without diacritics, and then agrees with any.
    """

    shown: str
    marked: str
    plain: str


Phrase: TypeAlias = tuple[Token, ...]


@lru_cache(maxsize=8192)
def _token(shown: str, *, marked: bool) -> Token:
    if shown in {COMMA, ";", "/"}:
        return Token(COMMA, COMMA, COMMA)
    word = "và" if shown == "&" else shown
    sound = _LONE_Y.sub(r"\1i\2", same_spelling_key(word)) if marked else ""
    return Token(word, sound, _LONE_Y.sub(r"\1i\2", fold(word)))


def tokens_of(text: str) -> Phrase:
    """Words and separators of ``text``; commas, semicolons and slashes become ``,``, "&" becomes "và".

    Hyphens and dots only part words ("TĐ-KT", "VP.UBND").
    """
    text = squash(text)
    marked = not text.isascii()
    return tuple(_token(piece, marked=marked) for piece in _PIECE.findall(text))


def phrase(text: str) -> Phrase:
    """The words of a phrase of our own, whose missing marks are meant."""
    return tuple(_token(piece, marked=True) for piece in _PIECE.findall(text))


def words_of(tokens: Iterable[Token]) -> Phrase:
    """The tokens without separators."""
    return tuple(token for token in tokens if token.plain not in SEPARATORS)


def shown(tokens: Iterable[Token]) -> str:
    """The words as written, commas closed up."""
    return " ".join(token.shown for token in tokens).replace(" ,", ",").strip(" ,")


def same_word(one: Token, other: Token) -> bool:
    """One word? Missing marks agree with any, different marks do not."""
    if one.plain != other.plain:
        return False
    return not one.marked or not other.marked or one.marked == other.marked


def same_words(one: Phrase, other: Phrase) -> bool:
    """The same, word by word."""
    return len(one) == len(other) and all(map(same_word, one, other))


def starts_with(tokens: Phrase, words: Phrase, at: int = 0) -> bool:
    """Do ``words`` stand at position ``at``?"""
    return same_words(tokens[at : at + len(words)], words)


def longest_at(tokens: Phrase, phrases: Iterable[Phrase], at: int = 0) -> Phrase:
    """The longest of ``phrases`` that stands at ``at``; empty when none does."""
    found = (words for words in phrases if starts_with(tokens, words, at))
    return max(found, key=len, default=())
