"""The memo (missiv): what the auditors' letter says, as frozen values."""

from collections.abc import Iterable

import attrs
from pendulum import Date

from auditflow.day import as_day_or_none
from auditflow.memo.bodies import Body, Role
from auditflow.memo.diary_number import DiaryNumber
from auditflow.memo.names import body_key
from auditflow.values import Value


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
    dnr: str | None = None
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
