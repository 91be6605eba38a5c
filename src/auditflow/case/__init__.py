"""A case (ärende): one memo at one body that must answer, with its history."""

from auditflow.case.case import Case

__all__ = ["Case"]
