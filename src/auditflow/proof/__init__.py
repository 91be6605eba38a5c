"""Dates that prove themselves: what a day was counted from, and a check of it."""

from auditflow.proof.checking import Note, NoteKind, Verdict, check
from auditflow.proof.cursor import Misfit, Why
from auditflow.proof.lines import Kind, Line
from auditflow.proof.making import prove
from auditflow.proof.value import Proof

__all__ = [
    "Kind",
    "Line",
    "Misfit",
    "Note",
    "NoteKind",
    "Proof",
    "Verdict",
    "Why",
    "check",
    "prove",
]
