"""Who receives the letter, and what is asked of them."""

import datetime as dt
from enum import StrEnum

import attrs
from pendulum import Date

from auditflow.day import as_day_or_none
from auditflow.errors import MemoRefused, word_of
from auditflow.values import Value


class Role(StrEnum):
    """What the letter wants of a body (nämnd, styrelse)."""

    MUST_ANSWER = "must_answer"
    FOR_INFORMATION = "for_information"
    ADDRESSEE = "addressee"
    """Sent to, asked nothing."""


class ReplyKind(StrEnum):
    """What could be read about the day of the answer."""

    DATE = "date"
    PROPOSED = "proposed"
    """A day that a person must confirm, such as one without a year."""
    RELATIVE = "relative"
    """Within a time, such as three months."""
    UNDATED = "undated"
    """An answer is asked for, without a day."""
    UNREADABLE = "unreadable"
    """A day is asked for, but cannot be read."""
    NONE = "none"
    """No answer is asked for."""

    @property
    def has_day(self) -> bool:
        """Whether a request of this kind names a day."""
        return self in (ReplyKind.DATE, ReplyKind.PROPOSED)


def _role(value: str) -> Role:
    return word_of(Role, value)


def _reply_kind(value: str) -> ReplyKind:
    return word_of(ReplyKind, value)


@attrs.frozen(eq=False, repr=False)
class ReplyRequest(Value):
    """The wish for an answer (svar, yttrande) by a day.

    ``date`` is the day asked for, for the kinds ``date`` and ``proposed`` alone;
    ``time`` a time of day on it, as clocks in Sweden show it; ``text`` the words of
    the letter.

    >>> ReplyRequest.by(Date(2022, 11, 25)).kind
    <ReplyKind.DATE: 'date'>

    Raises:
        MemoRefused: the kind needs a day and there is none, or the other way round; or
            the time has a time zone.
    """

    kind: ReplyKind = attrs.field(default=ReplyKind.NONE, converter=_reply_kind)
    date: Date | None = attrs.field(default=None, converter=as_day_or_none)
    time: dt.time | None = None
    text: str = ""

    def __attrs_post_init__(self) -> None:
        if self.kind.has_day != (self.date is not None):
            why = f"a reply request of the kind {self.kind} " + (
                "needs a day" if self.kind.has_day else "has no day"
            )
            raise MemoRefused.because(
                why, "give the day with the kind 'date' or 'proposed'"
            )
        if self.time is not None and self.time.tzinfo is not None:
            why = f"the time {self.time} has a time zone"
            mend = "give the time of day as clocks in Sweden show it, such as 17:00"
            raise MemoRefused.because(why, mend)

    @classmethod
    def by(cls, day: dt.date, text: str = "") -> "ReplyRequest":
        """A request for an answer on *day* at the latest."""
        return cls(ReplyKind.DATE, as_day_or_none(day), text=text)


@attrs.frozen(eq=False, repr=False)
class Body(Value):
    """A body that receives the letter, in one role."""

    name: str
    role: Role = attrs.field(converter=_role)
    reply: ReplyRequest = attrs.field(factory=ReplyRequest)
