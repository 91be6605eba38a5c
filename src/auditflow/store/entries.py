"""What an entry says, as canonical JSON, and the case that its entries tell.

The text of an entry is written once and hashed, so it is always written alike: sorted
keys, no spaces, letters as they are. ``v`` is the version of its form. A text of any
version can be read for ever: a new form gets a new version, and the old one its reader.
"""

import json
import operator
from collections.abc import Iterable, Sequence
from typing import Any, Final

import attrs

from auditflow.case import Case
from auditflow.case.file import case_from_json, case_to_json, entry_to_json
from auditflow.events import AnyEvent, moment_of
from auditflow.store.chain import broken
from auditflow.store.people import Table
from auditflow.values import seen

FORM: Final = 1
"""The version of the form in which entries are written."""

_KNOWN: Final = (1,)
_canonical: Final = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":")
).encode


def text_of(said: Table) -> str:
    """The canonical text of what is *said*.

    >>> text_of({"v": 1, "event": {"on": "2022-09-27", "event": "received"}})
    '{"event":{"event":"received","on":"2022-09-27"},"v":1}'
    """
    text = _canonical(said)
    return text if text.isprintable() else seen(text)


def table_of(text: str) -> Table:
    """What the *text* of an entry says.

    Raises:
        StoreRefused: it is no entry, or of a form that this version does not know.
    """
    try:
        said = json.loads(text)
    except ValueError:
        said = None
    if not isinstance(said, dict) or said.get("v") not in _KNOWN:
        raise broken(f"has an entry that cannot be read ({text[:60]!r})")
    return said


def entry_of(event: AnyEvent, entries: Sequence[AnyEvent]) -> Table:
    """What is said of one *event*; a correction names one of the *entries*."""
    return {"v": FORM, "event": entry_to_json(event, entries)}


def said_of(case: Case) -> list[Table]:
    """What the entries of a *case* say, from the first to the last.

    The first one says whose it is, and its memo, beside its arrival.
    """
    whole: Table = {**case_to_json(case)}
    about = {key: whole[key] for key in ("authority", "body", "memo")}
    entries: list[Table] = whole["history"]
    for entry in entries:
        del entry["number"]  # that is its place in the stream
    first, *later = ({"v": FORM, "event": entry} for entry in entries)
    return [{**first, "case": about}, *later]


@attrs.frozen
class Told:
    """A case as its entries tell it; ``entries`` in the order in which they came.

    The history of the case is in the order in which things happened.
    """

    case: Case
    entries: tuple[AnyEvent, ...]


def told_by(said: Sequence[Table], source: str) -> Told:
    """The case that is *said*, entry by entry, names in their places.

    Raises:
        CaseRefused: it is none; *source* is what to call it.
        StoreRefused: its beginning is missing.
    """
    if not said or "case" not in said[0]:
        raise broken(f"lacks the beginning of {source}")
    about: dict[str, Any] = said[0]["case"]
    numbered = [{"number": n, **one["event"]} for n, one in enumerate(said, 1)]
    form = {"format": "auditflow-case", "version": FORM}
    case = case_from_json({**form, **about, "history": numbered}, source)
    return Told(in_order(case), case.history)


def in_order(case: Case) -> Case:
    """The same case with its history in the order in which things happened."""
    ordered = ordered_history(case.history)
    if all(map(operator.is_, ordered, case.history)):
        return case
    return Case(case.memo, case.body, case.authority, ordered)


def ordered_history(entries: Iterable[AnyEvent]) -> tuple[AnyEvent, ...]:
    """*entries* in the order in which things happened; the arrival comes first."""
    first, *others = entries
    return (first, *sorted(others, key=moment_of))
