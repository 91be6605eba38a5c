"""Checks how a meeting was chosen: which came in question, and which can be reached."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

import attrs

from auditflow.proof import second
from auditflow.proof.cursor import Cursor, Lost, Why
from auditflow.proof.found import Found, Limit
from auditflow.proof.lines import Kind, Line
from auditflow.proof.preceding import Preceding
from auditflow.proof.shipped import Told
from auditflow.proof.walking import Days, counting_in

_BOTH: Final = 2  # the periods by which a meeting in time is sought


@attrs.define
class Search:
    """The search for the meeting of one step."""

    whole: Found
    rule: str
    counted: Callable[[Told, int], date]
    begun: date | None = None
    earliest: dict[str, date] = attrs.field(factory=dict)
    told_earliest: list[Line] = attrs.field(factory=list)
    """The lines that say so."""
    found: date | None = None
    in_time: date | None = None
    """The end of the last period: later meetings are sought after it."""
    next: date | None = None
    """The first meeting after that, if it is known."""
    seen: list[tuple[date, bool]] = attrs.field(factory=list)
    """Each meeting that came in question, and whether the matter was put off."""

    @property
    def _cursor(self) -> Cursor:
        return self.whole.cursor

    def chosen(self, told: Told, origin: Line) -> date:
        """The meeting that was chosen."""
        if origin.kind is Kind.AIMED:
            self._fixed(told, origin)
        else:
            self._sought(told)
        if self.found is None:
            self._cursor.note(Why.MISSING, says="meeting, chosen")
            raise Lost
        return self.found

    def _sought(self, told: Told) -> None:
        """The meeting in time, by one period or another, or else a later one."""
        if self._cursor.peek(Kind.BEGUN):
            self._forward(told)
        elif told.decides:
            self._cursor.note(Why.MISSING, says=Kind.BEGUN)
        ends: list[date] = []
        while self.found is None and self._cursor.peek(Kind.PERIOD):
            self.in_time = self.counted(told, len(ends))
            ends.append(self.in_time)
            self._on_or_before(told, self.in_time)
        if self.found is None:
            if len(ends) != _BOTH:
                self._cursor.note(Why.MISSING, says=Kind.PERIOD)
            self._afterwards(told)
        if self.found is not None and ends and self.begun is not None:
            self.whole.at_once[self.rule] = ends[0] < self.found <= ends[-1]

    def _forward(self, told: Told) -> None:
        """Where the forward pass begins, and the earliest day of each step."""
        begun = self._cursor.take(Kind.BEGUN)
        told.begun(begun)
        at, self.begun = self._cursor.at, begun.day
        received, bases = begun.day_of("received"), set[date | None]()
        awaited = {*begun.texts("after")}
        while self._cursor.peek(Kind.EARLIEST):
            line = self._cursor.take(Kind.EARLIEST)
            told.earliest(line)
            self.told_earliest.append(line)
            self._earliest(line, received)
            bases |= set() if line.texts("after") else {line.day_of("base")}
            awaited |= {*line.texts("after")}
        if received is not None and (received not in bases or received == begun.day):
            self._cursor.note(Why.UNEXPECTED, key="received", at=at)
        if begun.texts("steps") != (*self.earliest,):
            says = ", ".join(self.earliest)
            self._cursor.note(Why.CONTRADICTS, key="steps", says=says, at=at)
        if awaited != self.earliest.keys():
            odd = ", ".join(sorted(awaited ^ self.earliest.keys()))
            self._cursor.note(Why.CONTRADICTS, key="after", says=odd, at=at)

    def _earliest(self, line: Line, received: date | None) -> None:
        after, base = line.texts("after"), line.day_of("base")
        known = [self.earliest[rule] for rule in after if rule in self.earliest]
        if len(known) < len(after):
            there = ", ".join(rule for rule in after if rule in self.earliest)
            self._note("after", self._cursor.at, says=there)
        elif known or base not in (self.begun, received):
            says = max([*known, *([self.begun] if self.begun else [])], default=None)
            self._cursor.compare(line, "base", says, Why.CONTRADICTS)
            base = says
        since, needs = line.day_of("since"), line.text("needs")
        if bool(needs) != (since is not None):
            self._note("since", self._cursor.at, says=f"{base}" if needs else "–")
        days = [base or date.min, line.day_of("reply_by") or date.min]
        if needs and since is not None:
            days.append(self.whole.walk.end(since, second.length_of(needs)))
        done = line.day_of("done")
        if done is not None and (
            since is not None or line.facts["reply_by"] is not None
        ):
            self._cursor.note(Why.CONTRADICTS, key="done", at=self._cursor.at)
        self._cursor.compare(line, "day", done or max(days))
        if line.text("rule") in self.earliest:
            self._cursor.note(Why.UNEXPECTED, at=self._cursor.at)
        # What is right goes on, so that one wrong line does not make others wrong.
        self.earliest[line.text("rule")] = done or max(days)

    def _on_or_before(self, told: Told, ends: date) -> None:
        """The last meeting on or before a day, if there is one."""
        line = self._cursor.expect(Kind.ENDS, day=ends)
        self.whole.body(line, self.rule)
        known = line.facts["known"] is True
        last, later = line.day_of("last"), line.day_of("next")
        at = self._cursor.at
        if known:
            limit = Limit(line.text("body"), ends, last, later, at)
            self.whole.limits.append(limit)
            if last and last > ends:
                self._note("last", at, says=f"{ends}")
            if later and later <= ends:
                self._note("next", at, says=f"{ends}")
        elif last or later:
            self._note("known", at, says=f"{last or later}")
        after = line.text("seek") == "first_after"
        self.next = later
        day = (later if after else last) if known else ends
        if after and (self.begun is not None or not known):
            self._cursor.note(Why.UNEXPECTED, key="seek", at=at)
        if day is not None:
            meeting = self._cursor.expect(Kind.MEETING, day=day, known=known)
            self._candidate(told, meeting)

    def _fixed(self, told: Told, origin: Line) -> None:
        """The meeting that an event fixed."""
        day, meeting = origin.day, self._cursor.take(Kind.MEETING)
        self._cursor.compare(meeting, "day", day or date.min, Why.CONTRADICTS)
        self._candidate(told, meeting, fixed=True)
        if self._cursor.peek(Kind.IN_TIME):
            self._in_time(told, self._cursor.take(Kind.IN_TIME), meeting.day)

    def _in_time(self, told: Told, line: Line, met: date | None) -> None:
        """Until when a decision is in time, and how its minutes are adjusted then."""
        told.in_time(line)
        start = self.whole.day_of(line.text("rule"), line.text("part"))
        self._cursor.compare(line, "start", start, Why.CONTRADICTS)
        walk, counting = self.whole.walk, counting_in(line)
        if line.text("counted_on") == "statutory":
            walk = walk.without_own()
        begin = start or line.day_of("start") or date.min
        ends = [
            walk.end(begin, second.length_of(line.text(key)), counting)
            for key in ("period", "at_once")
        ]
        self._cursor.compare(line, "day", ends[0])
        self._cursor.compare(line, "until", ends[1])
        self.whole.at_once[self.rule] = ends[0] < (met or date.min) <= ends[1]

    def _afterwards(self, told: Told) -> None:
        """The first later meeting that can be reached."""
        line = self._cursor.take(Kind.LATER)
        at, body = self._cursor.at, line.text("body")
        self.whole.body(line, self.rule)
        decides_from = line.day_of("decides_from") or date.min
        self._put_off_until(decides_from, at)
        last = max(self.in_time or date.min, _day_before(decides_from))
        known = [date.fromisoformat(day) for day in line.texts("meetings")]
        if self.next is not None and self.next > last and known[:1] != [self.next]:
            self._note("meetings", at, says=f"{self.next}")
        for day in known:
            if day <= last or self.found is not None:
                self._note("meetings", at)
            self._candidate(
                told, self._cursor.expect(Kind.MEETING, day=day, known=True)
            )
            last = max(last, day)
        until = line.day_of("known_until")
        if until is not None:
            if until <= last or self.found is not None:
                self._note("known_until", at)
            last = max(last, until)
        if self.found is None and last < self.whole.known_until(body):
            self._note("known_until", at, says=f"{self.whole.known_until(body)}")
        while self.found is None and self._cursor.peek(Kind.PASSED, Kind.MEETING):
            last = self._next_business_day(last)
            meeting = self._cursor.expect(Kind.MEETING, day=last, known=False)
            self._candidate(told, meeting)
        self._put_off_until(decides_from, at)

    def _next_business_day(self, day: date) -> date:
        """The first business day after another, and each day that is passed before."""
        for passed, counts in self.whole.walk.walked(day, 1, second.Counting()):
            day = passed
            if not counts:
                name = self.whole.walk.name_of(day)
                self._cursor.expect(Kind.PASSED, day=day, sv=name.sv, en=name.en)
        return day

    def _put_off_until(self, decides_from: date, at: int) -> None:
        """Whether just the meetings before a day are those that it was put off from."""
        begun = self.begun or date.min
        if decides_from not in (begun, _day_after(begun)):
            self._note("decides_from", at)
        if any(put_off != (day < decides_from) for day, put_off in self.seen):
            self._note("decides_from", at)

    def _note(self, key: str, at: int, says: str = "–") -> None:
        self._cursor.note(Why.CONTRADICTS, key=key, says=says, at=at)

    def _candidate(self, told: Told, line: Line, *, fixed: bool = False) -> None:
        """One meeting: the latest day of each step before it, and its outcome."""
        at, day = self._cursor.at, line.day or date.min
        self.whole.body(line, self.rule)
        self._precede(told, line)
        latest: dict[str, Days] = {}
        while self._cursor.peek(Kind.LATEST):
            self._latest(told, self._cursor.take(Kind.LATEST), latest, day)
        self._cursor.compare(line, "before", tuple(latest), Why.CONTRADICTS, at)
        outcome, since = line.text("outcome"), line.day_of("decides_from")
        put_off = outcome == "put_off"
        self.seen.append((day, put_off))
        begun = self.begun or date.min
        if put_off != (since is not None):
            self._note("decides_from", at)
        if put_off:
            possible = since in (begun, _day_after(begun))
            if latest or since is None or since <= day or not possible:
                self._note("outcome", at, says="out_of_reach")
            return
        if outcome == "chosen":
            self.found = day
        elif outcome != "out_of_reach":
            self._cursor.note(Why.UNEXPECTED, key="outcome", at=at)
        if self.begun is None or fixed:
            if latest or outcome != "chosen":
                self._cursor.note(Why.UNEXPECTED, key="outcome", at=at)
            return
        if day < begun:
            self._note("outcome", at, says="put_off")
        self._reached(line, at, latest)

    def _precede(self, told: Told, line: Line) -> None:
        """Which steps come before the first meeting come before each of them."""
        rules, before = told.shipped.rules, line.texts("before")
        if line.text("outcome") == "put_off" or self.begun is None or rules is None:
            return
        if self.whole.preceding is None:
            self.whole.preceding = Preceding.in_case(
                rules, self.rule, self.told_earliest, before
            )

    def _latest(
        self, told: Told, line: Line, latest: dict[str, Days], meeting: date
    ) -> None:
        """The last day of one step before the meeting."""
        told.latest(line)
        self.whole.counted_from(line, line.text("rule"), line.text("builds_on"))
        builds_on, part = line.text("builds_on"), line.text("part")
        if builds_on == self.rule:
            start: date | None = meeting
        elif builds_on in latest:
            start = self._part(latest[builds_on], part)
        else:
            start = self.whole.day_of(builds_on, part)
        if start is None or part not in ("raw", "due", "safe"):
            says = ", ".join((self.rule, *latest))
            self._note("builds_on", self._cursor.at, says=says)
            start = line.day_of("start") or date.min
        self._cursor.compare(line, "start", start, Why.CONTRADICTS)
        length = second.length_of(line.text("period"))
        walk, counting = self.whole.walk, counting_in(line)
        walk = walk.on(self._cursor, line, length.unit)
        ends = walk.end(start, length, counting)
        self._cursor.compare(line, "ends", ends)
        day, body, roll = line.day or date.min, line.text("body"), line.text("roll")
        if line.text("rule") in latest:
            self._cursor.note(Why.UNEXPECTED, at=self._cursor.at)
        if line.facts["body"] is not None:
            self.whole.body(line, line.text("rule"))
            limit = Limit(body, ends, day, None, self._cursor.at)
            self.whole.limits.append(limit)
            if day > ends:
                self._cursor.compare(line, "day", ends)
            latest[line.text("rule")] = Days(day, day, day, "")
            return
        due = second.rolled(ends, roll)
        self._cursor.compare(line, "day", due)
        latest[line.text("rule")] = Days(ends, due, None, "")

    def _part(self, days: Days, part: str) -> date | None:
        """One of the days of a step; the safe one is sought only if it matters."""
        if part == "safe" and days.safe is None:
            return self.whole.walk.safe(days.raw, days.due)
        return days.part(part)

    def _reached(self, line: Line, at: int, latest: dict[str, Days]) -> None:
        """Whether there is time for each step, and if not, which is the most short."""
        preceding = self.whole.preceding
        if preceding is not None and preceding.moving() != latest.keys():
            says = ", ".join(sorted(preceding.moving()))
            self._cursor.note(Why.RULEBOOK, key="before", says=says, at=at)
        day, begun = line.day or date.min, self.begun or date.min
        spans = [
            (rule, self.earliest[rule], days.due)
            for rule, days in latest.items()
            if rule in self.earliest
        ]
        spans.append((self.rule, begun, day))
        late = any(last < first for _, first, last in spans)
        # Whether a day between is open matters only where something ends too early.
        count = self.whole.walk.count
        slack = [count(first, last) for _, first, last in spans] if late else [0]
        least = min(slack)
        outcome = "out_of_reach" if least < 0 else "chosen"
        self._cursor.compare(line, "outcome", outcome, at=at)
        if least < 0:
            rule, first, last = spans[slack.index(least)]
            self._cursor.expect(Kind.SHORT, rule=rule, earliest=first, latest=last)


def _day_before(day: date) -> date:
    return day - timedelta(days=1) if day > date.min else day


def _day_after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day
