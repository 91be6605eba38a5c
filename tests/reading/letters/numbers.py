"""Diary numbers in every form, and numbers that are none."""

import random
from collections.abc import Callable

import attrs

from auditflow.memo import DiaryNumber

_AUDITORS_CODES = ("REV", "RVK", "RK", "KR")


@attrs.frozen
class Drawn:
    """The parts that a diary number is written from."""

    rng: random.Random
    year: int
    code: str

    def serial(self, most: int = 900) -> int:
        """A serial number."""
        return self.rng.randint(2, most)


Written = Callable[[Drawn], str]

_PLAIN: dict[str, Written] = {
    "2022/347": lambda d: f"{d.year}/{d.serial()}",
    "313-24/2013": lambda d: f"{d.serial()}-{d.serial(90)}/{d.year}",
    "3.1.4-18/2020": lambda d: f"3.1.{d.serial(5)}-{d.serial(90)}/{d.year}",
    "2002/241-00": lambda d: f"{d.year}/{d.serial():03d}-00",
    "420-145-2012": lambda d: f"{d.serial()}-{d.serial()}-{d.year}",
    "310/30-05": lambda d: f"{d.serial()}/{d.serial(90):02d}-{d.year % 100:02d}",
    "32-2009-0615": lambda d: f"{d.serial(90)}-{d.year}-{d.serial():04d}",
}
_CODED: dict[str, Written] = {
    "RVK 2021/2": lambda d: f"{d.code} {d.year}/{d.serial(60)}",
    "RK 201604-0036": lambda d: (
        f"{d.code} {d.year}{d.serial(12):02d}-{d.serial(99):04d}"
    ),
    "KS-2014/742.912": lambda d: f"{d.code}-{d.year}/{d.serial()}.{d.serial():03d}",
    "KS 2014/742.912": lambda d: f"{d.code} {d.year}/{d.serial()}.{d.serial():03d}",
    "KS 2008/0229-00": lambda d: f"{d.code} {d.year}/{d.serial():04d}-00",
    "KS2006/0492-00": lambda d: f"{d.code}{d.year}/{d.serial():04d}-00",
    "LJ2014/ 194": lambda d: f"{d.code}{d.year}/ {d.serial()}",
    "TN 2013-0567": lambda d: f"{d.code} {d.year}-{d.serial():04d}",
    "REV 36-2022": lambda d: f"{d.code} {d.serial(90)}-{d.year}",
    "RS/721/2015": lambda d: f"{d.code}/{d.serial()}/{d.year}",
    "2014/KS 0012 001": lambda d: f"{d.year}/{d.code} {d.serial():04d} 001",
    "2023/BUN 0214": lambda d: f"{d.year}/{d.code} {d.serial():04d}",
    "SCN-2015-0180": lambda d: f"{d.code}-{d.year}-{d.serial():04d}",
    "KS/2013:1210": lambda d: f"{d.code}/{d.year}:{d.serial()}",
    "KS 2018/455": lambda d: f"{d.code} {d.year}/{d.serial()}",
    "KS-612/2008": lambda d: f"{d.code}-{d.serial()}/{d.year}",
    "KS/2019/0001/0009": lambda d: (
        f"{d.code}/{d.year}/{d.serial():04d}/{d.serial(20):04d}"
    ),
}
FORMS = (*_PLAIN, *_CODED)
"""Each named by one of its kind."""

LABELS = ("Dnr", "Dnr:", "DNR", "dnr", "Diarienummer", "Diarienummer:", "Dnr.")


@attrs.frozen
class Number:
    """A diary number and the name of its form."""

    diary: DiaryNumber
    form: str
    coded: str | None = None
    """The body whose code it holds, where nothing else tells whose it is."""

    @property
    def raw(self) -> str:
        """As written."""
        return self.diary.raw


def of_the_auditors(rng: random.Random, year: int) -> Number:
    """One of the auditors' own diary."""
    drawn = Drawn(rng, year, rng.choice(_AUDITORS_CODES))
    return _number(drawn, FORMS, "revisorerna")


def of_a_board(rng: random.Random, year: int, code: str, owner: str | None) -> Number:
    """One of a board's diary, most often with the board's letters in it."""
    drawn = Drawn(rng, year, code)
    return _number(drawn, tuple(_CODED) if code else tuple(_PLAIN), owner)


def _number(drawn: Drawn, forms: tuple[str, ...], owner: str | None) -> Number:
    form = drawn.rng.choice(forms)
    raw = (_PLAIN | _CODED)[form](drawn)
    return Number(DiaryNumber(owner, raw), form)


def labelled(rng: random.Random, number: Number) -> str:
    """The number after a label, or alone where its letters say what it is."""
    bare = number.form in ("RK 201604-0036", "REV 36-2022", "RVK 2021/2")
    if bare and rng.randrange(3) == 0:
        return number.raw
    label = rng.choice(LABELS)
    return f"{label}{rng.choice([' ', ' ', chr(10)])}{number.raw}"


def of_a_report(rng: random.Random, year: int) -> str:
    """The number of a report, which is no diary number."""
    serial = rng.randint(1, 19)
    return rng.choice(
        [
            f"Rapport nr {serial}/{year}",
            f"Projektrapport {year}:{serial}",
            f"Revisionsrapport nr {serial}/{year}",
            f"Nr {serial}, {year}",
        ]
    )
