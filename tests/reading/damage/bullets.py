"""The bullets of the list, exchanged for others or for none."""

from collections.abc import Callable
from string import ascii_lowercase


def bullets(mark: str) -> Callable[[str], str]:
    """Another *mark* before each item, with the space that follows it."""
    return lambda text: text.replace("\n- ", f"\n{mark}")


def numbered(after: str) -> Callable[[str], str]:
    """``1.`` or ``1)``: a number and what stands *after* it."""
    return _counted([f"{number}{after}" for number in range(1, 27)])


def lettered(after: str) -> Callable[[str], str]:
    """``a)``: a letter and what stands *after* it."""
    return _counted([f"{letter}{after}" for letter in ascii_lowercase])


def mark_on_its_own_line(text: str) -> str:
    """Each bullet on the line above its item, as out of a PDF with a hanging indent."""
    return text.replace("\n- ", "\n•\n")


def all_marks_first(text: str) -> str:
    """The column of bullets before the column of items."""
    marks = "•\n" * text.count("\n- ")
    return text.replace("\n- ", "\n").replace(" att:\n", f" att:\n{marks}")


def run_together(text: str) -> str:
    """The items one after the other on one line, a bullet between them."""
    lead, rest = text.split("\n\n- ", 1)
    items, after = rest.split("\n\nRapporten", 1)
    listed = " ".join(f"• {one}" for one in items.replace("\n\n", "\n").split("\n- "))
    return f"{lead} {listed}\n\nRapporten{after}"


def run_together_bare(text: str) -> str:
    """The items one after the other on one line, with nothing but full stops."""
    return run_together(text).replace("• ", "")


def _counted(marks: list[str]) -> Callable[[str], str]:
    def damage(text: str) -> str:
        for mark in marks:
            text = text.replace("\n- ", f"\n{mark} ", 1)
        return text

    return damage
