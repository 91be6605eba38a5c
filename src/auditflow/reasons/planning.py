"""Why a deadline stands where it stands: anchors, meetings, and what happened."""

from pendulum import Date

from auditflow.reasons.base import Reason


def counted_from(day: Date, what_sv: str, what_en: str) -> Reason:
    """What the period runs from: something that happened, or a day of another step."""
    return Reason(
        "anchor",
        day,
        facts=(what_sv, what_en),
        sv="räknat från {0}, {day}",
        en="counted from {1}, {day}",
    )


def projected(day: Date, not_yet_sv: str, not_yet_en: str) -> Reason:
    """What the period runs from has not happened; its planned day stands in."""
    return Reason(
        "projected",
        day,
        facts=(not_yet_sv, not_yet_en),
        sv="{0}; räknat från den planerade dagen, {day}",
        en="{1}; counted from the planned day, {day}",
    )


def requested(day: Date, words: str = "", source: str | None = None) -> Reason:
    """The auditors asked for an answer by a day; ``words`` are the letter's own."""
    facts = (words,)
    return Reason("requested", day, source, facts, sv=_requested_sv, en=_requested_en)


def _requested_sv(day: Date, words: str) -> str:
    said = f": ”{words}”" if words else ""
    return f"revisorerna önskar svar senast {day}{said}"


def _requested_en(day: Date, words: str) -> str:
    said = f": “{words}”" if words else ""
    return f"the auditors ask for an answer by {day}{said}"


def extended(
    day: Date,
    before: Date | None,
    granted: Date,
    by: str,
    how: tuple[str, str] = ("", ""),
) -> Reason:
    """The auditors granted a new day (anstånd); the old one stays visible.

    ``how`` says in both languages what the new day is counted from, where it is.
    """
    facts = (before, granted, by, *how)
    return Reason("extended", day, facts=facts, sv=_extended_sv, en=_extended_en)


def _extended_sv(
    day: Date, before: Date | None, granted: Date, by: str, how: str = "", _: str = ""
) -> str:
    old = f"från {before} " if before else ""
    counted = f", {how}" if how else ""
    return f"anstånd {old}till {day}{counted}, beviljat {granted} av {by}"


def _extended_en(
    day: Date, before: Date | None, granted: Date, by: str, _: str = "", how: str = ""
) -> str:
    old = f"from {before} " if before else ""
    counted = f", {how}" if how else ""
    return f"extended {old}to {day}{counted}, granted {granted} by {by}"


def paused_by(day: Date, until: Date | None, ground: str, by: str) -> Reason:
    """Time stood still from that day on, until another, for a reason."""
    facts = (until, ground, by)
    return Reason("paused", day, facts=facts, sv=_paused_sv, en=_paused_en)


def _paused_sv(day: Date, until: Date | None, ground: str, by: str) -> str:
    who = "revisorerna" if by == "auditors" else "kommunen"
    last = f" till och med {until}" if until else ""
    return f"vilande från {day}{last}, av {who}: {ground}"


def _paused_en(day: Date, until: Date | None, ground: str, by: str) -> str:
    last = f" through {until}" if until else ""
    return f"paused from {day}{last} by the {by}: {ground}"


def paused_until_further_notice(day: Date, ground: str) -> Reason:
    """While a pause is open, what it moves has no day."""
    return Reason(
        "paused_until_further_notice",
        day,
        facts=(ground,),
        sv="vilande sedan {day} ({0}); ingen dag förrän pausen är slut",
        en="paused since {day} ({0}); there is no day until the pause ends",
    )


def moved_by_pause(day: Date, before: Date) -> Reason:
    """The paused days moved a day; the old one stays visible."""
    return Reason(
        "moved_by_pause",
        day,
        facts=(before,),
        sv="pausade dagar flyttar {0} till {day}",
        en="the paused days move {0} to {day}",
    )


def last_meeting(day: Date, body: str, until: Date) -> Reason:
    """The day is the last meeting of a body on or before another day."""
    return Reason(
        "last_meeting",
        day,
        facts=(body, until),
        sv="{day} är sista sammanträdet i {0} senast {1}",
        en="{day} is the last meeting of {0} on or before {1}",
    )


def immediate_adjustment(day: Date, missed: Date | None) -> Reason:
    """Only a meeting shortly before the answer can be reached: it needs haste."""
    return Reason(
        "immediate_adjustment",
        day,
        facts=(missed,),
        sv=_immediate_adjustment_sv,
        en=_immediate_adjustment_en,
    )


def _immediate_adjustment_sv(day: Date, missed: Date | None) -> str:
    passed = f"{missed} hinns inte med; " if missed else ""
    return f"{passed}beslut {day} kräver omedelbar justering"


def _immediate_adjustment_en(day: Date, missed: Date | None) -> str:
    passed = f"{missed} cannot be reached; " if missed else ""
    return f"{passed}a decision on {day} needs immediate adjustment"


def short_of_time(
    day: Date, what_sv: str, what_en: str, earliest: Date, latest: Date
) -> Reason:
    """Why a meeting cannot be reached: a step before it has too little time."""
    return Reason(
        "short_of_time",
        day,
        facts=(what_sv, what_en, earliest, latest),
        sv="till {day} räcker inte tiden: ”{0}” blir klart tidigast {2}, men behövs "
        "senast {3}",
        en="for {day} there is no time: “{1}” is done on {2} at the earliest, but "
        "needed by {3}",
    )


def next_reachable(day: Date) -> Reason:
    """No meeting in time can be reached; this is the first one that can."""
    return Reason(
        "next_reachable",
        day,
        sv="inget sammanträde i tid hinns med; {day} är det första som gör det",
        en="no meeting in time can be reached; {day} is the first that can",
    )


def aimed(day: Date, since: Date, *, tabled: bool) -> Reason:
    """Something that happened decided which meeting to aim for."""
    what_sv = "ärendet bordlades" if tabled else "annat sammanträde valdes"
    what_en = "the matter was tabled" if tabled else "another meeting was chosen"
    return Reason(
        "aimed",
        day,
        facts=(since, what_sv, what_en),
        sv="{1} {0}; siktar på sammanträdet {day}",
        en="{2} on {0}; the plan aims for the meeting of {day}",
    )


def meetings_assumed(day: Date, body: str) -> Reason:
    """The meetings are not known, so the day is only counted."""
    return Reason(
        "meetings_unknown",
        day,
        facts=(body,),
        sv="sammanträdena i {0} kring {day} är okända; dagen är beräknad",
        en="the meetings of {0} around {day} are unknown; the day is only counted",
    )


def needed_by(day: Date, what_sv: str, what_en: str) -> Reason:
    """Another step needs this earlier than its own rule does."""
    return Reason(
        "needed_by",
        day,
        facts=(what_sv, what_en),
        sv="behövs redan {day}: {0}",
        en="needed already by {day}: {1}",
    )


def met(day: Date, by: str, business_days_late: int = 0, days_late: int = 0) -> Reason:
    """What met the deadline, and how late it was; ``days_late`` are calendar days."""
    facts = (by, business_days_late, days_late)
    return Reason("met", day, facts=facts, sv=_met_sv, en=_met_en)


def _met_sv(day: Date, by: str, business_days: int, days: int) -> str:
    if not days:
        return f"gjort {day} av {by}"
    return f"gjort {day} av {by}, {_late_sv(business_days, days)} för sent"


def _met_en(day: Date, by: str, business_days: int, days: int) -> str:
    if not days:
        return f"done on {day} by {by}"
    return f"done on {day} by {by}, {_late_en(business_days, days)} late"


def legal_force(day: Date, source: str | None = "KL 13 kap. 5 §") -> Reason:
    """The day after the appeal time, if nobody appealed and the notice stayed up."""
    return Reason(
        "legal_force",
        day,
        source,
        sv="laga kraft {day}, om ingen överklagar och anslaget sitter uppe till dess",
        en="legal force on {day}, if nobody appeals and the notice stays up until then",
    )


def overdue(day: Date, business_days: int, days: int) -> Reason:
    """The last day has passed; ``day`` is the one it is seen from."""
    facts = (business_days, days)
    return Reason("overdue", day, facts=facts, sv=_overdue_sv, en=_overdue_en)


def _overdue_sv(day: Date, business_days: int, days: int) -> str:
    return f"sett från {day} {_late_sv(business_days, days)} för sent"


def _overdue_en(day: Date, business_days: int, days: int) -> str:
    return f"seen from {day}, {_late_en(business_days, days)} late"


def _late_sv(business_days: int, days: int) -> str:
    business = "arbetsdag" if business_days == 1 else "arbetsdagar"
    return f"{business_days} {business} ({days} {'dag' if days == 1 else 'dagar'})"


def _late_en(business_days: int, days: int) -> str:
    business = "business day" if business_days == 1 else "business days"
    return f"{business_days} {business} ({days} {'day' if days == 1 else 'days'})"


def not_applicable(why_sv: str, why_en: str, day: Date | None = None) -> Reason:
    """The deadline does not apply, or no longer."""
    return Reason("not_applicable", day, facts=(why_sv, why_en), sv="{0}", en="{1}")


def no_day(missing_sv: str, missing_en: str) -> Reason:
    """There is no day yet, and this is what is missing."""
    return Reason(
        "no_day",
        facts=(missing_sv, missing_en),
        sv="ingen dag än: {0}",
        en="no day yet: {1}",
    )


def notice_taken_down(
    day: Date, needed_until: Date, source: str | None = "KL 13 kap. 5 §"
) -> Reason:
    """The notice did not stay up, so the appeal time does not run."""
    return Reason(
        "notice_taken_down",
        day,
        source,
        (needed_until,),
        sv="anslaget togs ned {day} men skulle sitta uppe till och med {0}; "
        "överklagandetiden löper inte",
        en="the notice was taken down on {day} but had to stay up through {0}; "
        "the appeal time does not run",
    )
