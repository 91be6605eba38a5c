"""Lives of cases: of what is thrown, all that the guards let through."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final, assert_never

import attrs
from pendulum import Date

from auditflow.case import Case
from auditflow.day import start_of
from auditflow.errors import NotAllowed
from auditflow.events import (
    Adopted,
    Answered,
    AnyEvent,
    Assigned,
    Drafted,
    Event,
    FollowedUp,
    MinutesAdjusted,
    NoticePosted,
    Reopened,
    StatementReceived,
    StepEvent,
)
from auditflow.lifecycle import State
from auditflow.meetings import MeetingCalendar
from auditflow.testing.chance import (
    IN_ORDER,
    LATE,
    Thrown,
    day_after_gap,
    event_thrown,
    kind_thrown,
)
from auditflow.testing.making import EVERY_KIND, event_made

WHY: Final = "enligt delegationsordningen"
_DAY: Final = timedelta(days=1)


@attrs.frozen
class Leading:
    """How lives are led: what may happen in them at all."""

    kinds: frozenset[type[Event]] = attrs.field(default=EVERY_KIND, repr=False)
    irregular: bool = True
    meetings: MeetingCalendar | None = attrs.field(default=None, repr=False)

    def led(self, case: Case, throws: Iterable[bytes], least: int, most: int) -> Case:
        """The *case* after what was thrown, as far as the guards let it through.

        Where that is too little, it goes on as an ordinary life does.

        Args:
            case: the case before it.
            throws: what may happen; what is not allowed does not happen.
            least: how many events there are at least, if any are possible.
            most: how many there are at most.
        """
        begun, today = len(case.history), case.history[-1].on
        for throw in throws:
            if len(case.history) - begun == most:
                return case
            case = self._after(case, today, throw) or case
            today = max(today, case.received, *(e.on for e in case.history[-1:]))
        while len(case.history) - begun < least:
            after = self._onward(case, today)
            if after is None:
                return case
            case, today = after, max(today, after.history[-1].on)
        return case

    def _after(self, case: Case, today: Date, throw: bytes) -> Case | None:
        """The case after what was thrown; None if that is not allowed."""
        thrown = Thrown.of(throw)
        kind = kind_thrown(case, thrown.number, self.kinds)
        if thrown.gap != LATE:
            on = day_after_gap(today, thrown.gap)
            return self._recorded(case, event_thrown(case, on, kind, thrown))
        if issubclass(kind, StepEvent):  # one that is told late would be refused
            return self._recorded(case, event_thrown(case, today, kind, thrown))
        on = max(today - (1 + thrown.length) * _DAY, case.received)
        event = event_thrown(case, on, kind, thrown)
        told: AnyEvent = attrs.evolve(event, recorded=start_of(today))
        return self._recorded(case, told)

    def _onward(self, case: Case, today: Date) -> Case | None:
        """The case after one more event of an ordinary life; None if none is left."""
        among = dict.fromkeys([_next_in_life(case), *IN_ORDER])
        for kind in (one for one in among if one in self.kinds):
            after = self._recorded(case, event_made(kind, case, today))
            if after is not None:
                return after
        return None

    def _recorded(self, case: Case, event: AnyEvent) -> Case | None:
        """The case after *event*, with a reason where it needs one; None if refused."""
        try:
            return case.record(event, meetings=self.meetings)
        except NotAllowed as refused:
            if refused.impossible or not self.irregular or event.despite:
                return None
        # What was told of later days may stand in its way all the same.
        return self._recorded(case, attrs.evolve(event, despite=WHY))


def _next_in_life(case: Case) -> type[Event]:
    """What happens next in an ordinary life."""
    match case.state:
        case State.RECEIVED:
            return Drafted
        case State.REFERRED:
            waits = any(one.is_open for one in case.referrals)
            return StatementReceived if waits else Drafted
        case State.DRAFTED:
            return Adopted
        case State.ADOPTED:
            adjusted = isinstance(case.history[-1], MinutesAdjusted | NoticePosted)
            return Answered if adjusted else MinutesAdjusted
        case State.ANSWERED:
            answered = isinstance(case.history[-1], Answered)
            return FollowedUp if answered else Reopened
        case State.CLOSED:
            return Assigned
        case _:
            assert_never(case.state)
