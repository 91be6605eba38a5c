"""A case (ärende): one memo at one body that must answer, with its history."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property

import attrs
from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.case.correcting import (
    at_a_meeting,
    check_correction,
    check_what_follows,
    with_marks,
)
from auditflow.case.opening import (
    body_chosen,
    recommended_to,
)
from auditflow.case.placing import placed, stamped
from auditflow.case.referrals import Referral, referrals_in
from auditflow.case.situation import situation_of, standing_of, unanswered_in
from auditflow.case.taking import Taking
from auditflow.day import as_instant, stamp_of
from auditflow.errors import Fault, MemoRefused, NotKnownYet, ValueRefused
from auditflow.events import (
    AnyEvent,
    Assigned,
    BodyKind,
    Corrected,
    Lacking,
    Received,
    Recipient,
    Registered,
    Response,
    StepEvent,
    current_round,
    entry_of,
    last_of,
    proposed_by,
    what_counts,
)
from auditflow.lifecycle import (
    Standing,
    State,
    Step,
    allowed,
    check_recordable,
    state_after,
    tried,
)
from auditflow.meetings import MeetingCalendar
from auditflow.memo import (
    Memo,
    Recommendation,
    ReplyRequest,
    authority_of,
    body_key,
    slug,
)
from auditflow.rules import Rulebook


def _events(history: Iterable[AnyEvent]) -> tuple[AnyEvent, ...]:
    events = tuple(history)
    if not events or not isinstance(events[0], Received):
        given = "a history that does not begin with the arrival of the memo"
        raise ValueRefused(given, "open the case with Case.open")
    return events


@attrs.frozen
class Case(Taking):
    """One memo at one body that must answer, and what has happened to it.

    A value: taking a step or recording an event gives a new case. Open one with
    `Case.open`. ``history`` is everything that was ever recorded, corrections and what
    they correct among it; ``events`` is what counts.

    >>> from auditflow.memo import Body
    >>> memo = Memo(bodies=[Body("kommunstyrelsen", "must_answer")])
    >>> case = Case.open(memo, received=date(2022, 9, 27))
    >>> case.take("draft", on=date(2022, 10, 5), by="handläggaren").state
    <State.DRAFTED: 'drafted'>
    """

    memo: Memo
    body: str
    authority: str
    history: tuple[AnyEvent, ...] = attrs.field(converter=_events)

    @classmethod
    def open(
        cls,
        memo: Memo,
        *,
        received: date,
        body: str | None = None,
        by: str = "registrator",
        authority: str | None = None,
        kind: BodyKind | None = None,
        members: Iterable[str] = (),
        answers_to: Recipient = Recipient.AUDITORS,
        rulebook: Rulebook | None = None,
        calendar: BusinessCalendar | None = None,
        recorded: datetime | None = None,
        document: str | None = None,
    ) -> "Case":
        """Open the case of *memo* at a body that must answer.

        Args:
            memo: the letter.
            received: the day on which it reached the body.
            body: which body; needed where several must answer.
            by: who received it.
            authority: the short name of the municipality, if not the letter's.
            kind: the kind of body; by default what its name tells. Kommunallagen does
                not bind the board of a company.
            members: whose notice boards a joint board (gemensam nämnd) uses.
            answers_to: the auditors, or fullmäktige.
            rulebook: the rulebook that it is planned by, until a change is applied.
            calendar: the business calendar that it is planned by, likewise.
            recorded: the instant it was recorded; by default the start of the day.
            document: a reference to the letter.

        Raises:
            BodyUnknown: the memo does not ask this body, or asks several.
            MemoRefused: it was received before the memo's own day.
            DayRefused: *received* is no day.
        """
        chosen = body_chosen(memo, body)
        arrival = Received(
            on=received,
            by=by,
            kind=kind,
            members=members,
            answers_to=answers_to,
            rulebook=rulebook.name if rulebook else None,
            business_calendar=calendar.name if calendar else None,
            recorded=recorded,
            document=document,
        )
        if memo.dated is not None and arrival.on < memo.dated:
            raise MemoRefused.because(
                f"received {arrival.on} lies before the memo's own day, {memo.dated}",
                "check the received day, or the day that was read in the memo",
            )
        given = (
            authority_of(memo.municipality or "") if authority is None else authority
        )
        return cls(memo, chosen.name, slug(given) or "unknown", (arrival,))

    @cached_property
    def events(self) -> tuple[AnyEvent, ...]:
        """The events that count: each correction in the place of what it corrects."""
        counting = what_counts(self.history)
        if len(counting) == len(self.history):
            return counting
        return with_marks(counting, self.body, self.memo)

    @property
    def arrival(self) -> Received:
        """How the memo came in, and what kind of body it came to."""
        first = self.events[0]
        if not isinstance(first, Received):
            raise Fault("a case that does not begin with the arrival of its memo")
        return first

    @property
    def received(self) -> Date:
        """The day on which the memo reached the body."""
        return self.events[0].on

    @property
    def dnr(self) -> str | None:
        """The diary number of the case; None until it is registered or read.

        A number in the memo counts if it stands there as this body's own.
        """
        registered = last_of(self.events, Registered)
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

        >>> from auditflow.memo import Body
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

    @cached_property
    def state(self) -> State:
        """Where the case stands."""
        return state_after(self.events)

    @property
    def allowed(self) -> tuple[Step, ...]:
        """The steps that the state permits now."""
        return allowed(self.state)

    @property
    def reply(self) -> ReplyRequest:
        """What the auditors asked of this body."""
        return self._standing.reply

    @property
    def kind(self) -> BodyKind:
        """What kind of body answers: not every law binds every kind."""
        return self._standing.kind

    @property
    def answers_to(self) -> Recipient:
        """Who gets the answer."""
        return self.arrival.answers_to

    @property
    def addressee(self) -> str:
        """To whom the answer goes, in words."""
        to_council = self.answers_to is Recipient.COUNCIL
        return "fullmäktige" if to_council else "revisorerna"

    @property
    def handler(self) -> str | None:
        """Who handles the case (handläggare) now; None until somebody was given it."""
        given = last_of(self.events, Assigned)
        return given.to if given else None

    @property
    def referrals(self) -> tuple[Referral, ...]:
        """Each body that was asked for a statement in this round, and what came."""
        return referrals_in(current_round(self.events))

    @property
    def own_recommendations(self) -> tuple[Recommendation, ...]:
        """The recommendations that this body has to answer."""
        return tuple(recommended_to(self.body, self.memo))

    @property
    def responses(self) -> tuple[Response, ...]:
        """The latest response to each recommendation in this round, by number."""
        return self.responses_in(current_round(self.events))

    @staticmethod
    def responses_in(events: Iterable[AnyEvent]) -> tuple[Response, ...]:
        """The latest response to each recommendation among *events*, by number."""
        latest = {r.number: r for event in events for r in proposed_by(event)}
        return tuple(latest[number] for number in sorted(latest))

    @property
    def unanswered(self) -> tuple[int, ...]:
        """The numbers of the recommendations that have no response yet."""
        return unanswered_in(current_round(self.events), self._standing.numbers)

    @property
    def lacking(self) -> dict[int, tuple[Lacking, ...]]:
        """What the response to each recommendation still lacks, by its number.

        The answer is complete where this is empty: each recommendation has a stance,
        the measure or the reason for none, and, where something is promised, who is
        responsible and by which day. One without any response lacks all of it.
        """
        given = {response.number: response.lacks for response in self.responses}
        own = self._standing.numbers
        lacks = {number: given.get(number, tuple(Lacking)) for number in own}
        return {number: what for number, what in lacks.items() if what}

    def record(
        self, event: AnyEvent, *, meetings: MeetingCalendar | None = None
    ) -> "Case":
        """Record what happened, and return the case after it.

        A step may be recorded too; it passes the same guards as in `take`.

        Args:
            event: what happened.
            meetings: for a decision, the calendar to check its day against.

        Raises:
            NotAllowed: something stands in the way; everything that does is named.
        """
        event = stamped(event, self.history, self.events)
        if isinstance(event, Corrected):
            event = at_a_meeting(event, self.body, self.state, meetings)
            check_correction(event, self.history, self._standing, self.memo)
        elif isinstance(event, StepEvent):
            meets = meetings.meets_on(self.body, event.on) if meetings else None
            situation = situation_of(event, self.events, self._standing, meets=meets)
            event = tried(event, self.state, situation)
        else:
            check_recordable(event, self.state, self.events, self._standing)
        history = placed(event, self.history)
        if history[-1] is not event and not isinstance(event, Corrected):
            check_what_follows(event, self.events, self._standing)
        return Case(self.memo, self.body, self.authority, history)

    def correct(
        self,
        wrong: AnyEvent,
        right: AnyEvent | None = None,
        *,
        on: date,
        by: str,
        reason: str,
        meetings: MeetingCalendar | None = None,
        recorded: datetime | None = None,
        document: str | None = None,
    ) -> "Case":
        """Put *right* in the place of a *wrong* entry, and return the case after it.

        The wrong entry stays in ``history``, and in every answer for an instant before
        the correction was recorded.

        >>> from auditflow.memo import Body
        >>> memo = Memo(bodies=[Body("kommunstyrelsen", "must_answer")])
        >>> case = Case.open(memo, received=date(2022, 9, 27))
        >>> typo = Registered(on=date(2022, 9, 28), by="registrator", dnr="2022/374")
        >>> case = case.record(typo)
        >>> case = case.correct(
        ...     typo, attrs.evolve(typo, dnr="2022/347"), on=date(2022, 10, 3),
        ...     by="registrator", reason="skrivfel",
        ... )
        >>> case.dnr, len(case.history), len(case.events)
        ('2022/347', 3, 2)

        Args:
            wrong: the entry, as it was made or as it counts now.
            right: what takes its place; None where nothing does.
            on: the day of the correction.
            by: who corrects.
            reason: why.
            meetings: for another decision, the calendar to check its day against.
            recorded: the instant it was recorded; by default the start of the day.
            document: a reference to a document.

        Raises:
            NotAllowed: there is no such entry, or an event that counts would become
                impossible; each that stands in the way is named.
        """
        entry = entry_of(self.history, wrong) or wrong
        correction = Corrected(
            on=on,
            by=by,
            wrong=entry,
            right=right,
            reason=reason,
            recorded=recorded,
            document=document,
        )
        return self.record(correction, meetings=meetings)

    def as_known_at(self, instant: datetime) -> "Case":
        """The case as it was known at an *instant*: what was recorded until then.

        Later entries, and backdated ones and corrections among them, change nothing.

        Raises:
            NotADay: *instant* is no datetime, or has no time zone.
            NotKnownYet: nothing was recorded until then.
        """
        moment = as_instant(instant)
        until = stamp_of(moment)
        known = tuple(e for e in self.history if e.stamp <= until)
        if len(known) == len(self.history):
            return self
        if not known or known[0] is not self.history[0]:
            first = self.history[0].recorded
            raise NotKnownYet(self.body, str(moment), str(first))
        return Case(self.memo, self.body, self.authority, known)

    @cached_property
    def _standing(self) -> Standing:
        return standing_of(self.events[0], self.body, self.memo)
