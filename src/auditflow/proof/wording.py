"""A proof as a person reads it: step by step, each day with its weekday and why."""

import textwrap
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final

import attrs

from auditflow.proof import second
from auditflow.proof.lines import Kind, Line, plain, proved_step
from auditflow.proof.phrases import (
    FIXED_DAYS,
    MONTHS,
    NOT_YET,
    PHRASES,
    UNITS,
    WEEKDAYS,
    WORDS,
)
from auditflow.reasons import Language

_WIDTH: Final = 80
_UNDER: Final = 3
_WEEKEND: Final = frozenset({"Lördag", "Söndag", "Saturday", "Sunday"})
_NESTED: Final = frozenset(
    {
        Kind.COUNTS,
        Kind.EARLIEST,
        Kind.LATEST,
        Kind.PASSED,
        Kind.ROLLED_OVER,
        Kind.SHORT,
    }
)


def _carried_over(line: Line) -> bool:
    """Whether the month has no such day, and the first of the next one counts."""
    first = line.day is not None and line.day.day == 1
    return first and line.facts["sought"] is not None


_MAYBE_NAMED: Final = frozenset({Kind.PASSED, Kind.NOT_OPEN, Kind.KEPT})
_VARIANTS: Final[tuple[tuple[Kind, Callable[[Line], bool], str], ...]] = (
    (Kind.GIVEN, lambda line: line.facts["confirmed"] is not True, "proposed"),
    (Kind.PERIOD, lambda line: line.text("first_day") == "counted", "first"),
    (Kind.ENDS, lambda line: line.text("seek") == "first_after", "after"),
    (Kind.SPAN, lambda line: line.facts["days"] == 0, "none"),
    (Kind.SPAN, lambda line: line.facts["days"] == 1, "one"),
    (Kind.SAME_NAME, _carried_over, "carried"),
    (Kind.SAME_NAME, lambda line: line.facts["sought"] is not None, "clamped"),
    (Kind.BUILDS_ON, lambda line: line.facts["stands_for"] is not None, "planned"),
    (Kind.ENDS, lambda line: line.facts["known"] is not True, "unknown"),
    (Kind.ENDS, lambda line: line.facts["last"] is None, "none"),
    (Kind.EARLIEST, lambda line: line.facts["needs"] is not None, "needs"),
    (Kind.LATER, lambda line: line.facts["known_until"] is not None, "known"),
    (Kind.MEETING, lambda line: line.facts["known"] is not True, "counted"),
    (Kind.NEEDED, lambda line: line.facts["by"] is None, "own"),
    (Kind.ROLLED_OVER, lambda line: line.text("confidence") != "settled", "unsure"),
)


def text_of(lines: Sequence[Line], language: Language) -> str:
    """The *lines* of a proof as text, at most 80 letters wide."""
    titles, guessed = _titles(lines, language), _from_a_proposal(lines)
    teller = _Teller(language, _numbers(lines), titles, guessed)
    told = [*_head(lines, teller)]
    left_out = _said_anyway(lines)
    for number, line in enumerate(lines):
        if line.kind is Kind.STEP:
            told += ["", *teller.step(line)]
        elif line.kind is Kind.PROVED or number in left_out:
            continue
        elif line.kind not in (Kind.HEAD, Kind.CLOSED, Kind.OPENED):
            if line.kind is Kind.PERIOD:
                teller = attrs.evolve(teller, period=line)
            told += teller.under(line)
    word = "Kontrollsumma" if language == "sv" else "Hash"
    told += ["", f"{word} (SHA-256):", f"{' ' * _UNDER}{lines[-1].hash}"]
    return "\n".join(told)


def _numbers(lines: Sequence[Line]) -> dict[str, int]:
    steps = [line.text("rule") for line in lines if line.kind is Kind.STEP]
    return {rule: number for number, rule in enumerate(steps, 1)}


def _titles(lines: Sequence[Line], language: Language) -> dict[str, str]:
    named = [line for line in lines if line.kind in (Kind.EARLIEST, Kind.STEP)]
    return {line.text("rule"): plain(line.text(language)) for line in named}


def _from_a_proposal(lines: Sequence[Line]) -> frozenset[str]:
    """The steps that are counted from a day that nobody confirmed."""
    found, rule = set(), ""
    for line in lines:
        rule = line.text("rule") if line.kind is Kind.STEP else rule
        if line.kind is Kind.GIVEN and line.facts["confirmed"] is not True:
            found.add(rule)
    return frozenset(found)


def _said_anyway(lines: Sequence[Line]) -> set[int]:
    """The lines on the three days that say no more than the last day does."""
    found, at = set(), dict[Kind, int]()
    for number, line in enumerate(lines):
        at[line.kind] = number
        raw, due = at.get(Kind.RAW, number), at.get(Kind.DUE, number)
        if line.kind is Kind.DUE and lines[raw].day == line.day:
            found.add(raw)
        nothing = line.kind is Kind.ROLL and line.text("roll") == "none"
        if nothing or (line.kind is Kind.SAFE and lines[due].day == line.day):
            found.add(number)
    return found


def _head(lines: Sequence[Line], teller: "_Teller") -> Iterator[str]:
    head, proved = lines[0], lines[-1]
    step = proved_step(lines, head)
    title = plain(step.text(teller.language)) if step else ""
    due = proved.day_of("due")
    yield f"{title}: {teller.day_first(due)}" if due else title
    if head.kind is Kind.HEAD:
        facts = {key: plain(f"{value}") for key, value in head.facts.items()}
        yield from teller.wrapped(PHRASES["head"][teller.language].format(**facts))
    for line in lines:
        if line.kind in (Kind.CLOSED, Kind.OPENED):
            yield from teller.under(line)


@attrs.frozen
class _Teller:
    """Tells lines in one language; knows the number and the title of each step.

    ``guessed`` are the steps that are counted from a day that nobody confirmed.
    """

    language: Language
    numbers: dict[str, int]
    titles: dict[str, str]
    guessed: frozenset[str]
    period: Line | None = None
    """The period that is counted just now."""

    def step(self, line: Line) -> Iterator[str]:
        """The heading of a step, and what it rests on."""
        rule = line.text("rule")
        yield f"{self.numbers[rule]}. {self.titles[rule]}"
        said = (
            self._word(line.text("basis")),
            plain(line.text("source")),
            self._word("open" if rule in self.guessed else line.text("confidence")),
        )
        yield from self.wrapped("; ".join(said))

    def under(self, line: Line) -> Iterator[str]:
        """One line of a step, wrapped under itself."""
        by = _UNDER + 2 if line.kind in _NESTED else _UNDER
        yield from self.wrapped(self._told(line), by)

    def wrapped(self, text: str, by: int = _UNDER) -> Iterator[str]:
        """A sentence on as many lines as it takes."""
        yield from textwrap.wrap(
            text, _WIDTH, initial_indent=" " * by, subsequent_indent=" " * (by + 2)
        )

    def _told(self, line: Line) -> str:
        phrase = PHRASES[self._phrase(line)][self.language]
        if line.kind is Kind.ROLLED_OVER and line.facts["law"] is None:
            phrase = phrase.replace(" ({law})", "").replace("{law}; ", "")
        if line.kind is Kind.SAME_NAME and line.facts["law"] is not None:
            phrase = f"{phrase} ({{law}})"
        facts = {key: self._fact(key, value) for key, value in line.facts.items()}
        facts["name"] = facts.get("name") or self._name(line)
        if line.kind is Kind.ROLLED_OVER and line.day and not facts["name"]:
            weekday = WEEKDAYS[self.language][line.day.weekday()]
            article = "a " if self.language == "en" else ""
            facts |= {"day": f"{line.day}", "name": f"{article}{weekday}"}
        return phrase.format(**facts)

    def _phrase(self, line: Line) -> str:
        """Which of the sentences of its kind fits a line."""
        found = (v for kind, fits, v in _VARIANTS if kind is line.kind and fits(line))
        variant = next(found, "")
        if line.kind in _MAYBE_NAMED and self._name(line):
            variant = "named"
        elif line.kind is Kind.SAME_NAME and not variant:
            variant = self._same()
        elif line.kind is Kind.MEETING and not variant:
            variant = line.text("outcome")
        phrase = f"{line.kind.value}:{variant}"
        return phrase if phrase in PHRASES else line.kind.value

    def _same(self) -> str:
        """Weeks end on a day of the week, and whether that day is counted to."""
        period = self.period
        if period is None:
            return ""
        weeks = "week" if "week" in period.text("period") else ""
        first = "first" if period.text("first_day") == "counted" else ""
        return "-".join(filter(None, (weeks, first)))

    def _name(self, line: Line) -> str:
        """What a day is called, unless that is only its weekday."""
        name = plain(line.text(self.language))
        return "" if name in _WEEKEND else self._in_text(name)

    def _in_text(self, name: str) -> str:
        """A name as it stands within a sentence."""
        proper = self.language == "en" or name.startswith(("Kristi", "Marie"))
        return name if proper else name[:1].lower() + name[1:]

    def _fact(self, key: str, value: object) -> str:
        if isinstance(value, tuple):
            return ", ".join(self._fact("rule", one) for one in value)
        if key in ("rule", "builds_on"):
            return self._step_called(f"{value}")
        if key == "stands_for" and value in NOT_YET:
            return NOT_YET[f"{value}"][self.language]
        if key in ("period", "needs", "at_once"):
            return self._period(f"{value}")
        found = _day_in(value)
        if found is not None:
            return self.day(found)
        return self._word(f"{value}")

    def _step_called(self, rule: str) -> str:
        title = self.titles.get(rule)
        if title is None:
            return plain(rule)
        marks = ("”", "”") if self.language == "sv" else ("“", "”")
        return f"{marks[0]}{title}{marks[1]}"

    def _word(self, word: str) -> str:
        return WORDS[word][self.language] if word in WORDS else plain(word)

    def _period(self, text: str) -> str:
        try:
            amount, unit, month, year = second.length_of(text)
        except second.Unreadable:
            return plain(text)
        if unit == "on" and self.language == "sv":
            return FIXED_DAYS[year].format(day=f"{amount} {MONTHS[month - 1]}")
        if unit == "on":
            return plain(text)
        one, many = UNITS[unit][self.language]
        back = {"sv": " bakåt", "en": " back"}[self.language] if amount < 0 else ""
        return f"{abs(amount)} {one if abs(amount) == 1 else many}{back}"

    def day(self, day: date) -> str:
        """A day with its weekday, such as ``2022-11-25 fredag``."""
        return f"{day} {WEEKDAYS[self.language][day.weekday()]}"

    def day_first(self, day: date) -> str:
        """A day with its weekday first, such as ``fredag 2022-11-25``."""
        return f"{WEEKDAYS[self.language][day.weekday()]} {day}"


def _day_in(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
