"""What to ask a person, in Swedish and in English: one sentence each."""

from typing import Final

from auditflow.memo import ReplyRequest
from auditflow.reading.fields.signatories import Unclear
from auditflow.reading.outcome import Question
from auditflow.reading.sentences.reply_days import Doubt

MISSING: Final = {
    "municipality": (
        "Kommunens namn kunde inte läsas; ange det.",
        "The name of the municipality could not be read; give it.",
    ),
    "dated": (
        "Brevets egen dag kunde inte läsas; ange den.",
        "The letter's own day could not be read; give it.",
    ),
    "title": (
        "Granskningens titel kunde inte läsas; ange den.",
        "The title of the review could not be read; give it.",
    ),
    "signatories": (
        "Underskrifterna kunde inte läsas; ange vilka som undertecknade.",
        "The signatories could not be read; give them.",
    ),
    "recommendations": (
        "Brevet talar om rekommendationer, men ingen kunde läsas; ange dem.",
        "The letter speaks of recommendations, but none could be read; give them.",
    ),
    "bodies": (
        "En mening om svar ”senast” förstods inte; ange vem som ska svara.",
        'A sentence about an answer "senast" is unclear; say who is to answer.',
    ),
    "receivers": (
        "En rad bland mottagarna förstods inte; ange om en nämnd står där.",
        "A line among the receivers is unclear; say whether a body stands there.",
    ),
    "diary_numbers": (
        "Diarienumret efter Dnr kunde inte läsas; ange det.",
        "The diary number after its label could not be read; give it.",
    ),
}
UNSURE: Final = {
    "municipality": (
        "Vilken kommun som är avsändare är osäkert; bekräfta att det är {}.",
        "Which municipality sends the letter is unsure; confirm that it is {}.",
    ),
    "title": (
        "Bekräfta att granskningens titel är ”{}”.",
        'Confirm that the title of the review is "{}".',
    ),
    "bodies": (
        "Brevet säger ”{}” utan namn; ange vilka.",
        'The letter says "{}" without names; say which.',
    ),
    "audit_firm": (
        "Vilken byrå som gjorde granskningen är osäkert; bekräfta att det är {}.",
        "Which firm did the review is unsure; confirm that it is {}.",
    ),
    "dated": (
        "Bara en ankomststämpel ({}) har en dag; ange brevets egen dag.",
        "Only a stamp of receipt ({}) has a day; give the letter's own day.",
    ),
}
SIGNATORIES: Final = {
    Unclear.ROLE: (
        "Vem som har vilken roll framgår inte; ange rollen för {}.",
        "Who has which role cannot be told; give the role of {}.",
    ),
    Unclear.SIGNED: (
        "Om {} har undertecknat framgår inte; bekräfta det.",
        "Whether {} signed cannot be told; confirm it.",
    ),
}
# What is doubtful about the day of an answer.
REPLIES: Final = {
    Doubt.UNDATED: (
        "svar begärs utan dag; ange till vilken dag.",
        "an answer is asked for without a day; give the day.",
    ),
    Doubt.CUT_OFF: (
        "dagen efter ”senast” kunde inte läsas; ange den.",
        'the day after "senast" could not be read; give it.',
    ),
    Doubt.IMPOSSIBLE: (
        "dagen för svaret finns inte i kalendern; ange rätt dag.",
        "the day of the answer is no day of the calendar; give the right one.",
    ),
    Doubt.RELATIVE: (
        "svar begärs inom en tid, inte till en dag; ange dagen.",
        "an answer is asked for within a time, not by a day; give the day.",
    ),
    Doubt.NO_YEAR: (
        "dagen för svaret saknar år; bekräfta {}.",
        "the day of the answer has no year; confirm {}.",
    ),
    Doubt.NO_YEAR_NO_DAY: (
        "dagen för svaret saknar år, och brevet saknar dag; ange dagen.",
        "the day of the answer has no year, and the letter no day; give it.",
    ),
    Doubt.BEFORE_MEMO: (
        "dagen för svaret ({}) ligger inte efter brevets egen; bekräfta den.",
        "the day of the answer ({}) is not after the letter's; confirm it.",
    ),
    Doubt.FAR_AWAY: (
        "dagen för svaret ({}) ligger mer än ett år bort; bekräfta den.",
        "the day of the answer ({}) is more than a year away; confirm it.",
    ),
    Doubt.THE_DAY_BEFORE: (
        "svaret begärs före en dag; bekräfta att {} är den sista.",
        "the answer is asked for before a day; confirm that {} is the last one.",
    ),
    Doubt.WEEKDAY: (
        "veckodagen och dagen {} passar inte ihop; ange vilken som gäller.",
        "the weekday does not fit the day {}; say which one holds.",
    ),
    Doubt.DIGIT_LOST: (
        "dagen {} kan ha tappat en siffra; bekräfta den.",
        "the day {} may have lost a digit; confirm it.",
    ),
    Doubt.SEVERAL: (
        "flera dagar anges för svaret; ange vilken som gäller.",
        "several days are given for the answer; say which one holds.",
    ),
    Doubt.ELSEWHERE: (
        "{} kan gälla något annat än svaret; bekräfta dagen.",
        "{} may be about something else than the answer; confirm it.",
    ),
    Doubt.NO_SUCH_TIME: (
        "klockslaget för svaret {} kunde inte läsas; ange det.",
        "the time of day of the answer on {} could not be read; give it.",
    ),
    Doubt.IMPLIED: (
        "brevet säger inte vem som ska svara; bekräfta att det är den här.",
        "the letter does not say who is to answer; confirm that this one is.",
    ),
}
SEVERAL_DAYS: Final = (
    "Brevets huvud har flera dagar; ange vilken som är brevets egen.",
    "The head of the letter has several days; say which is the letter's own.",
)


def missing(field: str, line: int | None = None) -> Question:
    """Ask for a *field* that could not be read."""
    return Question(field, *MISSING[field], line)


def unsure(field: str, value: str, line: int | None) -> Question:
    """Ask a person to confirm the *value* of a *field*."""
    sv, en = UNSURE[field]
    return Question(field, sv.replace("{}", value), en.replace("{}", value), line)


def about_signatory(name: str, unclear: Unclear, line: int | None) -> Question:
    """Ask about the role of somebody under the letter, or whether they signed."""
    sv, en = (said.replace("{}", name) for said in SIGNATORIES[unclear])
    return Question("signatories", sv, en, line)


def about_count(count: int, announced: int | None, line: int | None) -> Question:
    """Ask whether *count* recommendations are all, and rightly cut."""
    was = "was" if count == 1 else "were"
    if announced is not None and announced != count:
        sv = f"brevet anger {announced}, men {count} lästes"
        en = f"the letter announces {announced}, but {count} {was} read"
    else:
        sv = f"{count} lästes, men listan är otydlig"
        en = f"{count} {was} read, but the list is unclear"
    sv = f"Bekräfta rekommendationerna: {sv}."
    en = f"Confirm the recommendations: {en}."
    return Question("recommendations", sv, en, line)


def about_reply(
    body: str, reply: ReplyRequest, doubt: Doubt, line: int | None
) -> Question:
    """Ask about the day by which *body* is to answer."""
    sv, en = (said.replace("{}", str(reply.date)) for said in REPLIES[doubt])
    return Question(f"bodies.{body}.reply", f"{body}: {sv}", f"{body}: {en}", line)
