"""Why a deadline stands where it stands: anchors, meetings, and what happened."""

from typing import ClassVar

import attrs
from pendulum import Date

from auditflow.reasons.base import Reason


@attrs.frozen(eq=False, repr=False)
class CountedFrom(Reason):
    """What the period runs from: something that happened, or a day of another step."""

    kind: ClassVar[str] = "anchor"
    day: Date
    what_sv: str
    what_en: str

    def _sv(self) -> str:
        return f"räknat från {self.what_sv}, {self.day}"

    def _en(self) -> str:
        return f"counted from {self.what_en}, {self.day}"


@attrs.frozen(eq=False, repr=False)
class Projected(Reason):
    """What the period runs from has not happened; its planned day stands in."""

    kind: ClassVar[str] = "projected"
    day: Date
    what_sv: str
    what_en: str

    def _sv(self) -> str:
        return f"{self.what_sv} har inte skett än; räknat från planerad dag, {self.day}"

    def _en(self) -> str:
        return (
            f"{self.what_en} has not happened yet; "
            f"counted from its planned day, {self.day}"
        )


@attrs.frozen(eq=False, repr=False)
class Requested(Reason):
    """The auditors asked for an answer by a day; ``words`` are the letter's own."""

    kind: ClassVar[str] = "requested"
    day: Date
    words: str = ""
    source: str | None = None

    def _sv(self) -> str:
        said = f": ”{self.words}”" if self.words else ""
        return f"revisorerna önskar svar senast {self.day}{said}"

    def _en(self) -> str:
        said = f": “{self.words}”" if self.words else ""
        return f"the auditors ask for an answer by {self.day}{said}"


@attrs.frozen(eq=False, repr=False)
class Extended(Reason):
    """The auditors granted a new day (anstånd); the old one stays visible."""

    kind: ClassVar[str] = "extended"
    day: Date
    before: Date | None
    granted: Date
    by: str

    def _sv(self) -> str:
        old = f"från {self.before} " if self.before else ""
        return f"anstånd {old}till {self.day}, beviljat {self.granted} av {self.by}"

    def _en(self) -> str:
        old = f"from {self.before} " if self.before else ""
        return f"extended {old}to {self.day}, granted {self.granted} by {self.by}"


@attrs.frozen(eq=False, repr=False)
class LastMeeting(Reason):
    """The day is the last meeting of a body on or before another day."""

    kind: ClassVar[str] = "last_meeting"
    day: Date
    body: str
    until: Date

    def _sv(self) -> str:
        return f"{self.day} är sista sammanträdet i {self.body} senast {self.until}"

    def _en(self) -> str:
        return (
            f"{self.day} is the last meeting of {self.body} on or before {self.until}"
        )


@attrs.frozen(eq=False, repr=False)
class ImmediateAdjustment(Reason):
    """Only a meeting shortly before the answer can be reached: it needs haste."""

    kind: ClassVar[str] = "immediate_adjustment"
    day: Date
    missed: Date | None

    def _sv(self) -> str:
        missed = f"{self.missed} hinns inte med; " if self.missed else ""
        return f"{missed}beslut {self.day} kräver omedelbar justering"

    def _en(self) -> str:
        missed = f"{self.missed} cannot be reached; " if self.missed else ""
        return f"{missed}a decision on {self.day} needs immediate adjustment"


@attrs.frozen(eq=False, repr=False)
class NextReachable(Reason):
    """No meeting in time can be reached; this is the first one that can."""

    kind: ClassVar[str] = "next_reachable"
    day: Date

    def _sv(self) -> str:
        return (
            f"inget sammanträde i tid hinns med; {self.day} är det första som gör det"
        )

    def _en(self) -> str:
        return f"no meeting in time can be reached; {self.day} is the first that can"


@attrs.frozen(eq=False, repr=False)
class Aimed(Reason):
    """Something that happened decided which meeting to aim for."""

    kind: ClassVar[str] = "aimed"
    day: Date
    since: Date
    tabled: bool

    def _sv(self) -> str:
        what = "ärendet bordlades" if self.tabled else "annat sammanträde valdes"
        return f"{what} {self.since}; siktar på sammanträdet {self.day}"

    def _en(self) -> str:
        what = "the matter was tabled" if self.tabled else "another meeting was chosen"
        return f"{what} on {self.since}; the plan aims for the meeting of {self.day}"


@attrs.frozen(eq=False, repr=False)
class MeetingsAssumed(Reason):
    """The meetings are not known, so the day is only counted."""

    kind: ClassVar[str] = "meetings_unknown"
    day: Date
    body: str

    def _sv(self) -> str:
        return (
            f"sammanträdena i {self.body} kring {self.day} är okända; dagen är beräknad"
        )

    def _en(self) -> str:
        return (
            f"the meetings of {self.body} around {self.day} are unknown; "
            "the day is only counted"
        )


@attrs.frozen(eq=False, repr=False)
class NeededBy(Reason):
    """Another step needs this earlier than its own rule does."""

    kind: ClassVar[str] = "needed_by"
    day: Date
    what_sv: str
    what_en: str

    def _sv(self) -> str:
        return f"behövs redan {self.day}: {self.what_sv}"

    def _en(self) -> str:
        return f"needed already by {self.day}: {self.what_en}"


@attrs.frozen(eq=False, repr=False)
class Met(Reason):
    """What met the deadline, and how late it was; ``days_late`` are calendar days."""

    kind: ClassVar[str] = "met"
    day: Date
    by: str
    business_days_late: int = 0
    days_late: int = 0

    def _sv(self) -> str:
        if not self.days_late:
            return f"gjort {self.day} av {self.by}"
        business = "arbetsdag" if self.business_days_late == 1 else "arbetsdagar"
        calendar = "dag" if self.days_late == 1 else "dagar"
        late = f"{self.business_days_late} {business} ({self.days_late} {calendar})"
        return f"gjort {self.day} av {self.by}, {late} för sent"

    def _en(self) -> str:
        if not self.days_late:
            return f"done on {self.day} by {self.by}"
        business = f"business day{'s' * (self.business_days_late != 1)}"
        calendar = f"day{'s' * (self.days_late != 1)}"
        late = f"{self.business_days_late} {business} ({self.days_late} {calendar})"
        return f"done on {self.day} by {self.by}, {late} late"


@attrs.frozen(eq=False, repr=False)
class NotApplicable(Reason):
    """The deadline does not apply, or no longer."""

    kind: ClassVar[str] = "not_applicable"
    why_sv: str
    why_en: str
    day: Date | None = None

    def _sv(self) -> str:
        return self.why_sv

    def _en(self) -> str:
        return self.why_en


@attrs.frozen(eq=False, repr=False)
class NoDay(Reason):
    """There is no day yet, and this is what is missing."""

    kind: ClassVar[str] = "no_day"
    missing_sv: str
    missing_en: str

    def _sv(self) -> str:
        return f"ingen dag än: {self.missing_sv}"

    def _en(self) -> str:
        return f"no day yet: {self.missing_en}"


@attrs.frozen(eq=False, repr=False)
class NoticeTakenDown(Reason):
    """The notice did not stay up, so the appeal time does not run."""

    kind: ClassVar[str] = "notice_taken_down"
    day: Date
    needed_until: Date
    source: str | None = "KL 13 kap. 5 §"

    def _sv(self) -> str:
        return (
            f"anslaget togs ned {self.day}, före {self.needed_until}; "
            "överklagandetiden löper inte"
        )

    def _en(self) -> str:
        return (
            f"the notice was taken down on {self.day}, before {self.needed_until}; "
            "the appeal time does not run"
        )
