"""What a person sees: tables in colour, the reasons under them, 80 columns at least."""

import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from pendulum import Date
from rich.console import Console, Group, RenderableType
from rich.segment import Segment, Segments
from rich.table import Table
from rich.text import Text

from auditflow.business_calendar import ROLL_LAW, Closure, RestDay
from auditflow.case import Case
from auditflow.cli.words import BASIS, REQUIRES, STATUS, with_weekday
from auditflow.confidence import Confidence
from auditflow.errors.plain import plain
from auditflow.lifecycle import State
from auditflow.periods import PeriodEnd
from auditflow.planning import (
    Deadline,
    Plan,
    PlannedMeeting,
    PlannedReferral,
    Requires,
    Status,
)
from auditflow.reasons import Language, Reason, law_uncertain
from auditflow.rules import Basis

if TYPE_CHECKING:  # who counts days does not wait for what reads letters
    from auditflow.reading import Question

_WIDEST: Final = 100
_NARROWEST: Final = 80
_COLOUR: Final = {
    Status.OPEN: "",
    Status.SOON: "yellow",
    Status.OVERDUE: "bold red",
    Status.MET: "green",
    Status.LATE: "red",
    Status.PROJECTED: "dim",
    Status.INFORMATION: "dim",
    Status.NOT_APPLICABLE: "dim",
}


def show(*parts: RenderableType) -> None:
    """Print *parts* on standard output, one after the other."""
    # What is shown comes from letters: brackets and colons in it are no markup.
    console = Console(highlight=False, markup=False, emoji=False, width=width())
    drawn = (
        segment if segment.control else Segment(plain(segment.text, ""), segment.style)
        for segment in console.render(Group(*parts))
    )
    with console.capture() as captured:
        # Nor may a letter or the name of a file steer the terminal.
        console.print(Segments(drawn), end="")
    sys.stdout.write(re.sub(r" +$", "", captured.get(), flags=re.MULTILINE))


def width() -> int:
    """80 columns in a pipe, where nobody tells, and up to 100 on a terminal."""
    if not sys.stdout.isatty():
        return _NARROWEST
    return max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST))


def plain_table() -> Table:
    """A table without lines: its columns are set apart by spaces."""
    return Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))


def headed(case: Case, line: str) -> Iterator[RenderableType]:
    """What a page about *case* begins with: its title, its name and a *line*."""
    yield Text(case.memo.title or case.name, "bold")
    yield Text(case.name, "dim")
    if line:
        yield Text(line, "dim")
    yield Text()


def of_plan(
    case: Case, plan: Plan, questions: "Sequence[Question]", language: Language
) -> Iterator[RenderableType]:
    """A plan as a person reads it: the table, the meetings, what to do, and why."""
    sv = language == "sv"
    yield from headed(case, _heading(case, plan, language))
    yield _table_of_deadlines(plan, language)
    yield from _left_out(plan, language)
    if plan.referrals:
        yield Text()
        yield _table_of_referrals(plan.referrals, language)
    if plan.meetings:
        yield Text()
        yield _table_of_meetings(plan.meetings, language)
    yield Text()
    yield _verdict(plan, case.state, language)
    for problem in plan.problems:
        yield bullet("!", problem.text(language), "yellow")
    if plan.advice is not None:
        word = "Råd" if sv else "Advice"
        yield bullet("→", f"{word}: {plan.advice.text(language)}", "bold cyan")
    for question in questions:
        yield bullet("?", question.sv if sv else question.en, "magenta")
    yield Text()
    yield Text("Varför dessa dagar" if sv else "Why these days", "bold")
    for deadline in _by_day(plan):
        if deadline.due is not None or _is_paused(deadline):
            yield of_deadline(deadline, language)


def _by_day(plan: Plan) -> list[Deadline]:
    """The deadlines as they come, those without a day last."""
    return sorted(plan.deadlines, key=lambda d: d.due or Date.max)


def _is_paused(deadline: Deadline) -> bool:
    """Whether it has no day because time stands still."""
    reasons = deadline.reasons
    return bool(reasons) and reasons[-1].kind == "paused_until_further_notice"


def _heading(case: Case, plan: Plan, language: Language) -> str:
    asked, first = plan.reply_day.day, plan.reply_day.asked
    if language == "sv":
        none = "vilande" if plan.reply_day.is_paused else "ingen svarsdag"
        reply = f"svar senast {asked}" if asked else none
        reply += f" (först önskat {first})" if first and first != asked else ""
        seen = f" · sett från {plan.today}" if plan.today else ""
        return f"inkommet {case.received} · {reply} · regler {plan.rulebook}{seen}"
    none = "paused" if plan.reply_day.is_paused else "no reply day"
    reply = f"answer by {asked}" if asked else none
    reply += f" (first asked for {first})" if first and first != asked else ""
    seen = f" · seen from {plan.today}" if plan.today else ""
    return f"received {case.received} · {reply} · rules {plan.rulebook}{seen}"


def _table_of_deadlines(plan: Plan, language: Language) -> Table:
    sv = language == "sv"
    table = plain_table()
    table.add_column("Sista dag" if sv else "Due", no_wrap=True)
    table.add_column("Vad" if sv else "What")
    table.add_column("Läge" if sv else "Status", no_wrap=True)
    table.add_column("Slack" if not sv else "Marginal", justify="right")
    table.add_column("Grund" if sv else "Basis", no_wrap=True)
    for deadline in _by_day(plan):
        if deadline.status is Status.NOT_APPLICABLE:
            continue
        due = with_weekday(deadline.due, language) if deadline.due else "–"
        table.add_row(
            due,
            _what(deadline, language),
            STATUS[deadline.status][language],
            "" if deadline.slack is None else str(deadline.slack),
            _basis(deadline, language),
            style=_COLOUR[deadline.status],
        )
    return table


def _table_of_referrals(
    referrals: Sequence[PlannedReferral], language: Language
) -> Table:
    """Each body that was asked for a statement, with its own day."""
    sv = language == "sv"
    table = plain_table()
    table.add_column("Yttrande senast" if sv else "Statement by", no_wrap=True)
    table.add_column("Tillfrågad" if sv else "Asked", min_width=12)
    table.add_column("Läge" if sv else "Status")
    table.add_column("Påmind" if sv else "Reminded", no_wrap=True)
    for planned in referrals:
        referral = planned.referral
        reminded = referral.reminded_on[-1:]
        table.add_row(
            with_weekday(planned.due, language) if planned.due else "–",
            referral.body,
            _waived(planned, language) or STATUS[planned.status][language],
            str(reminded[0]) if reminded else "",
            style=_COLOUR[planned.status],
        )
    return table


def _waived(planned: PlannedReferral, language: Language) -> str:
    why = planned.referral.waived
    return f"{'avvaktas inte' if language == 'sv' else 'waived'}: {why}" if why else ""


def _basis(deadline: Deadline, language: Language) -> str:
    """What a day rests on; marked where it looks surer than it is."""
    basis = BASIS[deadline.basis][language]
    sure = deadline.confidence is not Confidence.OPEN
    if sure or deadline.basis in (Basis.LOCAL, Basis.PRACTICE):
        return basis
    return f"{basis} ({'öppet' if language == 'sv' else 'open'})"


def _left_out(plan: Plan, language: Language) -> Iterator[RenderableType]:
    """What does not apply to this case, each with the reason, on a line or two."""
    left_out = [
        f"{deadline.title(language)} – {deadline.reasons[-1].text(language)}"
        for deadline in plan.deadlines
        if deadline.status is Status.NOT_APPLICABLE and deadline.reasons
    ]
    if left_out:
        head = "Gäller inte" if language == "sv" else "Does not apply"
        yield Text(f"{head}: {'; '.join(left_out)}", "dim")


def _what(deadline: Deadline, language: Language) -> str:
    title = deadline.title(language)
    if deadline.needed_by is None:
        return title
    needed = "behövs" if language == "sv" else "needed"
    return f"{title} ({needed} {deadline.needed_by})"


def _table_of_meetings(meetings: Sequence[PlannedMeeting], language: Language) -> Table:
    sv = language == "sv"
    table = plain_table()
    table.add_column("Sammanträde" if sv else "Meeting", no_wrap=True)
    table.add_column("Kräver" if sv else "Requires")
    table.add_column("Marginal" if sv else "Slack", justify="right")
    table.add_column("")
    for meeting in meetings:
        requires = REQUIRES[meeting.requires][language] if meeting.requires else "–"
        if meeting.requires is Requires.EXTENSION:
            requires = f"{requires} {meeting.extension_to}"
        marks = []
        if meeting.chosen:
            marks.append("← planen siktar hit" if sv else "← the plan aims here")
        if meeting.reachable is False:
            marks.append("hinns inte" if sv else "out of reach")
        table.add_row(
            with_weekday(meeting.day, language),
            requires,
            str(meeting.slack),
            ", ".join(marks),
            style="bold" if meeting.chosen else "",
        )
    return table


def _verdict(plan: Plan, state: State, language: Language) -> Text:
    """Whether the answer can be in time, as seen from the day one looks from."""
    sv = language == "sv"
    seen = plan.feasible if plan.today is None else plan.feasible_today
    if state is State.CLOSED:
        return Text("Ärendet är avslutat." if sv else "The case is closed.", "dim")
    if state is State.ANSWERED:
        return _answered(plan, language)
    if seen is None:
        unknown = "Om svaret hinns med går inte att säga."
        said = unknown if sv else "Whether the answer can be in time cannot be known."
        return Text(said, "yellow")
    if seen:
        said = "Svaret hinns med." if sv else "The answer can be in time."
        return Text(said, "bold green")
    said = "Svaret hinns inte med." if sv else "The answer cannot be in time."
    return Text(said, "bold red")


def _answered(plan: Plan, language: Language) -> Text:
    """That the answer was given, and whether in time."""
    sv = language == "sv"
    answer = next((d for d in plan.deadlines if d.id == _answer_of(plan)), None)
    if answer is None or answer.due is None:
        return Text(
            "Svaret är lämnat." if sv else "The answer was given.", "bold green"
        )
    if answer.status is Status.LATE:
        said = "Svaret lämnades för sent." if sv else "The answer was given late."
        return Text(said, "bold red")
    said = "Svaret lämnades i tid." if sv else "The answer was given in time."
    return Text(said, "bold green")


def _answer_of(plan: Plan) -> str:
    """The id of the answer in the latest round."""
    ids = [d.id for d in plan.deadlines if d.id.partition("@")[0] == "answer"]
    return ids[-1] if ids else "answer"


def bullet(sign: str, text: str, style: str) -> RenderableType:
    """A sentence with its *sign* before it, wrapped under itself."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_row(Text(sign, style), Text(text))
    return grid


def of_deadline(deadline: Deadline, language: Language) -> Text:
    """One deadline, with its reasons under it."""
    text = Text()
    no_day = "ingen dag" if language == "sv" else "no day"
    text.append(f"{deadline.due or no_day}", "bold")
    text.append(f"  {deadline.title(language)}")
    text.append(f"  ({deadline.source})", "dim")
    return text.append(_indented(deadline.reasons, language, by=12))


def _indented(reasons: Iterable[Reason], language: Language, by: int) -> str:
    """Reasons on lines of their own, each wrapped under itself."""
    blank = "\n" + " " * by
    lines = (textwrap.wrap(r, width() - by) for r in lines_of(reasons, language))
    return "".join(blank + line for wrapped in lines for line in wrapped)


def lines_of(reasons: Iterable[Reason], language: Language) -> Iterator[str]:
    """Reasons as lines; days that were skipped one after another share a line."""
    for kind, group in groupby(reasons, key=lambda reason: reason.kind):
        together = [reason.text(language) for reason in group]
        if kind == "skipped" and len(together) > 1:
            yield _skipped(together, language)
        else:
            yield from together


def _skipped(sentences: Sequence[str], language: Language) -> str:
    """``2022-10-08 räknas inte: lördag`` and its like, as one sentence."""
    verb = " räknas inte: " if language == "sv" else " does not count: "
    days = (sentence.replace(verb, " ") for sentence in sentences)
    head = "räknas inte" if language == "sv" else "not counted"
    return f"{head}: {', '.join(days)}"


def of_end(end: PeriodEnd, language: Language) -> Iterator[RenderableType]:
    """The end of a period, with its reasons under it."""
    text = Text(with_weekday(end.due, language), "bold")
    yield text.append(_indented(end.reasons, language, by=2), "not bold")


def of_day(
    day: Date, closure: Closure | None, rest: RestDay | None, language: Language
) -> Iterator[str]:
    """A day: whether it is a business day, and what the law says where that differs."""
    sv = language == "sv"
    if closure is None:
        yield "arbetsdag" if sv else "a business day"
    elif sv:
        yield f"ingen arbetsdag: {closure.in_swedish_text}"
    else:
        yield f"no business day: {closure.en}"
    if rest is None and closure is not None:
        told = "en lagstadgad sista dag flyttas inte"
        yield f"{told if sv else 'a last day set by law does not move'} ({ROLL_LAW})"
    if rest is not None and closure is None:
        told = "en lagstadgad sista dag flyttas"
        yield f"{told if sv else 'a last day set by law moves on'} ({rest.source})"
    if rest is not None and rest.confidence is not Confidence.SETTLED:
        yield law_uncertain(day, rest.source, rest.confidence).text(language)
