"""What can happen to a case: facts in the past tense, each with its day.

Eight of them are *steps*, which change the state of the case; the others are recorded
without changing it. Nothing is ever taken out of a history.
"""

from auditflow.events.answering import (
    Answered,
    Closed,
    FollowedUp,
    MeasureDone,
    Reopened,
)
from auditflow.events.arrival import (
    Assigned,
    BodyKind,
    Received,
    Recipient,
    Registered,
    kind_by_name,
    kind_of,
)
from auditflow.events.base import Event, Irregularity, Party, StepEvent
from auditflow.events.deciding import (
    Adopted,
    AimedFor,
    RemittedBack,
    Reported,
    Summoned,
    Tabled,
)
from auditflow.events.drafting import Drafted, Prepared, ResponseProposed, Revised
from auditflow.events.history import (
    ByKind,
    all_of,
    asked_in,
    asks,
    current_round,
    done_in,
    last_of,
    promised_in,
    proposed_by,
    rounds_of,
)
from auditflow.events.kinds import AnyEvent, AnyStep
from auditflow.events.ledger import (
    Corrected,
    Governs,
    VersionChanged,
    entry_of,
    moment_of,
    pin_in,
    stamp,
    what_counts,
)
from auditflow.events.minutes import (
    MinutesAdjusted,
    NoticePosted,
    NoticeRemoved,
    paragraph_key,
)
from auditflow.events.pauses import NO_PAUSES, Pauses, ends_a_pause, pauses_in
from auditflow.events.reply_day import (
    Moved,
    ReplyDay,
    reply_day_in,
    reply_request_in,
)
from auditflow.events.response import Lacking, Response, Stance
from auditflow.events.statements import (
    Asked,
    BodiesToAsk,
    Referred,
    Reminded,
    StatementReceived,
    StatementWaived,
    bodies_asked,
)
from auditflow.events.time_given import (
    ExtensionAsked,
    ExtensionFrom,
    ExtensionGranted,
    ExtensionRefused,
    Paused,
    Resumed,
)

__all__ = [
    "NO_PAUSES",
    "Adopted",
    "AimedFor",
    "Answered",
    "AnyEvent",
    "AnyStep",
    "Asked",
    "Assigned",
    "BodiesToAsk",
    "BodyKind",
    "ByKind",
    "Closed",
    "Corrected",
    "Drafted",
    "Event",
    "ExtensionAsked",
    "ExtensionFrom",
    "ExtensionGranted",
    "ExtensionRefused",
    "FollowedUp",
    "Governs",
    "Irregularity",
    "Lacking",
    "MeasureDone",
    "MinutesAdjusted",
    "Moved",
    "NoticePosted",
    "NoticeRemoved",
    "Party",
    "Paused",
    "Pauses",
    "Prepared",
    "Received",
    "Recipient",
    "Referred",
    "Registered",
    "Reminded",
    "RemittedBack",
    "Reopened",
    "ReplyDay",
    "Reported",
    "Response",
    "ResponseProposed",
    "Resumed",
    "Revised",
    "Stance",
    "StatementReceived",
    "StatementWaived",
    "StepEvent",
    "Summoned",
    "Tabled",
    "VersionChanged",
    "all_of",
    "asked_in",
    "asks",
    "bodies_asked",
    "current_round",
    "done_in",
    "ends_a_pause",
    "entry_of",
    "kind_by_name",
    "kind_of",
    "last_of",
    "moment_of",
    "paragraph_key",
    "pauses_in",
    "pin_in",
    "promised_in",
    "proposed_by",
    "reply_day_in",
    "reply_request_in",
    "rounds_of",
    "stamp",
    "what_counts",
]
