"""From the text of a letter to a `Memo`, with where each field stood.

Steps that are read one after the other::

    documents   a file → its text
    lines       the text → lines with spans, its damage mended
    sentences   lines → head, sentences and close, and the words in them
    fields      these → fields, by the file of each noun: days, addressees, requests …
    letter      fields → Memo, questions, or why it is no memo
    folder      a folder → a letter for each of its files
    written     a memo that a person corrected, as TOML or JSON → the same memo
"""

from auditflow.reading.folder import Letter, read_folder
from auditflow.reading.letter import read_memo
from auditflow.reading.lines.mending import Mended
from auditflow.reading.outcome import Found, Question, Reading, WhyNot

__all__ = [
    "Found",
    "Letter",
    "Mended",
    "Question",
    "Reading",
    "WhyNot",
    "read_folder",
    "read_memo",
]
