"""Letters, spaces and hyphens that came out as other characters."""

import html
import re
import unicodedata
from collections.abc import Callable

_LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}
_HEADINGS = ("Missiv", "Revisorerna", "Vänersborgs kommun")


def decomposed(text: str) -> str:
    """Letter and accent apart (NFD), as in the names of files on a Mac."""
    return unicodedata.normalize("NFD", text)


def ligatures(text: str) -> str:
    """``ﬁ``, ``ﬂ`` and ``ﬀ`` as one character each, as a PDF draws them."""
    for letters, one in _LIGATURES.items():
        text = text.replace(letters, one)
    return text


def zero_width(text: str) -> str:
    """A zero-width space after every space and every hyphen."""
    return re.sub(r"([ \-])", "\\1\u200b", text)


def zero_width_within(text: str) -> str:
    """A zero-width space within each long word and number."""
    return re.sub(r"(\w{3})(\w{2})", "\\1\u200b\\2", text)


def soft_hyphens(text: str) -> str:
    """A soft hyphen within each long word, as a word processor puts them."""
    return re.sub(r"([a-zåäö]{5})([a-zåäö]{3})", "\\1\u00ad\\2", text)


def spaces(space: str) -> Callable[[str], str]:
    """Another *space* for each one."""
    return lambda text: text.replace(" ", space)


def hyphens(hyphen: str) -> Callable[[str], str]:
    """Another *hyphen* for each one."""
    return lambda text: text.replace("-", hyphen)


def marked(text: str) -> str:
    """A byte order mark before the first letter."""
    return f"\ufeff{text}"


def trailing_spaces(text: str) -> str:
    """Spaces at the end of every line, also of the empty ones."""
    return "\n".join(f"{line}   " for line in text.splitlines())


def indented(text: str) -> str:
    """Every line moved in, the head as far as its column stood on the page."""
    lines = text.splitlines()
    return "\n".join(
        f"{' ' * (40 if number < 16 else 8)}{line}" if line else ""
        for number, line in enumerate(lines)
    )


def misread(encoding: str, times: int = 1) -> Callable[[str], str]:
    """UTF-8 read as *encoding*, saved, and read so again (mojibake)."""

    def damage(text: str) -> str:
        for _ in range(times):
            text = text.encode().decode(encoding)
        return text

    return damage


def misread_in_part(text: str) -> str:
    """Only the lines below the head were misread, as in a text put together of two."""
    head, title, rest = text.partition("Granskning av")
    return head + misread("cp1252")(title + rest)


def misread_decomposed(text: str) -> str:
    """Letter and accent apart, and then misread."""
    return misread("latin-1")(decomposed(text))


def replaced(text: str) -> str:
    """``å``, ``ä`` and ``ö`` lost to the mark for an unknown letter."""
    return re.sub(r"[åäöÅÄÖ]", "\ufffd", text)


def entities(text: str) -> str:
    """Letters as HTML writes them, as in the source of a mail."""
    letters = {"å": "aring", "ä": "auml", "ö": "ouml"}
    return "".join(
        f"&{letters[char]};" if char in letters else html.escape(char) for char in text
    )


def letter_spaced(text: str) -> str:
    """Headings with a space after every letter: ``M i s s i v``."""
    lines = [
        "  ".join(map(" ".join, line.split())) if line in _HEADINGS else line
        for line in text.splitlines()
    ]
    return "\n".join(lines)


def title_letter_spaced(text: str) -> str:
    """The title with a space after every letter, and two between words."""
    lines = [
        "  ".join(map(" ".join, line.split()))
        if line.startswith("Granskning av")
        else line
        for line in text.splitlines()
    ]
    return "\n".join(lines)


def head_in_capitals(text: str) -> str:
    """Everything above the title in capitals."""
    head, title, rest = text.partition("Granskning av")
    return head.upper() + title + rest


def head_and_title_in_capitals(text: str) -> str:
    """Everything above the running text in capitals."""
    head, begins, rest = text.partition("På uppdrag")
    return head.upper() + begins + rest


def names_in_capitals(text: str) -> str:
    """The close in capitals: ``THOMAS BOSTRÖM``."""
    rest, lead, close = text.partition("För kommunens revisorer")
    return rest + lead + close.upper()
