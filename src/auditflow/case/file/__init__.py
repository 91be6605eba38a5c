"""The case file: one case as JSON, its whole history in it, and read back the same.

It says everything that was ever recorded, what was corrected too. It is a ledger: what
stands in it is read as it was recorded, and judged by no guard again.
"""

from auditflow.case.file.history import event_in
from auditflow.case.file.layout import KINDS, Field, fields_of
from auditflow.case.file.problems import Problems
from auditflow.case.file.reading import case_from_json, read_case, says_case
from auditflow.case.file.writing import (
    case_to_json,
    case_to_text,
    entry_to_json,
    event_to_json,
    write_case,
)

__all__ = [
    "KINDS",
    "Field",
    "Problems",
    "case_from_json",
    "case_to_json",
    "case_to_text",
    "entry_to_json",
    "event_in",
    "event_to_json",
    "fields_of",
    "read_case",
    "says_case",
    "write_case",
]
