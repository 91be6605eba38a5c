"""What a file says, in letters that no terminal obeys."""

import unicodedata
from typing import Final

MARK: Final = "\N{REPLACEMENT CHARACTER}"


def plain(text: str, mark: str = MARK) -> str:
    r"""*text* as it may be shown: lines and tabs stay, other spaces are spaces.

    Marks that turn the order of letters or take no room are left out. Every other
    letter that cannot be printed, such as what steers a terminal or is half of a
    character, becomes *mark*.

    >>> plain("\x1b[31mGransk\u00adning\u202e"), plain("KS\u00a02022/347\n")
    ('�[31mGranskning', 'KS 2022/347\n')
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else _shown(c, mark) for c in text)


def whole(text: str) -> str:
    r"""*text* without halves of characters, which no file can hold.

    >>> whole("Granskning \ud83d"), whole("\ud83d\ude00")
    ('Granskning �', '😀')
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _shown(char: str, mark: str) -> str:
    if char in "\n\t":
        return char
    # The separators of Unicode's old kind (0x1C to 0x1F) count as spaces for Python.
    if char.isspace() and char >= " ":
        return " "
    return "" if unicodedata.category(char) == "Cf" else mark
