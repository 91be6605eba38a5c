"""What a plan has to say as a whole: its problems, and its one piece of advice."""

from typing import Final

from pendulum import Date

from auditflow.reasons.base import Reason

_IRREGULAR_SV: Final = {
    "unanswered_recommendations": "alla rekommendationer var inte besvarade",
    "no_meeting_of_the_body": "dagen var inget sammanträde",
    "minutes_not_adjusted": "protokollet var inte justerat",
}
_IRREGULAR_EN: Final = {
    "unanswered_recommendations": "not every recommendation had a response",
    "no_meeting_of_the_body": "the day was no meeting of the body",
    "minutes_not_adjusted": "the minutes were not adjusted",
}


def no_reply_day(words: str) -> Reason:
    """The letter asks for an answer without a day that can be planned for."""
    facts = (words,)
    return Reason("no_reply_day", facts=facts, sv=_no_reply_day_sv, en=_no_reply_day_en)


def _no_reply_day_sv(_: None, words: str) -> str:
    said = f" (”{words}”)" if words else ""
    return f"missivet ger ingen dag för svaret{said}; fråga revisorerna vilken"


def _no_reply_day_en(_: None, words: str) -> str:
    said = f" (“{words}”)" if words else ""
    return f"the letter gives no day for the answer{said}; ask the auditors for one"


def reply_day_unconfirmed(day: Date, words: str) -> Reason:
    """The reply day was proposed by the reader; a person must confirm it."""
    return Reason(
        "reply_day_unconfirmed",
        day,
        facts=(words,),
        sv="svarsdagen {day} är ett förslag; bekräfta den (”{0}”)",
        en="the reply day {day} is proposed; confirm it (“{0}”)",
    )


def received_after_reply_day(day: Date, received: Date) -> Reason:
    """The letter arrived after the day it asks for."""
    return Reason(
        "received_after_reply_day",
        day,
        facts=(received,),
        sv="missivet kom in {0}, efter svarsdagen {day}",
        en="the letter arrived on {0}, after the reply day {day}",
    )


def no_meeting_in_time(day: Date, body: str) -> Reason:
    """No meeting in time can be reached: the answer cannot be adopted in time."""
    return Reason(
        "no_meeting_in_time",
        day,
        facts=(body,),
        sv="{0} hinner inte besluta om svaret till {day}",
        en="{0} cannot adopt the answer in time for {day}",
    )


def aim_out_of_reach(day: Date) -> Reason:
    """The meeting that the plan aims for can no longer be reached."""
    return Reason(
        "aim_out_of_reach",
        day,
        sv="sammanträdet {day} hinns inte längre med",
        en="the meeting of {day} can no longer be reached",
    )


def meetings_not_known(day: Date, body: str, known_until: Date | None) -> Reason:
    """The calendars do not cover the days that the plan needs."""
    return Reason(
        "meetings_not_known",
        day,
        facts=(body, known_until),
        sv=_meetings_not_known_sv,
        en=_meetings_not_known_en,
    )


def _meetings_not_known_sv(day: Date, body: str, known_until: Date | None) -> str:
    known = f", kända till {known_until}" if known_until else ""
    mend = "läs in en sammanträdesplan som täcker dagen"
    return f"sammanträdena i {body} kring {day} är okända{known}; {mend}"


def _meetings_not_known_en(day: Date, body: str, known_until: Date | None) -> str:
    known = f", known until {known_until}" if known_until else ""
    mend = "read a meeting calendar that covers the day"
    return f"the meetings of {body} around {day} are unknown{known}; {mend}"


def not_a_meeting(day: Date, body: str) -> Reason:
    """The plan was told to aim for a day on which the body does not meet."""
    return Reason(
        "not_a_meeting",
        day,
        facts=(body,),
        sv="{0} sammanträder inte {day}; välj ett annat sammanträde",
        en="{0} does not meet on {day}; aim for another meeting",
    )


def minutes_may_be_late(
    day: Date, lawful: Date, meeting: Date, source: str | None = None
) -> Reason:
    """The minutes may lawfully be adjusted after the answer must leave."""
    return Reason(
        "minutes_may_be_late",
        day,
        source,
        (lawful, meeting),
        sv="protokollet från {1} får justeras ända till {0}, men behövs {day}; "
        "boka justeringen i tid",
        en="the minutes of {1} may be adjusted until {0}, but are needed by {day}; "
        "agree on an early adjustment",
    )


def taken_irregularly(
    day: Date, step: str, what: tuple[str, ...], despite: str
) -> Reason:
    """A step was taken although something stood in its way, for a given reason."""
    return Reason(
        "irregular",
        day,
        facts=(step, what, despite),
        sv=_taken_irregularly_sv,
        en=_taken_irregularly_en,
    )


def _taken_irregularly_sv(day: Date, _: str, what: tuple[str, ...], why: str) -> str:
    stood = " och ".join(_IRREGULAR_SV.get(word, word) for word in what)
    return f"{day}: {stood}; skäl: {why}"


def _taken_irregularly_en(day: Date, _: str, what: tuple[str, ...], why: str) -> str:
    stood = " and ".join(_IRREGULAR_EN.get(word, word) for word in what)
    return f"{day}: {stood}; reason given: {why}"


def extension_not_settled(day: Date, until: Date | None) -> Reason:
    """More time was asked for, and the auditors have said neither yes nor no."""
    return Reason(
        "extension_not_settled",
        day,
        facts=(until,),
        sv=_extension_not_settled_sv,
        en=_extension_not_settled_en,
    )


def _extension_not_settled_sv(day: Date, until: Date | None) -> str:
    asked = f" till {until}" if until else ""
    return f"anstånd{asked} begärdes {day} och är inte besvarat; dagen gäller ännu"


def _extension_not_settled_en(day: Date, until: Date | None) -> str:
    asked = f" to {until}" if until else ""
    return (
        f"an extension{asked} was asked for on {day} and is not settled; the day "
        "in force stands"
    )


_LACKING_SV: Final = {
    "measure": "åtgärd eller skäl",
    "responsible": "ansvarig",
    "day": "dag",
}
_LACKING_EN: Final = {
    "measure": "a measure or the reason for none",
    "responsible": "who is responsible",
    "day": "a day",
}


def response_incomplete(number: int, lacks: tuple[str, ...]) -> Reason:
    """The response to a recommendation does not say all that the auditors ask for."""
    facts = (number, lacks)
    return Reason(
        "response_incomplete",
        facts=facts,
        sv=_response_incomplete_sv,
        en=_response_incomplete_en,
    )


def _response_incomplete_sv(_: None, number: int, lacks: tuple[str, ...]) -> str:
    missing = ", ".join(_LACKING_SV.get(word, word) for word in lacks)
    return f"svaret på rekommendation {number} saknar {missing}"


def _response_incomplete_en(_: None, number: int, lacks: tuple[str, ...]) -> str:
    missing = ", ".join(_LACKING_EN.get(word, word) for word in lacks)
    return f"the response to recommendation {number} lacks {missing}"


def members_not_known(body: str) -> Reason:
    """A joint board announces on the boards of all its members: which are they?"""
    return Reason(
        "members_not_known",
        source="KL 13 kap. 5 §",
        facts=(body,),
        sv="{0} är en gemensam nämnd, men medlemmarna är okända; ange dem (members)",
        en="{0} is a joint board, but its members are unknown; name them (members)",
    )


def planned_by_another(what_sv: str, what_en: str, pinned: str, used: str) -> Reason:
    """The plan was made by another version than the case is pinned to."""
    return Reason(
        "planned_by_another",
        facts=(pinned, used, what_sv, what_en),
        sv="ärendet följer {2} ”{0}”, men planen är gjord med ”{1}”",
        en="the case is pinned to {3} “{0}”, but the plan was made by “{1}”",
    )


def rulebook_not_yet_valid(day: Date, rulebook: str, valid_from: Date) -> Reason:
    """The case is older than the rulebook that plans it."""
    return Reason(
        "rulebook_not_yet_valid",
        day,
        facts=(rulebook, valid_from),
        sv="ärendet kom in {day}, men regelboken {0} gäller först från {1}; "
        "kontrollera lagrummen",
        en="the case came in on {day}, but the rulebook {0} is valid only from {1}; "
        "check the paragraphs it cites",
    )


def ask_for_day(day: Date | None = None) -> Reason:
    """Advice: ask the auditors which day they mean, or confirm the proposed one."""
    return Reason("ask_for_day", day, sv=_ask_for_day_sv, en=_ask_for_day_en)


def _ask_for_day_sv(day: Date | None) -> str:
    if day:
        return f"bekräfta svarsdagen {day} med revisorerna"
    return "fråga revisorerna vilken dag de vill ha svaret"


def _ask_for_day_en(day: Date | None) -> str:
    if day:
        return f"confirm the reply day {day} with the auditors"
    return "ask the auditors by which day they want the answer"


def ask_for_extension(day: Date, meeting: Date, *, known: bool = True) -> Reason:
    """Advice: ask for an extension to this day; then ``meeting`` is in time.

    Where the meeting is not *known*, its day is only counted, and the advice says so.
    """
    asked_sv = "begär anstånd till {day} eller senare"
    asked_en = "ask for an extension to {day} or later"
    if known:
        sv, en = "då kommer ett beslut {0} i tid", "then a decision on {0} is in time"
    else:
        sv = "det räcker om ett sammanträde hålls {0}, men mötesdagarna är okända"
        en = "enough if the body meets on {0}, but its meetings are unknown"
    return Reason(
        "ask_for_extension",
        day,
        facts=(meeting,),
        sv=f"{asked_sv}; {sv}",
        en=f"{asked_en}; {en}",
    )


def aim_for_meeting(day: Date, *, immediate: bool) -> Reason:
    """Advice: aim for another meeting, which can still be reached in time."""
    how_sv = ", med omedelbar justering" if immediate else ""
    how_en = ", with immediate adjustment" if immediate else ""
    return Reason(
        "aim_for_meeting",
        day,
        facts=(how_sv, how_en),
        sv="sikta i stället på sammanträdet {day}{0}",
        en="aim for the meeting of {day} instead{1}",
    )


def adjust_immediately(day: Date) -> Reason:
    """Advice: have the paragraph adjusted at the meeting itself."""
    return Reason(
        "adjust_immediately",
        day,
        sv="begär omedelbar justering av paragrafen vid sammanträdet {day}",
        en="have the paragraph adjusted immediately at the meeting of {day}",
    )
