"""Works out each step of a proof once more, with the second algorithm alone."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import attrs

from auditflow.proof import second
from auditflow.proof.cursor import Cursor, Lost, Why
from auditflow.proof.found import Found
from auditflow.proof.lines import Kind, Line
from auditflow.proof.reach import Search
from auditflow.proof.shipped import Shipped, Told
from auditflow.proof.walking import Days, TooFar, Walk, counting_in

_ORIGINS: Final = (Kind.GIVEN, Kind.EXTENDED, Kind.BUILDS_ON, Kind.AIMED)
_OUT_OF_STEP: Final = (
    Lost,
    OverflowError,  # a day before the first of all days, or after the last
    ValueError,
    TooFar,
    second.Beyond,
    second.Unreadable,
)
_PERIOD_LAW: Final = "lag (1930:173) 1 §"
_ROLL_LAW: Final = "lag (1930:173) 2 §"
_WEAKEST_LAST: Final = ("settled", "inferred", "open")


@attrs.define
class Recount:
    """A proof whose steps are worked out again, one after the other."""

    found: Found
    shipped: Shipped
    begins: dict[str, int] = attrs.field(factory=dict)
    """The line at which the step of each rule begins."""
    seeks: dict[str, str] = attrs.field(factory=dict)
    """Whose meetings each rule says that it seeks."""
    last: str = ""
    """The step whose day is proved."""

    def steps(self) -> None:
        """Work out each step, in order."""
        cursor = self.found.cursor
        while cursor.peek(Kind.STEP):
            head = cursor.take(Kind.STEP)
            rule = head.text("rule")
            if rule in self.found.days:
                cursor.note(Why.UNEXPECTED, at=cursor.at)
            self.begins[rule], self.last = cursor.at, rule
            start, self.seeks[rule] = cursor.at, head.text("seeks")
            try:
                self.found.days[rule] = _Step(self.found, self.shipped, head).worked()
            except _OUT_OF_STEP as end:
                if not isinstance(end, Lost):
                    cursor.note(Why.BEYOND, key=_counted_by(cursor), at=cursor.at)
                cursor.skip_to(Kind.STEP, Kind.PROVED)
                self.found.days[rule] = _as_stated(cursor.lines[start : cursor.at])
            if not cursor.peek(Kind.STEP, Kind.PROVED):
                cursor.note(Why.UNEXPECTED)
                cursor.skip_to(Kind.STEP, Kind.PROVED)

    def needed_later(self) -> None:
        """Compare the days of later steps by which an earlier one is needed."""
        cursor = self.found.cursor
        for line, at in self.found.needed:
            day = self.found.day_of(line.text("rule"), line.text("part"))
            cursor.compare(line, "day", day, Why.CONTRADICTS, at)


def _counted_by(cursor: Cursor) -> str:
    """The fact of the last line taken that says how far it is to be counted."""
    line = cursor.lines[cursor.at - 1]
    keys = ("period", "needs", "how", "day")
    return next((key for key in keys if line.facts.get(key) is not None), "")


def _as_stated(lines: Sequence[Line]) -> Days:
    """The days of a step that could not be followed, as they stand there."""
    stated = {line.kind: line.day or date.min for line in lines}
    raw, due, safe = (
        stated.get(kind, date.min) for kind in (Kind.RAW, Kind.DUE, Kind.SAFE)
    )
    return Days(raw, due, safe, confidence="")


@attrs.define
class _Step:
    """One step, from what it is counted from to its safe day."""

    whole: Found
    shipped: Shipped
    head: Line
    start: date = date.min
    confirmed: bool = True
    """Whether the day that it is counted from is more than a proposal."""

    @property
    def _cursor(self) -> Cursor:
        return self.whole.cursor

    @property
    def _walk(self) -> Walk:
        return self.whole.walk

    def worked(self) -> Days:
        """The days of the step, each line compared."""
        told = self.shipped.of_step(self._cursor, self.head)
        origin = self._origins(told)
        raw, meets = self._raw(told, origin)
        self._cursor.expect(Kind.RAW, day=raw)
        roll = self._cursor.take(Kind.ROLL)
        told.roll(roll)
        passed = [] if meets else [*self._rolled(raw, roll.text("roll"))]
        due = raw if meets else second.rolled(raw, roll.text("roll"))
        self._cursor.expect(Kind.DUE, day=due)
        safe = due if meets else self._safe(raw, due)
        self._cursor.expect(Kind.SAFE, day=safe)
        needed = self._needed(told, due)
        return Days(raw, due, safe, self._confidence(passed), needed)

    def _origins(self, told: Told) -> Line:
        """The first line on what the step is counted from; all of them compared."""
        origins = [self._origin(told)]
        while self._cursor.peek(*_ORIGINS):
            origins.append(self._origin(told))
        told.anchors(origins)
        aimed = any(origin.kind is Kind.AIMED for origin in origins)
        if aimed and (len(origins) > 1 or self.head.text("seeks") != "own"):
            says = self.head.text("seeks") or "–"
            self._cursor.note(
                Why.CONTRADICTS, key="event", says=says, at=self._cursor.at
            )
        below = origins[0].text("rule")  # empty where it builds on no other step
        self.whole.counted_from(origins[-1], self.head.text("rule"), below)
        self.start = max(one.day or date.min for one in origins)
        if len(origins) > 1:
            of = tuple(one.text("day") for one in origins)
            self._cursor.expect(Kind.LATEST_OF, day=self.start, of=of)
        deemed = None
        if self._cursor.peek(Kind.DEEMED):
            deemed = self._cursor.take(Kind.DEEMED)
            self.start = second.deemed(self.start, deemed.text("how"))
            self._cursor.compare(deemed, "day", self.start)
        told.deemed(deemed)
        return origins[0]

    def _origin(self, told: Told) -> Line:
        """One line on what the step is counted from."""
        origin = self._cursor.take(*_ORIGINS)
        if origin.kind is Kind.BUILDS_ON:
            rule, part = origin.text("rule"), origin.text("part")
            self._refer(origin, rule, part)
            below = self.whole.days.get(rule)
            if origin.facts["stands_for"] is not None:
                part = "needed" if below and below.needed is not None else "due"
                self._cursor.compare(origin, "part", part, Why.CONTRADICTS)
                self._adjusted(told, origin)
        elif origin.kind is Kind.GIVEN and origin.facts["confirmed"] is not True:
            if origin.text("what") != "requested":
                self._cursor.compare(origin, "confirmed", value=True)
            self.confirmed = False
        return origin

    def _adjusted(self, told: Told, origin: Line) -> None:
        """Minutes are adjusted at the meeting where that must be, and else later."""
        rule = origin.text("rule")
        decided = next((one for one in self.whole.days if told.is_decided_by(one)), "")
        if not decided or origin.text("stands_for") != "minutes_adjusted":
            return
        must = self.whole.at_once.get(decided)
        if must is None and told.hangs_on(decided) in self.whole.days:
            self._cursor.note(Why.MISSING, says=Kind.IN_TIME, at=self._cursor.at)
        elif (rule == decided) is not bool(must):
            says = decided if must else "–"
            self._cursor.note(
                Why.CONTRADICTS, key="rule", says=says, at=self._cursor.at
            )

    def _refer(self, line: Line, rule: str, part: str) -> None:
        day = self.whole.day_of(rule, part)
        if day is None:
            self._cursor.note(Why.CONTRADICTS, key="rule", at=self._cursor.at, says="–")
        else:
            self._cursor.compare(line, "day", day, Why.CONTRADICTS)

    def _raw(self, told: Told, origin: Line) -> tuple[date, bool]:
        """The raw day, and whether it is that of a meeting."""
        rule, wanted = self.head.text("rule"), self.head.facts["seeks"] is not None
        aimed = origin.kind is Kind.AIMED
        if wanted and (aimed or not self._only_counted()):
            told.seeks(meeting=True)
            return Search(self.whole, rule, self._counted).chosen(told, origin), True
        told.seeks(meeting=False)
        raw = self._counted(told)
        if wanted:
            self.whole.body(self._cursor.take(Kind.ONLY_COUNTED), rule)
        return raw, False

    def _only_counted(self) -> bool:
        """Whether no meeting stands in this step although one is wanted."""
        lines, at = self._cursor.lines, self._cursor.at
        while at < len(lines) and lines[at].kind not in (Kind.RAW, Kind.STEP):
            if lines[at].kind in (Kind.MEETING, Kind.ENDS, Kind.BEGUN):
                return False
            at += 1
        return True

    def _counted(self, told: Told, nth: int = 0) -> date:
        """The end of the period from the start of the step, its days compared."""
        period = self._cursor.take(Kind.PERIOD)
        told.period(period, nth)
        length = second.length_of(period.text("period"))
        walk = self._walk.on(self._cursor, period, length.unit)
        counting = counting_in(period)
        if length.unit == "business day":
            return self._walked(walk.walked(self.start, length.amount, counting), walk)
        if length.unit == "literal vardag":
            walk.budget.spend_on(length)
            by_letter = second.walked_by_letter(self.start, length.amount, counting)
            return self._walked(by_letter, walk.without_own())
        end, sought = walk.by_calendar(self.start, length, counting)
        if length.unit == "on":
            self._cursor.expect(Kind.FIXED_DAY, day=end)
        elif length.unit == "day":
            first, last = sorted((self.start, end))
            size = abs(length.amount)
            self._cursor.expect(Kind.SPAN, first=first, last=last, days=size)
        else:
            law = _PERIOD_LAW if self._lawful else None
            self._cursor.expect(Kind.SAME_NAME, day=end, sought=sought, law=law)
        return end

    def _walked(self, way: Iterator[tuple[date, bool]], walk: Walk) -> date:
        day, number = self.start, 0
        for day, counts in way:
            if counts:
                number += 1
                self._cursor.expect(Kind.COUNTS, day=day, number=number)
            else:
                name = walk.name_of(day)
                self._cursor.expect(Kind.PASSED, day=day, sv=name.sv, en=name.en)
        return day

    @property
    def _lawful(self) -> bool:
        return self.head.text("basis") == "statute"

    def _rolled(self, raw: date, roll: str) -> Iterator[str]:
        """How sure it is that each day that was rolled over had to be."""
        for day, ruled in second.rolled_over(raw, roll):
            law = f"{_ROLL_LAW}, {ruled.act}".removesuffix(", ")
            self._cursor.expect(
                Kind.ROLLED_OVER,
                day=day,
                sv=ruled.name.sv,
                en=ruled.name.en,
                law=law if self._lawful and roll == "forward" else None,
                confidence=ruled.confidence,
            )
            yield ruled.confidence

    def _safe(self, raw: date, due: date) -> date:
        walk = self._walk
        if not walk.is_business_day(due):
            name = walk.name_of(due)
            self._cursor.expect(Kind.KEPT, day=due, sv=name.sv, en=name.en)
        day = min(raw, due)
        while not walk.is_business_day(day):
            name = walk.name_of(day)
            self._cursor.expect(Kind.NOT_OPEN, day=day, sv=name.sv, en=name.en)
            day = date.fromordinal(day.toordinal() - 1)
        return day

    def _needed(self, told: Told, due: date) -> date | None:
        if not self._cursor.peek(Kind.NEEDED):
            told.needed(None, self.whole.days)
            return None
        line = self._cursor.take(Kind.NEEDED)
        told.needed(line, self.whole.days)
        if line.text("rule") in self.whole.days:
            self._refer(line, line.text("rule"), line.text("part"))
        else:
            self.whole.needed.append((line, self._cursor.at))
        day = line.day or date.min
        by = day if self.start <= day < due else None
        self._cursor.compare(line, "by", by)
        return by

    def _confidence(self, passed: list[str]) -> str:
        own = self.head.text("confidence")
        if not self.confirmed:
            return "open"
        if not passed:
            return own
        said = self.head.text("roll_confidence") or own
        known = [one for one in (said, *passed) if one in _WEAKEST_LAST]
        return max(known, key=_WEAKEST_LAST.index, default=said)
