"""Rules as data: the shipped rulebook, and a municipality's own on top of it."""

from auditflow.confidence import Confidence
from auditflow.events import ExtensionFrom
from auditflow.rules.model import (
    Anchor,
    Applies,
    Basis,
    CountedOn,
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

__all__ = [
    "Anchor",
    "Applies",
    "Basis",
    "Confidence",
    "CountedOn",
    "ExtensionFrom",
    "Kind",
    "MetBy",
    "Rule",
    "RuleDay",
    "Rulebook",
    "Seek",
    "Way",
    "Which",
    "Whose",
    "meeting_from",
    "meeting_sought",
]
