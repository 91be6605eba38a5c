"""``auditflow store use`` and ``store close``: an authority gets rules and days."""

import functools
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Final

import attrs
import click
from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.cli import change_told
from auditflow.cli.change_told import Governing
from auditflow.cli.in_store import bar, store_at, which_store
from auditflow.cli.meetings_given import amended, table_in
from auditflow.cli.named import today
from auditflow.cli.shown import shown
from auditflow.cli.words import DayWord, calendar_with, language_option
from auditflow.day import read_day
from auditflow.errors import AuthorityUnknown, FileRefused, ValueRefused
from auditflow.files import read_text
from auditflow.meetings import MeetingCalendar
from auditflow.planning import Versions
from auditflow.portfolio import Change
from auditflow.rules import Rulebook
from auditflow.store import NewRulebook, NewTable, Store
from auditflow.store.access import now


@attrs.frozen
class _Asked:
    """What the options of a change say, and the store of its authority."""

    store: Store
    authority: str
    versions: Versions
    by: str
    on: Date
    running: bool
    is_dry: bool
    as_data: bool
    lang: str | None

    def settle(self, governing: Governing, given: "_Given") -> None:
        """Tell what the change would do, or do it."""
        if self.is_dry:
            with bar("dry run"):
                cases = self.store.cases(ended=False)
                told = change_told.foreseen(governing, cases, today())
        else:
            with bar("use") as progress:
                self.store.use(
                    given,
                    authority=self.authority,
                    on=self.on,
                    by=self.by,
                    running=self.running,
                    progress=progress,
                )
            told = None
        language = language_option(self.lang)
        change_told.show(governing, told, language, as_data=self.as_data)

    def governing(
        self, new: Rulebook | BusinessCalendar | MeetingCalendar
    ) -> Governing:
        """The change to what is *new*, which is refused where it would change nothing.

        Raises:
            ValueRefused: there is a version of that name, or one from the same day.
        """
        change = Change(
            new, on=self.on, by=self.by, versions=self.versions, recorded=now()
        )
        governing = Governing(self.authority, change, self.running)
        governing.check()
        return governing


_Given = NewRulebook | NewTable | BusinessCalendar


def in_words(context: click.Context, parameter: click.Parameter, given: str) -> str:
    """What was *given*, which is kept for ever and must say something.

    Raises:
        BadParameter: it is blank.
    """
    if not given.strip():
        raise click.BadParameter("says nothing", context, parameter)
    return given.strip()


_OPTIONS: Final = (
    click.option(
        "--by",
        required=True,
        callback=in_words,
        metavar="WHO",
        help="Who decided it.",
    ),
    click.option(
        "--authority",
        metavar="NAME",
        help="Whose; needed where the store has cases of several.",
    ),
    click.option(
        "--new",
        "is_new",
        is_flag=True,
        help="The authority has no case in the store yet.",
    ),
    click.option(
        "--on", type=DayWord(), help="The day of the decision; by default today."
    ),
    click.option(
        "--running",
        is_flag=True,
        help="Let it govern the cases that have not ended too.",
    ),
    click.option(
        "--dry-run",
        "is_dry",
        is_flag=True,
        help="Write nothing, and show which days of which cases would move.",
    ),
    which_store,
    shown,
)


def _about_a_change(command: Callable[..., None]) -> Callable[..., None]:
    """Give *command* the options of a change; it is called with ``asked``."""

    @functools.wraps(command)
    def made(
        *,
        url: str | None,
        wait: float,
        authority: str | None,
        is_new: bool,
        on: Date | None,
        by: str,
        running: bool,
        is_dry: bool,
        as_data: bool,
        lang: str | None,
        **others: object,
    ) -> None:
        with store_at(url, wait, None) as store:
            whose = _whose(store, authority, is_new=is_new)
            asked = _Asked(
                store=store.of(whose),
                authority=whose,
                versions=Versions() if is_new else store.of(whose).versions(),
                by=by,
                on=on or today(),
                running=running,
                is_dry=is_dry,
                as_data=as_data,
                lang=lang,
            )
            command(asked=asked, **others)

    for option in reversed(_OPTIONS):
        made = option(made)
    return made


def _whose(store: Store, authority: str | None, *, is_new: bool) -> str:
    """The authority that is meant: the one that is named, or the only one.

    Raises:
        ValueRefused: none is named, the store does not know it, or knows one that is
            said to be new.
    """
    if authority is None:
        known = store.authorities()
        if len(known) == 1 and not is_new:
            return known[0]
        one = f" with one of: {', '.join(known)}" if known and not is_new else " NAME"
        mend = f"give --authority{one}" + (" --new" if is_new or not known else "")
        raise ValueRefused("no authority is named", mend)
    is_known = _is_known(store, authority)
    if not is_known and not is_new:
        mend = "check the name with auditflow store authorities, or give --new"
        raise ValueRefused(f"the store does not know the authority {authority!r}", mend)
    if is_known and is_new:
        raise ValueRefused(f"{authority} is not new to the store", "leave --new out")
    return authority


def _is_known(store: Store, authority: str) -> bool:
    try:
        store.of(authority).check_authority()
    except AuthorityUnknown:
        return False
    return True


@click.command(short_help="Give an authority a rulebook or meetings.")
@click.argument("file")
@click.option(
    "--known-from",
    metavar="INSTANT",
    help="From when a table of meetings was known: a day, or an instant such as "
    "2022-11-02T14:00:00+01:00. By default the first one always was, and a later one "
    "is from now.",
)
@_about_a_change
def use(*, file: str, known_from: str | None, asked: _Asked) -> None:
    """Give an authority the rulebook (.toml) or the table of meetings (.csv) in FILE.

    A rulebook governs the cases that come in from its valid_from; with --running those
    that have not ended too, and each of them gets an entry that says so. Meetings
    govern all cases, and amend those of earlier tables.
    """
    kind = Path(file).suffix.lower()
    if kind == ".toml":
        if known_from is not None:
            why = "--known-from is for meetings: a rulebook says valid_from itself"
            raise click.UsageError(why)
        text = read_text(Path(file))
        governing = asked.governing(Rulebook.from_text(text, file))
        asked.settle(governing, NewRulebook(text, file))
    elif kind == ".csv":
        if asked.running:
            why = "--running is for rules: all cases go by the latest meetings"
            raise click.UsageError(why)
        table = table_in(file, known_from, asked.versions)
        asked.settle(asked.governing(amended(asked.versions, table)), table)
    else:
        mend = "give a rulebook (.toml) or a table of meetings (.csv)"
        raise FileRefused(file, "is neither rules nor meetings", mend)


@click.command(short_help="Give an authority closed days of its own.")
@click.argument("closed", nargs=-1, metavar="[DAY[=REASON]]...")
@click.option(
    "--open",
    "kept_open",
    multiple=True,
    metavar="DAY",
    help="A day that is open after all, or kept open though it would else be closed; "
    "may be given again.",
)
@click.option(
    "--from",
    "since",
    type=DayWord(),
    required=True,
    help="The day from which it governs the cases that come in.",
)
@click.option(
    "--name",
    "version",
    required=True,
    callback=in_words,
    metavar="VERSION",
    help='What to call this calendar among others, such as "2026, ändrad".',
)
@_about_a_change
def close(
    *,
    closed: tuple[str, ...],
    kept_open: tuple[str, ...],
    since: Date,
    version: str,
    asked: _Asked,
) -> None:
    """Close each DAY, such as 2022-05-27=klämdag, in the calendar of an authority.

    The days come on top of those that were closed before. They govern the cases that
    come in from --from; with --running those that have not ended too. A last day that
    a law sets never moves over them.
    """
    if not closed and not kept_open:
        raise click.UsageError("no day is given; name one, such as 2022-05-27=klämdag")
    if any(version == one.name for one in asked.versions.calendars):
        mend = "give this one another --name"
        raise ValueRefused(f"there is a calendar called {version!r} already", mend)
    latest = asked.versions.calendars[-1]
    new = _on_top(latest, closed, kept_open, version, since)
    if new == latest:
        mend = "name a day that was a business day, or with --open one that was not"
        raise ValueRefused("these days change nothing", mend)
    asked.settle(asked.governing(new), new)


def _on_top(
    latest: BusinessCalendar,
    closed: Iterable[str],
    kept_open: Iterable[str],
    version: str,
    since: Date,
) -> BusinessCalendar:
    """The *latest* calendar with more days, which go before those that it has.

    Raises:
        DayRefused: what stands before the sign is no day.
        ClosuresContradict: a day is both closed and kept open.
    """
    calendar_with(closed, kept_open)  # what contradicts itself is refused here
    words = [word.partition("=") for word in closed]
    shut: dict[date, str] = {
        read_day(day): reason.strip() or "stängt / closed" for day, _, reason in words
    }
    opened: set[date] = {read_day(day) for day in kept_open}
    for day, why in latest.closed.items():
        if day not in opened:
            shut.setdefault(day, why)
    return BusinessCalendar.sweden(
        closed=shut,
        open=opened | {day for day in latest.open if day not in shut},
        version=version,
        valid_from=since,
    )
