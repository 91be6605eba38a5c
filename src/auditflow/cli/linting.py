"""``auditflow lint``: what a rulebook leaves unsaid, and when it matters."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import click
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from auditflow.cli import as_json, paper
from auditflow.cli.words import language_option, with_weekday
from auditflow.files import read_text
from auditflow.reasons import Language
from auditflow.rules.linting import lint as unsaid_in
from auditflow.rules.unsaid import Unsaid

_UNSAID: Final = 1


@click.command(short_help="Show what a rulebook leaves unsaid.")
@click.argument("rules")
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
@click.option(
    "--lang",
    type=click.Choice(["sv", "en"]),
    help="Swedish or English; by default what the environment says.",
)
@click.pass_context
def lint(ctx: click.Context, *, rules: str, as_data: bool, lang: str | None) -> None:
    """Show what the rulebook in RULES leaves unsaid, on a day where it matters.

    Searched are all days from 1953 to 2100. A choice is said in the rule, in its table
    [counting], in the rulebook that it extends, or in lag (1930:173) 1 §; one that
    changes no day is not shown.

    Exit status: 0 nothing is unsaid; 1 something is; 2 the file is no rulebook.
    """
    found = unsaid_in(read_text(Path(rules)), rules)
    if as_data:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        click.echo(as_json.written(_as_data(rules, found)))
    else:
        paper.show(*_on_paper(found, language_option(lang)))
    if found:
        ctx.exit(_UNSAID)


def _as_data(rules: str, found: Sequence[Unsaid]) -> as_json.Json:
    return {"rules": rules, "unsaid": [_of_unsaid(unsaid) for unsaid in found]}


def _of_unsaid(unsaid: Unsaid) -> as_json.Json:
    return {
        "rule": unsaid.rule,
        "key": unsaid.choice.key,
        "place": unsaid.place,
        "line": unsaid.line,
        "start": as_json.iso(unsaid.start),
        "answers": [
            {"word": answer.word, "day": as_json.iso(answer.day)}
            for answer in unsaid.answers
        ],
        "sv": unsaid.sv,
        "en": unsaid.en,
    }


def _on_paper(found: Sequence[Unsaid], language: Language) -> Iterator[RenderableType]:
    for unsaid in found:
        yield from _block(unsaid, language)
        yield Text()
    yield Text(_summary(len(found), language), "bold" if found else "green")


def _summary(number: int, language: Language) -> str:
    if language == "sv":
        if not number:
            return "Inget val som ändrar en dag saknas i reglerna."
        missing = "saknas i reglerna och påverkar en dag"
        return f"{number} val {missing}."
    if not number:
        return "Nothing that would change a day is left unsaid."
    if number == 1:
        return "1 choice is left unsaid and changes a day."
    return f"{number} choices are left unsaid and change a day."


def _block(unsaid: Unsaid, language: Language) -> Iterator[RenderableType]:
    sv = language == "sv"
    line = f" ({'rad' if sv else 'line'} {unsaid.line})" if unsaid.line else ""
    said = "är inte angivet" if sv else "is not said"
    yield Text(f"{unsaid.place}{line}: {unsaid.choice.key} {said}", "bold")
    yield Padding(Text(unsaid.question(language)), (0, 0, 0, 2))
    yield Padding(Text(f"{unsaid.example(language)}:"), (0, 0, 0, 2))
    for answer in unsaid.answers:
        day = with_weekday(answer.day, language)
        text = f'{day}  {unsaid.choice.key} = "{answer.word}"'
        yield Padding(Text(text, "yellow"), (0, 0, 0, 4))
    yield Padding(Text(f"→ {unsaid.mend(language)}", "cyan"), (0, 0, 0, 2))
