"""Equality, hash and text for a large family of values, written once for all.

Beside them what JSON can hold of a value.
"""

from collections.abc import Sequence
from typing import ClassVar, TypeAlias

import attrs

Json: TypeAlias = bool | int | str | Sequence["Json"] | dict[str, "Json"] | None


class Value:
    """What makes a frozen attrs class a value: it is what its fields say.

    attrs would write these methods anew for each class, and compile them at import;
    for the twenty-two kinds of events that would make the import two thirds dearer.
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
