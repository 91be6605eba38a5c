"""Days, and how letters write them."""

import random

from pendulum import Date

MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
WEEKDAYS = [
    "måndagen",
    "tisdagen",
    "onsdagen",
    "torsdagen",
    "fredagen",
    "lördagen",
    "söndagen",
]


def letter_day(rng: random.Random) -> Date:
    """The day of a letter: a working day of the years 2009 to 2024."""
    return _weekday(Date(2009, 1, 7).add(days=rng.randrange(5_800)))


def answer_day(rng: random.Random, written: Date) -> Date:
    """The day asked for: some weeks or months later."""
    day = _weekday(written.add(days=rng.randint(25, 170)))
    return day if (day.month, day.day) != (2, 29) else day.add(days=1)


def near(rng: random.Random, day: Date, least: int, most: int) -> Date:
    """A working day so many days from *day*."""
    return _weekday(day.add(days=rng.randint(least, most)))


def _weekday(day: Date) -> Date:
    return day.add(days=max(0, 7 - day.isoweekday() + 1) if day.isoweekday() > 5 else 0)


def in_words(day: Date) -> str:
    """``3 maj 2023``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def without_year(day: Date) -> str:
    """``3 maj``."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def weekday(day: Date) -> str:
    """``fredagen``."""
    return WEEKDAYS[day.isoweekday() - 1]


def any_form(rng: random.Random, day: Date) -> str:
    """A day in running prose, after a word such as *per* or without one."""
    words = in_words(day)
    return rng.choice([day.isoformat(), f"den {words}", words])
