"""By when an answer is wished: every form of the day, and of its absence."""

import datetime as dt
import random
from collections.abc import Callable

import attrs
from pendulum import Date

from auditflow.memo import ReplyKind, ReplyRequest
from tests.reading.letters.days import (
    MONTHS,
    answer_day,
    in_words,
    weekday,
    without_year,
)
from tests.reading.letters.truth import pick


@attrs.frozen
class ByWhen:
    """The words with *senast* in them, what they mean, and the day as written."""

    words: str
    request: ReplyRequest
    form: str = ""
    day: str = ""
    """As written; empty if there is none."""

    @property
    def dated(self) -> bool:
        """Whether the words hold a whole day."""
        return self.request.kind is ReplyKind.DATE


Made = Callable[[random.Random, Date], ByWhen]


def _dated(write: Callable[[Date], str], lead: str = "senast ") -> Made:
    def made(rng: random.Random, written: Date) -> ByWhen:
        day = answer_day(rng, written)
        text = write(day)
        return ByWhen(lead + text, ReplyRequest.by(day), day=text)

    return made


def _yearless(write: Callable[[Date], str]) -> Made:
    def made(rng: random.Random, written: Date) -> ByWhen:
        day = answer_day(rng, written)
        text = write(day)
        request = ReplyRequest(ReplyKind.PROPOSED, day)
        return ByWhen(f"senast {text}", request, day=text)

    return made


def _at_an_hour(rng: random.Random, written: Date) -> ByWhen:
    day = answer_day(rng, written)
    hour = dt.time(rng.choice([9, 12, 15, 16, 17]), rng.choice([0, 0, 30]))
    text = rng.choice([day.isoformat(), f"den {in_words(day)}"])
    time = rng.choice(
        [f"kl. {hour:%H.%M}", f"kl {hour:%H:%M}", f"klockan {hour:%H.%M}"]
    )
    words = rng.choice([f"{time} {text}", f"{text} {time}", f"{text}, {time}"])
    request = ReplyRequest(ReplyKind.DATE, day, hour)
    return ByWhen(f"senast {words}", request, day=text)


def _last_of_the_month(rng: random.Random, written: Date) -> ByWhen:
    day = answer_day(rng, written).end_of("month")
    text = f"den sista {MONTHS[day.month - 1]} {day.year}"
    return ByWhen(f"senast {text}", ReplyRequest.by(day), day=text)


def _any_weekday(rng: random.Random, written: Date) -> ByWhen:
    day = answer_day(rng, written)
    name = weekday(day)
    text = rng.choice(
        [
            f"{name} den {in_words(day)}",
            f"{name.removesuffix('en')} den {in_words(day)}",
            f"{name.removesuffix('en')} {in_words(day)}",
        ]
    )
    return ByWhen(f"senast {text}", ReplyRequest.by(day), day=text)


def _week(rng: random.Random, written: Date) -> ByWhen:
    week = answer_day(rng, written).isocalendar().week
    words = rng.choice([f"senast vecka {week}", f"senast v. {week}"])
    return ByWhen(words, ReplyRequest(ReplyKind.RELATIVE))


def _said(kind: ReplyKind, *ways: str) -> Made:
    def made(rng: random.Random, written: Date) -> ByWhen:
        day = answer_day(rng, written)
        month = MONTHS[day.month - 1]
        words = rng.choice(ways).format(month=month, year=day.year)
        return ByWhen(words, ReplyRequest(kind))

    return made


_MADE: dict[str, tuple[int, Made]] = {
    "2022-11-25": (30, _dated(Date.isoformat)),
    "den 25 november 2022": (20, _dated(lambda day: f"den {in_words(day)}")),
    "25 november 2022": (8, _dated(in_words)),
    "fredagen den 25 november 2022": (
        4,
        _any_weekday,
    ),
    "den 2022-11-25": (3, _dated(lambda day: f"den {day.isoformat()}")),
    "25/11 2022": (1, _dated(lambda day: f"{day.day}/{day.month} {day.year}")),
    "den sista november 2022": (1, _last_of_the_month),
    "at an hour": (5, _at_an_hour),
    "den 25 november": (7, _yearless(lambda day: f"den {without_year(day)}")),
    "25 november": (4, _yearless(without_year)),
    "fredagen den 25 november": (
        2,
        _yearless(lambda day: f"{weekday(day)} den {without_year(day)}"),
    ),
    "relative": (
        5,
        _said(
            ReplyKind.RELATIVE,
            "inom tre månader",
            "inom två månader",
            "inom 8 veckor",
            "inom sex veckor från dagens datum",
        ),
    ),
    "relative to receipt": (
        3,
        _said(
            ReplyKind.RELATIVE,
            "inom två månader från mottagandet",
            "senast tre månader efter mottagandet av denna skrivelse",
            "två månader från mottagandet",
        ),
    ),
    "month only": (
        4,
        _said(
            ReplyKind.RELATIVE,
            "senast under {month} månad",
            "under {month} månad {year}",
            "senast i {month} {year}",
        ),
    ),
    "week only": (1, _week),
    "no day": (8, _said(ReplyKind.UNDATED, "")),
    "lost": (3, _said(ReplyKind.UNREADABLE, "senast")),
    "cut off": (2, _said(ReplyKind.UNREADABLE, "senast den", "senast")),
}
FORMS = (*_MADE,)
WHOLE = FORMS[:8]
"""Those that hold a whole day."""
YEARLESS = FORMS[8:11]


def by_when(
    rng: random.Random, written: Date, among: tuple[str, ...] = FORMS
) -> ByWhen:
    """By when a letter *written* that day wishes the answer."""
    form = pick(rng, {name: _MADE[name][0] for name in among})
    return attrs.evolve(_MADE[form][1](rng, written), form=form)
