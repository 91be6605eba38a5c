"""Rules as data: the shipped rulebook, and a municipality's own on top of it."""

from auditflow.confidence import Confidence
from auditflow.rules.linting import lint
from auditflow.rules.model import (
    Anchor,
    Applies,
    Basis,
    CountedOn,
    ExtensionFrom,
    Kind,
    MetBy,
    Rule,
    RuleDay,
    Seek,
    Way,
    Which,
    Whose,
)
from auditflow.rules.rulebook import Rulebook
from auditflow.rules.seeking import meeting_from, meeting_sought
from auditflow.rules.unsaid import Answer, Choice, Unsaid

__all__ = [
    "Anchor",
    "Answer",
    "Applies",
    "Basis",
    "Choice",
    "Confidence",
    "CountedOn",
    "ExtensionFrom",
    "Kind",
    "MetBy",
    "Rule",
    "RuleDay",
    "Rulebook",
    "Seek",
    "Unsaid",
    "Way",
    "Which",
    "Whose",
    "lint",
    "meeting_from",
    "meeting_sought",
]
