"""``auditflow diagram``: the lifecycle as a picture, and one case in it."""

import click

from auditflow.cli.asked import case_in, in_language, print_text
from auditflow.cli.words import language_option
from auditflow.export import case_diagram, lifecycle_diagram


@click.command(short_help="Draw the lifecycle, and one case in it.")
@click.argument("file", metavar="[CASE_FILE]", required=False)
@in_language
def diagram(*, file: str | None, lang: str | None) -> None:
    """Draw the lifecycle as Mermaid text, with the case in CASE_FILE in it.

    The days on which the case came into each state stand on that state, and the one in
    which it stands now is marked. CASE_FILE may be - for standard input.
    """
    language = language_option(lang)
    if file is None:
        print_text(lifecycle_diagram(language))
    else:
        print_text(case_diagram(case_in(file), language))
