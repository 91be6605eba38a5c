"""What a plan has to say as a whole: its problems, and its one piece of advice."""

from typing import ClassVar

import attrs
from pendulum import Date

from auditflow.reasons.base import Reason


@attrs.frozen(eq=False, repr=False)
class NoReplyDay(Reason):
    """The letter asks for an answer without a day that can be planned for."""

    kind: ClassVar[str] = "no_reply_day"
    words: str

    def _sv(self) -> str:
        said = f" (”{self.words}”)" if self.words else ""
        return f"missivet ger ingen dag för svaret{said}; fråga revisorerna vilken"

    def _en(self) -> str:
        said = f" (“{self.words}”)" if self.words else ""
        return f"the letter gives no day for the answer{said}; ask the auditors for one"


@attrs.frozen(eq=False, repr=False)
class ReplyDayUnconfirmed(Reason):
    """The reply day was proposed by the reader; a person must confirm it."""

    kind: ClassVar[str] = "reply_day_unconfirmed"
    day: Date
    words: str

    def _sv(self) -> str:
        return f"svarsdagen {self.day} är ett förslag; bekräfta den (”{self.words}”)"

    def _en(self) -> str:
        return f"the reply day {self.day} is proposed; confirm it (“{self.words}”)"


@attrs.frozen(eq=False, repr=False)
class ReceivedAfterReplyDay(Reason):
    """The letter arrived after the day it asks for."""

    kind: ClassVar[str] = "received_after_reply_day"
    day: Date
    received: Date

    def _sv(self) -> str:
        return f"missivet kom in {self.received}, efter svarsdagen {self.day}"

    def _en(self) -> str:
        return f"the letter arrived on {self.received}, after the reply day {self.day}"


@attrs.frozen(eq=False, repr=False)
class NoMeetingInTime(Reason):
    """No meeting in time can be reached: the answer cannot be adopted in time."""

    kind: ClassVar[str] = "no_meeting_in_time"
    day: Date
    body: str

    def _sv(self) -> str:
        return f"{self.body} hinner inte besluta om svaret till {self.day}"

    def _en(self) -> str:
        return f"{self.body} cannot adopt the answer in time for {self.day}"


@attrs.frozen(eq=False, repr=False)
class AimOutOfReach(Reason):
    """The meeting that the plan aims for can no longer be reached."""

    kind: ClassVar[str] = "aim_out_of_reach"
    day: Date

    def _sv(self) -> str:
        return f"sammanträdet {self.day} hinns inte längre med"

    def _en(self) -> str:
        return f"the meeting of {self.day} can no longer be reached"


@attrs.frozen(eq=False, repr=False)
class MeetingsNotKnown(Reason):
    """The calendars do not cover the days that the plan needs."""

    kind: ClassVar[str] = "meetings_not_known"
    day: Date
    body: str
    known_until: Date | None

    def _sv(self) -> str:
        known = f", kända till {self.known_until}" if self.known_until else ""
        return (
            f"sammanträdena i {self.body} kring {self.day} är okända{known}; "
            "läs in en sammanträdesplan som täcker dagen"
        )

    def _en(self) -> str:
        known = f", known until {self.known_until}" if self.known_until else ""
        return (
            f"the meetings of {self.body} around {self.day} are unknown{known}; "
            "read a meeting calendar that covers the day"
        )


@attrs.frozen(eq=False, repr=False)
class NotAMeeting(Reason):
    """The plan was told to aim for a day on which the body does not meet."""

    kind: ClassVar[str] = "not_a_meeting"
    day: Date
    body: str

    def _sv(self) -> str:
        return f"{self.body} sammanträder inte {self.day}; välj ett annat sammanträde"

    def _en(self) -> str:
        return f"{self.body} does not meet on {self.day}; aim for another meeting"


@attrs.frozen(eq=False, repr=False)
class MinutesMayBeLate(Reason):
    """The minutes may lawfully be adjusted after the answer must leave."""

    kind: ClassVar[str] = "minutes_may_be_late"
    day: Date
    lawful: Date
    meeting: Date
    source: str | None = None

    def _sv(self) -> str:
        return (
            f"protokollet från {self.meeting} får justeras ända till {self.lawful}, "
            f"men behövs {self.day}; boka justeringen i tid"
        )

    def _en(self) -> str:
        return (
            f"the minutes of {self.meeting} may be adjusted until {self.lawful}, but "
            f"are needed by {self.day}; agree on an early adjustment"
        )


@attrs.frozen(eq=False, repr=False)
class TakenIrregularly(Reason):
    """A step was taken although something stood in its way, for a given reason."""

    kind: ClassVar[str] = "irregular"
    day: Date
    step: str
    what: tuple[str, ...]
    despite: str

    _SV: ClassVar[dict[str, str]] = {
        "unanswered_recommendations": "alla rekommendationer var inte besvarade",
        "no_meeting_of_the_body": "dagen var inget sammanträde",
        "minutes_not_adjusted": "protokollet var inte justerat",
    }
    _EN: ClassVar[dict[str, str]] = {
        "unanswered_recommendations": "not every recommendation had a response",
        "no_meeting_of_the_body": "the day was no meeting of the body",
        "minutes_not_adjusted": "the minutes were not adjusted",
    }

    def _sv(self) -> str:
        what = " och ".join(self._SV.get(word, word) for word in self.what)
        return f"{self.day}: {what}; skäl: {self.despite}"

    def _en(self) -> str:
        what = " and ".join(self._EN.get(word, word) for word in self.what)
        return f"{self.day}: {what}; reason given: {self.despite}"


@attrs.frozen(eq=False, repr=False)
class RulebookNotYetValid(Reason):
    """The case is older than the rulebook that plans it."""

    kind: ClassVar[str] = "rulebook_not_yet_valid"
    day: Date
    rulebook: str
    valid_from: Date

    def _sv(self) -> str:
        return (
            f"ärendet kom in {self.day}, men regelboken {self.rulebook} gäller först "
            f"från {self.valid_from}; kontrollera lagrummen"
        )

    def _en(self) -> str:
        return (
            f"the case came in on {self.day}, but the rulebook {self.rulebook} is "
            f"valid only from {self.valid_from}; check the paragraphs it cites"
        )


@attrs.frozen(eq=False, repr=False)
class AskForDay(Reason):
    """Advice: ask the auditors which day they mean, or confirm the proposed one."""

    kind: ClassVar[str] = "ask_for_day"
    day: Date | None = None

    def _sv(self) -> str:
        if self.day:
            return f"bekräfta svarsdagen {self.day} med revisorerna"
        return "fråga revisorerna vilken dag de vill ha svaret"

    def _en(self) -> str:
        if self.day:
            return f"confirm the reply day {self.day} with the auditors"
        return "ask the auditors by which day they want the answer"


@attrs.frozen(eq=False, repr=False)
class AskForExtension(Reason):
    """Advice: ask for an extension to this day; then ``meeting`` is in time."""

    kind: ClassVar[str] = "ask_for_extension"
    day: Date
    meeting: Date

    def _sv(self) -> str:
        return (
            f"begär anstånd till {self.day} eller senare; "
            f"då kommer ett beslut {self.meeting} i tid"
        )

    def _en(self) -> str:
        return (
            f"ask for an extension to {self.day} or later; "
            f"then a decision on {self.meeting} is in time"
        )


@attrs.frozen(eq=False, repr=False)
class AimForMeeting(Reason):
    """Advice: aim for another meeting, which can still be reached in time."""

    kind: ClassVar[str] = "aim_for_meeting"
    day: Date
    immediate: bool

    def _sv(self) -> str:
        how = ", med omedelbar justering" if self.immediate else ""
        return f"sikta i stället på sammanträdet {self.day}{how}"

    def _en(self) -> str:
        how = ", with immediate adjustment" if self.immediate else ""
        return f"aim for the meeting of {self.day} instead{how}"


@attrs.frozen(eq=False, repr=False)
class AdjustImmediately(Reason):
    """Advice: have the paragraph adjusted at the meeting itself."""

    kind: ClassVar[str] = "adjust_immediately"
    day: Date

    def _sv(self) -> str:
        return f"begär omedelbar justering av paragrafen vid sammanträdet {self.day}"

    def _en(self) -> str:
        return f"have the paragraph adjusted immediately at the meeting of {self.day}"
