"""The command line itself: each command stands in a file of its own."""

import sys

import click

from auditflow.cli.later import Commands


@click.group(cls=Commands, context_settings={"help_option_names": ["--help"]})
@click.version_option(package_name="auditflow", prog_name="auditflow")
def auditflow() -> None:
    """Follow Swedish municipal audit memos and know every deadline, with its reasons.

    Exit status: 0 fine; 1 something is overdue, does not verify, is left unsaid or
    goes otherwise than expected; 2 the words or the input are wrong; 70 a fault of
    auditflow itself.
    """
    if hasattr(sys.stdout, "reconfigure"):
        # A letter that the terminal cannot show must not stop the answer.
        sys.stdout.reconfigure(errors="replace")
