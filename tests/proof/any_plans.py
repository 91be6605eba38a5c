"""Plans of random cases, with rules, meetings and days of their own near the plan's."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.errors import AuditflowError
from auditflow.events import (
    AimedFor,
    AnyEvent,
    ExtensionGranted,
    Referred,
    Registered,
    StatementReceived,
    Tabled,
)
from auditflow.meetings import Meeting, MeetingCalendar
from auditflow.memo import Body, Memo, ReplyKind, ReplyRequest
from auditflow.planning import Plan, plan
from auditflow.proof import Kind, prove
from auditflow.rules import Rulebook

_YEARS = (1961, 1965, 1974, 2004, 2022, 2022, 2024)
_HEAD = 'extends = "se-audit-memo"\nid = "x"\nversion = "1"\nvalid_from = 1953-01-01\n'
_BACK = ("0 days", "-3 days", "-1 week", "-2 literal vardagar", "-4 business days",
         "-1 month")  # fmt: skip
_PERIODS = (*_BACK, "3 weeks", "5 business days", "1 literal vardag", "1 year",
            "15 April the next year", "the next 1 May")  # fmt: skip
_HANGING = {
    "summon": ("adopt",),
    "prepare": ("summon", "adopt"),
    "draft": ("summon", "prepare"),
    "statements": ("draft", "prepare"),
    "adopt": ("answer",),
}
_OTHERS = ("register", "refer", "follow_up", "post_notice", "adjust_minutes")
_PREPARES = "arbetsutskottet"
_ASKED = ("socialnämnden", "kulturnämnden")


def any_plan(random: Random) -> Plan:
    """A plan, of which any part may be missing or odd."""
    received = date(random.choice(_YEARS), 1, 1) + timedelta(random.randrange(365))
    case = _case(random, received)
    book = _rulebook(random)
    meetings = _meetings(random, received)
    case = _happened(random, case, meetings)
    wanted = dict.fromkeys(_ASKED) if random.random() < 0.3 else {}

    def made(calendar: BusinessCalendar) -> Plan:
        return plan(
            case,
            rulebook=book,
            calendar=calendar,
            meetings=meetings,
            statements_from=wanted,
        )

    calendar = BusinessCalendar.sweden()
    for _ in range(random.choice((0, 1, 1, 2))):
        calendar = _own_days(random, made(calendar), received)
    return made(calendar)


def _case(random: Random, received: date) -> Case:
    asked = received + timedelta(random.choice((5, 20, 60, 100, 150)))
    kind = random.choice((ReplyKind.DATE, ReplyKind.DATE, ReplyKind.PROPOSED))
    reply = ReplyRequest(kind, asked + timedelta(random.randrange(10)))
    body = random.choice(("kommunstyrelsen", "Kommunstyrelsens", "barnnämnden"))
    dated = received - timedelta(random.randrange(5))
    memo = Memo(dated=dated, bodies=[Body(body, "must_answer", reply)])
    return Case.open(memo, received=received)


def _happened(random: Random, case: Case, known: MeetingCalendar | None) -> Case:
    """The case after some events; those that it refuses did not happen."""
    day = case.received
    for event in _events(random, day, known):
        try:
            case = case.record(event)
        except AuditflowError:
            continue
    if random.random() < 0.4:
        for step in ("draft", "remit"):
            day += timedelta(random.randrange(20, 40))
            try:
                case = case.take(step, on=day, by="h", despite="brådskar")
            except AuditflowError:
                break
    return case


def _events(
    random: Random, day: date, known: MeetingCalendar | None
) -> Iterator[AnyEvent]:
    def often() -> bool:
        return random.random() < 0.4

    def later(days: int = 9) -> date:
        return day + timedelta(random.randrange(days))

    if often():
        yield Registered(on=day, by="r", dnr="1")
    if often():
        to = {body: later(30) if often() else None for body in _ASKED}
        yield Referred(on=day, by="r", to=to)
        if often():
            yield StatementReceived(on=later(), by="r", body=_ASKED[0])
    if random.random() < 0.2:
        yield ExtensionGranted(on=later(), by="revisorerna", until=later(200))
    if random.random() < 0.2:
        days = known.days_of("kommunstyrelsen") if known else ()
        meeting = random.choice((*days, later(100)))
        yield AimedFor(on=day, by="r", meeting=meeting)
    if random.random() < 0.1:
        yield Tabled(on=later(), by="ks")


def _rulebook(random: Random) -> Rulebook:
    """The shipped rules, or rules of one's own."""
    if random.random() < 0.4:
        return Rulebook.default()
    text = _HEAD
    for rule in (*_HANGING, *_OTHERS):
        if random.random() < 0.4:
            text += _rule(random, rule)
    try:
        return Rulebook.from_text(text)
    except AuditflowError:
        return _rulebook(random)


def _rule(random: Random, rule: str) -> str:
    lines = [f"[rules.{rule}]", 'basis = "local"', 'source = "s"', 'confidence="open"']
    if rule in _HANGING and random.random() < 0.7:
        part = random.choice(("", ".safe", ".safe", ".raw"))
        lines.append(f'anchor = "{random.choice(_HANGING[rule])}{part}"')
    if random.random() < 0.7:
        periods = _BACK if rule in _HANGING else _PERIODS
        lines.append(f'period = "{random.choice(periods)}"')
    for key, words in (
        ("roll", ("forward", "back", "none")),
        ("counted_on", ("statutory", "municipal")),
        ("first_day", ("counted", "not_counted")),
        ("month_end", ("last_day", "next_day")),
        ("needs", ("3 business days", "1 week", "10 days")),
    ):
        if random.random() < 0.3 and not (key == "needs" and rule not in _HANGING):
            lines.append(f'{key} = "{random.choice(words)}"')
    if rule == "register" and random.random() < 0.4:
        lines.append(f'deemed = "{random.choice(("mailbox", "simplified_service"))}"')
    return "\n".join(lines) + "\n"


def _meetings(random: Random, received: date) -> MeetingCalendar | None:
    rows = []
    for body in ("kommunstyrelsen", _PREPARES):
        if random.random() < 0.6:
            near = random.choice((40, 120, 300))
            days = range(random.choice((-30, 0, 30)), near)
            rows += [
                Meeting(received + timedelta(after), body)
                for after in random.sample(days, random.randrange(1, min(9, len(days))))
            ]
    return MeetingCalendar(rows) if rows else None


def _own_days(random: Random, made: Plan, received: date) -> BusinessCalendar:
    """Closed and open days on, or close to, the days that a proof of a plan names."""
    near = [*_named(made)] or [received]

    def some(most: int) -> set[date]:
        chosen = random.choices(near, k=random.randrange(most))
        return {
            day + timedelta(random.choice((0, 0, 0, -1, 1, 2, -7))) for day in chosen
        }

    weekends = {
        day + timedelta(5 - day.weekday() + random.randrange(2)) for day in some(9)
    }
    closed = dict.fromkeys(some(16) - weekends, "stängt")
    return BusinessCalendar.sweden(closed=closed, open=weekends)


def _named(made: Plan) -> Iterator[date]:
    """The days on which something could be decided, done, or due."""
    for deadline in made.deadlines:
        if deadline.due is not None:
            weight = 3 if deadline.id == "adopt" else 1
            kinds = (Kind.MEETING, Kind.LATEST, Kind.RAW, Kind.DUE, Kind.SAFE)
            for line in prove(deadline).lines:
                if line.kind in kinds and line.day is not None:
                    yield from (line.day,) * weight
