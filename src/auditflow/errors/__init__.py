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
    │   ├── HabitsRefused       … habits, or a description of cases to play
    │   ├── MeetingsRefused     … a meeting calendar
    │   ├── MemoRefused         … a memo, also where its parts contradict each other
    │   ├── ProofRefused        … a proof
    │   ├── RulebookRefused     … a rulebook
    │   └── ScenarioRefused     … a scenario, the life of a case as data
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
    ├── StoreRefused            a store that cannot be opened, read or written to
    │   ├── StoreMissing        … that is not there
    │   ├── StoreOutdated       … whose tables are of another version
    │   └── StoreBusy           … that somebody else holds
    ├── AuthorityUnknown        a store without cases of this authority
    ├── CaseUnknown             a store without a case of this name
    ├── CaseKnown               a letter that was registered already
    ├── NumberTaken             a diary number that another case has
    ├── Conflict                a case that somebody else has written to since
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
    RefusedLine,
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
    HabitsRefused,
    MeetingsRefused,
    MemoRefused,
    NoDayToProve,
    ProofRefused,
    RulebookRefused,
    RuleUncountable,
    ScenarioRefused,
    ValueRefused,
    meant,
    word_of,
)
from auditflow.errors.stores import (
    AuthorityUnknown,
    CaseKnown,
    CaseUnknown,
    Conflict,
    NumberTaken,
    StoreBusy,
    StoreMissing,
    StoreOutdated,
    StoreRefused,
)

__all__ = [
    "AuditflowError",
    "AuthorityUnknown",
    "BodyUnknown",
    "CaseKnown",
    "CaseRefused",
    "CaseUnknown",
    "ClosuresContradict",
    "ColumnRefused",
    "ColumnsContradict",
    "Conflict",
    "DayOutOfRange",
    "DayRefused",
    "DayUnreadable",
    "DaysOutOfRange",
    "DeadlineUnknown",
    "DetailsRefused",
    "ExtraMissing",
    "Fault",
    "FileRefused",
    "HabitsRefused",
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
    "NumberTaken",
    "PeriodRefused",
    "Problem",
    "ProofRefused",
    "RefusedLine",
    "RuleUncountable",
    "RulebookRefused",
    "ScenarioRefused",
    "StepUnknown",
    "StoreBusy",
    "StoreMissing",
    "StoreOutdated",
    "StoreRefused",
    "ValueRefused",
    "VersionUnknown",
    "either",
    "meant",
    "word_of",
]

for _name in __all__:
    # A traceback, and a pickle, name the place where the error is promised.
    globals()[_name].__module__ = __name__
