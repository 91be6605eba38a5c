"""A made letter, and what is true of it."""

import random
from collections.abc import Mapping

import attrs
from pendulum import Date

from auditflow.memo import (
    Body,
    DiaryNumber,
    Recommendation,
    ReplyKind,
    ReplyRequest,
    Signatory,
)


@attrs.frozen(kw_only=True)
class Truth:
    """What a careful person finds in the letter; where it says nothing, nothing."""

    municipality: str
    diary_numbers: tuple[DiaryNumber, ...]
    """An owner of ``None`` is one that the letter does not tell."""
    coded: tuple[DiaryNumber, ...]
    """With the owner that its code alone tells: as good as none."""
    dated: Date | None
    titles: tuple[str, ...]
    """The title, and other readings that are as good, such as without its label."""
    bodies: tuple[Body, ...]
    recommendations: tuple[Recommendation, ...]
    """A body of ``None`` is one that the letter does not tell."""
    in_report: bool
    """The letter says that there are recommendations, and that they stand elsewhere."""
    signatories: tuple[Signatory, ...]
    audit_firm: str | None


@attrs.frozen(kw_only=True)
class Letter:
    """A letter with its truth, and the names of the forms that each field has."""

    number: int
    text: str
    truth: Truth
    forms: Mapping[str, tuple[str, ...]]
    asked_days: tuple[str, ...]
    """The days of the answers, as they stand in the text."""
    damaged: str | None = None


def pick(rng: random.Random, weighted: Mapping[str, int]) -> str:
    """One of the names, those of more weight more often."""
    return rng.choices([*weighted], [*weighted.values()])[0]


def chance(rng: random.Random, percent: int) -> bool:
    """Whether it happens, in so many of a hundred letters."""
    return rng.randrange(100) < percent


def lost(request: ReplyRequest) -> ReplyRequest:
    """The same request, once the day in it cannot be read."""
    dated = request.date is not None
    return ReplyRequest(ReplyKind.UNREADABLE) if dated else request
