"""``auditflow habits``: how long steps took, fitted to the cases of a store."""

from collections.abc import Iterable
from typing import Final

import click

from auditflow.cli.named import Where, in_which_store, today
from auditflow.cli.share_words import counted
from auditflow.cli.shown import in_language, print_text
from auditflow.cli.words import language_option
from auditflow.reasons import Language
from auditflow.simulation import Basis, Fitted, Habits, habits_from

_HEAD: Final[dict[Language, str]] = {
    "sv": "Vanor, anpassade till {}.",
    "en": "Habits, fitted to {}.",
}
_START: Final[dict[Language, str]] = {
    "sv": "sedda gånger: {}; auditflows antagande, som ingen har mätt",
    "en": "seen: {}; a starting point of auditflow's, which nobody has measured",
}
_THIN: Final[dict[Language, str]] = {
    "sv": "sedda gånger: bara {}",
    "en": "seen: {} only",
}
_SEEN: Final[dict[Language, str]] = {"sv": "sedda gånger: {}", "en": "seen: {}"}
_NEVER_FITTED: Final[dict[Language, str]] = {
    "sv": "anpassas aldrig: auditflows antagande (--away)",
    "en": "never fitted: a starting point of auditflow's (--away)",
}
_DEFAULTS: Final[dict[Language, str]] = {
    "sv": "auditflows antaganden, som ingen har mätt",
    "en": "auditflow's starting points, which nobody has measured",
}
# What is said in the text of habits itself.
_IN_SWEDISH: Final = {
    "# Business days, within which so many of a hundred are done.": "# Arbetsdagar, "
    "inom vilka så många av hundra är klara.",
    "# Of a hundred.": "# Av hundra.",
    "# When nobody works on answers; both ends included.": "# När ingen arbetar med "
    "svar; första och sista dagen inräknade.",
}


@click.command(short_help="Fit habits to what happened in the cases of a store.")
@click.option(
    "--defaults",
    is_flag=True,
    help="Print auditflow's starting points instead; that needs no store.",
)
@click.option(
    "--away",
    multiple=True,
    metavar="FIRST/LAST",
    help="When nobody works on answers, such as 07-01/07-31; may be given again.",
)
@in_which_store
@in_language
def habits(
    *, where: Where, defaults: bool, away: tuple[str, ...], lang: str | None
) -> None:
    """Print habits (TOML), fitted to what happened before in the cases of a store.

    Each says how often it was seen. What was seen too seldom stays one of auditflow's
    starting points, which nobody has measured: put in your own. The keys stand in
    docs/reference/command-line.md.

    \b
    auditflow habits --authority sala > habits.toml
    auditflow simulate missiv.pdf --received 2026-09-28 --habits habits.toml …
    """  # noqa: D301 - click wants the backspace
    language = language_option(lang)
    if defaults:
        where.refuse("the starting points are in no store")
        starting = Habits(away=away) if away else Habits()
        _print([f"# {_DEFAULTS[language]}", *starting.as_text().splitlines()], language)
        return
    with where.opened() as store:
        only = store.authorities()
        versions = store.versions(only[0] if len(only) == 1 else None)
        calendar = versions.calendar_on(today())
        fitted = habits_from(store.cases(), away=away or None, calendar=calendar)
    _print(_lines(fitted, language, away=bool(away)), language)


def _lines(fitted: Fitted, language: Language, *, away: bool) -> list[str]:
    """The habits, each under a line that says what it rests on."""
    basis = {one.habit: one for one in fitted.basis}
    words = ("ärende", "ärenden") if language == "sv" else ("case", "cases")
    lines = [f"# {_HEAD[language].format(counted(fitted.cases, *words))}"]
    for line in fitted.habits.as_text().splitlines():
        one = basis.get(line.partition(" = ")[0])
        if one is not None:
            lines.append(f"# {_said(one, language)}")
        elif line.startswith("away = ") and not away:
            lines.append(f"# {_NEVER_FITTED[language]}")
        lines.append(line)
    return lines


def _said(one: Basis, language: Language) -> str:
    if not one.is_fitted:
        return _START[language].format(one.seen)
    return (_THIN if one.is_thin else _SEEN)[language].format(one.seen)


def _print(lines: Iterable[str], language: Language) -> None:
    if language == "sv":
        lines = [_IN_SWEDISH.get(line, line) for line in lines]
    print_text("\n".join([*lines, ""]))
