"""The due days of columns of cases are those of their plans, case by case."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditflow import bulk
from auditflow.bulk.answers import DayArray
from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.errors import (
    ColumnsContradict,
    DayOutOfRange,
    DaysOutOfRange,
    NotDays,
    RuleUncountable,
)
from auditflow.events import MinutesAdjusted, NoticePosted
from auditflow.meetings import Meeting, MeetingCalendar, MeetingStatus
from auditflow.memo import Body, Memo, ReplyRequest
from auditflow.planning import plan
from auditflow.rules import Rulebook
from auditflow.rules.model import Rule
from tests.planning.cases import BENGTSFORS, GULLSPANG

SWEDEN = BusinessCalendar.sweden()
OWN_DAYS = BusinessCalendar.sweden(
    closed={date(2022, 10, 7): "klämdag", date(2022, 11, 4): "klämdag"},
    open=[date(2022, 11, 5)],
)
BODY = "kommunstyrelsen"
NEVER = "NaT"
Facts = Mapping[str, date | bool | None]


def _book(*changes: str) -> Rulebook:
    head = 'extends = "se-audit-memo"\nid = "own"\nversion = "1"\n'
    return Rulebook.from_text(f"{head}valid_from = 2018-01-01\n{''.join(changes)}")


def _own(name: str, *lines: str) -> str:
    """A rule of one's own that says all it must, and these *lines*."""
    return "\n".join(
        [
            f"[rules.{name}]",
            f'sv = "{name}"\nen = "{name}"',
            'basis = "local"\nsource = "own"\nconfidence = "settled"',
            *lines,
            "",
        ]
    )


_RECEIVED, _NONE = 'anchor = "received"', 'roll = "none"'

BOOKS = {
    "every-shape": _book(
        _own("fixed", _RECEIVED, 'period = "15 April the next year"', 'roll = "back"'),
        _own("letter", _RECEIVED, 'period = "-5 literal vardagar"', _NONE),
        _own("first", _RECEIVED, 'period = "2 weeks"', _NONE, 'first_day = "counted"'),
        _own(
            "month", _RECEIVED, 'period = "5 months"', _NONE, 'month_end = "next_day"'
        ),
        _own("found", _RECEIVED, 'period = "1 day"', _NONE, 'deemed = "mailbox"'),
        _own(
            "served",
            'anchor = { latest = ["memo_dated", "adopt", "requested"] }',
            'period = "3 weeks"',
            'roll = "forward"',
            'deemed = "simplified_service"',
        ),
        _own(
            "told",
            'anchor = { latest = ["adopted", "received"] }',
            'period = "0 days"',
            _NONE,
            'meeting = "own"',
            'seek = "first_after"',
            'otherwise = { anchor = "adopted", period = "1 month" }',
        ),
        _own(
            "kept",
            'anchor = "notice_posted"',
            'period = "3 weeks"',
            'roll = "forward"',
            'holds = "notice_up"',
        ),
    ),
    "steps-of-every-shape": _book(
        '[counting]\nfirst_day = "counted"\nmonth_end = "next_day"\n',
        "[rules.draft]\n"
        'anchor = { latest = ["referral", "summon"] }\nperiod = "-30 business days"\n'
        'deemed = "mailbox"\n',
        '[rules.prepare]\nseek = "first_after"\nperiod = "-9 days"\n',
        '[rules.statements]\nneeds = "2 weeks"\n',
        '[rules.adopt]\nimmediate = "-2 business days"\n',
    ),
    "complete-or-report": _book(
        '[rules.adopt]\nmet_by = ["adopted", "reported"]\n',
        '[rules.adjust_minutes]\nmet_by = ["minutes_adjusted", "reported"]\n'
        'basis = "local"\nsource = "own"\n',
    ),
    "shipped": Rulebook.default(),
    "other-periods": _book(
        '[rules.summon]\nperiod = "-8 days"\n',
        '[rules.draft]\nperiod = "-2 weeks"\nneeds = "9 business days"\n',
        '[rules.refer]\nperiod = "1 week"\nneeds = "7 business days"\n',
        '[rules.statements]\nneeds = "1 month"\n'
        'otherwise = { anchor = "draft", period = "-20 business days" }\n',
        '[rules.adopt]\nperiod = "-1 month"\n',
    ),
    "never-at-once": _book(
        '[rules.adopt]\nperiod = "-3 business days"\nimmediate = "-2 business days"\n',
        '[rules.statements]\napplies = "never"\n',
    ),
    "nothing-takes-time": _book(
        '[rules.summon]\nperiod = "0 days"\n',
        '[rules.statements]\nneeds = "0 days"\n'
        'otherwise = { anchor = "draft", period = "0 days" }\n',
        '[rules.draft]\nperiod = "0 days"\nneeds = "0 days"\n'
        'otherwise = { anchor = "summon", period = "0 days" }\n',
        "[rules.prepare]\n"
        'otherwise = { anchor = "adopt", period = "0 days", roll = "none" }\n',
    ),
    "drafted-long-before": _book(
        '[rules.draft]\nperiod = "-40 business days"\nneeds = "1 business day"\n'
        'otherwise = { anchor = "summon", period = "-40 business days" }\n',
    ),
    "minutes-for-statements-only": _book(
        '[rules.adjust_minutes]\napplies = "statements_wanted"\n'
        'basis = "local"\nsource = "own"\n',
    ),
    "adjusted-by-two-rules": _book(
        '[rules.adjust_minutes]\napplies = "statements_wanted"\n'
        'basis = "local"\nsource = "own"\n',
        "[rules.adjust_as_promised]\n"
        'sv = "Justera"\nen = "Adjust"\nanchor = "received"\nperiod = "6 weeks"\n'
        'roll = "none"\nbasis = "local"\nsource = "own"\nconfidence = "settled"\n'
        'met_by = "minutes_adjusted"\n',
    ),
    "counted-from-the-answer": _book(
        '[rules.prepare]\nanchor = "answered"\nperiod = "-50 days"\n',
        '[rules.answer]\nanchor = "adopt"\nperiod = "9 days"\n'
        'applies = "statements_wanted"\nbasis = "local"\nsource = "own"\n',
        '[rules.adopt]\nanchor = "requested"\n',
        "[rules.answer_as_asked]\n"
        'sv = "Svara"\nen = "Answer"\nanchor = "requested"\nperiod = "0 days"\n'
        'roll = "none"\nbasis = "local"\nsource = "own"\nconfidence = "settled"\n'
        'met_by = "answered"\n',
    ),
    "nobody-prepares": _book('[prepares]\nkommunstyrelsen = ""\n'),
    "another-prepares": _book(
        '[prepares]\nkommunstyrelsen = "beredningen"\n',
        '[rules.prepare]\nperiod = "-1 day"\n'
        'otherwise = { anchor = "adopt", period = "-3 weeks", roll = "back" }\n',
    ),
    "a-rule-of-its-own": _book(
        "[rules.remind]\n"
        'sv = "Påminn"\nen = "Remind"\nkind = "reminder"\nanchor = "answered"\n'
        'period = "1 month"\nroll = "forward"\nbasis = "local"\nsource = "own"\n'
        'confidence = "settled"\n',
        "[rules.read]\n"
        'sv = "Läs"\nen = "Read"\nanchor = "statements"\nperiod = "2 business days"\n'
        'otherwise = { anchor = "prepare.raw", period = "-1 day" }\n'
        'roll = "none"\nbasis = "local"\nsource = "own"\nconfidence = "settled"\n'
        'counted_on = "statutory"\nneeded_by = "answer.safe"\nmet_by = "prepared"\n',
    ),
}


def _planned(facts: Facts, book: Rulebook, **calendars: Any) -> dict[str, date | None]:
    """What the plan of the one case says of each rule."""
    requested, received = facts.get("requested"), facts["received"]
    assert isinstance(received, date)
    reply = ReplyRequest.by(requested) if isinstance(requested, date) else None
    body = Body(BODY, "must_answer", reply) if reply else Body(BODY, "must_answer")
    dated = facts.get("memo_dated")
    memo = Memo(bodies=[body], dated=dated if isinstance(dated, date) else None)
    case = Case.open(memo, received=received)
    wanted: Any = ["socialnämnden"] if facts.get("statements_wanted") else ()
    if facts.get("referral"):
        wanted = {"socialnämnden": facts["referral"]}
    result = plan(_led(case, facts), rulebook=book, statements_from=wanted, **calendars)
    return {deadline.id: deadline.due for deadline in result.deadlines}


def _led(case: Case, facts: Facts) -> Case:
    """The case, led as far as its facts go; an early minute or notice says why."""
    adopted = facts.get("adopted")
    if not isinstance(adopted, date):
        return case
    why = "enligt delegation"
    case = case.take("draft", on=adopted, by="handläggare", despite=why)
    case = case.take("adopt", on=adopted, by="nämnden", despite=why)
    kinds: list[tuple[str, type[MinutesAdjusted | NoticePosted]]] = [
        ("minutes_adjusted", MinutesAdjusted),
        ("notice_posted", NoticePosted),
    ]
    for name, kind in kinds:
        on = facts.get(name)
        if isinstance(on, date):
            case = case.record(kind(on=on, by="nämnden", despite=why))
    return case


def _column(values: Sequence[date | bool | None]) -> DayArray:
    return np.array([NEVER if v is None else str(v) for v in values], "M8[D]")


def _in_bulk(
    many: Sequence[Facts], book: Rulebook, **calendars: Any
) -> list[dict[str, date | None]]:
    """The same of all cases at once."""
    names = [f.name for f in attrs.fields(_Given)]
    columns: dict[str, Any] = {
        name: _column([facts.get(name) for facts in many]) for name in names
    }
    wanted = np.array([bool(facts.get("statements_wanted")) for facts in many])
    due = bulk.due_days(
        book, body=BODY, statements_wanted=wanted, **columns, **calendars
    )
    return [
        {rule_id: column[at].item() for rule_id, column in due.items()}
        for at in range(len(many))
    ]


@attrs.frozen
class _Given:
    """The columns of days that `due_days` takes."""

    received: None
    requested: None
    memo_dated: None
    referral: None
    adopted: None
    minutes_adjusted: None
    notice_posted: None


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    """A case as it may stand: little known of it, or much."""
    received = draw(st.dates(date(2021, 11, 1), date(2023, 2, 28)))

    def later(day: date, most: int, least: int = 0) -> date | None:
        days = draw(st.none() | st.integers(least, most))
        return None if days is None else day + timedelta(days=days)

    adopted = later(received, 120)
    adjusted = later(adopted, 20) if adopted else None
    return {
        "received": received,
        "requested": later(received, 150, -10),
        "memo_dated": later(received, 0, -30),
        "referral": later(received, 60),
        "statements_wanted": draw(st.booleans()),
        "adopted": adopted,
        "minutes_adjusted": adjusted,
        "notice_posted": later(adjusted, 9) if adjusted else None,
    }


@st.composite
def meeting_calendars(draw: st.DrawFn) -> MeetingCalendar | None:
    """No calendar, a real one, or one with gaps, cancelled and moved meetings."""
    real = draw(st.sampled_from([None, GULLSPANG, BENGTSFORS, "drawn"]))
    if not isinstance(real, str):
        return real
    bodies = draw(st.lists(st.sampled_from([BODY, "arbetsutskottet", "beredningen"])))
    rows = []
    for body in {*bodies}:
        days = st.dates(date(2021, 6, 1), date(2024, 6, 1))
        for day in draw(st.lists(days, max_size=14, unique=True)):
            status = draw(st.sampled_from([*MeetingStatus, MeetingStatus.PLANNED]))
            moved = day + timedelta(days=9) if status is MeetingStatus.MOVED else None
            rows.append(Meeting(day, body, status, moved))
    return MeetingCalendar(rows)


@settings(max_examples=80, deadline=None)
@given(
    many=st.lists(facts(), min_size=1, max_size=6),
    book=st.sampled_from([*BOOKS.values()]),
    calendar=st.sampled_from([SWEDEN, OWN_DAYS]),
    meetings=meeting_calendars(),
)
def test_columns_of_cases_have_the_due_days_of_their_plans(
    many, book, calendar, meetings
):
    """Whatever is known of them, by whichever rules, with and without meetings."""
    calendars = {"calendar": calendar, "meetings": meetings}
    expected = [_planned(one, book, **calendars) for one in many]
    assert _in_bulk(many, book, **calendars) == expected


def _every_day() -> list[Facts]:
    """A case for each day of a year, asked to answer after ever so many days."""
    return [
        {
            "received": day,
            "requested": day + timedelta(days=at % 9 if at % 3 else at * 37 % 110),
            "statements_wanted": at % 2 == 0,
            "referral": day + timedelta(days=at % 12) if at % 5 == 0 else None,
        }
        for at in range(365)
        for day in [date(2022, 1, 1) + timedelta(days=at)]
    ]


CANCELLED = MeetingCalendar(
    Meeting(
        date(2022, 1, 1) + timedelta(days=17 * at),
        body,
        "planned" if 6 <= at < 12 else "cancelled",
    )
    for at in range(20)
    for body in (BODY, "arbetsutskottet")
)


@pytest.mark.parametrize(
    "meetings",
    [
        pytest.param(None, id="no-meetings"),
        pytest.param(GULLSPANG, id="gullspang"),
        pytest.param(BENGTSFORS, id="bengtsfors"),
        pytest.param(CANCELLED, id="cancelled-at-both-ends"),
    ],
)
def test_a_case_for_every_day_of_a_year(meetings):
    """In time, with immediate adjustment, too late, and beyond what is known."""
    calendars = {"calendar": OWN_DAYS, "meetings": meetings}
    for book in (BOOKS["shipped"], BOOKS["steps-of-every-shape"]):
        expected = [_planned(one, book, **calendars) for one in _every_day()]
        assert _in_bulk(_every_day(), book, **calendars) == expected


@pytest.mark.parametrize("book", [*BOOKS])
def test_a_case_for_every_day_by_every_rulebook(book):
    """Where nothing takes any time, and where much does."""
    calendars = {"calendar": SWEDEN, "meetings": None}
    expected = [_planned(one, BOOKS[book], **calendars) for one in _every_day()]
    assert _in_bulk(_every_day(), BOOKS[book], **calendars) == expected


def test_blocks_do_not_change_the_days(monkeypatch):
    """Cut anywhere, the cases keep their days."""
    calendars = {"calendar": SWEDEN, "meetings": GULLSPANG}
    whole = _in_bulk(_every_day(), BOOKS["shipped"], **calendars)
    monkeypatch.setattr("auditflow.bulk.rulebook._BLOCK", 7)
    assert _in_bulk(_every_day(), BOOKS["shipped"], **calendars) == whole


def _refused_or_planned(one: Facts, book: Rulebook) -> dict[str, date | None] | None:
    try:
        return _planned(one, book, calendar=SWEDEN, meetings=None)
    except DayOutOfRange:
        return None


@pytest.mark.parametrize("book", [*BOOKS])
@pytest.mark.parametrize(
    "first", [date(1953, 1, 1), date(2100, 9, 1)], ids=["beginning", "end"]
)
def test_at_the_ends_of_time(book, first):
    """What is refused the plan refuses too; and where it plans, the days are its days.

    At the end it refuses more, for it also looks for the reply day to ask for.
    """
    for at in range(0, 120, 7):
        day = first + timedelta(days=at)
        one: Facts = {"received": day, "requested": min(day, date(2100, 12, 28))}
        expected = _refused_or_planned(one, BOOKS[book])
        try:
            found = _in_bulk([one], BOOKS[book], calendar=SWEDEN, meetings=None)[0]
        except DaysOutOfRange:
            assert expected is None
        else:
            assert found == expected or (expected is None and first.year > 2000)


def test_the_furthest_meeting_that_is_looked_for():
    """As far as the plan of one case looks for a day on which the body may decide."""
    one: Facts = {"received": date(2022, 1, 3), "requested": date(2022, 1, 3)}
    days = set()
    for number in range(225, 252):
        book = _book(f'[rules.draft]\nneeds = "{number} business days"\n')
        expected = _planned(one, book, calendar=SWEDEN, meetings=None)
        assert _in_bulk([one], book, calendar=SWEDEN, meetings=None) == [expected]
        days.add(expected["adopt"])
    assert None in days
    assert len(days) > 2


def test_one_day_may_stand_for_all_cases():
    """And what is left out has not happened to any of them."""
    received = _column([date(2022, 9, 27), None])
    due = bulk.due_days(
        Rulebook.default(), body=BODY, received=received, requested=date(2022, 11, 25)
    )
    assert due["adopt"].astype(str).tolist() == ["2022-11-18", NEVER]
    assert due["answer"].astype(str).tolist() == ["2022-11-25", NEVER]
    assert [*due] == [r.id for r in Rulebook.default().rules if r.id != "measure"]
    assert {column.dtype for column in due.values()} == {np.dtype("M8[D]")}


def test_no_cases_have_no_days():
    """An empty table is no mistake."""
    due = bulk.due_days(Rulebook.default(), body=BODY, received=[])
    assert {column.size for column in due.values()} == {0}


DAY = date(2022, 9, 27)


@pytest.mark.parametrize(
    ("columns", "error", "index", "said"),
    [
        pytest.param(
            {"received": [DAY, DAY], "adopted": [None, date(2022, 9, 26)]},
            ColumnsContradict, 1, "adopted, 2022-09-26, lies before 2022-09-27",
            id="adopted-before-received",
        ),
        pytest.param(
            {"received": [DAY], "memo_dated": [date(2022, 9, 28)]},
            ColumnsContradict, 0, "received, 2022-09-27, lies before", id="dated-later",
        ),
        pytest.param(
            {"received": [DAY], "requested": [DAY, DAY]},
            ColumnsContradict, None, "rows; give columns of the same", id="lengths",
        ),
        pytest.param(
            {"received": [DAY], "statements_wanted": [True, False]},
            ColumnsContradict, None, "statements_wanted has 2 rows", id="flags",
        ),
        pytest.param(
            {"received": [DAY], "statements_wanted": [1]},
            NotDays, None, "statements_wanted is a column of int64", id="no-flags",
        ),
        pytest.param(
            {"received": [DAY], "requested": [date(2101, 1, 1)]},
            DaysOutOfRange, 0, "2101-01-01", id="out-of-range",
        ),
        pytest.param(
            {"received": [DAY, DAY], "notice_posted": [None, date(2100, 12, 20)]},
            DaysOutOfRange, 1, "appeal_ends, 3 weeks from 2100-12-20", id="beyond",
        ),
        pytest.param(
            {"received": [date(1953, 1, 1)], "requested": [date(1953, 1, 1)]},
            DaysOutOfRange, 0, "answer, 0 days from 1953-01-01", id="no-safe-day",
        ),
        pytest.param(
            {"received": [date(2100, 12, 29)], "requested": [date(2100, 12, 29)]},
            DaysOutOfRange, 0, "from 2100-12-3", id="no-later-day",
        ),
        pytest.param(
            {"received": DAY}, NotDays, None, "single days", id="no-column",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_planned_is_refused(columns, error, index, said):
    """By the index of the first case, before any day is returned."""
    with pytest.raises(error) as caught:
        bulk.due_days(Rulebook.default(), body=BODY, **columns)
    assert caught.value.index == index
    assert said in str(caught.value)


@attrs.frozen(kw_only=True)
class _Newer(Rule):
    """A rule of a later auditflow, which can say more."""

    unheard_of: str | None = None


def test_a_shape_that_is_not_understood_is_refused():
    """Rather than counted as if it said nothing; and named, for whoever wrote it."""
    shipped = Rulebook.default()

    def book(said: str | None) -> Rulebook:
        values = attrs.asdict(shipped.rules[0], recurse=False)
        return attrs.evolve(
            shipped, rules=(_Newer(**values, unheard_of=said), *shipped.rules[1:])
        )

    with pytest.raises(RuleUncountable, match=r"register .* says unheard_of"):
        bulk.due_days(book("notice"), body=BODY, received=[DAY])
    due = bulk.due_days(book(None), body=BODY, received=[DAY])
    assert due["register"].astype(str).tolist() == ["2022-09-28"]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param('[rules.draft]\nanchor = "adopted"\n', id="draft-from-adopted"),
        pytest.param('[rules.prepare]\nanchor = "minutes_adjusted"\n', id="prepare"),
        pytest.param(
            '[rules.draft]\nanchor = "received"\nperiod = "9 days"\n'
            'otherwise = { anchor = "received", period = "9 days" }\n'
            '[rules.prepare]\nanchor = "adopted"\n',
            id="the-meeting-from-its-own-decision",
        ),
    ],
)
def test_a_rule_that_is_counted_from_what_comes_later_is_refused(changes):
    """The plan keeps the day that was in force when it was met; a column cannot."""
    with pytest.raises(RuleUncountable, match="counted from something later"):
        bulk.due_days(_book(changes), body=BODY, received=[DAY])
