"""Texts that nobody wrote, each told by a seed and a number."""

from collections.abc import Callable
from random import Random
from typing import Final

from tests.fuzz.fragments import BLOCKS, CONTROL, DAYS, GAPS, WORDS
from tests.reading.damage import FORMS
from tests.reading.papers import SEED, letter

_LONGEST = 20_000  # characters; the longest have a command of their own
_LETTERS: Final = (SEED, letter())
# What can happen to any text; the rest of the forms re-lay the seed alone.
_ANYWHERE: Final = [
    form.damage
    for form in FORMS
    if form.damage.__module__.endswith(("characters", "bullets"))
    or form.name.startswith(("breaks", "wrapped", "hyphenated", "double", "quoted"))
]


def any_text(seed: int, number: int) -> str:
    """The text of this *number* in the run of this *seed*, always the same."""
    chance = Random(f"{seed}:{number}")  # noqa: S311 - chance, no secret
    text = chance.choice(_KINDS)(chance)
    if not chance.randrange(4):
        text = _damaged(text, chance)
    return text[:_LONGEST]


def _of_words(chance: Random) -> str:
    """Words of letters in any order, with any gaps."""
    words = chance.choices(WORDS, k=chance.randrange(1, 60))
    return "".join(f"{word}{chance.choice(GAPS)}" for word in words)


def _of_blocks(chance: Random) -> str:
    """Blocks of letters in any order, with words between."""
    parts = chance.choices((*BLOCKS[:-1], *WORDS), k=chance.randrange(2, 12))
    return "\n\n".join(parts)


def _of_lines(chance: Random) -> str:
    """The lines of a letter, some gone, some twice, some elsewhere."""
    lines = chance.choice(_LETTERS).split("\n")
    for _ in range(chance.randrange(1, 8)):
        if not lines:
            break
        line = lines.pop(chance.randrange(len(lines)))
        if chance.randrange(3):
            lines.insert(chance.randrange(len(lines) + 1), line)
    return "\n".join(lines)


def _of_request(chance: Random) -> str:
    """A letter whose request says anything."""
    words = chance.choices(WORDS, k=chance.randrange(1, 12))
    words.insert(chance.randrange(len(words) + 1), "senast")
    words.insert(chance.randrange(len(words) + 1), chance.choice(DAYS))
    gaps = chance.choices((" ", " ", " ", "\n", "\t"), k=len(words))
    return letter("".join(map("".join, zip(words, gaps, strict=True))))


def _of_letter(chance: Random) -> str:
    """A letter in which single characters were hurt, digits above all."""
    text = list(chance.choice(_LETTERS))
    for _ in range(chance.randrange(1, 20)):
        at = chance.randrange(len(text))
        if chance.randrange(2):
            digits = [place for place, char in enumerate(text) if char.isdecimal()]
            at = chance.choice(digits or [at])
        text[at] = chance.choice(
            ("", " ", "\n", "-", text[at] * 2, *"0123456789", *CONTROL)
        )
    return "".join(text)


def _cut(chance: Random) -> str:
    """A piece of a letter, joined to a piece of another."""
    first, second = chance.choices(_LETTERS, k=2)
    return (
        first[: chance.randrange(len(first))] + second[chance.randrange(len(second)) :]
    )


def _of_characters(chance: Random) -> str:
    """Any characters at all, without lone surrogates."""
    limits = (0x80, 0x250, 0x3000, 0xD800, 0x110000)
    most = chance.choice(limits)
    codes = (chance.randrange(most) for _ in range(chance.randrange(300)))
    return "".join(chr(code) for code in codes if not 0xD800 <= code < 0xE000)


def _damaged(text: str, chance: Random) -> str:
    for damage in chance.choices(_ANYWHERE, k=chance.randrange(1, 3)):
        try:
            text = damage(text)
        except (UnicodeDecodeError, ValueError, AssertionError):
            continue  # what this damage needs does not stand in this text
    return text


_KINDS: Final[list[Callable[[Random], str]]] = [
    _of_words,
    _of_blocks,
    _of_lines,
    _of_request,
    _of_request,
    _of_letter,
    _of_letter,
    _cut,
    _of_characters,
]
