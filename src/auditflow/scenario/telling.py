"""What was played, in words: what happened, what was expected, and why it is not so."""

from collections.abc import Iterator
from typing import Final

from auditflow.case.telling import told
from auditflow.reasons import Language
from auditflow.scenario.expectation import NONE, REFUSED, Said
from auditflow.scenario.playing import Check, Played, Stage

_NOTHING: Final[dict[Language, str]] = {"sv": "inget", "en": "nothing"}


def happened(stage: Stage, language: Language) -> str:
    """What happened on that day, in a few words."""
    sv = language == "sv"
    known_at = stage.happening.known_at
    if known_at is not None:
        since = "Så var det känt" if sv else "As it was known at"
        return f"{since} {known_at.strftime('%Y-%m-%d %H:%M')}"
    event = stage.event
    if event is None and stage.happening.meetings is not None:
        return "Nya sammanträden är kända" if sv else "Other meetings are known"
    if event is None:
        return "Läget den dagen" if sv else "Seen from that day"
    said = told(event, language)
    if event.on != stage.happening.on:
        said = f"{said} ({event.on})"
    if stage.refusal is None:
        return said
    return f"Nekas: {said}" if sv else f"Refused: {said}"


def told_check(check: Check, language: Language) -> str:
    """What was expected, and what was found.

    >>> check = Check(key="overdue", wanted=(), found=("draft",), is_met=False)
    >>> told_check(check, "en")
    'overdue: expected nothing, found draft'
    """
    wanted, found = _said(check.wanted, language), _said(check.found, language)
    if check.key == REFUSED and check.found != NONE and language == "sv":
        found = f"”{found}”"
    if check.key == REFUSED and not check.wanted:
        wanted = "ett nej" if language == "sv" else "a refusal"
    if language == "sv":
        return f"{check.key}: väntat {wanted}, fick {found}"
    return f"{check.key}: expected {wanted}, found {found}"


def _said(value: Said, language: Language) -> str:
    if isinstance(value, str):
        return value
    return ", ".join(value) or _NOTHING[language]


def told_stop(stage: Stage, language: Language) -> str:
    """That something was refused though nobody expected it, and why."""
    why = " ".join(str(stage.refusal).split())
    # A refusal is said in English only; in Swedish it is a quotation.
    return f"nekades: ”{why}”" if language == "sv" else f"was refused: {why}"


def told_left(played: Played, language: Language) -> str:
    """How much could not be played after that; nothing where all of it was."""
    left = played.left
    if not left:
        return ""
    if language == "sv":
        return f"{left} senare händelse{'r' if left > 1 else ''} spelades inte."
    return f"{left} later happening{'s were' if left > 1 else ' was'} not played."


def told_total(played: Played, language: Language) -> str:
    """How much of what was expected came true."""
    number = played.scenario.number_of_expectations
    days = len({one.on for one in played.scenario.happenings})
    how = _how(played, language)
    if language == "sv":
        said = f"{number} förväntning{'ar' if number > 1 else ''} på {days} dag"
        return f"{said}{'ar' if days > 1 else ''}: {how}."
    said = f"{number} expectation{'s' if number > 1 else ''} on {days} day"
    return f"{said}{'s' if days > 1 else ''}: {how}."


def _how(played: Played, language: Language) -> str:
    """How many are otherwise, how many were not looked at, and that it was refused."""
    sv = language == "sv"
    if played.is_met:
        return "alla uppfyllda" if sv else "all met"
    not_met, not_reached = played.number_not_met, played.number_not_reached
    parts = []
    if played.is_stopped:
        parts.append("1 oväntat nej" if sv else "1 unexpected refusal")
    if not_met:
        parts.append(f"{not_met} ej uppfyllda" if sv else f"{not_met} not met")
    if not_reached:
        parts.append(
            f"{not_reached} ej prövade" if sv else f"{not_reached} not reached"
        )
    return ", ".join(parts)


def told_meetings(played: Played, language: Language) -> str:
    """That the calendars know the body of the case in no meeting; else nothing."""
    body, bodies = played.scenario.case.body, played.scenario.bodies_that_meet
    if not bodies or played.scenario.knows_meetings:
        return ""
    known = ", ".join(bodies)
    if language == "sv":
        return f"Inget sammanträde i {body} är känt, bara i {known}."
    return f"No meeting of {body} is known, only of {known}."


def place_of(stage: Stage) -> str:
    """Where in the file it stands, and its day."""
    return f"{stage.happening.place}, {stage.happening.on}"


def lines_not_met(played: Played, language: Language) -> Iterator[str]:
    """What was otherwise than expected, each with what the plan says about it."""
    for stage in played.stages:
        if not stage.is_stop and not stage.not_met:
            continue
        yield f"{place_of(stage)}: {happened(stage, language)}"
        if stage.happening.why:
            yield f"  {' '.join(stage.happening.why.split())}"
        if stage.is_stop:
            yield f"  {told_stop(stage, language)}"
        for check in stage.not_met:
            yield f"  {told_check(check, language)}"
            for deadline in check.deadlines:
                reasons = deadline.explain(language).splitlines()
                yield from (f"    {line}" for line in reasons)
            yield from (f"    {reason.text(language)}" for reason in check.reasons)
    for remark in (told_meetings(played, language), told_left(played, language)):
        if remark:
            yield remark
    yield told_total(played, language)
