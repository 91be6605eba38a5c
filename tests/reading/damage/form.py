"""A damaged form of the seed, and what must be read from it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import attrs

from tests.reading.damage.asked_day import asked
from tests.reading.damage.judged import OR, REPLY, SEED_SAYS
from tests.reading.papers import SEED

Damage = Callable[[str], str]
_NOTHING: Mapping[str, str] = MappingProxyType({})


@attrs.frozen
class Form:
    """A damaged form of the seed.

    ``whole``: a careful person reads all of it without asking, and so must the reader.
    ``instead``: what a field says where the damage changed it, `""` where it is gone;
    ``asks``: the fields about which a person must be asked. ``hopeless``: so much is
    lost that no memo, with the reason, is an answer too.
    """

    name: str
    damage: Damage
    whole: bool = True
    instead: Mapping[str, str] = _NOTHING
    asks: tuple[str, ...] = ()
    hopeless: bool = False

    @property
    def text(self) -> str:
        """The seed after the damage."""
        return self.damage(SEED)

    @property
    def should(self) -> dict[str, str]:
        """What each field is to say."""
        return SEED_SAYS | dict(self.instead)

    def __str__(self) -> str:
        return self.name


def whole(name: str, damage: Damage, **instead: str) -> Form:
    """A form in which nothing is lost; *instead* is what is written another way."""
    return Form(name, damage, instead=instead)


def asks(name: str, damage: Damage) -> Form:
    """A form about which a person may have to be asked; nothing may be wrong."""
    return Form(name, damage, whole=False)


def hopeless(name: str, damage: Damage, instead: Mapping[str, str]) -> Form:
    """A form that may be asked about, or be refused as a whole with the reason."""
    return Form(name, damage, whole=False, instead=instead, hopeless=True)


def lost(name: str, damage: Damage, instead: Mapping[str, str], *asked: str) -> Form:
    """A form that has lost what the fields *asked* about held."""
    return Form(name, damage, whole=False, instead=instead, asks=asked)


def day(name: str, words: str, time: str = "") -> Form:
    """A request whose day is written another way, and whole."""
    says = f"date 2022-11-25 {time}".rstrip()
    return Form(name, asked(words), instead={REPLY: says})


def unreadable(name: str, words: str) -> Form:
    """A request whose day cannot be read for sure: it is asked about, and not given."""
    return lost(name, asked(words), {REPLY: "unreadable"}, REPLY)


def proposed(name: str, words: str) -> Form:
    """A request whose day a person must confirm."""
    return lost(name, asked(words), {REPLY: "proposed 2022-11-25"}, REPLY)


def doubted(name: str, words: str, maybe: str) -> Form:
    """A day of which something may be missing: not given, or given to confirm."""
    says = f"unreadable{OR}proposed {maybe}"
    return lost(name, asked(words), {REPLY: says}, REPLY)


def both(*damages: Damage) -> Damage:
    """One damage after the other."""

    def damage(text: str) -> str:
        for one in damages:
            text = one(text)
        return text

    return damage
