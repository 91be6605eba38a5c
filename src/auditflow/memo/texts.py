"""JSON and TOML texts of a memo, and the line of each path in a TOML text."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final

from auditflow.memo.memo import Memo
from auditflow.memo.reading import KEYS, memo_of
from auditflow.memo.sheet import Sheet, Table

# What `auditflow read --json` tells of the letter beside the memo is no part of it.
_BESIDE: Final = {"questions", "received", "mended", "pages_without_text", "found"}
_KEY: Final = re.compile(r"[\w\-]+(?=\s*=)")
_LISTED: Final = re.compile(r"\[\[\s*([\w\-]+)\s*\]\]")
_HEADED: Final = re.compile(r"\[\s*([\w.\-]+)\s*\]")
_QUOTES: Final = ('"""', "'''")


def of_json(given: str | Mapping[str, object], source: str) -> Memo:
    """The memo that JSON says; see `Memo.from_json`."""
    sheet = Sheet(source)
    table = _parsed(given, "JSON", _loads, sheet) if isinstance(given, str) else given
    fields = {key: said for key, said in table.items() if key not in _BESIDE}
    return _memo(fields, sheet)


def of_toml(text: str, source: str) -> Memo:
    """The memo that TOML says; see `Memo.from_toml`."""
    sheet = Sheet(source, lambda place: line_of(text, place))
    return _memo(_parsed(text, "TOML", _toml_loads, sheet), sheet)


def line_of(text: str, place: str) -> int | None:
    """The line of a TOML *text* where a path stands, or else what it is in.

    >>> line_of("[[bodies]]", "bodies.1.reply.date")
    1
    """
    lines = _lines_of(text)
    while place not in lines and "." in place:
        place = place.rpartition(".")[0]
    return lines.get(place)


def _lines_of(text: str) -> dict[str, int]:
    lines: dict[str, int] = {}
    counts: Counter[str] = Counter()
    header, inside = "", ""
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if not inside and (listed := _LISTED.match(line)):
            counts[listed[1]] += 1
            header = f"{listed[1]}.{counts[listed[1]]}"
            lines.setdefault(header, number)
        elif not inside and (headed := _HEADED.match(line)):
            first, _, rest = headed[1].partition(".")
            header = f"{first}.{counts[first]}.{rest}" if counts[first] else headed[1]
            lines.setdefault(header, number)
        elif not inside and (key := _KEY.match(line)):
            lines.setdefault(f"{header}.{key[0]}".lstrip("."), number)
        for quote in _QUOTES:
            # Within a text of several lines nothing is a key.
            if inside in ("", quote) and line.count(quote) % 2:
                inside = "" if inside else quote
    return lines


def _memo(table: Table, sheet: Sheet) -> Memo:
    if table and not any(_resembles(str(key)) for key in table):
        what = f"holds no memo, only {', '.join(map(str, [*table][:3]))}"
        mend = "give one that was written with auditflow read FILE --edit-out"
        sheet.wrong("", what, mend)
    sheet.refuse_if_wrong()
    return memo_of(table, sheet)


def _resembles(key: str) -> bool:
    from difflib import get_close_matches  # noqa: PLC0415 - few memos are written

    return bool(get_close_matches(key, KEYS, n=1))


def _parsed(
    text: str, kind: str, loads: Callable[[str], object], sheet: Sheet
) -> Table:
    try:
        table = loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        why = "it nests too deep" if isinstance(error, RecursionError) else error
        sheet.wrong("", f"is no {kind}: {why}", "correct it there, or write it anew")
        table = {}
    if not isinstance(table, Mapping):
        what = f"is no table in {kind}"
        sheet.wrong("", what, "write the fields of a memo, such as title")
    sheet.refuse_if_wrong()
    return table if isinstance(table, Mapping) else {}


def _loads(text: str) -> object:
    import json  # noqa: PLC0415 - few memos come as JSON

    return json.loads(text)


def _toml_loads(text: str) -> object:
    import tomllib  # noqa: PLC0415 - few memos come as TOML

    return tomllib.loads(text)
