"""Commands that are imported when somebody calls them: the others need not wait."""

from importlib import import_module
from typing import Final

import click

_HOME: Final = {
    "actions": "actions:actions",
    "check": "proving:check",
    "count": "counting:count",
    "days": "counting:days",
    "demo": "planning:demo",
    "diagram": "diagram:diagram",
    "explain": "proving:explain",
    "export": "moving:export",
    "habits": "habits:habits",
    "history": "history:history",
    "import": "moving:import_",
    "lint": "linting:lint",
    "list": "listing:list_",
    "overdue": "overdue:overdue",
    "plan": "planning:plan",
    "play": "playing:play",
    "read": "reading:read",
    "record": "stepping:record",
    "register": "registering:register",
    "show": "listing:show",
    "simulate": "simulating:simulate",
    "step": "stepping:step",
    "store": "stores:store",
}
"""Each command with its file beside this one, and what it is called there."""


class Commands(click.Group):
    """The commands of auditflow, each found at its home when somebody calls it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of the alphabet."""
        del ctx
        return sorted(_HOME)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, if there is one."""
        del ctx
        file, _, name = _HOME.get(cmd_name, "").partition(":")
        if not name:
            return None
        command = getattr(import_module(f"auditflow.cli.{file}"), name)
        return command if isinstance(command, click.Command) else None
