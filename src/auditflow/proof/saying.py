"""Lines of a proof that say what one value of a derivation says."""

from datetime import date
from functools import cache
from importlib.metadata import version
from typing import assert_never

from pendulum import Date

from auditflow.business_calendar import Closure
from auditflow.periods import BusinessDays, Months, Years
from auditflow.planning.derivation import (
    AimedAt,
    Around,
    BuiltOn,
    Counted,
    Extended,
    Happened,
    Origin,
)
from auditflow.proof.lines import Fact, Kind, Line
from auditflow.proof.value import HALF_LETTER
from auditflow.rules import Seek


def of_origin(origin: Origin) -> Line:
    """The line that says what a step is counted from."""
    match origin:
        case Happened(what, day, confirmed):
            return saying(Kind.GIVEN, day=day, what=what.value, confirmed=confirmed)
        case Extended(day, on, by, asked):
            return saying(
                Kind.EXTENDED, day=day, on=on, by=on_one_line(by), asked=asked
            )
        case BuiltOn(rule, part, day, stands_for):
            awaited = stands_for and stands_for.value
            return saying(
                Kind.BUILDS_ON, day=day, rule=rule, part=part.value, stands_for=awaited
            )
        case AimedAt(event, on, named, day):
            return saying(Kind.AIMED, day=day, event=event, on=on, named=named)
        case _:
            assert_never(origin)


def closed(kind: Kind, day: Date, why: Closure) -> Line:
    """A day that is closed, with its name."""
    return saying(kind, day=day, sv=on_one_line(why.sv), en=on_one_line(why.en))


def of_ends(day: Date, around: Around, seek: Seek) -> Line:
    """The end of a period from which a meeting is sought."""
    return saying(
        Kind.ENDS,
        day=day,
        body=around.body,
        known=around.known,
        seek=seek.value,
        last=around.last,
        next=around.next,
    )


@cache
def release() -> str:
    """The version of ``holidays`` that the calendar was made from."""
    return version("holidays")


def whose(counted: Counted) -> str | None:
    """Whose business days are counted, if any are."""
    business = isinstance(counted.period, BusinessDays)
    return counted.counted_on.value if business else None


def is_missing(counted: Counted) -> bool:
    """Whether the month where the period ends has no day of the number sought."""
    if not isinstance(counted.period, Months | Years):
        return False
    less = counted.counting.less_first(counted.period.amount)
    return counted.end.add(days=less).day != counted.start.day


def on_one_line(text: str) -> str:
    """*text* without line breaks and double spaces."""
    return " ".join(text.split())


def saying(kind: Kind, **facts: Fact | date) -> Line:
    """A line in which days may still be days."""
    return Line.saying(kind, {key: _fact(value) for key, value in facts.items()})


def _fact(value: Fact | date) -> Fact:
    """What a line says; half a letter, with which no file can be written, is marked."""
    if isinstance(value, date):
        return value.isoformat()
    return HALF_LETTER.sub("\ufffd", value) if isinstance(value, str) else value
