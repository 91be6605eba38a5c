"""Rules as data: the shipped rulebook, and a municipality's own on top of it."""

from auditflow.confidence import Confidence
from auditflow.rules.model import (
    Anchor,
    Applies,
    Basis,
    CountedOn,
    Kind,
    MetBy,
    Rule,
    RuleDay,
    Way,
    Which,
    Whose,
)
from auditflow.rules.rulebook import Rulebook

__all__ = [
    "Anchor",
    "Applies",
    "Basis",
    "Confidence",
    "CountedOn",
    "Kind",
    "MetBy",
    "Rule",
    "RuleDay",
    "Rulebook",
    "Way",
    "Which",
    "Whose",
]
