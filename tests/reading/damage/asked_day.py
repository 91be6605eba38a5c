"""The day that is asked for, spelled another way, cut or hurt."""

from collections.abc import Callable

ASKED = "senast 2022-11-25."


def asked(words: str) -> Callable[[str], str]:
    """Other *words* where the letter says ``senast`` and the day."""

    def damage(text: str) -> str:
        assert text.count(ASKED) == 1
        return text.replace(ASKED, words)

    return damage


def years_lost(text: str) -> str:
    """``2022`` gone from every day; the diary number keeps its own."""
    return text.replace("2022-", "-").replace("2022 -", " -")


def long_numbers_lost(text: str) -> str:
    """Every run of three digits or more gone, as from a font without a map."""
    for digits in ("2022", "2017", "347"):
        text = text.replace(digits, "")
    return text


def cut_after(words: str) -> Callable[[str], str]:
    """Nothing more after *words*: the rest was on a page that is not there."""
    return lambda text: text[: text.index(words) + len(words)]
