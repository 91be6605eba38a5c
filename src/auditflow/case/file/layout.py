"""What a case file holds: its keys, and the fields of each kind of entry."""

from typing import Final, get_args

import attrs

from auditflow.events import AnyEvent, MeasureDone

FORMAT: Final = "auditflow-case"
VERSION: Final = 1
KEYS: Final = ("format", "version", "authority", "body", "memo", "history")
KINDS: Final[dict[str, type[AnyEvent]]] = {
    kind.word: kind for kind in get_args(AnyEvent)
}
_FIRST: Final = ("on", "by", "recorded")
_LAST: Final = ("despite", "irregular", "document")
_REFERS: Final = ("wrong", "right")  # a correction says these in a way of its own
_kept: dict[type, "tuple[Field, ...]"] = {}


@attrs.frozen
class Field:
    """One field of an entry, or of a value within one: its key, and its default.

    ``name`` is the attribute that holds it, ``argument`` what it is made with.
    """

    key: str
    name: str
    argument: str
    type: object
    default: object

    @property
    def is_needed(self) -> bool:
        """Whether it must be said, for there is nothing that it is by default."""
        return self.default is attrs.NOTHING


def fields_of(kind: type) -> tuple[Field, ...]:
    """The fields of *kind* in the order in which they are written.

    >>> from auditflow.events import Registered
    >>> [field.key for field in fields_of(Registered)]
    ['on', 'by', 'recorded', 'dnr', 'despite', 'irregular', 'document']
    """
    kept = _kept.get(kind)
    if kept is None:
        kept = _kept[kind] = _fields_of(kind)
    return kept


def _fields_of(kind: type) -> tuple[Field, ...]:
    by_key = {field.key: field for field in map(_field_of, attrs.fields(kind))}
    if kind is MeasureDone:  # each entry has a number of its own
        by_key["measure"] = attrs.evolve(by_key.pop("number"), key="measure")
    common = (*_FIRST, *_LAST, *_REFERS)
    own = [key for key in by_key if key not in common]
    ordered = [*_FIRST, *own, *_LAST]
    return tuple(by_key[key] for key in ordered if key in by_key)


def _field_of(field: "attrs.Attribute[object]") -> Field:
    argument = str(field.alias)
    return Field(argument, field.name, argument, field.type, _default_of(field))


def _default_of(field: "attrs.Attribute[object]") -> object:
    default = field.default
    # mypy takes a factory for the function that makes one.
    made = getattr(default, "factory", None)
    return made() if made is not None else default
