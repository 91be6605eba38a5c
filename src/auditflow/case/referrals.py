"""Each body that was asked for a statement, with a clock of its own."""

from collections.abc import Sequence

import attrs
from pendulum import Date

from auditflow.events import (
    AnyEvent,
    Asked,
    Reminded,
    StatementReceived,
    StatementWaived,
    asks,
)
from auditflow.memo import body_key


@attrs.frozen
class Referral:
    """A body that was asked for a statement (remiss), and what came of it.

    ``reply_by`` is None where it was given no day. ``waived`` says why nobody waits for
    it any longer.
    """

    body: str
    asked_on: Date
    reply_by: Date | None = None
    reminded_on: tuple[Date, ...] = ()
    received_on: Date | None = None
    waived_on: Date | None = None
    waived: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the statement is still waited for."""
        return self.received_on is None and self.waived_on is None

    @property
    def done_on(self) -> Date | None:
        """The day since which nobody waits for it any longer."""
        return self.received_on or self.waived_on


def referrals_in(events: Sequence[AnyEvent]) -> tuple[Referral, ...]:
    """The referrals of one round: each body once, as it was asked the last time.

    A statement counts for the asking before it; who is asked anew has to answer anew.
    """
    found: dict[str, Referral] = {}
    for event in events:
        for asked in asks(event):
            found[body_key(asked.body)] = _asked(asked, event)
        match event:
            case (
                Reminded(body=body)
                | StatementReceived(body=body)
                | StatementWaived(body=body)
            ) if (referral := found.get(body_key(body))) and referral.is_open:
                found[body_key(body)] = _after(referral, event)
            case _:
                pass
    return tuple(found.values())


def _asked(asked: Asked, event: AnyEvent) -> Referral:
    return Referral(asked.body, event.on, asked.reply_by)


def _after(
    referral: Referral, event: Reminded | StatementReceived | StatementWaived
) -> Referral:
    match event:
        case Reminded():
            reminded = (*referral.reminded_on, event.on)
            return attrs.evolve(referral, reminded_on=reminded)
        case StatementReceived():
            return attrs.evolve(referral, received_on=event.on)
        case StatementWaived():
            return attrs.evolve(referral, waived_on=event.on, waived=event.reason)
