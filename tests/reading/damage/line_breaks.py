"""Line breaks that were lost, moved, doubled or written another way."""

import re
import textwrap
from collections.abc import Callable, Iterator

_VOWELS = "aeiouyåäö"
_WORD = re.compile(r"(?P<word>[A-ZÅÄÖ]?[a-zåäö]{8,})(?P<mark>[.,:]?)")


def breaks_lost(text: str) -> str:
    """Everything on one line, as out of many a database field."""
    return " ".join(text.split())


def breaks_glued(text: str) -> str:
    """The lines of each paragraph put together without even a space."""
    blocks = re.split(r"\n\s*\n", text.strip())
    return "\n".join("".join(block.split("\n")) for block in blocks)


def blank_lines_lost(text: str) -> str:
    """Each line under the other, without air."""
    return "\n".join(line for line in text.splitlines() if line.strip())


def paragraphs_joined(text: str) -> str:
    """One line for each paragraph, a list on the line of its own paragraph."""
    blocks = re.split(r"\n\s*\n", text.strip())
    return "\n".join(" ".join(block.split("\n")) for block in blocks)


def paragraphs_of_prose_joined(text: str) -> str:
    """The running text as one paragraph; the head and the names keep their lines."""
    head, prose, close = _three(text)
    return f"{head}\n\n{' '.join(prose.split())}\n\n{close}"


def double_spaced(text: str) -> str:
    """A blank line after every line."""
    return "\n\n".join(text.splitlines())


def more_air(text: str) -> str:
    """Three blank lines, with spaces on them, for one."""
    return text.replace("\n\n", "\n \n\t\n\n")


def wrapped(width: int, hang: str = "") -> Callable[[str], str]:
    """Lines of at most *width* characters; items of a list hang by *hang*."""

    def damage(text: str) -> str:
        return "\n".join(
            textwrap.fill(
                line, width, break_on_hyphens=False, subsequent_indent=_hang(line, hang)
            )
            for line in text.splitlines()
        )

    return damage


def hyphenated(hyphen: str, width: int = 60) -> Callable[[str], str]:
    """Long words broken by *hyphen* at the ends of lines."""

    def damage(text: str) -> str:
        return "\n".join(
            "\n".join(_hyphenated(line, hyphen, width)) for line in text.splitlines()
        )

    return damage


def hyphenated_then_joined(text: str) -> str:
    """Words broken at the ends of lines, and the lines put together after that."""
    return re.sub(r"(?<=[a-zåäö]-)\n(?=[a-zåäö])", " ", hyphenated("-")(text))


def line_breaks(mark: str) -> Callable[[str], str]:
    """Every line ends in *mark*, as on another system or in another program."""
    return lambda text: text.replace("\n", mark)


def one_per_word(text: str) -> str:
    """Each word of the running text on a line of its own, as out of narrow cells."""
    head, prose, close = _three(text)
    words = re.sub(r"(?<=\S) (?=\S)", "\n", prose)
    return f"{head}\n\n{words}\n\n{close}"


def _three(text: str) -> tuple[str, str, str]:
    start, end = text.index("På uppdrag av"), text.index("För kommunens revisorer")
    return text[:start].rstrip(), text[start:end].strip(), text[end:]


def _hang(line: str, hang: str) -> str:
    return hang if line.startswith("- ") else ""


def _hyphenated(line: str, hyphen: str, width: int) -> Iterator[str]:
    row = ""
    for word in line.split(" "):
        first, rest = _broken(word, width - len(row) - 2)
        if len(row) + 1 + len(word) <= width:
            row = f"{row} {word}" if row else word
        elif first:
            yield f"{row} {first}{hyphen}"
            row = rest
        else:
            yield row
            row = word
    yield row


def _broken(word: str, room: int) -> tuple[str, str]:
    """Break *word* before a consonant and its vowel, as Swedish does; or not at all."""
    found = _WORD.fullmatch(word)
    if found is None:
        return "", word
    letters = found["word"]
    for at in range(min(room, len(letters) - 3), 3, -1):
        if letters[at] not in _VOWELS and letters[at + 1] in _VOWELS:
            return word[:at], word[at:]
    return "", word
