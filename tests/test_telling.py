"""Every kind of event is told in a sentence, in Swedish and in English."""

from datetime import date
from typing import Any, get_args

import attrs
import pytest

from auditflow import events
from auditflow.case.telling import STANCE, told
from auditflow.case.telling.phrases import IRREGULAR
from auditflow.events import (
    AnyEvent,
    Asked,
    Irregularity,
    Recipient,
    Response,
    Stance,
)
from auditflow.memo import ReplyRequest
from auditflow.periods import weeks

DAY, NEXT = date(2022, 10, 5), date(2022, 11, 2)
BOTH = [Response(2), Response(1), Response(3), Response(5)]


def made(kind: type[Any], **details: object) -> Any:
    """An event of *kind* on the day, by Anna."""
    return kind(on=DAY, by="anna", **details)


TYPO = made(events.Registered, dnr="2022/374")

# Each kind of event: what it says in Swedish and in English.
SENTENCES = [
    (made(events.Received), "Missivet kom in", "The memo came in"),
    (
        made(
            events.Received,
            answers_to=Recipient.COUNCIL,
            members=["Sala", "Heby"],
            rulebook="se-audit-memo 2026.1",
        ),
        (
            "Missivet kom in; svaret går till fullmäktige; anslås hos Sala och Heby; "
            "planeras efter se-audit-memo 2026.1"
        ),
        (
            "The memo came in; the answer goes to the council (fullmäktige); to be "
            "posted by Sala and Heby; planned by se-audit-memo 2026.1"
        ),
    ),
    (TYPO, "Diariefört som 2022/374", "Registered as 2022/374"),
    (made(events.Assigned, to="bo"), "Tilldelat bo", "Assigned to bo"),
    (
        made(events.Referred, to=[Asked("SN", NEXT), "BUN", "MN"]),
        "Remitterat till SN (svar senast 2022-11-02), BUN och MN",
        "Referred to SN (reply by 2022-11-02), BUN and MN",
    ),
    (
        made(events.Reminded, body="SN"),
        "Påminnelse till SN om yttrandet",
        "Reminder to SN of its statement",
    ),
    (
        made(events.StatementReceived, body="SN"),
        "Yttrande från SN kom in",
        "Statement from SN came in",
    ),
    (
        made(events.StatementWaived, body="SN", reason="berörs inte"),
        "Yttrande från SN inväntas inte längre: berörs inte",
        "Statement from SN no longer waited for: berörs inte",
    ),
    (
        made(
            events.ResponseProposed,
            response=Response(2, "partly", "ny rutin", "chefen", NEXT),
        ),
        (
            "Svar på rekommendation 2 föreslaget: godtas delvis; ny rutin; ansvarig "
            "chefen; senast 2022-11-02"
        ),
        (
            "Response to recommendation 2 proposed: partly accepted; ny rutin; "
            "responsible chefen; by 2022-11-02"
        ),
    ),
    (made(events.Drafted), "Svaret berett", "Answer drafted"),
    (
        made(events.Drafted, responses=BOTH),
        "Svaret berett, med svar på rekommendationerna 1–3 och 5",
        "Answer drafted, with responses to recommendations 1–3 and 5",
    ),
    (
        made(events.Revised, responses=BOTH[:1]),
        "Förslaget reviderat, med svar på rekommendation 2",
        "Draft revised, with a response to recommendation 2",
    ),
    (
        made(events.Prepared),
        "Förslaget behandlat av beredande organ",
        "Draft dealt with by the preparing body",
    ),
    (
        made(events.Summoned, meeting=NEXT),
        "Kallelse utskickad till sammanträdet 2022-11-02",
        "Summons sent to the meeting of 2022-11-02",
    ),
    (
        made(events.Tabled),
        "Bordlagt till nästa sammanträde",
        "Tabled until the next meeting",
    ),
    (
        made(events.Tabled, to=NEXT),
        "Bordlagt till 2022-11-02",
        "Tabled until 2022-11-02",
    ),
    (
        made(events.AimedFor, meeting=NEXT),
        "Siktar på sammanträdet 2022-11-02",
        "Aims for the meeting of 2022-11-02",
    ),
    (
        made(events.RemittedBack, reason="oklart", statements_from=["SN"]),
        "Återremitterat: oklart; yttrande begärs från SN",
        "Remitted back: oklart; a statement is wanted from SN",
    ),
    (made(events.RemittedBack), "Återremitterat", "Remitted back"),
    (
        made(events.Adopted, paragraph="§ 148", immediate=True, delegate="AU"),
        "Svaret beslutat, § 148, på delegation av AU, omedelbart justerat",
        "Answer adopted, § 148, on delegation by AU, adjusted at once",
    ),
    (
        made(events.Reported),
        "Anmält till kommunfullmäktige att ärendet inte är avgjort",
        "Reported to kommunfullmäktige that it is not decided yet",
    ),
    (
        made(events.MinutesAdjusted, paragraph="§ 148"),
        "Protokollet justerat, § 148",
        "Minutes adjusted, § 148",
    ),
    (
        made(events.NoticePosted, paragraph="§ 148", board="Sala"),
        "Anslag uppsatt, § 148, hos Sala",
        "Notice posted, § 148, by Sala",
    ),
    (
        made(events.NoticeRemoved, board="Sala"),
        "Anslaget nedtaget, hos Sala",
        "Notice taken down, by Sala",
    ),
    (
        made(events.ExtensionAsked, until=NEXT, reason="sjukdom"),
        "Anstånd begärt till 2022-11-02: sjukdom",
        "Extension asked for until 2022-11-02: sjukdom",
    ),
    (
        made(events.ExtensionGranted, until=NEXT),
        "Anstånd beviljat till 2022-11-02",
        "Extension granted until 2022-11-02",
    ),
    (
        made(events.ExtensionGranted, length=weeks(3), counted_from="anchor"),
        "Anstånd beviljat med 3 veckor från dagen som först önskades",
        "Extension of 3 weeks from the day first asked for granted",
    ),
    (
        made(events.ExtensionGranted, length=weeks(1), counted_from="due"),
        "Anstånd beviljat med 1 vecka från dagen som gällde",
        "Extension of 1 week from the day in force granted",
    ),
    (
        made(events.ExtensionRefused, reason="brådskar"),
        "Anstånd avslaget: brådskar",
        "Extension refused: brådskar",
    ),
    (
        made(events.Paused, ground="utredning", until=NEXT, granted_by="auditors"),
        "Paus till och med 2022-11-02, medgiven av revisorerna: utredning",
        "Pause through 2022-11-02, granted by the auditors: utredning",
    ),
    (made(events.Paused, ground="semester"), "Paus: semester", "Pause: semester"),
    (made(events.Resumed), "Pausen är slut", "Pause ended"),
    (
        made(events.Resumed, granted_by="auditors"),
        "Pausen som revisorerna medgav är slut",
        "Pause granted by the auditors ended",
    ),
    (
        made(events.Answered, how="e-post"),
        "Svaret skickat till revisorerna, e-post",
        "Answer sent to revisorerna, e-post",
    ),
    (
        made(events.Reopened, reply=ReplyRequest.by(NEXT)),
        "Återupptaget: revisorerna begär komplettering senast 2022-11-02",
        "Reopened: the auditors ask for a supplement by 2022-11-02",
    ),
    (
        made(events.MeasureDone, number=3),
        "Åtgärd 3 genomförd",
        "Measure 3 carried out",
    ),
    (made(events.FollowedUp), "Svaret uppföljt", "Answer followed up"),
    (
        made(events.Closed, reason="gemensamt svar", answered_by="KS"),
        "Avslutat: gemensamt svar; besvaras av KS",
        "Closed: gemensamt svar; answered by KS",
    ),
    (
        made(events.VersionChanged, of="rulebook", old="sala 1", new="sala 2"),
        "Planeras nu efter regelboken sala 2, förut sala 1",
        "Now planned by the rulebook sala 2, before by sala 1",
    ),
    (
        made(
            events.Corrected,
            wrong=TYPO,
            right=attrs.evolve(TYPO, dnr="2022/347"),
            reason="skrivfel",
        ),
        (
            "Rättelse: ”Diariefört som 2022/374” (2022-10-05) ska vara ”Diariefört som "
            "2022/347”; skrivfel"
        ),
        (
            "Correction: “Registered as 2022/374” (2022-10-05) should be “Registered "
            "as 2022/347”; skrivfel"
        ),
    ),
    (
        made(
            events.Corrected,
            wrong=TYPO,
            right=attrs.evolve(TYPO, on=NEXT, by="bo"),
            reason="fel dag",
        ),
        (
            "Rättelse: ”Diariefört som 2022/374” (2022-10-05) ska vara ”Diariefört som "
            "2022/374” (2022-11-02, bo); fel dag"
        ),
        (
            "Correction: “Registered as 2022/374” (2022-10-05) should be “Registered "
            "as 2022/374” (2022-11-02, bo); fel dag"
        ),
    ),
    (
        made(events.Corrected, wrong=TYPO, reason="fel ärende"),
        "Rättelse: ”Diariefört som 2022/374” (2022-10-05) gäller inte; fel ärende",
        "Correction: “Registered as 2022/374” (2022-10-05) does not hold; fel ärende",
    ),
]


@pytest.mark.parametrize(
    ("event", "sv", "en"),
    [pytest.param(*row, id=f"{n}-{row[0].word}") for n, row in enumerate(SENTENCES)],
)
def test_an_event_is_told(event, sv, en):
    """As a clerk would say it."""
    assert told(event, "sv") == sv
    assert told(event, "en") == en


def test_every_kind_of_event_is_told():
    """A new kind needs its row above."""
    assert {type(event) for event, _, _ in SENTENCES} == {*get_args(AnyEvent)}


def test_an_irregular_step_says_what_and_why():
    """Both what stood in its way and the reason that was given."""
    step = made(
        events.Adopted,
        despite="på delegation",
        irregular=[Irregularity.UNANSWERED, Irregularity.NO_MEETING],
    )
    assert told(step, "sv") == (
        "Svaret beslutat; utan svar på alla rekommendationer och inte på ett "
        "sammanträde; skäl: på delegation"
    )
    assert told(step, "en") == (
        "Answer adopted; without a response to every recommendation and not at a "
        "meeting of the body; because: på delegation"
    )


def test_each_word_is_there_in_both_languages():
    """A new stance or irregularity needs its words."""
    assert STANCE.keys() == {*Stance}
    assert IRREGULAR.keys() == {*Irregularity}
    for words in (*STANCE.values(), *IRREGULAR.values()):
        assert words.keys() == {"sv", "en"}
