"""``auditflow diagram``: the lifecycle as a picture, and one case in it."""

import click

from auditflow.cli.given import case_in
from auditflow.cli.named import Where, in_which_store
from auditflow.cli.shown import in_language, print_text
from auditflow.cli.words import language_option
from auditflow.export import case_diagram, lifecycle_diagram


@click.command(short_help="Draw the lifecycle, and one case in it.")
@click.argument("file", metavar="[CASE]", required=False)
@in_which_store
@in_language
def diagram(*, file: str | None, where: Where, lang: str | None) -> None:
    """Draw the lifecycle as Mermaid text, with CASE in it.

    The days on which the case came into each state stand on that state, and the one in
    which it stands now is marked. CASE is a case file, - for standard input, or the
    name of a case in the store.
    """
    language = language_option(lang)
    if file is None:
        where.refuse("no case is named")
        print_text(lifecycle_diagram(language))
    else:
        print_text(case_diagram(case_in(file, where).case, language))
