"""Every error of auditflow. Each carries its data, and its sentence ends with the mend.

::

    AuditflowError
    ├── DayRefused              a value that is no day to count with
    │   ├── NotADay             … of another type, an instant above all
    │   ├── DayUnreadable       … text that names no day
    │   ├── DayOutOfRange       … outside the years whose holidays are known
    │   └── ColumnRefused       a column with such a value, and the index of the first
    │       ├── NotDays         … of another type, an instant above all
    │       ├── ColumnsContradict … of another length, or in another order
    │       └── DaysOutOfRange  … outside the years whose holidays are known
    ├── PeriodRefused           a period without a unit, a roll without a name
    ├── NoBusinessDays          zero business days have no end
    ├── ClosuresContradict      one day both closed and open
    ├── FileRefused             a file that cannot be read at all
    ├── ExtraMissing            an optional package is not installed
    ├── InputRefused            a file with wrong lines: all of them at once
    │   ├── CaseRefused         … a case file
    │   ├── MeetingsRefused     … a meeting calendar
    │   ├── MemoRefused         … a memo, also where its parts contradict each other
    │   ├── ProofRefused        … a proof
    │   └── RulebookRefused     … a rulebook
    ├── RuleUncountable         a rule that is counted case by case only
    ├── NoDayToProve            a deadline that has no day
    ├── MeetingsUnknown         a day outside the meetings that are known
    ├── BodyUnknown             the memo does not name this body, or asks several
    ├── ValueRefused            a word, a name or a number that says nothing
    ├── DeadlineUnknown         a plan has no deadline of that name (a KeyError too)
    ├── StepUnknown             a word that is no step
    ├── DetailsRefused          a step with a detail too many, or one too few
    ├── NotAllowed              something stands in the way of a step or an event
    ├── NotKnownYet             an instant before anything of the case was recorded
    ├── VersionUnknown          a case pinned to a version that is not at hand
    └── Fault                   auditflow itself is wrong

All are attrs classes: they pickle, and their attributes hold what the sentence says.
"""

from auditflow.errors.base import (
    AuditflowError,
    ExtraMissing,
    Fault,
    FileRefused,
    InputRefused,
    Problem,
)
from auditflow.errors.cases import (
    BodyUnknown,
    DeadlineUnknown,
    DetailsRefused,
    NotAllowed,
    NotKnownYet,
    StepUnknown,
    VersionUnknown,
    either,
)
from auditflow.errors.days import (
    ClosuresContradict,
    ColumnRefused,
    ColumnsContradict,
    DayOutOfRange,
    DayRefused,
    DaysOutOfRange,
    DayUnreadable,
    MeetingsUnknown,
    NoBusinessDays,
    NotADay,
    NotDays,
    PeriodRefused,
)
from auditflow.errors.papers import (
    CaseRefused,
    MeetingsRefused,
    MemoRefused,
    NoDayToProve,
    ProofRefused,
    RulebookRefused,
    RuleUncountable,
    ValueRefused,
    meant,
    word_of,
)

__all__ = [
    "AuditflowError",
    "BodyUnknown",
    "CaseRefused",
    "ClosuresContradict",
    "ColumnRefused",
    "ColumnsContradict",
    "DayOutOfRange",
    "DayRefused",
    "DayUnreadable",
    "DaysOutOfRange",
    "DeadlineUnknown",
    "DetailsRefused",
    "ExtraMissing",
    "Fault",
    "FileRefused",
    "InputRefused",
    "MeetingsRefused",
    "MeetingsUnknown",
    "MemoRefused",
    "NoBusinessDays",
    "NoDayToProve",
    "NotADay",
    "NotAllowed",
    "NotDays",
    "NotKnownYet",
    "PeriodRefused",
    "Problem",
    "ProofRefused",
    "RuleUncountable",
    "RulebookRefused",
    "StepUnknown",
    "ValueRefused",
    "VersionUnknown",
    "either",
    "meant",
    "word_of",
]

for _name in __all__:
    # A traceback, and a pickle, name the place where the error is promised.
    globals()[_name].__module__ = __name__
