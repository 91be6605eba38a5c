"""How a case begins: which day is asked for, and at what kind of body."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from pendulum import Date

from auditflow.case import Case
from auditflow.day import date_at
from auditflow.events import Recipient
from auditflow.memo import Memo
from auditflow.testing.factories import RECOMMENDED, REPLY_BY, a_memo
from auditflow.testing.given import day_given
from auditflow.testing.holidays import closed_by_name

CHOICES: Final = 7
"""How many bytes say how a case begins; where all are 0, as that of `a_case` does."""

_SIMPLEST: Final = day_given(REPLY_BY)
# How long before the reply day the letter comes: the first as in Vänersborg.
_TIMES_GIVEN: Final = (59, 21, 90, 30, 10)
_RECOMMENDED_NUMBERS: Final = (2, 2, 0, 1, 7)
_SHAPES: Final = (0, 0, 0, 0, 1, 2, 3)
_AWAY: Final = (0, 1, -1, 2, -2, 3, -3, 4, -4)
_MEMBERS: Final = ("Vänersborg", "Trollhättan")
_COMPANY: Final = "Styrelsen för Vänersborgsbostäder AB"


def case_opened(
    choices: bytes, first: Date, last: Date, *, boards_only: bool = False
) -> Case:
    """A case that has just come in, as the *choices* say.

    Args:
        choices: so many bytes as `CHOICES` says.
        first: the first day that is asked for.
        last: the last day that is asked for.
        boards_only: no joint board, no company, no answer to fullmäktige.
    """
    *day, given, recommended, shape = choices
    reply_by = _asked_for(day, first, last)
    received = date_at(reply_by.toordinal() - _one_of(_TIMES_GIVEN, given))
    memo = _memo(reply_by, received, _one_of(_RECOMMENDED_NUMBERS, recommended))
    match 0 if boards_only else _one_of(_SHAPES, shape):
        case 0:
            return Case.open(memo, received=received)
        case 1:
            return Case.open(memo, received=received, answers_to=Recipient.COUNCIL)
        case 2:
            return Case.open(memo, received=received, members=_MEMBERS)
        case _:
            memo = a_memo(reply_by=reply_by, dated=received, body=_COMPANY)
            return Case.open(memo, received=received)


def _one_of(among: Sequence[int], number: int) -> int:
    return among[number % len(among)]


def _asked_for(choices: Sequence[int], first: Date, last: Date) -> Date:
    """A day between two, every second time near a closed day; see `days`."""
    near, one, two, three = choices
    begin, end = first.toordinal(), last.toordinal()
    simplest = min(max(_SIMPLEST.toordinal(), begin), end)
    if near % 2 == 0:
        away = simplest - begin + one + 256 * two
        return date_at(begin + away % (end - begin + 1))
    away = date_at(simplest).year - first.year + one
    year = first.year + away % (last.year - first.year + 1)
    named = closed_by_name(year)
    on = _one_of(named, two) + _one_of(_AWAY, three)
    return date_at(min(max(on, begin), end))


@cache
def _memo(reply_by: Date, dated: Date, recommended: int) -> Memo:
    if recommended == len(RECOMMENDED):
        return a_memo(reply_by=reply_by, dated=dated)
    return a_memo(reply_by=reply_by, dated=dated, recommendations=recommended)
