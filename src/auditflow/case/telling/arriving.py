"""The memo comes in, and statements are asked for: told in words."""

from typing import TypeAlias, assert_never

from auditflow.case.telling.phrases import Told, also, bodies, listed
from auditflow.events import (
    Assigned,
    Received,
    Recipient,
    Referred,
    Registered,
    Reminded,
    StatementReceived,
    StatementWaived,
)

Arriving: TypeAlias = Received | Registered | Assigned
Asking: TypeAlias = Referred | Reminded | StatementReceived | StatementWaived


def told_arrival(event: Arriving) -> Told:
    """How a case begins."""
    match event:
        case Received():
            return _received(event)
        case Registered(dnr=dnr):
            return {"sv": f"Diariefört som {dnr}", "en": f"Registered as {dnr}"}
        case Assigned(to=handler):
            return {"sv": f"Tilldelat {handler}", "en": f"Assigned to {handler}"}
        case _:
            assert_never(event)


def told_asking(event: Asking) -> Told:
    """Other bodies are asked for statements (remiss)."""
    match event:
        case Referred(to=asked):
            return {
                "sv": f"Remitterat till {bodies(asked, 'sv')}",
                "en": f"Referred to {bodies(asked, 'en')}",
            }
        case Reminded(body=body):
            return {
                "sv": f"Påminnelse till {body} om yttrandet",
                "en": f"Reminder to {body} of its statement",
            }
        case StatementReceived(body=body):
            return {
                "sv": f"Yttrande från {body} kom in",
                "en": f"Statement from {body} came in",
            }
        case StatementWaived(body=body, reason=reason):
            return {
                "sv": f"Yttrande från {body} inväntas inte längre: {reason}",
                "en": f"Statement from {body} no longer waited for: {reason}",
            }
        case _:
            assert_never(event)


def _received(event: Received) -> Told:
    told: Told = {"sv": "Missivet kom in", "en": "The memo came in"}
    if event.answers_to is Recipient.COUNCIL:
        told["sv"] += "; svaret går till fullmäktige"
        told["en"] += "; the answer goes to the council (fullmäktige)"
    members = event.members
    pins = [pin for pin in (event.rulebook, event.business_calendar) if pin]
    told["sv"] += also("; anslås hos ", listed(members, "sv"))
    told["en"] += also("; to be posted by ", listed(members, "en"))
    told["sv"] += also("; planeras efter ", listed(pins, "sv"))
    told["en"] += also("; planned by ", listed(pins, "en"))
    return told
