"""The memo (missiv): what the auditors' letter says, as frozen values."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

import attrs
from pendulum import Date

from auditflow.day import as_day_or_none
from auditflow.errors import MemoRefused, word_of
from auditflow.values import Value


class Role(StrEnum):
    """What the letter wants of a body (nämnd, styrelse)."""

    MUST_ANSWER = "must_answer"
    FOR_INFORMATION = "for_information"
    ADDRESSEE = "addressee"
    """Sent to, asked nothing."""


class ReplyKind(StrEnum):
    """What could be read about the day of the answer."""

    DATE = "date"
    PROPOSED = "proposed"
    """A day that a person must confirm, such as one without a year."""
    RELATIVE = "relative"
    """Within a time, such as three months."""
    UNDATED = "undated"
    """An answer is asked for, without a day."""
    UNREADABLE = "unreadable"
    """A day is asked for, but cannot be read."""
    NONE = "none"
    """No answer is asked for."""


def _role(value: str) -> Role:
    return word_of(Role, value)


def _reply_kind(value: str) -> ReplyKind:
    return word_of(ReplyKind, value)


@attrs.frozen(eq=False, repr=False)
class ReplyRequest(Value):
    """The wish for an answer (svar, yttrande) by a day.

    ``date`` is the day asked for, for the kinds ``date`` and ``proposed`` alone;
    ``time`` a time of day on it; ``text`` the words of the letter.

    >>> ReplyRequest.by(Date(2022, 11, 25)).kind
    <ReplyKind.DATE: 'date'>

    Raises:
        MemoRefused: the kind needs a day and there is none, or the other way round.
    """

    kind: ReplyKind = attrs.field(default=ReplyKind.NONE, converter=_reply_kind)
    date: Date | None = attrs.field(default=None, converter=as_day_or_none)
    time: dt.time | None = None
    text: str = ""

    def __attrs_post_init__(self) -> None:
        dated = self.kind in (ReplyKind.DATE, ReplyKind.PROPOSED)
        if dated != (self.date is not None):
            why = f"a reply request of the kind {self.kind} " + (
                "needs a day" if dated else "has no day"
            )
            raise MemoRefused(why, "give the day with the kind 'date' or 'proposed'")

    @classmethod
    def by(cls, day: dt.date, text: str = "") -> "ReplyRequest":
        """A request for an answer on *day* at the latest."""
        return cls(ReplyKind.DATE, as_day_or_none(day), text=text)


@attrs.frozen(eq=False, repr=False)
class Body(Value):
    """A body that receives the letter, in one role."""

    name: str
    role: Role = attrs.field(converter=_role)
    reply: ReplyRequest = attrs.field(factory=ReplyRequest)


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


@attrs.frozen(eq=False, repr=False)
class DiaryNumber(Value):
    """A diary number (diarienummer, dnr) as written, and whose diary it is."""

    owner: str | None
    raw: str


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


@lru_cache(maxsize=1024)
def body_key(name: str) -> str:
    """What two spellings of one body have in common: for comparing, not for showing.

    Case, spaces, the composition of letters and a trailing genitive do not count.

    >>> body_key("Kommunstyrelsens ") == body_key("kommunstyrelsen")
    True
    """
    folded = unicodedata.normalize("NFC", " ".join(name.split())).casefold()
    return folded.removesuffix("s")


# Names that end in s by themselves; Swedish puts no genitive s after it.
_ENDS_IN_S = re.compile(r"(?:fors|ås|näs|grums)$", re.IGNORECASE)
_FORM = re.compile(
    r"\s+(?:kommun|stad|län|landsting)$|^(?:region|landstinget)\s+", re.IGNORECASE
)


def authority_of(municipality: str) -> str:
    """The short name of a municipality, as cases carry it.

    >>> authority_of("Vänersborgs kommun"), authority_of("Bengtsfors kommun")
    ('vanersborg', 'bengtsfors')
    """
    name = unicodedata.normalize("NFC", municipality.strip()).casefold()
    bare = _FORM.sub("", name)
    if bare != name and not _ENDS_IN_S.search(bare):
        bare = bare.removesuffix("s")
    return slug(bare)


@lru_cache(maxsize=1024)
def slug(text: str) -> str:
    """*text* in the letters a–z and digits, for names of cases.

    >>> slug("Barn- och utbildningsnämnden"), slug("KS 2022/347")
    ('barn-och-utbildningsnamnden', 'ks-2022-347')
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    ascii_only = plain.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
