"""Checks a proof: the chain of its lines, and each day by the second algorithm."""

import textwrap
from bisect import bisect_right
from datetime import date
from enum import StrEnum
from typing import Final

import attrs

from auditflow.proof import second
from auditflow.proof.cursor import Cursor, Misfit, Why
from auditflow.proof.found import Found
from auditflow.proof.lines import CLOSED_SETS, Kind, Line, hash_of, plain, proved_step
from auditflow.proof.recount import Recount
from auditflow.proof.shipped import Shipped
from auditflow.proof.value import Proof
from auditflow.proof.walking import Budget, Walk
from auditflow.reasons import Language

_COUNTRY: Final = "SE"
_WIDTH: Final = 80
_NEAREST: Final = 5  # of the meetings that contradict a line, so many are told
_OF_CONTENT: Final = frozenset({Why.DIFFERS, Why.RULEBOOK, Why.CONTRADICTS, Why.BEYOND})
"""What tells of a line that it was changed: then its hash need not be told."""


class NoteKind(StrEnum):
    """What a check could not compare."""

    RULEBOOK = "rulebook"
    NAMES = "names"


@attrs.frozen
class Note:
    """What a check has to say that is no misfit: what it could not compare."""

    kind: NoteKind
    sv: str
    en: str

    def text(self, language: Language = "en") -> str:
        """The note as a sentence, without a full stop."""
        return self.sv if language == "sv" else self.en


@attrs.frozen
class Verdict:
    """What came of a check: whether the proof holds, and each thing that does not fit.

    ``notes`` say what could not be compared; they make no proof fail.
    """

    misfits: tuple[Misfit, ...]
    notes: tuple[Note, ...]
    title_sv: str
    title_en: str
    due: str
    lines: int
    steps: int

    @property
    def holds(self) -> bool:
        """Whether every line fits."""
        return not self.misfits

    def text(self, language: Language = "en") -> str:
        """The verdict, and each thing that does not fit or could not be compared."""
        sv = language == "sv"
        if self.holds:
            said = "Beviset håller" if sv else "The proof holds"
        else:
            said = "Beviset håller inte" if sv else "The proof does not hold"
        title = self.title_sv if sv else self.title_en
        steps = "1 step" if self.steps == 1 else f"{self.steps} steps"
        counted = (
            f"{self.steps} steg och {self.lines} rader, kontrollerade"
            if sv
            else f"{steps} and {self.lines} lines, all checked"
        )
        note = "obs" if sv else "note"
        return "\n".join(
            [
                f"{said}: {title}, {self.due}",
                f"  {counted}",
                *(_wrapped(misfit.text(language)) for misfit in self.misfits),
                *(_wrapped(f"{note}: {one.text(language)}") for one in self.notes),
            ]
        )


def check(proof: Proof) -> Verdict:
    """Work out each step of *proof* once more, by the second algorithm alone.

    A matching hash proves nothing: whoever changes a day can compute it anew. So each
    day is found by walking from the day before, and each line must be the one that
    this walk would write. What cannot be found out from a proof is listed in the
    documentation: that the letter came when it says, that the body met when it says.

    >>> from auditflow import Case, plan
    >>> from auditflow.memo import Body, Memo, ReplyRequest
    >>> from auditflow.proof import prove
    >>> asked = ReplyRequest.by(date(2022, 11, 25))
    >>> memo = Memo(bodies=[Body("kommunstyrelsen", "must_answer", asked)])
    >>> case = Case.open(memo, received=date(2022, 9, 27))
    >>> check(prove(plan(case)["adopt"])).holds
    True
    """
    head = proof.head
    cursor = Cursor(proof.lines, same_release=head.text("holidays") == second.release())
    _chain(cursor)
    steps = _followed(cursor, head)
    told = {one.line for one in cursor.misfits if one.why in _OF_CONTENT}
    found = (
        one for one in cursor.misfits if one.why is not Why.HASH or one.line not in told
    )
    by_line = sorted(found, key=lambda misfit: (misfit.line, misfit.why))
    title = proved_step(proof.lines, head) or head
    return Verdict(
        tuple(dict.fromkeys(by_line)),
        tuple(_notes(cursor, head)),
        plain(title.text("sv")),
        plain(title.text("en")),
        proof.lines[-1].text("due") or "–",
        len(proof.lines),
        steps,
    )


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent="  ", subsequent_indent="    ")


def _chain(cursor: Cursor) -> None:
    """Whether each line is chained to the one that stands before it."""
    before = ""
    for number, line in enumerate(cursor.lines, 1):
        if hash_of(line, before) != line.hash:
            cursor.note(Why.HASH, at=number)
        before = line.hash


def _followed(cursor: Cursor, head: Line) -> int:
    """Follow the lines from the head to what is proved; the number of steps."""
    if head.kind is not Kind.HEAD:
        cursor.note(Why.MISSING, says=Kind.HEAD)
        return 0
    cursor.take(Kind.HEAD)
    cursor.compare(head, "country", _COUNTRY)
    walk = _own_days(cursor)
    owned = cursor.at
    recount = Recount(Found(cursor, walk), Shipped.meant_by(head))
    recount.steps()
    recount.needed_later()
    _mattered(cursor, walk, owned)
    _bodies(recount, head)
    _meetings(recount.found)
    _closed_sets(cursor)
    proved = proved_step(cursor.lines, head)
    recount.last = proved.text("rule") if proved else ""
    for rule, at in recount.begins.items():
        if rule not in recount.found.used and rule != recount.last:
            cursor.note(Why.UNEXPECTED, at=at)
    _proved(recount, head)
    return len(recount.begins)


def _own_days(cursor: Cursor) -> Walk:
    """The days that the municipality closed or keeps open, in their order."""
    closed: dict[date, str] = {}
    opened: dict[date, str] = {}
    budget = Budget.of(len(cursor.lines))
    for kind, found in ((Kind.CLOSED, closed), (Kind.OPENED, opened)):
        last = date.min
        while cursor.peek(kind):
            line = cursor.take(kind)
            day = line.day or date.min
            if day in closed or day <= last:
                cursor.note(Why.UNEXPECTED, at=cursor.at)
            found[day] = line.text("name")
            last = max(last, day)
    return Walk(closed, frozenset(opened), budget)


def _mattered(cursor: Cursor, walk: Walk, until: int) -> None:
    """Own days that change nothing have no business in a proof."""
    for number, line in enumerate(cursor.lines[:until], 1):
        if line.kind in (Kind.CLOSED, Kind.OPENED) and line.day is not None:
            try:
                open_anyway = second.is_business_day(line.day)
            except second.Beyond:
                open_anyway = line.kind is Kind.OPENED
            same = open_anyway is (line.kind is Kind.OPENED)
            if same or line.day not in walk.mattered:
                cursor.note(Why.UNEXPECTED, at=number)


def _bodies(recount: Recount, head: Line) -> None:
    """Whether each rule seeks the meetings of the body that it should."""
    cursor, own = recount.found.cursor, head.text("body")
    for rule, (_, at) in recount.found.bodies.items():
        line = cursor.lines[at - 1]
        preparing = recount.shipped.preparing(rule, own)
        if preparing is not None:
            cursor.compare(line, "body", preparing, Why.RULEBOOK, at)
        elif recount.seeks.get(rule) == "own":
            cursor.compare(line, "body", own, Why.CONTRADICTS, at)
    preceding = recount.found.preceding
    if preceding is not None and preceding.prepares and recount.shipped.is_alone(own):
        cursor.note(Why.RULEBOOK, key="body", at=1)


def _closed_sets(cursor: Cursor) -> None:
    """Whether each fact that is one of a few words is one of them."""
    for number, line in enumerate(cursor.lines, 1):
        for key in CLOSED_SETS.keys() & line.facts.keys():
            value, words = line.facts[key], CLOSED_SETS[key]
            if value is not None and value not in words:
                says = " / ".join(sorted(words))
                cursor.note(Why.DIFFERS, key=key, says=says, at=number)


def _meetings(found: Found) -> None:
    """Whether all that is said about the meetings of a body can be true at once."""
    meetings: dict[tuple[str, date], int] = {}
    for limit in found.limits:
        for day in (limit.last, limit.next):
            if day is not None:
                meetings.setdefault((limit.body, day), limit.line)
    for number, line in enumerate(found.cursor.lines, 1):
        known = line.kind is Kind.MEETING and line.facts["known"] is True
        if known and line.day is not None:
            meetings.setdefault((line.text("body"), line.day), number)
    in_order = sorted(meetings)
    for limit in found.limits:
        # Those between the last and the next come first: no need to look at all.
        at = bisect_right(in_order, (limit.body, limit.last or date.min))
        for body, day in in_order[at : at + _NEAREST]:
            if limit.contradicts(body, day):
                says = f"{day} ({meetings[body, day]})"
                found.cursor.note(Why.CONTRADICTS, key="last", says=says, at=limit.line)


def _proved(recount: Recount, head: Line) -> None:
    """Whether the last line says what the last step came to."""
    cursor = recount.found.cursor
    if not cursor.peek(Kind.PROVED):
        cursor.note(Why.MISSING, says=Kind.PROVED)
        return
    proved, days = cursor.take(Kind.PROVED), recount.found.days.get(recount.last)
    at = cursor.at
    if cursor.at < len(cursor.lines):
        cursor.note(Why.UNEXPECTED)
    cursor.compare(proved, "deadline", head.text("deadline"), Why.CONTRADICTS, at)
    rule = proved.text("deadline").partition("@")[0].partition(":")[0]
    if days is None or rule != recount.last:
        cursor.note(Why.CONTRADICTS, key="deadline", says=recount.last, at=at)
        return
    cursor.compare(proved, "raw", days.raw, at=at)
    cursor.compare(proved, "due", days.due, at=at)
    cursor.compare(proved, "safe", days.safe, at=at)
    cursor.compare(proved, "needed_by", days.needed, at=at)
    if days.confidence:
        cursor.compare(proved, "confidence", days.confidence, at=at)


def _notes(cursor: Cursor, head: Line) -> list[Note]:
    notes = []
    if Shipped.meant_by(head).rules is None:
        book = f"{head.text('rulebook')} {head.text('version')}"
        notes.append(
            Note(
                NoteKind.RULEBOOK,
                f"regelboken {book} följer inte med detta program, så det som står "
                "om dess regler jämfördes inte med den",
                f"the rulebook {book} is not the one shipped here, so that what is "
                "said of its rules was not compared with it",
            )
        )
    if not cursor.same_release:
        theirs, ours = head.text("holidays"), second.release()
        lines = ", ".join(map(str, cursor.renamed)) or "–"
        notes.append(
            Note(
                NoteKind.NAMES,
                f"beviset skrevs med holidays {theirs}, här är {ours}: namn på dagar "
                f"får skilja sig (rader: {lines})",
                f"the proof was written with holidays {theirs}, here is {ours}: names "
                f"of days may differ (lines: {lines})",
            )
        )
    return notes
