"""Values as the code that makes them: what a failing test prints can be pasted."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain, product
from typing import Final

import attrs

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.errors import AuditflowError, Fault
from auditflow.events import AnyEvent, Recipient, Response
from auditflow.meetings import MeetingCalendar
from auditflow.memo import Memo, Role
from auditflow.testing.factories import (
    BODY,
    DNR,
    INFORMED,
    RECEIVED,
    RECOMMENDED,
    REPLY_BY,
    a_case,
    a_meeting_calendar,
    a_memo,
    a_response,
)

_WIDTH: Final = 76
_MARKS: Final = "irregular"


def code_of(value: object) -> str:
    """*value* as the code that makes it; what is as by default is left out.

    >>> print(code_of(a_memo(reply_by="2024-12-27")))
    a_memo(reply_by="2024-12-27")
    >>> print(code_of(a_case(state="received")))
    a_case(
        Registered(on=date(2022, 9, 28), by="registrator", dnr="KS 2022/347"),
    )
    """
    match value:
        case Case():
            return _case(value)
        case Memo():
            return _memo(value)
        case BusinessCalendar():
            closed = [f"{code_of(d)}: {_text(why)}" for d, why in value.closed.items()]
            shut = [f"closed={_within('{', closed, '}')}"] if closed else []
            kept = [f"open={code_of(value.open)}"] if value.open else []
            return _call("BusinessCalendar.sweden", [*shut, *kept])
        case MeetingCalendar():
            return _meetings(value)
        case Response():
            return _response(value)
        case _:
            return _plain(value)


def _plain(value: object) -> str:
    match value:
        case datetime():
            return f'read_instant("{value.isoformat()}")'
        case date():
            return f"date({value.year}, {value.month}, {value.day})"
        case str():  # a word of a closed set too, where its text is taken
            return _text(str(value))
        case tuple() | list():
            return _within("[", map(code_of, value), "]")
        case _:
            return _fields(value) if attrs.has(type(value)) else repr(value)


def _text(text: str) -> str:
    quoted = repr(text)
    if quoted.startswith("'") and '"' not in text:
        return f'"{quoted[1:-1]}"'
    return quoted


def _fields(value: object, without: str = "") -> str:
    return _call(type(value).__name__, _said(value, without))


def _said(value: object, without: str) -> Iterator[str]:
    """Each field of an attrs value that is not as by default."""
    kind = type(value)
    if not attrs.has(kind):
        raise Fault(f"{kind.__name__} is no value with fields")
    for field in attrs.fields(kind):
        said, default = getattr(value, field.name), field.default
        if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
            default = default.factory()
        if said != default and field.name != without:
            yield f"{field.alias}={code_of(said)}"


def _memo(memo: Memo) -> str:
    """By the factory where that makes the same, which few letters differ from."""
    if not memo.must_answer or not memo.municipality:
        return _fields(memo)
    first, *others = memo.must_answer
    role, texts = Role.FOR_INFORMATION, [one.text for one in memo.recommendations]
    also = tuple(one.name for one in others)
    informed = tuple(one.name for one in memo.bodies if one.role is role)
    numbered = a_memo(recommendations=len(texts)).recommendations
    recommended = len(texts) if numbered == memo.recommendations else tuple(texts)
    made = a_memo(
        reply_by=first.reply.date,
        body=first.name,
        also_answering=also,
        informed=informed,
        recommendations=recommended,
        municipality=memo.municipality,
        dated=memo.dated,
    )
    if made != memo:
        return _fields(memo)
    said: list[tuple[str, object, object]] = [
        ("reply_by", _iso(first.reply.date), REPLY_BY),
        ("body", first.name, BODY),
        ("also_answering", also, ()),
        ("informed", informed, INFORMED),
        ("recommendations", recommended, RECOMMENDED),
        ("municipality", memo.municipality, a_memo().municipality),
        ("dated", _iso(memo.dated), RECEIVED),
    ]
    return _call("a_memo", _differing(said))


def _differing(said: Iterable[tuple[str, object, object]]) -> Iterator[str]:
    """What is said, where it is not as by default."""
    for word, value, default in said:
        if value != default:
            yield f"{word}={code_of(value)}"


def _iso(day: date | None) -> str | None:
    return None if day is None else str(day)


def _response(response: Response) -> str:
    made = a_response(response.number, day=response.day)
    if made != response:
        return _fields(response)
    default = a_response().day
    day = [("day", _iso(response.day), _iso(default))]
    return _call("a_response", [str(response.number), *_differing(day)])


def _meetings(calendar: MeetingCalendar) -> str:
    """By the factory where the meetings are as it makes them."""
    years = {meeting.day.year for meeting in calendar.meetings}
    found = _recurring(calendar, min(years), len(years)) if years else None
    if found is not None:
        return _call("a_meeting_calendar", found)
    return _call("MeetingCalendar", [code_of(calendar.meetings)])


def _recurring(
    calendar: MeetingCalendar, year: int, years: int
) -> Iterator[str] | None:
    names = calendar.bodies
    for prepared_by, weekday, week in product((None, names[-1]), range(5), range(1, 5)):
        bodies = names if prepared_by is None else names[:-1]
        if not bodies:
            continue
        # The preparing body may meet in the year before the first.
        for first in (year, year + 1):
            count = years - (first - year)
            made = a_meeting_calendar(
                *bodies,
                year=first,
                years=count,
                weekday=weekday,
                week=week,
                prepared_by=prepared_by,
            )
            if made == calendar:
                said: list[tuple[str, object, object]] = [
                    ("year", first, 2022),
                    ("years", count, 1),
                    ("weekday", weekday, 2),
                    ("week", week, 1),
                    ("prepared_by", prepared_by, None),
                ]
                own = () if bodies == (BODY,) else map(code_of, bodies)
                return chain(own, _differing(said))
    return None


def _case(case: Case) -> str:
    """By the factory where the same events lead to the same case."""
    arrival, (_, *events) = case.arrival, case.history
    try:
        made = a_case(
            *(_unmarked(event) for event in events),
            memo=case.memo,
            received=case.received,
            body=case.body,
            kind=arrival.kind,
            members=arrival.members,
            answers_to=arrival.answers_to,
            dnr=None,
        )
    except AuditflowError:
        return _fields(case)
    if made != case:
        return _fields(case)
    said = [_fields(event, without=_MARKS) for event in events]
    if (memo := _memo(case.memo)) != "a_memo()":
        said.append(f"memo={memo}")
    several = len(case.memo.must_answer) > 1
    beside: list[tuple[str, object, object]] = [
        ("received", _iso(case.received), RECEIVED),
        ("body", case.body if several else None, None),
        ("dnr", None, None if events else DNR),
        ("kind", arrival.kind, None),
        ("members", arrival.members, ()),
        ("answers_to", arrival.answers_to, Recipient.AUDITORS),
    ]
    return _call("a_case", [*said, *_differing(beside)])


def _unmarked(event: AnyEvent) -> AnyEvent:
    return attrs.evolve(event, irregular=()) if event.irregular else event


def _call(name: str, said: Iterable[str]) -> str:
    return _within(f"{name}(", said, ")")


def _within(opening: str, said: Iterable[str], closing: str) -> str:
    """On one line where that is short, else each part on a line of its own."""
    parts = [*said]
    line = f"{opening}{', '.join(parts)}{closing}"
    if len(line) <= _WIDTH and "\n" not in line:
        return line
    inner = ",\n".join(parts)
    indented = "\n".join(f"    {one}" if one else one for one in inner.split("\n"))
    return f"{opening}\n{indented},\n{closing}"
