"""Who holds a store that somebody else waits for, as far as the system tells."""

import contextlib
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

_WHO = text(
    """
    SELECT DISTINCT held.pid, activity.usename, activity.application_name
    FROM pg_locks AS held JOIN pg_stat_activity AS activity USING (pid)
    WHERE held.relation = 'auditflow_head'::regclass AND held.granted
      AND held.mode <> 'AccessShareLock' AND held.pid <> pg_backend_pid()
      AND NOT EXISTS (
        SELECT FROM pg_locks AS wanted
        WHERE wanted.pid = held.pid AND NOT wanted.granted)
    """
)


def holder_of_server(engine: Engine) -> str:
    """Who holds the store on a server: the process there, its user and its program."""
    with contextlib.suppress(SQLAlchemyError), engine.connect() as connection:
        rows = connection.execute(_WHO).all()
        return " and ".join(
            f"process {pid} of {user} ({program or 'unnamed program'})"
            for pid, user, program in rows
        )
    return ""


def holder_of_file(path: Path) -> str:
    """Who holds the database file at *path*: its process and its command, on Linux."""
    nodes = {
        node
        for beside in ("", "-wal", "-shm")
        for node in _node_of(path.with_name(path.name + beside))
    }
    with contextlib.suppress(OSError):
        lines = Path("/proc/locks").read_text(encoding="ascii").splitlines()
        for line in lines:
            fields = line.split()
            # 1: POSIX ADVISORY WRITE 4242 08:01:131 120 120
            if "WRITE" in fields and "->" not in fields:
                at = fields.index("WRITE")
                pid, node = fields[at + 1], fields[at + 2].rpartition(":")[2]
                if node in nodes and pid.isdigit() and int(pid) > 0:
                    return f"process {pid}{_command_of(pid)}"
    return ""


def _node_of(path: Path) -> list[str]:
    with contextlib.suppress(OSError):
        return [str(path.stat().st_ino)]
    return []


def _command_of(pid: str) -> str:
    with contextlib.suppress(OSError):
        said = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
        command = " ".join(said.split("\0")).strip()
        return f" ({command[:80]})" if command else ""
    return ""
