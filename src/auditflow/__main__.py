"""The command line, as ``auditflow`` and as ``python -m auditflow``."""

import sys

from auditflow.errors import ExtraMissing


def main() -> None:
    """Run the command line, or say how to install what it needs."""
    try:
        from auditflow.cli import run  # noqa: PLC0415 - the extra may be missing
    except ModuleNotFoundError as error:
        if error.name not in ("click", "rich"):
            raise
        sys.stderr.write(f"auditflow: {ExtraMissing('the command line', 'cli')}\n")
        sys.exit(2)
    sys.exit(run())


if __name__ == "__main__":
    main()
