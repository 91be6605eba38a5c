"""Why a period ends on its day: what was counted, skipped, clamped and rolled."""

from pendulum import Date

from auditflow.reasons.base import PERIOD_LAW, Reason


def counted(
    day: Date, start: Date, period_sv: str, period_en: str, source: str | None = None
) -> Reason:
    """A period was counted from a day; ``period_sv`` and ``period_en`` name it."""
    facts = (start, period_sv, period_en)
    return Reason("counted", day, source, facts, sv=_counted_sv, en=_counted_en)


def _counted_sv(day: Date, start: Date, period: str, _: str) -> str:
    if day == start:
        return f"{period} från {start} är samma dag"
    return f"{period} {'före' if day < start else 'efter'} {start} är {day}"


def _counted_en(day: Date, start: Date, _: str, period: str) -> str:
    if day == start:
        return f"{period} from {start} is the same day"
    return f"{period} {'before' if day < start else 'after'} {start} is {day}"


def counted_in(day: Date, first: Date, period_sv: str, period_en: str) -> Reason:
    """A period was counted with its first day as the first of it."""
    return Reason(
        "counted_in",
        day,
        facts=(first, period_sv, period_en),
        sv="{1} från och med {0}: till och med {day}",
        en="{2} from and including {0}: to {day}, included",
    )


def on_fixed_day(day: Date, start: Date, words_sv: str, words_en: str) -> Reason:
    """The day is a fixed one of the year; the words say of which year."""
    return Reason(
        "fixed_day",
        day,
        facts=(start, words_sv, words_en),
        sv="{1}, sett från {0}, är {day}",
        en="{2}, seen from {0}, is {day}",
    )


def clamped(day: Date, number: int, source: str | None = PERIOD_LAW) -> Reason:
    """The month where the period ends has no such day, so its last day counts."""
    return Reason(
        "clamped",
        day,
        source,
        (number,),
        sv="{day:%Y-%m} har ingen dag {0}; månadens sista dag gäller, {day}",
        en="{day:%Y-%m} has no day {0}; its last day counts, {day}",
    )


def carried_over(day: Date, month: str, number: int) -> Reason:
    """The month where the period ends has no such day, so the day after it counts."""
    return Reason(
        "carried_over",
        day,
        facts=(month, number),
        sv="{0} har ingen dag {1}; dagen efter månadens slut gäller, {day}",
        en="{0} has no day {1}; the day after its last counts, {day}",
    )


def skipped(day: Date, name_sv: str, name_en: str) -> Reason:
    """A day on the way is no business day and was not counted."""
    return Reason(
        "skipped",
        day,
        facts=(name_sv, name_en),
        sv="{day} räknas inte: {0}",
        en="{day} does not count: {1}",
    )


def rolled_over(
    day: Date, name_sv: str, name_en: str, source: str | None = None
) -> Reason:
    """The period ended, or rolled on, to a day on which nothing has to be done."""
    return Reason(
        "rolled_over",
        day,
        source,
        (name_sv, name_en),
        sv="{day} är {0}",
        en="{day} is {1}",
    )


def rolled(day: Date, raw: Date, source: str | None = None) -> Reason:
    """The last day moved, forward as the law says or back to keep a notice whole."""
    return Reason("rolled", day, source, (raw,), sv=_rolled_sv, en=_rolled_en)


def _rolled_sv(day: Date, raw: Date) -> str:
    if day > raw:
        return f"sista dagen flyttas från {raw} till nästa vardag, {day}"
    return f"sista dagen flyttas från {raw} tillbaka till {day}"


def _rolled_en(day: Date, raw: Date) -> str:
    if day > raw:
        return f"the last day moves from {raw} on to {day}"
    return f"the last day moves from {raw} back to {day}"


def law_uncertain(day: Date, source: str, confidence: str) -> Reason:
    """It is not settled that the law passed over this day when it was in force."""
    inferred = confidence == "inferred"
    sv = "är härlett" if inferred else "är inte känt"
    en = "is inferred" if inferred else "is not known"
    return Reason(
        "law_uncertain",
        day,
        source,
        (sv, en),
        sv="att lagen omfattade {day} redan då {0}; kontrollera författningen",
        en="that the law covered {day} already then {1}; check the act",
    )


def kept(day: Date, name_sv: str, name_en: str) -> Reason:
    """The day is closed and yet does not move: somebody asked for it, or set it."""
    return Reason(
        "kept",
        day,
        facts=(name_sv, name_en),
        sv="{day} är {0}, men dagen flyttas inte",
        en="{day} is {1}, but the day does not move",
    )


def work_towards(day: Date) -> Reason:
    """The safe day: the last business day on or before the raw and the due day."""
    return Reason(
        "safe",
        day,
        sv="sikta på {day}, sista arbetsdagen dessförinnan",
        en="work towards {day}, the last business day before it",
    )


def not_open(day: Date, name_sv: str, name_en: str) -> Reason:
    """A day on or before the last one on which the municipality does not work."""
    return Reason(
        "not_open",
        day,
        facts=(name_sv, name_en),
        sv="{day} är ingen arbetsdag: {0}",
        en="{day} is no business day: {1}",
    )
