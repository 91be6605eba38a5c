"""The recommendations: lead-ins, lists, and what is recommended in a sentence."""

from auditflow.reading.fields.recommendations.recommended import (
    Recommended,
    recommended,
)

__all__ = ["Recommended", "recommended"]
