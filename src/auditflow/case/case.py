"""A case (ärende): one memo at one body that must answer, with its history."""

from bisect import insort
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Literal, overload

import attrs
from pendulum import Date

from auditflow.case.details import check_details
from auditflow.errors import BodyUnknown, MemoRefused, ValueRefused
from auditflow.events import (
    Adopted,
    Answered,
    BodiesToAsk,
    Drafted,
    Event,
    MinutesAdjusted,
    Received,
    Registered,
    Response,
    Revised,
    StepEvent,
    current_round,
    last_of,
)
from auditflow.lifecycle import (
    EVENT_OF,
    Situation,
    State,
    Step,
    allowed,
    check_recordable,
    state_after,
    step_named,
    tried,
)
from auditflow.meetings import MeetingCalendar
from auditflow.memo import (
    Body,
    Memo,
    ReplyRequest,
    Role,
    authority_of,
    body_key,
    slug,
)


def _events(history: Iterable[Event]) -> tuple[Event, ...]:
    events = tuple(history)
    if not events or not isinstance(events[0], Received):
        given = "a history that does not begin with the arrival of the memo"
        raise ValueRefused(given, "open the case with Case.open")
    return events


@attrs.frozen
class Case:
    """One memo at one body that must answer, and what has happened to it.

    A value: taking a step or recording an event gives a new case. Open one with
    `Case.open`.

    >>> memo = Memo(bodies=[Body("kommunstyrelsen", "must_answer")])
    >>> case = Case.open(memo, received=date(2022, 9, 27))
    >>> case.take("draft", on=date(2022, 10, 5), by="handläggaren").state
    <State.DRAFTED: 'drafted'>
    """

    memo: Memo
    body: str
    authority: str
    history: tuple[Event, ...] = attrs.field(converter=_events)

    @classmethod
    def open(
        cls,
        memo: Memo,
        *,
        received: date,
        body: str | None = None,
        by: str = "registrator",
        authority: str | None = None,
    ) -> "Case":
        """Open the case of *memo* at a body that must answer.

        Args:
            memo: the letter.
            received: the day on which it reached the body.
            body: which body; needed where several must answer.
            by: who received it.
            authority: the short name of the municipality, if not the letter's.

        Raises:
            BodyUnknown: the memo does not ask this body, or asks several.
            MemoRefused: it was received before the memo's own day.
            DayRefused: *received* is no day.
        """
        chosen = _chosen(memo, body)
        arrival = Received(on=received, by=by)
        if memo.dated is not None and arrival.on < memo.dated:
            raise MemoRefused.because(
                f"received {arrival.on} lies before the memo's own day, {memo.dated}",
                "check the received day, or the day that was read in the memo",
            )
        given = (
            authority_of(memo.municipality or "") if authority is None else authority
        )
        return cls(memo, chosen.name, slug(given) or "unknown", (arrival,))

    @property
    def received(self) -> Date:
        """The day on which the memo reached the body."""
        return self.history[0].on

    @property
    def dnr(self) -> str | None:
        """The diary number of the case; None until it is registered or read.

        A number in the memo counts if it stands there as this body's own.
        """
        registered = last_of(self.history, Registered)
        if registered is not None:
            return registered.dnr
        own = body_key(self.body)
        return next(
            (n.raw for n in self.memo.diary_numbers if body_key(n.owner or "") == own),
            None,
        )

    @property
    def name(self) -> str:
        """``authority/body/dnr``, with an id of its own while there is no number.

        >>> memo = Memo(bodies=[Body("kommunstyrelsen", "must_answer")])
        >>> case = Case.open(memo, received=date(2022, 9, 27), authority="sala")
        >>> registered = Registered(on=case.received, by="registrator", dnr="2022/347")
        >>> case.record(registered).name
        'sala/kommunstyrelsen/2022-347'
        """
        number = slug(self.dnr) if self.dnr else self._id()
        return f"{self.authority}/{slug(self.body)}/{number}"

    def _id(self) -> str:
        import hashlib  # noqa: PLC0415 - few cases lack a number, all pay for imports

        memo = self.memo
        told = (memo.municipality, memo.dnr, memo.dated, memo.title)
        said = "\n".join(map(str, (*told, self.body, self.received))).encode()
        return f"id-{hashlib.sha256(said).hexdigest()[:12]}"

    @property
    def state(self) -> State:
        """Where the case stands."""
        return state_after(self.history)

    @property
    def allowed(self) -> tuple[Step, ...]:
        """The steps that the state permits now."""
        return allowed(self.state)

    @property
    def reply(self) -> ReplyRequest:
        """What the auditors asked of this body."""
        asked = self.memo.body(self.body)
        return asked.reply if asked else ReplyRequest()

    @property
    def responses(self) -> tuple[Response, ...]:
        """The latest response to each recommendation in this round, by number."""
        return self.responses_in(current_round(self.history))

    @staticmethod
    def responses_in(events: Iterable[Event]) -> tuple[Response, ...]:
        """The latest response to each recommendation among *events*, by number."""
        latest: dict[int, Response] = {}
        for event in events:
            if isinstance(event, Drafted | Revised | Adopted):
                latest |= {response.number: response for response in event.responses}
        return tuple(latest[number] for number in sorted(latest))

    @property
    def unanswered(self) -> tuple[int, ...]:
        """The numbers of the recommendations that have no response yet."""
        return self._unanswered_with(())

    def _unanswered_with(self, more: Iterable[Response]) -> tuple[int, ...]:
        answered = {response.number for response in more}
        for event in current_round(self.history):
            if isinstance(event, Drafted | Revised | Adopted):
                answered |= {response.number for response in event.responses}
        left = [r for r in self.memo.recommendations if r.number not in answered]
        own = body_key(self.body)
        return tuple(
            r.number for r in left if r.body is None or body_key(r.body) == own
        )

    @overload
    def take(
        self,
        step: Literal["refer", Step.REFER],
        *,
        on: date,
        by: str,
        to: BodiesToAsk,
        recorded: datetime | None = None,
        despite: str | None = None,
        document: str | None = None,
    ) -> "Case": ...
    @overload
    def take(
        self,
        step: Literal["draft", "revise", Step.DRAFT, Step.REVISE],
        *,
        on: date,
        by: str,
        responses: Iterable[Response] = (),
        recorded: datetime | None = None,
        despite: str | None = None,
        document: str | None = None,
    ) -> "Case": ...
    @overload
    def take(
        self,
        step: Literal["remit", Step.REMIT],
        *,
        on: date,
        by: str,
        statements_from: BodiesToAsk = (),
        reason: str = "",
        recorded: datetime | None = None,
        despite: str | None = None,
        document: str | None = None,
    ) -> "Case": ...
    @overload
    def take(
        self,
        step: Literal["adopt", Step.ADOPT],
        *,
        on: date,
        by: str,
        paragraph: str | None = None,
        immediate: bool = False,
        responses: Iterable[Response] = (),
        meetings: MeetingCalendar | None = None,
        recorded: datetime | None = None,
        despite: str | None = None,
        document: str | None = None,
    ) -> "Case": ...
    @overload
    def take(
        self,
        step: Literal["answer", Step.ANSWER],
        *,
        on: date,
        by: str,
        to: str = "revisorerna",
        recorded: datetime | None = None,
        despite: str | None = None,
        document: str | None = None,
    ) -> "Case": ...
    @overload
    def take(
        self,
        step: Literal["reopen", Step.REOPEN],
        *,
        on: date,
        by: str,
        reply: ReplyRequest,
        recorded: datetime | None = None,
        despite: str | None = None,
        document: str | None = None,
    ) -> "Case": ...
    @overload
    def take(
        self,
        step: Literal["close", Step.CLOSE],
        *,
        on: date,
        by: str,
        reason: str,
        recorded: datetime | None = None,
        despite: str | None = None,
        document: str | None = None,
    ) -> "Case": ...
    def take(
        self,
        step: str,
        *,
        on: date,
        by: str,
        meetings: MeetingCalendar | None = None,
        **details: object,
    ) -> "Case":
        """Take a *step*, and return the case after it; this one stays as it is.

        Args:
            step: ``refer``, ``draft``, ``revise``, ``remit``, ``adopt``, ``answer``,
                ``reopen`` or ``close``.
            on: the day it was taken.
            by: who took it.
            meetings: for ``adopt``, the calendar to check the day against.
            details: what the step needs; see the events of the same name. ``despite``
                says why an irregular step is taken all the same.

        Raises:
            NotAllowed: something stands in the way; everything that does is named.
            StepUnknown: *step* is no step.
            DetailsRefused: a detail is missing, or the step does not take it.
        """
        named = step_named(step)
        if meetings is not None and named is not Step.ADOPT:
            details = {**details, "meetings": meetings}
        check_details(named, details)
        build: Callable[..., StepEvent] = EVENT_OF[named]
        return self.record(build(on=on, by=by, **details), meetings=meetings)

    def record(
        self, event: Event, *, meetings: MeetingCalendar | None = None
    ) -> "Case":
        """Record what happened, and return the case after it.

        A step may be recorded too; it passes the same guards as in `take`.

        Raises:
            NotAllowed: it lies before the memo arrived or before what it builds on.
        """
        event = self._after_what_was_recorded(event)
        if isinstance(event, StepEvent):
            event = tried(event, self.state, self._situation(event, meetings))
        else:
            check_recordable(event, self.state, self.history, self.reply.date)
        return Case(self.memo, self.body, self.authority, self._with(event))

    def _with(self, event: Event) -> tuple[Event, ...]:
        """The history with *event* in its place: by its day, and when it was told."""
        last = self.history[-1]
        if (event.on, event.recorded) >= (last.on, last.recorded):
            return (*self.history, event)
        history = [*self.history]
        insort(history, event, key=lambda e: (e.on, e.recorded))
        return tuple(history)

    def _after_what_was_recorded(self, event: Event) -> Event:
        """*event*, which by default is recorded no earlier than others of its day."""
        if event.recorded_at is not None or self.history[-1].on < event.on:
            return event
        latest = max(
            (e.recorded for e in self.history if e.on == event.on), default=None
        )
        if latest is None or latest <= event.recorded:
            return event
        return attrs.evolve(event, recorded=latest)

    def _situation(
        self, event: StepEvent, meetings: MeetingCalendar | None
    ) -> Situation:
        """What the guards of *event* have to know; no more, for every step pays."""
        steps = (e for e in reversed(self.history) if isinstance(e, StepEvent))
        unanswered: tuple[int, ...] = ()
        if isinstance(event, Adopted):
            unanswered = self._unanswered_with(event.responses)
        return Situation(
            latest=next(steps, self.history[0]),
            body=self.body,
            unanswered=unanswered,
            meets=meetings.meets_on(self.body, event.on) if meetings else None,
            minutes_adjusted=isinstance(event, Answered) and self._is_adjusted(event),
        )

    def _is_adjusted(self, answer: Answered) -> bool:
        """Whether the minutes were adjusted by the day of the *answer*."""
        events = current_round(self.history)
        adopted, adjusted = last_of(events, Adopted), last_of(events, MinutesAdjusted)
        at_once = adopted is not None and adopted.immediate
        return at_once or (adjusted is not None and adjusted.on <= answer.on)


def _chosen(memo: Memo, body: str | None) -> Body:
    """The body whose case is opened: the one named, or the only one asked."""
    asked = memo.must_answer
    names = tuple(b.name for b in asked)
    if body is None:
        if len(asked) == 1:
            return asked[0]
        why = (
            "several bodies must answer, each with a case of its own"
            if asked
            else "the memo asks nobody for an answer"
        )
        raise BodyUnknown(None, names, why)
    named = memo.body(body)
    if named is None:
        raise BodyUnknown(body, names, f"the memo does not name {body}")
    if named.role is not Role.MUST_ANSWER:
        why = f"the memo asks {named.name} for no answer"
        raise BodyUnknown(body, names, why)
    return named
