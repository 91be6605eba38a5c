"""JSON and TOML texts of a memo, and the line of each path in a TOML text."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import islice
from typing import Final

import attrs

from auditflow.memo.memo import Memo
from auditflow.memo.reading import KEYS, TO_CONFIRM, memo_of
from auditflow.memo.sheet import Sheet, Table, said

# What `auditflow read --json` tells of the letter beside the memo is no part of it.
_BESIDE: Final = {"questions", "received", "mended", "pages_without_text", "found"}
_NAME: Final = r"(?:[\w\-]+|\"[^\"]*\"|'[^']*')"
_PATH: Final = rf"{_NAME}(?:[ \t]*\.[ \t]*{_NAME})*"
_KEY: Final = re.compile(rf"({_PATH})[ \t]*=")
_LISTED: Final = re.compile(r"\[\[\s*([\w\-]+)\s*\]\]")
_HEADED: Final = re.compile(rf"\[\s*({_PATH})\s*\]")
_PART: Final = re.compile(_NAME)
_QUOTES: Final = ('"""', "'''")
_FEW: Final = 20  # keys that are looked at for one of a memo
_LONGEST: Final = 1000  # characters; a longer path is looked for by what it is in


@attrs.define
class Lines:
    """The line of each path in a TOML text, counted when it is first asked for."""

    text: str

    def of(self, place: str) -> int | None:
        """The line where a path stands, or else what it is in.

        >>> Lines("[[bodies]]").of("bodies.1.reply.date")
        1
        """
        place = place[:_LONGEST]
        while place not in self._by_path and "." in place:
            place = place.rpartition(".")[0]
        return self._by_path.get(place)

    @cached_property
    def _by_path(self) -> dict[str, int]:
        return _lines_of(self.text)


@attrs.frozen
class Written:
    """A memo as it was written, and which of its fields are still to be confirmed."""

    memo: Memo
    to_confirm: tuple[str, ...]
    lines: Lines
    is_json: bool


def written_in(text: str, source: str) -> Written:
    """What a TOML or JSON *text* says; *source* is what to call it.

    Raises:
        MemoRefused: with all that is wrong: where, what, and what to write instead.
    """
    is_json = text.lstrip("\ufeff \t\r\n").startswith("{")
    return _of_json(text, source) if is_json else _of_toml(text, source)


def of_json(given: str | Mapping[str, object], source: str) -> Memo:
    """The memo that JSON says; see `Memo.from_json`."""
    return _of_json(given, source).memo


def of_stored(table: Table, source: str) -> Memo:
    """The memo that was stored as `Memo.as_json` gives it: every field as it stands.

    Raises:
        MemoRefused: with everything that is of no form that a memo is written in.
    """
    return memo_of(table, Sheet(source, is_json=True, is_stored=True))


def of_toml(text: str, source: str) -> Memo:
    """The memo that TOML says; see `Memo.from_toml`."""
    return _of_toml(text, source).memo


def _of_json(given: str | Mapping[str, object], source: str) -> Written:
    sheet = Sheet(source, is_json=True)
    table = _parsed(given, "JSON", _loads, sheet) if isinstance(given, str) else given
    fields = {key: value for key, value in table.items() if key not in _BESIDE}
    return _written(fields, sheet, Lines(""))


def _of_toml(text: str, source: str) -> Written:
    if "\n" not in text:
        text = text.replace("\r", "\n")  # as an old Mac ends its lines
    lines = Lines(text)
    sheet = Sheet(source, lines.of)
    return _written(_parsed(text, "TOML", _toml_loads, sheet), sheet, lines)


def _lines_of(text: str) -> dict[str, int]:
    lines: dict[str, int] = {}
    counts: Counter[str] = Counter()
    header, inside = "", ""
    for number, raw in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        line = raw.strip()
        if not inside and (listed := _LISTED.match(line)):
            counts[listed[1]] += 1
            header = f"{listed[1]}.{counts[listed[1]]}"
            lines.setdefault(header, number)
        elif not inside and (headed := _HEADED.match(line)):
            first, *rest = _parts(headed[1])
            at = [f"{first}.{counts[first]}" if counts[first] else first]
            header = ".".join(at + rest)
            lines.setdefault(header, number)
        elif not inside and (key := _KEY.match(line)):
            path = header
            for part in _parts(key[1][:_LONGEST]):
                path = f"{path}.{part}".lstrip(".")
                lines.setdefault(path, number)
        for quote in _QUOTES:
            # Within a text of several lines nothing is a key.
            if inside in ("", quote) and line.count(quote) % 2:
                inside = "" if inside else quote
    return lines


def _parts(path: str) -> list[str]:
    """The names of a dotted path, without their quotes."""
    return [name.strip("\"'") for name in _PART.findall(path)]


def _written(table: Table, sheet: Sheet, lines: Lines) -> Written:
    if table and not _is_memo(table):
        what = f"holds no memo, only {', '.join(map(str, islice(table, 3)))}"
        mend = "give one that was written with auditflow read FILE --edit-out"
        sheet.wrong("", what, mend)
    sheet.refuse_if_wrong()
    to_confirm = sheet.texts(table, TO_CONFIRM)
    for field in to_confirm:
        if field.partition(".")[0] not in KEYS:
            what, mend = f"{said(field)} is no field of a memo", "take it out"
            sheet.wrong(TO_CONFIRM, what, mend)
    memo = memo_of(table, sheet)
    return Written(memo, tuple(dict.fromkeys(to_confirm)), lines, sheet.is_json)


def _is_memo(table: Table) -> bool:
    """Whether one of the keys is that of a memo, or was meant as one."""
    from difflib import get_close_matches  # noqa: PLC0415 - few memos are written

    return any(key in table for key in KEYS) or any(
        get_close_matches(str(key)[:_FEW], KEYS, n=1) for key in islice(table, _FEW)
    )


def _parsed(
    text: str, kind: str, loads: Callable[[str], object], sheet: Sheet
) -> Table:
    try:
        table = loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        what = f"is no {kind}: {_why(error)}"
        sheet.wrong("", what, "correct it there, or write it anew")
        table = {}
    if not isinstance(table, Mapping):
        what = f"is no table in {kind}"
        sheet.wrong("", what, "write the fields of a memo, such as title")
    sheet.refuse_if_wrong()
    return table if isinstance(table, Mapping) else {}


def _why(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it nests too deep"
    # Python tells its own programmers what to do about a number of 5,000 digits.
    return "a number in it is far too long" if "digits" in str(error) else str(error)


def _loads(text: str) -> object:
    import json  # noqa: PLC0415 - few memos come as JSON

    return json.loads(text)


def _toml_loads(text: str) -> object:
    import tomllib  # noqa: PLC0415 - few memos come as TOML

    return tomllib.loads(text)
