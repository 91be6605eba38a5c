"""One row of a spreadsheet → the case that it tells, past the guard of each step."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import attrs
from pendulum import Date

from auditflow.case.case import Case
from auditflow.case.spreadsheet.columns import NEEDED, Header
from auditflow.day import read_day
from auditflow.errors import (
    AuditflowError,
    DayRefused,
    InputRefused,
    NotAllowed,
    RefusedLine,
)
from auditflow.errors.plain import plain
from auditflow.events import (
    Adopted,
    Answered,
    AnyEvent,
    Assigned,
    Closed,
    Drafted,
    ExtensionGranted,
    MinutesAdjusted,
    NoticePosted,
    Referred,
    Registered,
    StatementReceived,
)
from auditflow.memo import Body, DiaryNumber, Memo, ReplyRequest, authority_of

DESPITE: Final = "inläst ur ett kalkylblad"
"""Why an irregular step is taken all the same: the row says no more of it."""

_AUDITORS: Final = "revisorerna"
_LONGEST: Final = 120  # characters of a cell that are looked at for a day
_BODIES: Final = re.compile(r"[;\n]")

_NAMES: Final = ("body", "dnr", "handler", "referred_to", "reason")

# What is told of a case by one column, and means nothing without the other.
_TOGETHER: Final = (
    ("registered", "dnr"),
    ("referred", "referred_to"),
    ("referred_to", "referred"),
    ("statements_by", "referred"),
    ("statements_received", "referred"),
    ("extension_granted", "extended_to"),
    ("extended_to", "extension_granted"),
    ("adopted", "drafted"),
    ("paragraph", "adopted"),
    ("minutes_adjusted", "adopted"),
    ("notice_posted", "minutes_adjusted"),
    ("answered", "adopted"),
    ("closed", "reason"),
    ("reason", "closed"),
)
# Of two columns the one whose day cannot lie after that of the other.
_IN_ORDER: Final = (
    ("dated", "received"),
    ("received", "registered"),
    ("received", "referred"),
    ("referred", "statements_by"),
    ("referred", "statements_received"),
    ("received", "extension_granted"),
    ("extension_granted", "extended_to"),
    ("received", "drafted"),
    ("referred", "drafted"),
    ("drafted", "adopted"),
    ("adopted", "minutes_adjusted"),
    ("minutes_adjusted", "notice_posted"),
    ("adopted", "answered"),
    ("received", "closed"),
    ("referred", "closed"),
    ("drafted", "closed"),
    ("adopted", "closed"),
)


@attrs.frozen
class Row:
    """What stands in a row, column by column, and what is wrong with it."""

    line: int
    header: Header
    cells: dict[str, str]
    days: dict[str, Date] = attrs.field(factory=dict)
    problems: list[RefusedLine] = attrs.field(factory=list)

    @classmethod
    def of(
        cls, line: int, cells: Sequence[str], header: Header, today: date | None
    ) -> "Row":
        """The row with these *cells*, its days read, and checked one by another."""
        said = {
            column.name: cells[place].strip()
            for place, column in header.places.items()
            if place < len(cells) and cells[place].strip()
        }
        row = cls(line, header, said)
        beyond = [cell for cell in cells[header.width :] if cell.strip()]
        if beyond:
            what = f"has {len(cells)} cells under {header.width} headings"
            row.note("", what, "put a cell that holds the delimiter in quotes")
        row._read_days(today)
        row._check_cells()
        row._check_order()
        return row

    def note(self, name: str, what: str, mend: str) -> None:
        """Note that *what* is wrong in the column of this *name*."""
        if name:
            what = f"{self.header.called(name)}: {what}"
        place = f"line {self.line}"
        self.problems.append(RefusedLine(place, plain(what), plain(mend), self.line))

    def case(self, authority: str | None, by: str) -> Case | None:
        """The case that it tells; None where something is wrong with it.

        Args:
            authority: whose case it is, where the row does not say so.
            by: who tells it.
        """
        whose = self._authority(authority)
        if self.problems:
            return None
        name = "received"
        try:
            case = self._opened(whose, by)
            events = [*self._events(case, by)]
            for told, event in sorted(events, key=lambda pair: pair[1].on):
                name = told
                case = _recorded(case, event)
        except AuditflowError as error:
            self._note_error(name, error)
            return None
        return case

    def _read_days(self, today: date | None) -> None:
        for column in self.header.places.values():
            if not column.is_day or column.name not in self.cells:
                continue
            try:
                day = read_day(self.cells[column.name][:_LONGEST])
            except DayRefused as error:
                self._note_error(column.name, error)
                continue
            self.days[column.name] = day
            if column.is_past and today is not None and day > today:
                mend = "leave it empty until it has happened, or correct it"
                self.note(column.name, f"{day} has not come yet", mend)

    def _check_cells(self) -> None:
        """Note what is missing, and what means nothing without another cell."""
        for name in NEEDED:
            if name not in self.cells:
                self.note(name, "is empty", "fill it in: a case needs it")
        for name in _NAMES:
            if name in self.cells and not any(map(str.isalnum, self.cells[name])):
                mend = "write a name or a number, or leave it empty"
                self.note(name, f"{self.cells[name]!r} says nothing", mend)
        for name, other in _TOGETHER:
            if name in self.cells and other not in self.cells:
                what = f"is filled in, but {self._named(other)} is empty"
                mend = "fill that in too, or leave this one empty"
                self.note(name, what, mend)
        if "closed" in self.cells and "answered" in self.cells:
            what = f"is filled in, and so is {self._named('answered')}"
            mend = "leave it empty: a case that is answered has ended"
            self.note("closed", what, mend)

    def _named(self, name: str) -> str:
        """What the file calls a column, or what it would call one that it lacks."""
        return self.header.called(name)

    def _check_order(self) -> None:
        for name, later in _IN_ORDER:
            if name in self.days and later in self.days:
                first, then = self.days[name], self.days[later]
                if then < first:
                    what = f"{then} lies before {self._named(name)}, {first}"
                    self.note(later, what, "correct one of the two")

    def _authority(self, given: str | None) -> str:
        """Whose case it is: as the row says, as is *given*, or as its municipality."""
        said = self.cells.get("authority") or given or self.cells.get("municipality")
        name = authority_of(said or "")
        if not name:
            what = f"neither {self._named('authority')} nor "
            what += f"{self._named('municipality')} says whose case it is"
            mend = "fill in one of them, or give --authority"
            self.note("", what, mend)
        return name

    def _opened(self, authority: str, by: str) -> Case:
        body = " ".join(self.cells["body"].split())
        return Case.open(
            self._memo(body),
            body=body,
            received=self.days["received"],
            by=by,
            authority=authority,
        )

    def _memo(self, body: str) -> Memo:
        """What the row says of the letter: a body that must answer, by a day if any."""
        day, number = self.days.get("reply_by"), self.cells.get("letter_dnr")
        reply = ReplyRequest.by(day) if day else ReplyRequest("undated")
        return Memo(
            municipality=self.cells.get("municipality"),
            dnr=number,
            diary_numbers=[DiaryNumber(_AUDITORS, number)] if number else [],
            dated=self.days.get("dated"),
            title=self.cells.get("title"),
            bodies=[Body(body, "must_answer", reply)],
        )

    def _events(self, case: Case, by: str) -> Iterator[tuple[str, AnyEvent]]:
        """What happened to the *case*, each with its column, in the order of a life."""
        days, cells = self.days, self.cells
        came = days.get("registered", days["received"])
        if dnr := cells.get("dnr"):
            yield "dnr", Registered(on=came, by=by, dnr=dnr)
        if handler := cells.get("handler"):
            yield "handler", Assigned(on=came, by=by, to=handler)
        yield from self._referral(by)
        if (on := days.get("extension_granted")) is not None:
            until = days["extended_to"]
            extension = ExtensionGranted(on=on, by=_AUDITORS, until=until)
            yield "extended_to", extension
        if (on := days.get("drafted")) is not None:
            yield "drafted", Drafted(on=on, by=by)
        yield from self._decision(case.body, by)
        if (on := days.get("answered")) is not None:
            yield "answered", Answered(on=on, by=by)
        if (on := days.get("closed")) is not None:
            yield "closed", Closed(on=on, by=by, reason=cells["reason"])

    def _referral(self, by: str) -> Iterator[tuple[str, AnyEvent]]:
        if (on := self.days.get("referred")) is None:
            return
        parts = _BODIES.split(self.cells["referred_to"])
        bodies = [" ".join(body.split()) for body in parts if body.strip()]
        until = self.days.get("statements_by")
        yield "referred", Referred(on=on, by=by, to=dict.fromkeys(bodies, until))
        if (came := self.days.get("statements_received")) is not None:
            for body in bodies:
                statement = StatementReceived(on=came, by=by, body=body)
                yield "statements_received", statement

    def _decision(self, body: str, by: str) -> Iterator[tuple[str, AnyEvent]]:
        paragraph = self.cells.get("paragraph")
        if (on := self.days.get("adopted")) is not None:
            yield "adopted", Adopted(on=on, by=body, paragraph=paragraph)
        if (on := self.days.get("minutes_adjusted")) is not None:
            yield "minutes_adjusted", MinutesAdjusted(on=on, by=by)
        if (on := self.days.get("notice_posted")) is not None:
            yield "notice_posted", NoticePosted(on=on, by=by)

    def _note_error(self, name: str, error: AuditflowError) -> None:
        if isinstance(error, InputRefused):
            for problem in error.found:
                self.note(name, problem.what, problem.mend)
            return
        what, _, mend = str(error).rpartition("; ")
        if isinstance(error, NotAllowed):
            what = "; ".join((*error.impossible, *error.irregular))
            mend = "correct the row"
        self.note(name, what, mend)


def _recorded(case: Case, event: AnyEvent) -> Case:
    """The *case* after an *event*, which may be irregular: nobody can be asked why."""
    try:
        return case.record(event)
    except NotAllowed:
        return case.record(attrs.evolve(event, despite=DESPITE))
