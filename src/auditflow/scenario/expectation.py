"""What a scenario expects of a case and its plan: each kind with its form."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import partial
from typing import Final, TypeAlias

import attrs

from auditflow.day import read_day
from auditflow.errors import AuditflowError
from auditflow.events import Irregularity
from auditflow.lifecycle import State, Step
from auditflow.memo.sheet import said
from auditflow.planning import Requires, Status
from auditflow.rules import Rulebook
from auditflow.scenario.problems import Notes

NONE: Final = "none"
"""There is no such day, deadline or thing."""
UNKNOWN: Final = "unknown"

Said: TypeAlias = str | tuple[str, ...]
"""A day, a word or a number as text; of several, the texts in order."""

ADVICE: Final = (
    "ask_for_day", "ask_for_extension", "aim_for_meeting", "adjust_immediately",
)  # fmt: skip
PROBLEMS: Final = (
    "no_reply_day", "reply_day_unconfirmed", "received_after_reply_day",
    "no_meeting_in_time", "aim_out_of_reach", "meetings_not_known", "not_a_meeting",
    "minutes_may_be_late", "irregular", "extension_not_settled",
    "response_incomplete", "members_not_known", "planned_by_another",
    "rulebook_not_yet_valid", "paused_until_further_notice",
)  # fmt: skip


class What(StrEnum):
    """What can be expected."""

    STATE = "state"
    ALLOWED = "allowed"
    """The steps that the case can take now; no others."""
    DNR = "dnr"
    LACKING = "lacking"
    """The recommendations whose response lacks something; no others."""
    IRREGULAR = "irregular"
    """What was irregular in what happened that day; nothing else."""
    DUE = "due"
    """By deadline: the last day."""
    SAFE = "safe"
    """By deadline: the last business day on or before it."""
    NEEDED_BY = "needed_by"
    """By deadline: the earlier day on which another step needs it."""
    STATUS = "status"
    """By deadline: where it stands on that day."""
    OVERDUE = "overdue"
    """The deadlines that are overdue; no others."""
    NEXT = "next"
    """The duty that must be done next."""
    REPLY_BY = "reply_by"
    """The day by which the answer is wanted, after extensions and pauses."""
    STATEMENTS = "statements"
    """By body: where the statement stands that it was asked for."""
    MEETING = "meeting"
    """The meeting that the plan aims for."""
    REQUIRES = "requires"
    """What a decision at that meeting requires."""
    FEASIBLE = "feasible"
    """Whether the answer can be in time, as far as the events go."""
    FEASIBLE_TODAY = "feasible_today"
    """Whether it still can from that day."""
    PROBLEMS = "problems"
    """The problems that the plan tells; no others."""
    ADVICE = "advice"
    """What the plan advises."""
    ADVICE_DAY = "advice_day"
    """The day of the advice."""
    LEGAL_FORCE = "legal_force"
    """The first day of the decision's legal force."""


REFUSED: Final = "refused"
KEYS: Final = (*What, REFUSED)
_OF_SEVERAL: Final = (What.DUE, What.SAFE, What.NEEDED_BY, What.STATUS, What.STATEMENTS)
_OF_A_BODY: Final = (What.STATEMENTS,)
_DEADLINE: Final = re.compile(r"([^:@]+)(:[1-9]\d*)?(@[2-9]\d*)?")
_MEASURE: Final = "measure"


@attrs.frozen
class Expectation:
    """One thing that is expected: ``what``, of which deadline or body, and how.

    >>> str(Expectation(What.DUE, "draft", "2022-10-05"))
    'due.draft'
    """

    what: What
    of: str | None
    wanted: Said

    def __str__(self) -> str:
        return f"{self.what}.{self.of}" if self.of else self.what.value


Form: TypeAlias = Callable[[object, str, Notes], Said | None]
"""Reads what is wanted; what is wrong with it is noted, and it is None."""


def expectations_in(
    table: Mapping[str, object], place: str, rulebook: Rulebook, notes: Notes
) -> Iterator[Expectation]:
    """What *table* expects; what is wrong in it is noted."""
    notes.note_unknown_keys(table, place, KEYS)
    deadlines = tuple(rule.id for rule in rulebook.rules)
    for key, value in table.items():
        if key not in set(What):
            continue
        what, at = What(key), f"{place}: {key}"
        read = _FORMS.get(what) or _form_of_deadlines(what, deadlines)
        for of, one, where in _each(what, value, at, notes):
            if of and what not in _OF_A_BODY:
                check_deadline(of, where, deadlines, notes)
            wanted = read(one, where, notes)
            if wanted is not None:
                yield Expectation(what, of, wanted)


def _each(
    what: What, value: object, place: str, notes: Notes
) -> Iterator[tuple[str | None, object, str]]:
    """What is expected of each deadline or body, or of the case itself."""
    if what not in _OF_SEVERAL:
        yield None, value, place
    elif isinstance(value, Mapping) and value:
        for of, one in value.items():
            yield str(of), one, f"{place}: {of}"
    else:
        of = "a body" if what in _OF_A_BODY else "a deadline"
        example = {
            What.STATUS: '{ draft = "met" }',
            What.STATEMENTS: '{ "socialnämnden" = "open" }',
        }.get(what, "{ draft = 2022-10-05 }")
        mend = f"say of which, as {what} = {example}"
        notes.note(place, f"is not said of {of}", mend)


def check_deadline(
    deadline: str, place: str, known: tuple[str, ...], notes: Notes
) -> None:
    """Note a *deadline* that no plan by these rules has."""
    found = _DEADLINE.fullmatch(deadline)
    rule, number = (found[1], found[2]) if found else (deadline, None)
    if found is None or rule not in known:
        notes.note_unknown(place, f"{said(deadline)} is no deadline", rule, known)
    elif rule == _MEASURE and number is None:
        mend = "write the number of the measure, as measure:1"
        notes.note(place, f"{said(deadline)} is one for each measure", mend)


def _text(value: object, place: str, notes: Notes) -> str | None:
    if isinstance(value, str) and value:
        return value
    notes.note(place, f"{said(value)} is no text", f'write it in quotes, or "{NONE}"')
    return None


def _day(value: object, place: str, notes: Notes) -> str | None:
    if value == NONE:
        return NONE
    try:
        if isinstance(value, str):
            return str(read_day(value[:40]))
    except AuditflowError as error:
        what, _, _ = str(error).rpartition("; ")
    else:
        what = f"{said(value)} is no day"
    notes.note(
        place, what, f'write a day as 2022-11-25, or "{NONE}" where there is none'
    )
    return None


def _word(
    words: tuple[str, ...], value: object, place: str, notes: Notes
) -> str | None:
    if isinstance(value, str) and value in words:
        return str(value)
    plain = tuple(str(one) for one in words if one != NONE)
    also = (NONE,) if len(plain) < len(words) else ()
    mend = notes.mend_of(value, plain, also)
    notes.note(place, f"{said(value)} is unknown", mend)
    return None


def _words(
    words: tuple[str, ...], value: object, place: str, notes: Notes
) -> Said | None:
    listed = _list(value, place, notes)
    if listed is None:
        return None
    read = [_word(words, one, place, notes) for one in listed]
    return in_order(one for one in read if one is not None)


def _deadlines(
    known: tuple[str, ...], value: object, place: str, notes: Notes
) -> Said | None:
    listed = _list(value, place, notes)
    if listed is None:
        return None
    for one in listed:
        check_deadline(str(one), place, known, notes)
    return in_order(map(str, listed))


def _deadline(
    known: tuple[str, ...], value: object, place: str, notes: Notes
) -> str | None:
    if value != NONE:
        check_deadline(str(value), place, known, notes)
    return str(value)


def _numbers(value: object, place: str, notes: Notes) -> Said | None:
    listed = _list(value, place, notes)
    if listed is None:
        return None
    for one in listed:
        if type(one) is not int or one < 1:
            notes.note(place, f"{said(one)} is no number", "number them from 1")
    return in_order(str(one) for one in listed)


def _truth(value: object, place: str, notes: Notes) -> str | None:
    if isinstance(value, bool):
        return told_truth(value)
    if value == UNKNOWN:
        return UNKNOWN
    mend = f'write true, false, or "{UNKNOWN}"'
    notes.note(place, f"{said(value)} is neither true nor false", mend)
    return None


def told_truth(value: bool | None) -> str:  # noqa: FBT001 - it is what is told
    """Whether something is so, as a scenario writes it.

    >>> told_truth(True), told_truth(None)
    ('true', 'unknown')
    """
    return UNKNOWN if value is None else str(value).lower()


def _list(value: object, place: str, notes: Notes) -> list[object] | None:
    if isinstance(value, list):
        return value
    notes.note(place, f"{said(value)} is no list", "write it within [ ]")
    return None


def _form_of_deadlines(what: What, deadlines: tuple[str, ...]) -> Form:
    return partial(_deadline if what is What.NEXT else _deadlines, deadlines)


def in_order(texts: Iterable[str]) -> tuple[str, ...]:
    """*texts* in one order, each once: what is expected of several has none."""
    return tuple(sorted(set(texts), key=_place))


def _place(text: str) -> tuple[int, str]:
    return (int(text) if text.isdecimal() else 0), text


_FORMS: Final[dict[What, Form]] = {
    What.STATE: partial(_word, tuple(State)),
    What.ALLOWED: partial(_words, tuple(Step)),
    What.DNR: _text,
    What.LACKING: _numbers,
    What.IRREGULAR: partial(_words, tuple(Irregularity)),
    What.DUE: _day,
    What.SAFE: _day,
    What.NEEDED_BY: _day,
    What.STATUS: partial(_word, (*Status, NONE)),
    What.REPLY_BY: _day,
    What.STATEMENTS: partial(_word, (*Status, NONE)),
    What.MEETING: _day,
    What.REQUIRES: partial(_word, (*Requires, NONE)),
    What.FEASIBLE: _truth,
    What.FEASIBLE_TODAY: _truth,
    What.PROBLEMS: partial(_words, PROBLEMS),
    What.ADVICE: partial(_word, (*ADVICE, NONE)),
    What.ADVICE_DAY: _day,
    What.LEGAL_FORCE: _day,
}
"""The form of each; that of deadlines is as the rulebook has them."""
