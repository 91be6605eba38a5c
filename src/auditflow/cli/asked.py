"""What the commands about a plan ask for: a letter or a case, and by which rules."""

import functools
from collections.abc import Callable, Collection, Mapping

import attrs
import click
from pendulum import Date, DateTime

from auditflow.case import Case
from auditflow.cli.given import case_given, file_given
from auditflow.cli.letter_given import memo_given, read_on_a_day
from auditflow.cli.named import Where, case_named, in_which_store, is_name
from auditflow.cli.shown import as_known_at, own_days
from auditflow.cli.words import DayWord, bodies_in, calendar_with
from auditflow.events import BodiesToAsk
from auditflow.meetings import MeetingCalendar
from auditflow.planning import Plan, Versions, plan
from auditflow.planning.versions import Fixed, Governing
from auditflow.reading import Question, Reading
from auditflow.rules import Rulebook


@attrs.frozen
class Planned:
    """A case, the plan that was asked for, and what to confirm in the letter."""

    case: Case
    plan: Plan
    governing: Governing
    questions: tuple[Question, ...] = ()


_PLAN_OPTIONS = (
    click.option(
        "--received",
        type=DayWord(),
        help="The day on which the letter reached the body. Needed with a letter: a "
        "stamp of receipt on it is offered, and never taken.",
    ),
    click.option("--body", help="Which body; needed where several must answer."),
    click.option(
        "--refer",
        multiple=True,
        metavar="BODY[=DAY]",
        help="A body whose statement is wanted, perhaps by a day; may be given again.",
    ),
    click.option(
        "--meetings",
        multiple=True,
        metavar="CSV",
        help="A meeting calendar (date,body,status); may be given again.",
    ),
    click.option(
        "--rules",
        metavar="TOML",
        help="A rulebook of your own; by default the shipped one, se-audit-memo.",
    ),
    click.option(
        "--today",
        type=DayWord(),
        help="Look from this day; without it nothing is overdue or soon due.",
    ),
    as_known_at,
    own_days,
    in_which_store,
)


def about_a_plan(command: Callable[..., object]) -> Callable[..., object]:
    """Give *command* FILE and the options of a plan; it is called with ``planned``."""

    @functools.wraps(command)
    def planned(*, asked: Asked, **others: object) -> object:
        return command(planned=asked.planned(), **others)

    return click.argument("file")(_asking(planned))


def about_what_is_asked(command: Callable[..., object]) -> Callable[..., object]:
    """Give *command* the same options, FILE if any; it is called with ``asked``."""
    return click.argument("file", required=False)(_asking(command))


def _asking(command: Callable[..., object]) -> Callable[..., object]:

    @functools.wraps(command)
    def asked(
        *,
        file: str | None,
        where: Where,
        received: Date | None,
        body: str | None,
        refer: tuple[str, ...],
        meetings: tuple[str, ...],
        rules: str | None,
        today: Date | None,
        known_at: DateTime | None,
        closed: tuple[str, ...],
        kept_open: tuple[str, ...],
        **others: object,  # what the command itself asks for
    ) -> object:
        wanted = Asked(
            file,
            where,
            received,
            body,
            refer,
            meetings,
            rules,
            today,
            known_at,
            closed,
            kept_open,
        )
        return command(asked=wanted, **others)

    for option in reversed(_PLAN_OPTIONS):
        asked = option(asked)
    return asked


@attrs.frozen
class Asked:
    """What the options say of a plan, and of which letter or case."""

    file: str | None
    where: Where
    received: Date | None
    body: str | None
    refer: tuple[str, ...]
    meetings: tuple[str, ...]
    rules: str | None
    today: Date | None
    known_at: DateTime | None
    closed: tuple[str, ...]
    kept_open: tuple[str, ...]

    def planned(self) -> Planned:
        """The case that FILE names or holds, with its plan."""
        file = self.file or ""
        return self._in_store(file) if is_name(file) else self._of_file(file)

    @property
    def wanted(self) -> BodiesToAsk:
        """The bodies whose statements are wanted."""
        return bodies_in(self.refer)

    @property
    def governing(self) -> Fixed:
        """The rules and calendars that the options name."""
        return Fixed(
            Rulebook.read(self.rules) if self.rules else Rulebook.default(),
            calendar_with(self.closed, self.kept_open),
            MeetingCalendar.read(*self.meetings) if self.meetings else None,
        )

    def check_left_out(self, why: str, *, but_for: Collection[str] = ()) -> None:
        """Refuse each option that was given, *but for* some, and say *why*.

        Raises:
            UsageError: one was given.
        """
        said = {
            "--received": self.received,
            "--body": self.body,
            "--refer": self.refer,
            "--meetings": self.meetings,
            "--rules": self.rules,
            "--today": self.today,
            "--known-at": self.known_at,
            "--closed": self.closed,
            "--open": self.kept_open,
        }
        _check_left_out({k: v for k, v in said.items() if k not in but_for}, why)

    def _in_store(self, name: str) -> Planned:
        """The plan of a case in a store, by the rules and calendars that it has there.

        Raises:
            UsageError: an option says what the store says itself.
        """
        _check_left_out(self._said_by_a_case(), "the case says what happened and where")
        own = {
            "--rules": self.rules,
            "--meetings": self.meetings,
            "--closed": self.closed,
            "--open": self.kept_open,
        }
        why = "a case in a store goes by the rules and calendars that are kept there"
        _check_left_out(own, why)
        with case_named(name, self.where) as stored:
            case, versions = stored.case, stored.versions
        made = plan(
            case,
            versions=versions,
            today=self.today,
            known_at=self.known_at,
            statements_from=self.wanted,
        )
        known = case if self.known_at is None else case.as_known_at(self.known_at)
        return Planned(known, made, versions)

    def _of_file(self, file: str) -> Planned:
        """The plan of a letter or of a case file."""
        given = file_given(file, self.where)
        case = case_given(given)
        questions: tuple[Question, ...] = ()
        if case is None:
            reading = memo_given(given)
            case = self._opened(reading)
            questions = reading.questions
        else:
            said = self._said_by_a_case()
            _check_left_out(said, "the case file says what happened and where")
            case = case if self.known_at is None else case.as_known_at(self.known_at)
            _check_pins(case, self.rules, self.closed + self.kept_open)
        by = self.governing
        made = plan(
            case,
            rulebook=by.rulebook,
            calendar=by.calendar,
            meetings=by.meetings,
            today=self.today,
            statements_from=self.wanted,
        )
        return Planned(case, made, by, questions)

    def _opened(self, reading: Reading) -> Case:
        """The case that a letter opens, on the day that is said beside it."""
        if self.known_at is not None:
            mend = "leave --known-at out"
            raise click.UsageError(f"a letter has no history to look back in; {mend}")
        memo, received = read_on_a_day(reading, self.received)
        return Case.open(memo, received=received, body=self.body)

    def _said_by_a_case(self) -> dict[str, object]:
        return {"--received": self.received, "--body": self.body}


def _check_left_out(said: Mapping[str, object], why: str) -> None:
    """Refuse options that were given though something else says the same."""
    given = [option for option, value in said.items() if value]
    if given:
        *most, last = given
        options = f"{', '.join(most)} and {last}" if most else last
        raise click.UsageError(f"{why}; leave {options} out")


def _check_pins(case: Case, rules: str | None, own: tuple[str, ...]) -> None:
    """Refuse to plan by other rules than the case is pinned to, unless they are named.

    Raises:
        VersionUnknown: the shipped rules, or the days of the whole country, are not
            those that it is pinned to.
    """
    at_hand = Versions()
    if rules is None:
        at_hand.rulebook_of(case.events)
    if not own:
        at_hand.calendar_of(case.events)
