"""A table of meetings that an authority is given, on top of those it has."""

import csv
import io
from pathlib import Path
from typing import Final

from pendulum import DateTime

from auditflow.day import read_day, read_instant, stamp_of, start_of
from auditflow.errors import ValueRefused
from auditflow.files import read_text
from auditflow.meetings import MeetingCalendar
from auditflow.planning import Versions
from auditflow.store import NewTable
from auditflow.store.access import now

_HEADER: Final = ("date", "body", "status", "moved_to")


def table_in(file: str, known_from: str | None, versions: Versions) -> NewTable:
    """The table in *file*, and from when it is known.

    Args:
        file: the path of a CSV file.
        known_from: a day, or an instant; else the first table always was known, and a
            later one is from now.
        versions: what the authority has.

    Raises:
        FileRefused: the file cannot be read at all.
        ValueRefused: the instant is none, is still to come, or lies before that of an
            earlier table.
    """
    text = read_text(Path(file))
    return NewTable(text, file, _published(known_from, versions))


def _published(known_from: str | None, versions: Versions) -> str | None:
    """From when a table is known; None for always.

    Raises:
        ValueRefused: that is still to come, or an earlier table was known later.
    """
    instant = now()
    earlier = versions.meetings
    if known_from is None:
        return instant.isoformat() if earlier else None
    known = _instant(known_from)
    if stamp_of(known) > stamp_of(instant):
        mend = "give it when it is known, and leave --known-from out"
        raise ValueRefused(f"{known_from} is still to come", mend)
    published = [m.published for m in earlier if m.published is not None]
    latest = max(published, key=stamp_of, default=None)
    if latest is not None and stamp_of(latest) >= stamp_of(known):
        mend = "leave --known-from out: from now on"
        raise ValueRefused(f"the latest table is known from {latest}", mend)
    return known.isoformat()


def _instant(text: str) -> DateTime:
    """An instant with its offset; of a day, the beginning."""
    return read_instant(text) if ":" in text else start_of(read_day(text))


def amended(versions: Versions, table: NewTable) -> MeetingCalendar:
    """The meetings that are known, with those of a *table* on top.

    Raises:
        MeetingsRefused: rows contradict each other, or those of earlier tables.
    """
    texts = [(table.source, table.text)]
    if versions.meetings:
        texts.insert(0, ("earlier tables,", _as_text(versions.meetings[-1])))
    published = read_instant(table.published) if table.published else None
    version = f"meetings {len(versions.meetings) + 1}"
    return MeetingCalendar.from_texts(texts, version=version, published=published)


def _as_text(known: MeetingCalendar) -> str:
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(_HEADER)
    for one in known.meetings:
        table.writerow([one.day, one.body, one.status.value, one.moved_to or ""])
    return written.getvalue()
