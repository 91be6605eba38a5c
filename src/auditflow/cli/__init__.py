"""The command line: words in, a library call, text out. The door to click and rich."""

import contextlib
import errno
import io
import os
import sys
import traceback
from collections.abc import Iterable, Sequence
from typing import Final, TextIO

import click

from auditflow.cli.commands import auditflow
from auditflow.errors import AuditflowError, Fault
from auditflow.errors.plain import plain

__all__ = ["run"]

_FINE: Final = 0
_WRONG_INPUT: Final = 2
_OUR_FAULT: Final = 70  # EX_SOFTWARE; 1 means that something is overdue
_INTERRUPTED: Final = 130
_MOST_LINES: Final = 20


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command, and return its exit status.

    0 is fine, 1 something overdue or unproven, 2 wrong words or input (one line for
    each problem on standard error), 70 a fault of auditflow itself.
    """
    if sys.stdout is None:  # closed by the shell
        sys.stdout = io.StringIO()
    try:
        status = auditflow.main(arguments, "auditflow", standalone_mode=False)
        sys.stdout.flush()
    except SystemExit as end:
        # click exits with 1 where nobody reads any more; here that means overdue.
        return _FINE if end.code in (0, 1, None) else _OUR_FAULT
    except Exception as error:  # noqa: BLE001 - the last line of defence
        return _status_of(error)
    return status if isinstance(status, int) else _FINE


def _status_of(error: Exception) -> int:
    """Tell what went wrong, on standard error, and give the exit status for it."""
    match error:
        case click.exceptions.Exit():
            status = error.exit_code
        case click.Abort():
            status = _INTERRUPTED
        case click.exceptions.NoArgsIsHelpError():
            click.echo(error.format_message(), err=True)
            status = _WRONG_INPUT
        case click.UsageError():
            status = _refused([_usage(error)])
        case Fault():
            status = _at_fault(error)
        case AuditflowError():
            status = _refused(error.problems)
        case BrokenPipeError():
            _silence(sys.stdout)  # whoever read us has seen enough
            status = _FINE
        case OSError(errno=errno.ENOSPC):
            _silence(sys.stdout)
            status = _refused(["the output cannot be written: the disk is full"])
        case _:
            status = _at_fault(error)
    return status


def _refused(problems: Iterable[str]) -> int:
    lines = [" ".join(problem.split()) for problem in problems]
    for line in lines[:_MOST_LINES]:
        _complain(line)
    if len(lines) > _MOST_LINES:
        _complain(f"… and {len(lines) - _MOST_LINES} more")
    return _WRONG_INPUT


def _usage(error: click.UsageError) -> str:
    command = error.ctx.command_path if error.ctx else "auditflow"
    return f"{error.format_message().rstrip('.')}; see: {command} --help"


def _at_fault(error: Exception) -> int:
    if os.environ.get("AUDITFLOW_DEBUG"):
        traceback.print_exception(error)
    _complain(
        f"a fault of its own ({type(error).__name__}: {error}); please report it, with "
        "what AUDITFLOW_DEBUG=1 prints"
    )
    return _OUR_FAULT


def _complain(line: str) -> None:
    """One line on standard error; where nobody can read it, the status still tells."""
    # click ends with 1 where nobody reads; 1 would mean that something is overdue.
    try:
        click.echo(f"auditflow: {plain(line)}", err=True)
    except (OSError, SystemExit):
        _silence(sys.stderr)


def _silence(stream: TextIO) -> None:
    """Let nothing more be written: what is left would end Python with 120."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
