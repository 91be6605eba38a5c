"""Can the answer still be adopted in time? The meetings, each with its slack."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from pendulum import Date

from auditflow.day import FIRST, date_at
from auditflow.events import BodyKind, Tabled
from auditflow.lifecycle import ENDED, UNDECIDED, State
from auditflow.planning.aim import Requires, extension_for
from auditflow.planning.result import PlannedMeeting
from auditflow.planning.rounds import Round
from auditflow.rules import Anchor

_SHOWN_WITHOUT_REPLY_DAY: Final = 3


def meetings_of(current: Round) -> Iterator[PlannedMeeting]:
    """From the first feasible meeting to the first one after the requested day.

    The meeting that the round aims for is always among them; without a requested day
    the first few are shown.
    """
    if current.case.state not in UNDECIDED:
        return
    last, aimed = current.facts.anchors.get(Anchor.REQUESTED), current.aim.day
    shown = 0
    days = current.reckoning.meeting_days
    first = current.facts.decides_from
    if aimed is not None and aimed < first:
        first = aimed
    for day in days[bisect_left(days, first) :]:
        feasible = current.forward.reaches(day)
        if not shown and not feasible and day != aimed:
            continue
        if day < current.facts.decides_from and day != aimed:
            continue
        yield planned_meeting(current, day)
        shown += 1
        enough = day > last if last is not None else shown >= _SHOWN_WITHOUT_REPLY_DAY
        if enough and (aimed is None or day >= aimed):
            return


def planned_meeting(current: Round, day: int) -> PlannedMeeting:
    """A decision of the body on *day*: its slack, and what it requires."""
    requires = current.aim.requires(day)
    if requires is Requires.IMMEDIATE and current.facts.kind is BodyKind.COMPANY:
        requires = Requires.ORDINARY  # KL 6 kap. 35 § on minutes does not bind it
    reachable = None
    if current.today is not None:
        today = current.today.toordinal()
        reachable = current.forward.reaches(day, today=today)
    extension = None
    if requires is Requires.EXTENSION:
        extension = date_at(extension_for(current.reckoning, day))
    return PlannedMeeting(
        day=date_at(day),
        body=current.facts.body,
        slack=current.forward.slack(day),
        requires=requires,
        chosen=day == current.aim.day,
        reachable=reachable,
        extension_to=extension,
    )


def feasible(
    current: Round, meetings: tuple[PlannedMeeting, ...], today: Date | None = None
) -> bool | None:
    """Whether the answer can be, or was, in time; None where nobody can know.

    Args:
        current: the round that is looked at.
        meetings: those of the plan.
        today: what is not done can be done from this day on at the earliest; without
            it only the events count.
    """
    requested = current.facts.anchors.get(Anchor.REQUESTED)
    if requested is None or current.case.state is State.CLOSED:
        return None
    answered = current.facts.anchors.get(Anchor.ANSWERED)
    if answered is not None:
        return answered <= requested
    if today is not None and today.toordinal() > requested:
        return False
    if current.facts.adopted is not None:
        return current.facts.adopted.on.toordinal() <= requested
    if isinstance(current.facts.aim, Tabled):  # the board has said when it decides
        meetings = tuple(meeting for meeting in meetings if meeting.chosen)
    held = any(in_time(meeting, seen=today is not None) for meeting in meetings)
    return held or _counted_in_time(current, today)


def last_day_in_time(current: Round) -> Date | None:
    """The last day from which `feasible` does not say that it is too late.

    The day before the memo came in where it was too late from the beginning; None
    where no day was asked for, and where the case has ended.
    """
    requested = current.facts.anchors.get(Anchor.REQUESTED)
    if requested is None or current.case.state in ENDED:
        return None
    since = min(current.case.received.toordinal(), requested)
    never = date_at(max(since - 1, FIRST))
    adopted = current.facts.adopted
    if adopted is not None:
        return date_at(requested) if adopted.on.toordinal() <= requested else never
    meetings = [m for m in meetings_of(current) if in_time(m, seen=False)]
    if isinstance(current.facts.aim, Tabled):
        meetings = [meeting for meeting in meetings if meeting.chosen]
    days = [meeting.day.toordinal() for meeting in meetings]

    def is_too_late(today: int) -> bool:
        if any(current.forward.reaches(day, today=today) for day in days):
            return False
        return _counted_in_time(current, date_at(today)) is False

    # To begin later never helps, so the first day that is too late is found by halves.
    span = range(since, requested + 1)
    found = bisect_left(span, x=True, key=is_too_late)
    return date_at(since + found - 1) if found else never


def next_meeting(current: Round, today: Date) -> PlannedMeeting | None:
    """The next meeting that can still be reached from *today*; None if none is known.

    None too where the body has decided, or has nothing left to decide.
    """
    if current.case.state not in UNDECIDED:
        return None
    days, since = current.reckoning.meeting_days, today.toordinal()
    for day in days[bisect_left(days, since) :]:
        if current.forward.reaches(day, today=since):
            return planned_meeting(current, day)
    return None


def _counted_in_time(current: Round, today: Date | None) -> bool | None:
    """The same where the meetings are not known, and the day is only counted."""
    aim = current.aim
    if aim.ordinary is None or (aim.day is None and not aim.known):
        return None
    if aim.known:
        return False
    seen = today.toordinal() if today else None
    # No calendar says which day the body meets, so any day in time may do.
    return any(
        aim.in_time(day) and current.forward.reaches(day, today=seen)
        for day in (aim.day, aim.ordinary, aim.immediate)
        if day is not None
    )


def in_time(meeting: PlannedMeeting, *, seen: bool) -> bool:
    """Whether a decision at *meeting* is in time and can be reached.

    Args:
        meeting: a meeting of the plan.
        seen: from the day the plan is seen from, and not only from the events.
    """
    reached = meeting.reachable is True if seen else meeting.slack >= 0
    return reached and meeting.requires in (Requires.ORDINARY, Requires.IMMEDIATE)
