"""What happened to a case, in words: a sentence for every kind of event."""

from typing import assert_never

from auditflow.case.telling.answering import told_answer, told_timing
from auditflow.case.telling.arriving import told_arrival, told_asking
from auditflow.case.telling.deciding import (
    told_decision,
    told_drafting,
    told_minutes,
)
from auditflow.case.telling.phrases import IRREGULAR, STANCE, Told, also, listed
from auditflow.events import (
    Adopted,
    AimedFor,
    Answered,
    AnyEvent,
    Assigned,
    Closed,
    Corrected,
    Drafted,
    ExtensionAsked,
    ExtensionGranted,
    ExtensionRefused,
    FollowedUp,
    MeasureDone,
    MinutesAdjusted,
    NoticePosted,
    NoticeRemoved,
    Paused,
    Prepared,
    Received,
    Referred,
    Registered,
    Reminded,
    RemittedBack,
    Reopened,
    Reported,
    ResponseProposed,
    Resumed,
    Revised,
    StatementReceived,
    StatementWaived,
    Summoned,
    Tabled,
    VersionChanged,
)
from auditflow.reasons import Language

__all__ = ["STANCE", "told"]


def told(event: AnyEvent, language: Language) -> str:
    """What happened, as a sentence without a full stop; day and person aside.

    >>> from datetime import date
    >>> event = Summoned(on=date(2022, 10, 28), by="anna", meeting=date(2022, 11, 2))
    >>> told(event, "sv"), told(event, "en")
    ('Kallelse utskickad till sammanträdet 2022-11-02', 'Summons sent to the meeting...

    An irregular step says so, and why it was taken all the same.
    """
    return f"{_told(event)[language]}{_despite(event, language)}"


def _told(event: AnyEvent) -> Told:
    match event:
        case Received() | Registered() | Assigned():
            said = told_arrival(event)
        case Referred() | Reminded() | StatementReceived() | StatementWaived():
            said = told_asking(event)
        case ResponseProposed() | Drafted() | Revised() | Prepared():
            said = told_drafting(event)
        case (
            Summoned() | Tabled() | AimedFor() | RemittedBack() | Adopted() | Reported()
        ):
            said = told_decision(event)
        case MinutesAdjusted() | NoticePosted() | NoticeRemoved():
            said = told_minutes(event)
        case (
            ExtensionAsked()
            | ExtensionGranted()
            | ExtensionRefused()
            | Paused()
            | Resumed()
        ):
            said = told_timing(event)
        case Answered() | Reopened() | MeasureDone() | FollowedUp() | Closed():
            said = told_answer(event)
        case VersionChanged():
            said = _told_version(event)
        case Corrected():
            said = _told_correction(event)
        case _:
            assert_never(event)
    return said


def _told_version(event: VersionChanged) -> Told:
    sv, en = event.of.in_swedish(), event.of.in_english()
    return {
        "sv": f"Planeras nu efter {sv} {event.new}{also(', förut ', event.old)}",
        "en": f"Now planned by {en} {event.new}{also(', before by ', event.old)}",
    }


def _told_correction(event: Corrected) -> Told:
    """What was wrong, what is right, and why; with day and person if those were."""
    wrong, right = event.wrong, event.right
    if right is None:
        return {
            "sv": f"Rättelse: ”{told(wrong, 'sv')}” ({wrong.on}) gäller inte; "
            + event.reason,
            "en": f"Correction: “{told(wrong, 'en')}” ({wrong.on}) does not hold; "
            + event.reason,
        }
    moved = right.on if right.on != wrong.on else None
    other = right.by if right.by != wrong.by else None
    aside = ", ".join(str(one) for one in (moved, other) if one)
    at = f" ({aside})" if aside else ""
    return {
        "sv": f"Rättelse: ”{told(wrong, 'sv')}” ({wrong.on}) ska vara "
        f"”{told(right, 'sv')}”{at}; {event.reason}",
        "en": f"Correction: “{told(wrong, 'en')}” ({wrong.on}) should be "
        f"“{told(right, 'en')}”{at}; {event.reason}",
    }


def _despite(event: AnyEvent, language: Language) -> str:
    irregular = listed((IRREGULAR[one][language] for one in event.irregular), language)
    why = {"sv": "skäl: ", "en": "because: "}[language]
    return f"{also('; ', irregular)}{also(f'; {why}', event.despite)}"
