"""The steps of a case, each with what it takes: a missing detail is a type error."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Literal, Protocol, Self, overload

from auditflow.case.details import check_details
from auditflow.events import AnyEvent, AnyStep, BodiesToAsk, Response
from auditflow.lifecycle import EVENT_OF, Step, step_named
from auditflow.meetings import MeetingCalendar
from auditflow.memo import ReplyRequest


class Taking(Protocol):
    """Whatever steps can be taken with: it records events."""

    __slots__ = ()

    @property
    def addressee(self) -> str:
        """To whom the answer goes."""
        ...

    def record(
        self, event: AnyEvent, *, meetings: MeetingCalendar | None = None
    ) -> Self:
        """Record what happened."""
        ...

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
    ) -> Self: ...
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
    ) -> Self: ...
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
    ) -> Self: ...
    @overload
    def take(
        self,
        step: Literal["adopt", Step.ADOPT],
        *,
        on: date,
        by: str,
        paragraph: str | None = None,
        immediate: bool = False,
        delegate: str | None = None,
        responses: Iterable[Response] = (),
        meetings: MeetingCalendar | None = None,
        recorded: datetime | None = None,
        despite: str | None = None,
        document: str | None = None,
    ) -> Self: ...
    @overload
    def take(
        self,
        step: Literal["answer", Step.ANSWER],
        *,
        on: date,
        by: str,
        to: str = ...,
        how: str = "",
        recorded: datetime | None = None,
        despite: str | None = None,
        document: str | None = None,
    ) -> Self: ...
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
    ) -> Self: ...
    @overload
    def take(
        self,
        step: Literal["close", Step.CLOSE],
        *,
        on: date,
        by: str,
        reason: str,
        answered_by: str | None = None,
        recorded: datetime | None = None,
        despite: str | None = None,
        document: str | None = None,
    ) -> Self: ...
    def take(
        self,
        step: str,
        *,
        on: date,
        by: str,
        meetings: MeetingCalendar | None = None,
        **details: object,
    ) -> Self:
        """Take a *step*, and return the case after it; this one stays as it is.

        Args:
            step: ``refer``, ``draft``, ``revise``, ``remit``, ``adopt``, ``answer``,
                ``reopen`` or ``close``.
            on: the day it was taken.
            by: who took it.
            meetings: for ``adopt``, the calendar to check the day against.
            details: what the step needs; see the events of the same name. ``despite``
                says why an irregular step is taken all the same. An answer goes
                ``to`` whoever the case answers to, unless another is named.

        Raises:
            NotAllowed: something stands in the way; everything that does is named.
            StepUnknown: *step* is no step.
            DetailsRefused: a detail is missing, or the step does not take it.
        """
        named = step_named(step)
        if named is Step.ANSWER:
            details = {"to": self.addressee, **details}
        if meetings is not None and named is not Step.ADOPT:
            details = {**details, "meetings": meetings}
        check_details(named, details)
        build: Callable[..., AnyStep] = EVENT_OF[named]
        return self.record(build(on=on, by=by, **details), meetings=meetings)
