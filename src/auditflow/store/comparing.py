"""Whether a case that is kept has all that another tale of it says."""

import attrs

from auditflow.case import Case
from auditflow.events import AnyEvent, Received
from auditflow.memo import Memo


def missing_in(stored: Case, case: Case, *, as_told: bool) -> str | None:
    """What of *case* the *stored* one does not have; None where that is nothing.

    Args:
        stored: the case as the store has it; names that were removed may be missing.
        case: the one that is given.
        as_told: compare also when entries were recorded, and the rules they name.
    """
    if _without_names(stored.memo) != _without_names(case.memo):
        return "its memo says something else there"
    same = _as_it_is if as_told else _as_it_happened
    kept = {same(event) for event in stored.history}
    lacking = [event for event in case.history if same(event) not in kept]
    if not lacking:
        return None
    word = lacking[0].word.replace("_", " ")
    more = f", and {len(lacking) - 1} more" if lacking[1:] else ""
    return f"lacks {word} of {lacking[0].on}{more} there"


def _without_names(memo: Memo) -> Memo:
    return attrs.evolve(memo, signatories=())


def _as_it_is(event: AnyEvent) -> AnyEvent:
    return event


def _as_it_happened(event: AnyEvent) -> AnyEvent:
    """An *event* without when it was recorded, and by what rules it is planned."""
    if isinstance(event, Received):
        event = attrs.evolve(event, rulebook=None, business_calendar=None)
    return attrs.evolve(event, recorded=None)
