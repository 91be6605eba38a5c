"""Every kind of event there is: for a ``match`` that forgets none."""

from typing import TypeAlias

from auditflow.events.answering import (
    Answered,
    Closed,
    FollowedUp,
    MeasureDone,
    Reopened,
)
from auditflow.events.arrival import Assigned, Received, Registered
from auditflow.events.deciding import (
    Adopted,
    AimedFor,
    RemittedBack,
    Reported,
    Summoned,
    Tabled,
)
from auditflow.events.drafting import Drafted, Prepared, ResponseProposed, Revised
from auditflow.events.ledger import Corrected, VersionChanged
from auditflow.events.minutes import MinutesAdjusted, NoticePosted, NoticeRemoved
from auditflow.events.statements import (
    Referred,
    Reminded,
    StatementReceived,
    StatementWaived,
)
from auditflow.events.time_given import (
    ExtensionAsked,
    ExtensionGranted,
    ExtensionRefused,
    Paused,
    Resumed,
)

AnyStep: TypeAlias = (
    Referred | Drafted | Revised | RemittedBack | Adopted | Answered | Reopened | Closed
)
"""Every kind of step: a ``match`` that forgets one fails to type-check."""

AnyEvent: TypeAlias = (
    AnyStep
    | AimedFor
    | Assigned
    | Corrected
    | ExtensionAsked
    | ExtensionGranted
    | ExtensionRefused
    | FollowedUp
    | MeasureDone
    | MinutesAdjusted
    | NoticePosted
    | NoticeRemoved
    | Paused
    | Prepared
    | Received
    | Registered
    | Reminded
    | Reported
    | ResponseProposed
    | Resumed
    | StatementReceived
    | StatementWaived
    | Summoned
    | Tabled
    | VersionChanged
)
"""Every kind of event: a ``match`` that forgets one fails to type-check."""
