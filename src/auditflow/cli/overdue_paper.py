"""What is overdue as a person reads it: three lists, each with its number."""

import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from rich.cells import cell_len
from rich.text import Text

from auditflow.cli import paper
from auditflow.cli.words import REQUIRES, with_weekday
from auditflow.day import day_after
from auditflow.planning import PlannedMeeting, Requires
from auditflow.portfolio import Due, Hopeless, Overdue
from auditflow.reasons import Language

Named = Callable[[str, str], tuple[str, str]]

_BESIDE: Final = len("tors 2022-11-24") + 2  # where a row goes on beside its day


def show(found: Overdue, within: int, named: Named, language: Language) -> None:
    """Print the three lists, one after the other."""
    paper.show(
        *_late(found, named, language),
        Text(),
        *_soon(found, within, named, language),
        Text(),
        *_impossible(found, language),
    )


def _late(found: Overdue, named: Named, language: Language) -> Iterator[Text]:
    sv, number = language == "sv", found.overdue_number
    day = with_weekday(found.on, language)
    if not number:
        said = f"Inget är försenat {day}." if sv else f"Nothing is overdue on {day}."
        yield Text(said, "bold green")
        return
    head = f"Försenat {day}" if sv else f"Overdue on {day}"
    yield Text(f"{head}: {_grouped(number)}", "bold red")
    yield from _duties(found.overdue, number, named, language)


def _soon(
    found: Overdue, within: int, named: Named, language: Language
) -> Iterator[Text]:
    sv, number = language == "sv", found.soon_number
    when = f"{'inom' if sv else 'within'} {_business_days(within, language)}"
    if not within:
        day = with_weekday(found.on, language)
        when = day if sv else f"on {day}"
    if not number:
        said = f"Inget förfaller {when}." if sv else f"Nothing is due {when}."
        yield Text(said, "bold")
        return
    head = f"Förfaller {when}" if sv else f"Due {when}"
    yield Text(f"{head}: {_grouped(number)}", "bold yellow")
    yield from _duties(found.soon, number, named, language)


def _impossible(found: Overdue, language: Language) -> Iterator[Text]:
    sv, number = language == "sv", found.impossible_number
    if not number:
        known = "Såvitt känt kan alla svar ännu komma i tid."
        said = known if sv else "As far as is known, every answer can still be in time."
        yield Text(said, "bold")
        return
    head = "Kan inte längre besvaras i tid"
    head = head if sv else "Cannot be answered in time any longer"
    yield Text(f"{head}: {_grouped(number)}", "bold red")
    if found.impossible:
        yield _head(*(("Svar senast", "Ärende") if sv else ("Reply by", "Case")))
    for one in found.impossible:
        yield _row(with_weekday(one.reply_by, language), _hopeless(one, language))
    yield from _left_out(number - len(found.impossible), language)


def _duties(
    duties: Sequence[Due], number: int, named: Named, language: Language
) -> Iterator[Text]:
    if duties:
        yield _head(*(("Sista dag", "Vad") if language == "sv" else ("Due", "What")))
    for due in duties:
        yield _row(with_weekday(due.due, language), _duty(due, named, language))
    yield from _left_out(number - len(duties), language)


def _left_out(number: int, language: Language) -> Iterator[Text]:
    """How many rows are not shown."""
    if number:
        more = "… och {} till" if language == "sv" else "… and {} more"
        yield Text(f"{more.format(_grouped(number))} (--limit)", "dim")


def _head(day: str, what: str) -> Text:
    return Text(f"{day:<{_BESIDE}}{what}", "bold")


def _row(day: str, lines: Iterator[Text]) -> Text:
    """A day, and beside it what it is about, on *lines* of their own.

    A table would do the same, and take as long for a hundred as all the rest together.
    """
    row = Text(f"{day:<{_BESIDE}}").append_text(next(lines))
    for line in lines:
        row.append("\n" + " " * _BESIDE).append_text(line)
    return row


def _duty(due: Due, named: Named, language: Language) -> Iterator[Text]:
    """What is due and how late it is, and under it the case, whole."""
    sv, en = named(due.case, due.deadline)
    title = " ".join((sv if language == "sv" else en).split())
    title += _round(due.deadline, language)
    is_late = due.days_late > 0
    how = _how_late(due, language) if is_late else _how_soon(due, language)
    style = "red" if is_late else "yellow"
    if cell_len(f"{title} – {how}") <= _room():
        yield Text(f"{title} – ").append(how, style)
    else:
        yield from _wrapped(title)
        yield Text(how, style)
    yield from _of_case(due.case)


def _hopeless(one: Hopeless, language: Language) -> Iterator[Text]:
    """A case, since when its answer is too late, and what may help."""
    since = with_weekday(day_after(one.possible_until), language)
    yield from _of_case(one.case)
    said = f"för sent sedan {since}" if language == "sv" else f"too late since {since}"
    yield Text(said, "red")
    yield from _wrapped(_help(one.meeting, language), "cyan")


def _of_case(name: str) -> Iterator[Text]:
    """The name of a case, broken after a slash where it is too long for a line."""
    line = ""
    for part in name.replace("/", "/\n").split("\n"):
        if line and len(line) + len(part) > _room():
            yield Text(line, "dim")
            line = ""
        line += part
    yield Text(line, "dim")


def _wrapped(said: str, style: str = "") -> Iterator[Text]:
    for line in textwrap.wrap(said, _room()):
        yield Text(line, style)


def _room() -> int:
    """The columns that are left beside a day."""
    return paper.width() - _BESIDE


def _round(deadline: str, language: Language) -> str:
    number = deadline.partition("@")[2]
    if not number:
        return ""
    return f" ({'omgång' if language == 'sv' else 'round'} {number})"


def _how_late(due: Due, language: Language) -> str:
    days = _business_days(due.business_days_late, language)
    both = f"({_days(due.days_late, language)})"
    return f"{days} försenat {both}" if language == "sv" else f"{days} late {both}"


def _how_soon(due: Due, language: Language) -> str:
    if not due.days_late:
        return "sista dagen" if language == "sv" else "the last day"
    days = _business_days(-due.business_days_late, language)
    both = f"({_days(-due.days_late, language)})"
    return f"{days} kvar {both}" if language == "sv" else f"{days} left {both}"


def _help(meeting: PlannedMeeting | None, language: Language) -> str:
    """The next meeting at which the answer can be adopted, and what that requires."""
    sv = language == "sv"
    if meeting is None:
        none = "inget känt sammanträde kan hjälpa"
        return none if sv else "no meeting is known that could help"
    day = with_weekday(meeting.day, language)
    said = f"sammanträde {day}" if sv else f"meeting {day}"
    if meeting.requires is None:
        return said
    requires = REQUIRES[meeting.requires][language]
    if meeting.requires is Requires.EXTENSION and meeting.extension_to:
        requires = f"{requires} {with_weekday(meeting.extension_to, language)}"
    return f"{said}: kräver {requires}" if sv else f"{said}: needs {requires}"


def _business_days(number: int, language: Language) -> str:
    if language == "sv":
        return f"{_grouped(number)} {'arbetsdag' if number == 1 else 'arbetsdagar'}"
    return f"{_grouped(number)} business {'day' if number == 1 else 'days'}"


def _days(number: int, language: Language) -> str:
    if language == "sv":
        return f"{_grouped(number)} {'dag' if number == 1 else 'dagar'}"
    return f"{_grouped(number)} {'day' if number == 1 else 'days'}"


def _grouped(number: int) -> str:
    """A number as both languages can read it.

    >>> _grouped(329900)
    '329 900'
    """
    return f"{number:,}".replace(",", " ")
