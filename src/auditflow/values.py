"""Equality, hash and text for a large family of values, written once for all.

Beside them what JSON can hold of a value, the text it is then, and runs of numbers.
"""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar, Final, TypeAlias

import attrs

Json: TypeAlias = bool | int | str | Sequence["Json"] | dict[str, "Json"] | None

_UNSEEN: Final = (
    r"[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


def written(value: Json) -> str:
    r"""*value* as indented JSON text, with its letters as they are.

    What no terminal may obey, or no file can hold, stands there as its number.

    >>> written("Å \u202e"), written("\udce5.txt")
    ('"Å \\u202e"', '"\\udce5.txt"')
    """
    import json  # noqa: PLC0415 - only who writes JSON needs it

    return seen(json.dumps(value, ensure_ascii=False, indent=2))


def seen(text: str) -> str:
    """A JSON *text* with its number for each letter that cannot be shown or kept."""
    return re.sub(_UNSEEN, lambda found: f"\\u{ord(found[0]):04x}", text)


def in_runs(numbers: Sequence[int]) -> list[str]:
    """*numbers*, which are sorted, with each run of them drawn together.

    >>> in_runs([2, 4, 5, 6])
    ['2', '4–6']
    """
    runs = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    parts = [[number for _, number in run] for _, run in runs]
    return [f"{part[0]}–{part[-1]}" if part[1:] else f"{part[0]}" for part in parts]


class Value:
    """What makes a frozen attrs class a value: it is what its fields say.

    attrs would write these methods anew for each class, and compile them at import;
    for all the kinds of events that would make the import two thirds dearer.
    """

    __slots__ = ()
    __attrs_attrs__: ClassVar[tuple["attrs.Attribute[object]", ...]]

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return _fields(self) == _fields(other)

    def __hash__(self) -> int:
        return hash((type(self), _fields(self)))

    def __repr__(self) -> str:
        fields = attrs.fields(type(self))
        said = (f"{field.alias}={getattr(self, field.name)!r}" for field in fields)
        return f"{type(self).__name__}({', '.join(said)})"


def _fields(value: Value) -> tuple[object, ...]:
    return tuple(getattr(value, field.name) for field in attrs.fields(type(value)))
