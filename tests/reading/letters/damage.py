"""What happens to a letter on its way: scanning, extraction, the wrong encoding."""

import random
import re
import textwrap
import unicodedata
from collections.abc import Callable

import attrs

from auditflow.memo import Body
from tests.reading.letters.truth import Letter, chance, lost, pick

Damage = Callable[[random.Random, Letter], Letter]
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_LONG_WORD = re.compile(r"\b[a-zåäö]{9,}\b")
_LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}


def _text(change: Callable[[random.Random, str], str]) -> Damage:
    def damage(rng: random.Random, letter: Letter) -> Letter:
        return attrs.evolve(letter, text=change(rng, letter.text))

    return damage


def _spaces_in_days(rng: random.Random, text: str) -> str:
    shape = rng.choice([r"\1 -\2- \3", r"\1- \2 -\3", r"\1 - \2 - \3", r"\1-\2 -\3"])
    return _ISO.sub(shape, text)


def _soft_hyphens(rng: random.Random, text: str) -> str:
    def softened(word: re.Match[str]) -> str:
        cut = rng.randint(3, len(word[0]) - 3)
        return f"{word[0][:cut]}\u00ad{word[0][cut:]}"

    return _LONG_WORD.sub(softened, text)


def _hyphenated(rng: random.Random, text: str) -> str:
    """Each paragraph in narrow lines, and some words broken where lines end."""

    def broken(line: str) -> str:
        words = [*_LONG_WORD.finditer(line)]
        if not words or not chance(rng, 60):
            return line
        word = rng.choice(words)
        cut = word.start() + rng.randint(4, len(word[0]) - 4)
        return f"{line[:cut]}-\n{line[cut:]}"

    lines = _narrow(text, 90)
    return "\n".join(broken(line) if len(line) > 40 else line for line in lines)


def _narrow(text: str, width: int) -> list[str]:
    wrapped: list[str] = []
    for line in text.split("\n"):
        wrapped += textwrap.wrap(
            line,
            width,
            break_long_words=False,
            break_on_hyphens=False,
            drop_whitespace=True,
        ) or [""]
    return wrapped


def _wrapped(rng: random.Random, text: str) -> str:
    return "\n".join(filter(None, _narrow(text, rng.choice([60, 72, 80, 90]))))


def _wrapped_with_blank_lines(rng: random.Random, text: str) -> str:
    return "\n".join(_narrow(text, rng.choice([60, 72, 80, 90])))


def _pages(rng: random.Random, text: str) -> str:
    """A page number or a running head between some of the paragraphs."""
    paragraphs = text.split("\n\n")
    head = paragraphs[-1].split("\n")[0][:20]
    breaks = [
        "2 (3)",
        "2",
        "Sida 2 av 3",
        "- 2 -",
        "2(2)",
        "Revisorerna\t2(3)",
        "Revisionsskrivelse\n2 (3)",
        "\f",
    ]
    # Not within the head nor among the names, which stand on one page each.
    places = range(len(paragraphs) // 2, max(len(paragraphs) - 3, 1))
    if head and places:
        at = rng.choice(places)
        paragraphs.insert(at, rng.choice(breaks))
    return "\n\n".join(paragraphs)


def _bullets(rng: random.Random, text: str) -> str:
    mark = rng.choice(["\uf0b7", "\uf02d", "\uf0d8", "", "", "‐", "∙", "►"])
    return re.sub(r"(?m)^[-•●–\uf0b7\uf0a7*▪] ", f"{mark} ", text)


def _mojibake(rng: random.Random, text: str) -> str:
    """UTF-8 read as Windows-1252; bytes that it lacks as Latin-1 has them."""
    latin = chance(rng, 50)

    def read(byte: int) -> str:
        one = bytes([byte])
        if latin:
            return one.decode("latin-1")
        try:
            return one.decode("cp1252")
        except UnicodeDecodeError:
            return one.decode("latin-1")

    return "".join(read(byte) for byte in text.encode())


def _ligatures(rng: random.Random, text: str) -> str:
    for plain, joined in _LIGATURES.items():
        text = text.replace(plain, joined)
    return text


def _one_line(rng: random.Random, text: str) -> str:
    return " ".join(text.split())


def _blank_lines_everywhere(rng: random.Random, text: str) -> str:
    return re.sub(r"\n+", "\n\n", text)


def _digits_dropped(rng: random.Random, letter: Letter) -> Letter:
    """The asked day loses its digits: nobody can tell any more which it was."""
    text = letter.text
    for day in letter.asked_days:
        text = text.replace(day, re.sub(r"\d", "", day))
    if text == letter.text:
        return letter
    bodies = tuple(
        Body(body.name, body.role, lost(body.reply)) for body in letter.truth.bodies
    )
    truth = attrs.evolve(letter.truth, bodies=bodies)
    return attrs.evolve(letter, text=text, truth=truth)


_MADE: dict[str, tuple[int, Damage]] = {
    "spaces within days": (12, _text(_spaces_in_days)),
    "digits of the asked day lost": (6, _digits_dropped),
    "soft hyphens": (8, _text(_soft_hyphens)),
    "hyphenated": (10, _text(_hyphenated)),
    "wrapped, no blank lines": (10, _text(_wrapped)),
    "wrapped": (10, _text(_wrapped_with_blank_lines)),
    "blank lines everywhere": (6, _text(_blank_lines_everywhere)),
    "pages": (10, _text(_pages)),
    "bullets exchanged": (8, _text(_bullets)),
    "NFD": (6, _text(lambda _, text: unicodedata.normalize("NFD", text))),
    "no-break spaces": (6, _text(lambda _, text: text.replace(" ", "\u00a0"))),
    "ligatures": (6, _text(_ligatures)),
    "mojibake": (8, _text(_mojibake)),
    "line breaks lost": (6, _text(_one_line)),
    "Windows line ends": (4, _text(lambda _, text: text.replace("\n", "\r\n"))),
}
FORMS = (*_MADE,)


def damaged(letter: Letter, seed: int = 0) -> Letter:
    """The same letter with one kind of damage; its truth is still true."""
    rng = random.Random(f"{seed}/{letter.number}/damage")  # noqa: S311 - the same
    form = pick(rng, {name: weight for name, (weight, _) in _MADE.items()})
    made = _MADE[form][1](rng, letter)
    return attrs.evolve(made, damaged=form)
