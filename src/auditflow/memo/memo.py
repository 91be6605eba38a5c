"""The memo (missiv): what the auditors' letter says, as frozen values."""

from collections.abc import Iterable, Mapping
from typing import Protocol

import attrs
from pendulum import Date

from auditflow.day import as_day_or_none
from auditflow.memo.bodies import Body, Role
from auditflow.memo.diary_number import DiaryNumber
from auditflow.memo.names import body_key
from auditflow.values import Json, Value


@attrs.frozen(eq=False, repr=False)
class Recommendation(Value):
    """One thing that the auditors recommend; ``body`` if the letter says to whom."""

    number: int
    text: str
    body: str | None = None


@attrs.frozen(eq=False, repr=False)
class Signatory(Value):
    """Someone who signed the letter, with the role as written."""

    name: str
    role: str | None = None


class Asked(Protocol):
    """A question to a person: the field that it is about, and its two sentences."""

    @property
    def field(self) -> str:
        """A path in the memo, such as ``bodies.kommunstyrelsen.reply``."""

    @property
    def sv(self) -> str:
        """The question in Swedish."""

    @property
    def en(self) -> str:
        """The question in English."""


def _number(dnr: str | None) -> str | None:
    return dnr or None


def _bodies(bodies: Iterable[Body]) -> tuple[Body, ...]:
    return tuple(bodies)


def _recommendations(found: Iterable[Recommendation]) -> tuple[Recommendation, ...]:
    return tuple(found)


def _signatories(found: Iterable[Signatory]) -> tuple[Signatory, ...]:
    return tuple(found)


def _diary_numbers(found: Iterable[DiaryNumber]) -> tuple[DiaryNumber, ...]:
    return tuple(found)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Memo(Value):
    """A letter (missiv, revisionsskrivelse) from the elected auditors.

    ``municipality`` is the name as written (``Vänersborgs kommun``), ``dated`` the
    letter's own day, ``dnr`` the first of its ``diary_numbers``. What the letter does
    not say is ``None`` or empty.

    >>> Memo(title="Granskning av integration", bodies=[]).must_answer
    ()
    """

    municipality: str | None = None
    dnr: str | None = attrs.field(default=None, converter=_number)
    diary_numbers: tuple[DiaryNumber, ...] = attrs.field(
        default=(), converter=_diary_numbers
    )
    dated: Date | None = attrs.field(default=None, converter=as_day_or_none)
    title: str | None = None
    bodies: tuple[Body, ...] = attrs.field(default=(), converter=_bodies)
    recommendations: tuple[Recommendation, ...] = attrs.field(
        default=(), converter=_recommendations
    )
    signatories: tuple[Signatory, ...] = attrs.field(default=(), converter=_signatories)
    audit_firm: str | None = None

    @property
    def must_answer(self) -> tuple[Body, ...]:
        """The bodies that are asked for an answer, each once."""
        asked = {body_key(b.name): b for b in self.bodies if b.role is Role.MUST_ANSWER}
        return tuple(asked.values())

    def body(self, name: str) -> Body | None:
        """The body called *name*, whatever its case or a trailing genitive.

        Where it stands there in two roles, the one in which it must answer.

        >>> memo = Memo(bodies=[Body("kommunstyrelsen", "must_answer")])
        >>> memo.body("Kommunstyrelsens").name
        'kommunstyrelsen'
        """
        key = body_key(name)
        called = (*self.must_answer, *self.bodies)
        return next((b for b in called if body_key(b.name) == key), None)

    def as_json(self) -> dict[str, Json]:
        """Every field, for JSON: days as text, and the parts of diary numbers.

        >>> Memo(title="Granskning av integration").as_json()["title"]
        'Granskning av integration'
        """
        from auditflow.memo.writing import json_of  # noqa: PLC0415 - few memos are written

        return json_of(self)

    @classmethod
    def from_json(cls, given: str | Mapping[str, object], source: str = "") -> "Memo":
        """The memo that *given* says, as JSON text or as what was read from it.

        What ``auditflow read --json`` prints can be given as it is; what it asks, and
        where in the letter things stand, is not read. *source* is what to call it where
        it is refused.

        >>> memo = Memo(bodies=[Body("kommunstyrelsen", "addressee")])
        >>> Memo.from_json(memo.as_json()) == memo
        True

        Raises:
            MemoRefused: with all that is wrong: where, what, and what to write instead.
        """
        from auditflow.memo.texts import of_json  # noqa: PLC0415

        return of_json(given, source)

    def to_toml(self, questions: Iterable[Asked] = ()) -> str:
        """This memo as TOML, for a person to correct by hand.

        Each of the *questions* stands as a remark beside what it asks about, and where
        the memo does not show the doubt its field in the list ``to_confirm``; a field
        that is empty stands as an example in a remark. Halves of characters, which no
        file can hold, become U+FFFD.

        >>> print(Memo(title="Granskning av integration").to_toml())
        # A memo...
        title = "Granskning av integration"
        ...
        """
        from auditflow.memo.toml import toml_of  # noqa: PLC0415

        return toml_of(self, questions)

    @classmethod
    def from_toml(cls, text: str, source: str = "") -> "Memo":
        """The memo that a TOML *text* says; *source* is what to call it.

        >>> memo = Memo.from_toml('''
        ... [[bodies]]
        ... name = "kommunstyrelsen"
        ... role = "must_answer"
        ... reply = { kind = "date", date = 2022-11-25 }
        ... ''')
        >>> memo.must_answer[0].reply.date
        Date(2022, 11, 25)
        >>> Memo.from_toml("title = 2", "memo.toml")
        Traceback (most recent call last):
        ...
        auditflow.errors.MemoRefused: memo.toml: title (line 1): is no text; write it...

        Raises:
            MemoRefused: with all that is wrong: where, what, and what to write instead.
        """
        from auditflow.memo.texts import of_toml  # noqa: PLC0415

        return of_toml(text, source)
