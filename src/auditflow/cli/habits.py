"""``auditflow habits``: how long steps took, fitted to the cases of a store."""

from typing import TYPE_CHECKING, Final

import click

from auditflow.cli.in_store import with_store
from auditflow.cli.named import today
from auditflow.cli.shown import in_language, print_text
from auditflow.cli.words import language_option
from auditflow.reasons import Language
from auditflow.simulation import Basis, habits_from

if TYPE_CHECKING:
    from auditflow.store import Store

_HEAD: Final[dict[Language, str]] = {
    "sv": "Vanor, anpassade till ärenden: {}.",
    "en": "Habits, fitted to cases: {}.",
}
_NEVER_FITTED: Final[dict[Language, str]] = {
    "sv": "anpassas aldrig: auditflows antagande (--away)",
    "en": "never fitted: a starting point of auditflow's (--away)",
}
_START: Final[dict[Language, str]] = {
    "sv": "antal: {}; auditflows antagande, som ingen har mätt",
    "en": "seen: {}; a starting point of auditflow's, which nobody has measured",
}
_THIN: Final[dict[Language, str]] = {
    "sv": "antal: bara {}",
    "en": "seen: {} only",
}
_SEEN: Final[dict[Language, str]] = {"sv": "antal: {}", "en": "seen: {}"}


@click.command(short_help="Fit habits to what happened in the cases of a store.")
@click.option(
    "--away",
    multiple=True,
    metavar="FIRST/LAST",
    help="When nobody works on answers, such as 07-01/07-31; may be given again.",
)
@in_language
@with_store()
def habits(*, store: "Store", away: tuple[str, ...], lang: str | None) -> None:
    """Print habits (TOML), fitted to what happened before in the cases of a store.

    Each says how often it was seen. What was seen fewer than five times stays one of
    auditflow's starting points, which nobody has measured: put in your own.

    \b
    auditflow habits --authority sala > habits.toml
    auditflow simulate missiv.pdf --received 2026-09-28 --habits habits.toml …
    """  # noqa: D301 - click wants the backspace
    language = language_option(lang)
    only = store.authorities()
    calendar = store.versions(only[0] if len(only) == 1 else None).calendar_on(today())
    fitted = habits_from(store.cases(), away=away or None, calendar=calendar)
    basis = {one.habit: one for one in fitted.basis}
    lines = [f"# {_HEAD[language].format(fitted.cases)}"]
    for line in fitted.habits.as_text().splitlines():
        one = basis.get(line.partition(" = ")[0])
        if one is not None:
            lines.append(f"# {_said(one, language)}")
        elif line.startswith("away = ") and not away:
            lines.append(f"# {_NEVER_FITTED[language]}")
        lines.append(line)
    print_text("\n".join([*lines, ""]))


def _said(one: Basis, language: Language) -> str:
    if not one.is_fitted:
        return _START[language].format(one.seen)
    return (_THIN if one.is_thin else _SEEN)[language].format(one.seen)
