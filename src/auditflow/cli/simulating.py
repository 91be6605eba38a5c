"""``auditflow simulate``: how likely an answer is late, and where to aim."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import attrs
import click
from pendulum import Date

from auditflow.case import Case
from auditflow.cli import risk_json
from auditflow.cli.asked import Asked, Planned, about_what_is_asked
from auditflow.cli.in_store import bar
from auditflow.cli.named import today
from auditflow.cli.shown import print_json, print_text, shown
from auditflow.cli.words import DayWord, language_option
from auditflow.planning import Versions
from auditflow.reasons import Language
from auditflow.simulation import Habits, Incoming, Workload, workload
from auditflow.simulation.looking import looked_at
from auditflow.simulation.risk import RUNS, Risk, risk_of
from auditflow.simulation.workload import RUNS as RUNS_OF_MANY

_DESCRIPTION: Final = ".toml"


@click.command(short_help="Say how likely an answer is late, and where to aim.")
@click.option(
    "--runs",
    type=int,
    metavar="N",
    help=f"How many times to play it; by default {RUNS:,}, and {RUNS_OF_MANY:,} for "
    "many cases.",
)
@click.option(
    "--seed",
    type=int,
    default=1,
    show_default=True,
    metavar="N",
    help="The same number gives the same runs on every machine.",
)
@click.option(
    "--habits",
    "habits_file",
    metavar="TOML",
    help="How long steps take in your municipality; by default auditflow's starting "
    "points, which nobody has measured. See: auditflow habits.",
)
@click.option(
    "--until",
    type=DayWord(),
    help="For many cases: count the answers that are wanted by this day.",
)
@click.option(
    "--write",
    "written_to",
    metavar="URL",
    help="For a description of what comes in: play it once, until the day of --until, "
    "and keep the cases in a new store at this address.",
)
@click.option(
    "--plot",
    "picture",
    type=click.Path(path_type=Path),
    help="For one case: draw it into a new file, such as risk.png or risk.svg.",
)
@shown
@about_what_is_asked
def simulate(
    *,
    asked: Asked,
    runs: int | None,
    seed: int,
    habits_file: str | None,
    until: Date | None,
    written_to: str | None,
    picture: Path | None,
    as_data: bool,
    lang: str | None,
) -> None:
    """Play what lies ahead many times, and say how likely the answer is in time.

    FILE is a letter, a case file, or the name of a case in the store; then each meeting
    that the plan lists is tried. Or it is a description (TOML) of what comes in, or it
    is left out, for all cases of a store that are still to be answered: then it says
    how many will be late, and in which week the most is to be written.

    Nothing more happens before --today; without it, before the last thing that did. The
    keys of habits and of a description stand in docs/reference/command-line.md.

    \b
    auditflow simulate missiv.pdf --received 2022-09-27 --meetings plan.csv
    auditflow simulate autumn.toml --meetings plan.csv --until 2026-12-31
    auditflow simulate --authority sala
    """  # noqa: D301 - click wants the backspace
    wanted = _Wanted(
        asked=asked,
        habits=Habits.read(habits_file) if habits_file else Habits(),
        runs=runs,
        seed=seed,
        until=until,
        written_to=written_to,
        language=language_option(lang),
    )
    if asked.file is None or asked.file.lower().endswith(_DESCRIPTION):
        _refuse("--plot", picture, "it draws one case")
        _show_many(wanted, as_data=as_data)
        return
    _refuse("--until", until, "it is for many cases")
    _refuse("--write", written_to, "only a description of what comes in is written")
    planned, found = wanted.drawn(picture) if picture else wanted.of_one()
    _show_one(planned, found, wanted.language, as_data=as_data)
    if picture is not None and not as_data:
        print_text(f"\n{_DRAWN[wanted.language].format(picture)}\n")


_DRAWN: Final[dict[Language, str]] = {"sv": "ritad: {}", "en": "drawn: {}"}
_WRITTEN: Final[dict[Language, str]] = {
    "sv": "{} ärenden skrivna till {}",
    "en": "{} cases written to {}",
}
_PLAYING: Final[dict[Language, str]] = {"sv": "Simulerar", "en": "Playing"}


@attrs.frozen
class _Wanted:
    """What the options say of the runs."""

    asked: Asked
    habits: Habits
    runs: int | None
    seed: int
    until: Date | None
    written_to: str | None
    language: Language

    def of_one(self) -> tuple[Planned, Risk]:
        """The case that FILE names or holds, and its risk."""
        asked, planned = self.asked, self.asked.planned()
        current = looked_at(
            planned.case, planned.governing, asked.today, asked.wanted, asked.known_at
        )
        runs = RUNS if self.runs is None else self.runs
        with bar(_PLAYING[self.language]) as told:
            return planned, risk_of(current, self.habits, runs, self.seed, told)

    def drawn(self, picture: Path) -> tuple[Planned, Risk]:
        """The same, drawn to *picture*, which is refused before anything is played."""
        # Only who wants a picture waits for what draws it.
        from auditflow.simulation.picture import check_picture, drawn_to  # noqa: PLC0415

        check_picture(picture)
        planned, found = self.of_one()
        drawn_to(picture, found, self.language)
        return planned, found

    def of_store(self) -> Workload:
        """The risk of every case of a store that is still to be answered.

        Raises:
            UsageError: an option says what the store says itself.
            AuthorityUnknown: it has several authorities, and none was named.
        """
        asked = self.asked
        why = "the cases of a store say that themselves"
        asked.check_left_out(why, but_for=["--today"])
        _refuse("--write", self.written_to, "the cases are in a store already")
        with asked.where.opened() as store:
            only = store.authorities()
            versions = store.versions(only[0] if len(only) == 1 else None)
            seen_from = asked.today or today()
            return self._of(store.cases(ended=False), versions, seen_from)

    def of_description(self) -> tuple[Incoming, Workload]:
        """What comes in as FILE describes it, and its risk.

        Raises:
            UsageError: an option is for a letter or a case.
        """
        asked = self.asked
        asked.where.refuse("a description is in no store")
        asked.check_left_out(
            "a description says that itself",
            but_for=["--meetings", "--rules", "--closed", "--open"],
        )
        incoming = Incoming.read(asked.file or "")
        return incoming, self._of(incoming, None, None)

    def _of(
        self,
        given: Incoming | Iterable[Case],
        versions: Versions | None,
        seen_from: Date | None,
    ) -> Workload:
        by = None if versions else self.asked.governing
        with bar(_PLAYING[self.language]) as told:
            return workload(
                given,
                until=self.until,
                runs=RUNS_OF_MANY if self.runs is None else self.runs,
                seed=self.seed,
                habits=self.habits,
                rulebook=by.rulebook if by else None,
                calendar=by.calendar if by else None,
                meetings=by.meetings if by else None,
                versions=versions,
                today=seen_from,
                progress=told,
            )


def _refuse(option: str, value: object, why: str) -> None:
    """Refuse an *option* that was given where it means nothing.

    Raises:
        UsageError: it was given.
    """
    if value is not None:
        raise click.UsageError(f"{option} means nothing here: {why}; leave it out")


def _show_one(
    planned: Planned, found: Risk, language: Language, *, as_data: bool
) -> None:
    if as_data:
        print_json(risk_json.of_risk(found, planned.questions))
        return
    # Who wants data does not wait for what draws a table.
    from auditflow.cli import paper, risk_paper  # noqa: PLC0415

    said = risk_paper.of_risk(planned.case, found, planned.questions, language)
    paper.show(*said)


def _show_many(wanted: _Wanted, *, as_data: bool) -> None:
    """The risk of many cases, or of what comes in, which may be played into a store."""
    written = None
    if wanted.asked.file is None:
        found = wanted.of_store()
    elif wanted.written_to is None:
        _, found = wanted.of_description()
    else:
        # Only who writes needs a store.
        from auditflow.cli.simulated_store import new_store, write  # noqa: PLC0415

        with new_store(wanted.written_to) as store:
            incoming, found = wanted.of_description()
            number = write(store, incoming, wanted.asked, found)
        written = risk_json.Written(wanted.written_to, number)
    if as_data:
        print_json(risk_json.of_workload(found, written))
        return
    from auditflow.cli import paper, workload_paper  # noqa: PLC0415

    paper.show(*workload_paper.of_workload(found, wanted.language))
    if written is not None:
        said = _WRITTEN[wanted.language].format(written.cases, written.url)
        print_text(f"\n{said}\n")
