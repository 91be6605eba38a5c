"""Commands that are imported when somebody calls them: the others need not wait."""

from importlib import import_module
from typing import Final

import click

_HOME: Final = {
    "actions": "auditflow.cli.actions",
    "check": "auditflow.cli.proving",
    "diagram": "auditflow.cli.diagram",
    "explain": "auditflow.cli.proving",
    "history": "auditflow.cli.history",
    "lint": "auditflow.cli.linting",
    "read": "auditflow.cli.reading",
}


class Commands(click.Group):
    """The commands of auditflow, of which some are found at their home."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of the alphabet."""
        return sorted({*super().list_commands(ctx), *_HOME})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, if there is one."""
        if cmd_name in _HOME:
            command = getattr(import_module(_HOME[cmd_name]), cmd_name)
            return command if isinstance(command, click.Command) else None
        return super().get_command(ctx, cmd_name)
