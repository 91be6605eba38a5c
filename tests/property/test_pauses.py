"""Laws of time that stands still: which days move, by how many, and which never do.

What is expected is walked to from day to day: a day on which time stood still is passed
over, and does not count.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from auditflow.case import Case
from auditflow.day import date_at
from auditflow.events import (
    AnyEvent,
    ExtensionGranted,
    MinutesAdjusted,
    NoticePosted,
    Party,
    Paused,
    Resumed,
    pauses_in,
    reply_day_in,
)
from auditflow.memo import Body, Memo, ReplyRequest
from auditflow.periods import days, months, weeks, years
from auditflow.planning import Plan, plan
from auditflow.rules import Rulebook
from tests.property.strategies import ONE_DAY, closed_in_law, rolled_by_law

LAW = settings(max_examples=2000, deadline=None)
RECEIVED = date(2022, 9, 27)
ASKED = date(2022, 11, 25)
MEMO = Memo(bodies=[Body("kommunstyrelsen", "must_answer", ReplyRequest.by(ASKED))])
OPENED = Case.open(MEMO, received=RECEIVED)
_EACH = (
    'basis = "local"\nsource = "rutinen"\nconfidence = "settled"\nsv = "R"\nen = "R"'
)
BOOK = Rulebook.from_text(
    f"""
    extends = "se-audit-memo"
    id = "pausad"
    version = "1"
    valid_from = 2018-01-01
    [rules.calendar]
    anchor = "received"\nperiod = "30 days"\nroll = "none"\npausable = true\n{_EACH}
    [rules.rolled]
    anchor = "received"\nperiod = "1 month"\nroll = "forward"\npausable = true\n{_EACH}
    [rules.business]
    anchor = "received"\nperiod = "17 business days"\nroll = "none"\npausable = true
    {_EACH}
    [rules.never]
    anchor = "received"\nperiod = "30 days"\nroll = "none"\n{_EACH}
    """
)
# The raw day of each rule while nothing is paused, counted by hand.
PAUSABLE = {
    "calendar": date(2022, 10, 27),
    "rolled": date(2022, 10, 27),
    "business": date(2022, 10, 20),
    "refer": date(2022, 9, 30),
}


def planned(case: Case) -> Plan:
    """The plan of *case* by the rulebook above."""
    return plan(case, rulebook=BOOK, statements_from=["socialnämnden"])


def dues(case: Case) -> dict[str, date]:
    """The due day of each deadline that a pause may move, where it has one."""
    result = planned(case)
    found = {one: result[one].due for one in (*PAUSABLE, "answer")}
    return {one: day for one, day in found.items() if day is not None}


def told(case: Case, events: Iterable[AnyEvent]) -> Case:
    """*case* after all of *events*."""
    for event in events:
        case = case.record(event)
    return case


def covered(first: date, last: date) -> set[date]:
    """Each day from *first* to *last*, both included."""
    return {first + n * ONE_DAY for n in range((last - first).days + 1)}


def walked(
    since: date,
    day: date,
    stands: set[date],
    counts: Callable[[date], bool] | None = None,
) -> date:
    """*day*, reached from *since* in as many days that count and were not paused."""
    way = covered(since + ONE_DAY, day)
    left = sum(counts is None or counts(one) for one in way)
    reached = since
    while left:
        reached += ONE_DAY
        left -= reached not in stands and (counts is None or counts(reached))
    return reached


def is_open(day: date) -> bool:
    """Whether *day* is a business day, by the statutes alone."""
    return not closed_in_law(day)


def moved_by_hand(rule: str, stands: set[date]) -> date:
    """Where a walk from the day of arrival leads."""
    counts = is_open if rule in ("business", "refer") else None
    return walked(RECEIVED, PAUSABLE[rule], stands, counts)


def paused(on: date, until: date | None, party: Party) -> Paused:
    """A pause from a day, to a last day if it is known."""
    return Paused(on=on, by="anna", ground="semester", until=until, granted_by=party)


Span = tuple[date, date, Party, bool]


@st.composite
def spans(draw: st.DrawFn) -> list[Span]:
    """Pauses with first day, last day, party, and whether somebody had to end them."""
    drawn = draw(st.binary(max_size=12))
    found = []
    for first, length in zip(drawn[::2], drawn[1::2], strict=False):
        begun = RECEIVED + first % 75 * ONE_DAY
        party = (Party.AUDITORS, Party.MUNICIPALITY)[length % 2]
        last = begun + length // 4 % 24 * ONE_DAY
        found.append((begun, last, party, length // 2 % 2 == 1))
    return found


def begun(found: Iterable[Span]) -> list[Paused]:
    """How each pause began."""
    return [
        paused(first, None if to_be_ended else last, party)
        for first, last, party, to_be_ended in found
    ]


def ended(found: Iterable[Span]) -> list[Resumed]:
    """How each pause ended that had no last day from the beginning."""
    return [
        Resumed(on=last, by="anna", granted_by=party)
        for _, last, party, to_be_ended in found
        if to_be_ended
    ]


def still(found: Iterable[Span], *parties: Party) -> set[date]:
    """The days on which time stood still for *parties*."""
    days_of = (covered(a, b) for a, b, party, _ in found if party in parties)
    return set[date]().union(*days_of)


BOTH = (Party.AUDITORS, Party.MUNICIPALITY)
orders = st.randoms(use_true_random=False)


@LAW
@given(found=spans(), order=orders)
def test_overlapping_pauses_count_as_their_union_in_any_order(found, order):
    """Each day once, both ends included, whoever recorded what first."""
    events = [*begun(found), *ended(found)]
    order.shuffle(events)
    for parties in ((Party.AUDITORS,), (Party.MUNICIPALITY,), BOTH):
        pauses = pauses_in(events, parties)
        spans_found = [(date_at(a), date_at(b)) for a, b in pauses.spans]
        days_found = [day for a, b in spans_found for day in covered(a, b)]
        assert {*days_found} == still(found, *parties)
        assert len(days_found) == len({*days_found}), "a day is counted once"
        assert not pauses.is_open


@LAW
@given(found=spans(), order=orders)
def test_each_rule_moves_by_the_days_of_its_own_unit(found, order):
    """By paused calendar days or paused business days; the answer by the auditors' own.

    What no rule marks as pausable stays where it is, and so does all that is practice.
    """
    beginnings, ends = begun(found), ended(found)
    order.shuffle(beginnings)
    order.shuffle(ends)
    result = planned(told(OPENED, [*beginnings, *ends]))
    stands = still(found, *BOTH)
    for one in PAUSABLE:
        raw = moved_by_hand(one, stands)
        assert result[one].raw == raw
        rolled = rolled_by_law(raw, "forward")[-1]
        assert result[one].due == (rolled if one == "rolled" else raw)
    theirs = still(found, Party.AUDITORS)
    assert result["answer"].due == walked(RECEIVED - ONE_DAY, ASKED, theirs)
    assert (str(result["never"].due), str(result["register"].due)) == (
        "2022-10-27",
        "2022-09-28",
    )


@LAW
@given(
    first=st.integers(0, 60),
    mask=st.integers(1, 2**20),
    party=st.sampled_from(BOTH),
    order=orders,
)
def test_many_short_pauses_never_land_later_than_one_long(first, mask, party, order):
    """And on the same day if they cover the same days, however they overlap."""
    begin = RECEIVED + first * ONE_DAY
    chosen = [begin + n * ONE_DAY for n in range(21) if mask >> n & 1]

    long = dues(told(OPENED, [paused(chosen[0], chosen[-1], party)]))
    short = dues(told(OPENED, [paused(day, day, party) for day in chosen]))
    assert [*long] == [*short] == [*PAUSABLE, "answer"]
    assert all(short[one] <= long[one] for one in long)
    if len(chosen) == (chosen[-1] - chosen[0]).days + 1:
        assert short == long
    # The chosen days are cuts: from each of them to the next but one, or to the last.
    ends = [*chosen[2:], *chosen[-1:], *chosen[-1:]]
    overlapping = [
        paused(a, b, party) for a, b in zip(chosen, ends[: len(chosen)], strict=True)
    ]
    order.shuffle(overlapping)
    assert dues(told(OPENED, overlapping)) == long


@LAW
@given(found=spans(), number=st.integers(0, 20))
def test_taking_a_pause_back_restores_the_old_days(found, number):
    """As if it had never been: every deadline, its reasons and its history apart."""
    known = [one for one in found if not one[3]]
    if not known:
        return
    entries = begun(known)
    wrong = entries.pop(number % len(entries))
    without = told(OPENED, entries)
    wrongly = without.record(wrong)
    restored = wrongly.correct(
        wrong, None, on=date(2023, 3, 1), by="anna", reason="semestern ställdes in"
    )
    if wrong in entries:  # told twice, it is one entry, and taken back as one
        without = told(OPENED, [entry for entry in entries if entry != wrong])
    assert wrong in restored.history
    before, after = planned(without), planned(restored)
    assert after.deadlines == before.deadlines
    assert after.problems == before.problems
    assert restored.events == without.events


@LAW
@given(found=spans(), first=st.integers(0, 90), length=st.integers(0, 30), ours=...)
def test_what_an_open_pause_moves_has_no_day_until_it_ends(
    found, first: int, length: int, ours: bool
):
    """What was due before it began keeps its day; once ended, it is like any other."""
    begin = RECEIVED + first * ONE_DAY
    party = BOTH[ours]
    known = [(a, b, by, False) for a, b, by, _ in found]
    closed = told(OPENED, begun(known))
    lasting = closed.record(paused(begin, None, party))
    before, now = dues(closed), planned(lasting)
    for one in PAUSABLE:
        stands = now[one].raw if now[one].due else None
        assert now[one].due in (None, before[one])
        reached = moved_by_hand(one, still(known, *BOTH))
        assert stands == (None if begin <= reached else reached)
    answer = walked(RECEIVED - ONE_DAY, ASKED, still(known, Party.AUDITORS))
    stopped = party is Party.AUDITORS and begin <= answer
    assert now["answer"].due == (None if stopped else answer)
    assert any(p.kind == "paused_until_further_notice" for p in now.problems)
    last = begin + length * ONE_DAY
    resumed = lasting.record(Resumed(on=last, by="anna", granted_by=party))
    at_once = closed.record(paused(begin, last, party))
    assert dues(resumed) == dues(at_once)


DRAFTED = OPENED.take("draft", on=date(2022, 10, 4), by="anna")
ADOPTED = DRAFTED.take("adopt", on=date(2022, 11, 2), by="ks")
ADJUSTED = ADOPTED.record(MinutesAdjusted(on=date(2022, 11, 10), by="anna"))
POSTED = ADJUSTED.record(NoticePosted(on=date(2022, 11, 11), by="anna"))
# Adopted 2 November, adjusted the 10th, posted the 11th: the last days in law.
STATUTORY = (
    (ADOPTED, "adjust_minutes", "2022-11-16"),
    (ADJUSTED, "post_notice", "2022-11-14"),
    (POSTED, "appeal_ends", "2022-12-02"),
)


@LAW
@given(found=spans(), stage=st.sampled_from(STATUTORY), lasts=st.booleans())
def test_no_pause_moves_a_day_that_the_law_sets(found, stage, lasts):
    """Neither the auditors nor the municipality can stop that time, ended or not."""
    case, rule, due = stage
    ends = [] if lasts else ended(found)
    result = planned(told(case, [*begun(found), *ends]))
    assert str(result[rule].due) == due
    assert (result[rule].raw, result[rule].safe) == (
        planned(case)[rule].raw,
        planned(case)[rule].safe,
    )
    assert result["register"].due == date(2022, 9, 28)


LENGTHS = (
    (days(10), date(2022, 12, 5)),
    (weeks(2), date(2022, 12, 9)),
    (months(1), date(2022, 12, 25)),
    (years(1), date(2023, 11, 25)),
)


def _first_of(day: date, paused: Collection[date]) -> date:
    """The first day of the pause, laid together with others, that *day* lies in."""
    while day - ONE_DAY in paused:
        day -= ONE_DAY
    return day


@LAW
@given(
    found=spans(),
    length=st.sampled_from(LENGTHS),
    granted=st.integers(0, 75),
    counted_from=st.sampled_from(("anchor", "due", "named_day")),
    order=orders,
)
def test_an_extension_counts_from_what_it_says(
    found, length, granted, counted_from, order
):
    """From the day first asked for, from the day in force, or to the day it names.

    In force is what stood when it was granted; a pause that began later moves on.
    Whoever names a day knows of the pause that lasts: only later ones move that day.
    """
    theirs = still(found, Party.AUDITORS)
    period, from_the_first = length
    on, before = RECEIVED + granted * ONE_DAY, RECEIVED - ONE_DAY
    named = ASKED + timedelta(days=120)
    event = (
        ExtensionGranted(on=on, by="rev", until=named)
        if counted_from == "named_day"
        else ExtensionGranted(on=on, by="rev", length=period, counted_from=counted_from)
    )
    match counted_from:
        case "anchor":
            expected = walked(before, from_the_first, theirs)
        case "due":
            known = {day for day in theirs if _first_of(day, theirs) <= on}
            stood = walked(before, ASKED, known)
            further = date_at(period.end_from(stood.toordinal(), None))
            counted = {day for day in known if day <= stood}
            expected = walked(before, further, theirs - counted)
        case _:
            since = on
            while since in theirs and since + ONE_DAY in theirs:
                since += ONE_DAY
            expected = walked(since, named, theirs)
    events = [*begun(found), *ended(found), event]
    order.shuffle(events)
    reply = reply_day_in([OPENED.arrival, *events], OPENED.reply)
    assert reply.day == expected
    assert reply.extension is event
    assert reply.asked == ASKED
