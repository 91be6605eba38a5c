"""What each kind of reason says, in both languages, and that a reason is a value."""

import copy
import inspect
import pickle
from types import FunctionType

import attrs
import pytest

from auditflow import reasons
from auditflow.business_calendar import ROLL_LAW
from auditflow.day import read_day
from auditflow.reasons import PERIOD_LAW, Reason, counting, findings, planning, shapes

SUNDAY, MONDAY = read_day("2022-11-27"), read_day("2022-11-28")
FRIDAY = read_day("2022-11-25")
FIRST_ADVENT = (SUNDAY, "första advent", "Advent Sunday")
BODY = "kommunstyrelsen"
THREE = ("unanswered_recommendations", "no_meeting_of_the_body", "minutes_not_adjusted")

COUNTING = [
    pytest.param(
        reasons.counted(MONDAY, FRIDAY, "3 dagar", "3 days"),
        "3 dagar efter 2022-11-25 är 2022-11-28",
        "3 days after 2022-11-25 is 2022-11-28",
        id="counted-forward",
    ),
    pytest.param(
        reasons.counted(FRIDAY, MONDAY, "3 dagar", "3 days"),
        "3 dagar före 2022-11-28 är 2022-11-25",
        "3 days before 2022-11-28 is 2022-11-25",
        id="counted-back",
    ),
    pytest.param(
        reasons.counted(FRIDAY, FRIDAY, "0 veckor", "0 weeks"),
        "0 veckor från 2022-11-25 är samma dag",
        "0 weeks from 2022-11-25 is the same day",
        id="counted-to-the-same-day",
    ),
    pytest.param(
        reasons.clamped(read_day("2023-02-28"), 30),
        "2023-02 har ingen dag 30; månadens sista dag gäller, 2023-02-28",
        "2023-02 has no day 30; its last day counts, 2023-02-28",
        id="clamped",
    ),
    pytest.param(
        reasons.skipped(*FIRST_ADVENT),
        "2022-11-27 räknas inte: första advent",
        "2022-11-27 does not count: Advent Sunday",
        id="skipped",
    ),
    pytest.param(
        reasons.rolled_over(*FIRST_ADVENT),
        "2022-11-27 är första advent",
        "2022-11-27 is Advent Sunday",
        id="rolled-over",
    ),
    pytest.param(
        reasons.rolled(MONDAY, SUNDAY),
        "sista dagen flyttas från 2022-11-27 till nästa vardag, 2022-11-28",
        "the last day moves from 2022-11-27 on to 2022-11-28",
        id="rolled-forward",
    ),
    pytest.param(
        reasons.rolled(FRIDAY, SUNDAY),
        "sista dagen flyttas från 2022-11-27 tillbaka till 2022-11-25",
        "the last day moves from 2022-11-27 back to 2022-11-25",
        id="rolled-back",
    ),
    pytest.param(
        reasons.law_uncertain(SUNDAY, "SFS 1965:127", "open"),
        "att lagen omfattade 2022-11-27 redan då är inte känt; "
        "kontrollera författningen",
        "that the law covered 2022-11-27 already then is not known; check the act",
        id="law-not-known",
    ),
    pytest.param(
        reasons.law_uncertain(SUNDAY, "SFS 1974:756", "inferred"),
        "att lagen omfattade 2022-11-27 redan då är härlett; kontrollera författningen",
        "that the law covered 2022-11-27 already then is inferred; check the act",
        id="law-inferred",
    ),
    pytest.param(
        reasons.kept(*FIRST_ADVENT),
        "2022-11-27 är första advent, men dagen flyttas inte",
        "2022-11-27 is Advent Sunday, but the day does not move",
        id="kept",
    ),
    pytest.param(
        reasons.work_towards(FRIDAY),
        "sikta på 2022-11-25, sista arbetsdagen dessförinnan",
        "work towards 2022-11-25, the last business day before it",
        id="work-towards",
    ),
    pytest.param(
        reasons.not_open(*FIRST_ADVENT),
        "2022-11-27 är ingen arbetsdag: första advent",
        "2022-11-27 is no business day: Advent Sunday",
        id="not-open",
    ),
]

PLANNING = [
    pytest.param(
        reasons.counted_from(FRIDAY, "beslutet", "the decision"),
        "räknat från beslutet, 2022-11-25",
        "counted from the decision, 2022-11-25",
        id="counted-from",
    ),
    pytest.param(
        reasons.projected(
            FRIDAY, "svaret är inte beslutat än", "the answer is not adopted yet"
        ),
        "svaret är inte beslutat än; räknat från den planerade dagen, 2022-11-25",
        "the answer is not adopted yet; counted from the planned day, 2022-11-25",
        id="projected",
    ),
    pytest.param(
        reasons.requested(FRIDAY),
        "revisorerna önskar svar senast 2022-11-25",
        "the auditors ask for an answer by 2022-11-25",
        id="requested",
    ),
    pytest.param(
        reasons.requested(FRIDAY, "senast den 25 november"),
        "revisorerna önskar svar senast 2022-11-25: ”senast den 25 november”",
        "the auditors ask for an answer by 2022-11-25: “senast den 25 november”",
        id="requested-in-words",
    ),
    pytest.param(
        reasons.extended(MONDAY, FRIDAY, read_day("2022-11-01"), "Anna Berg"),
        "anstånd från 2022-11-25 till 2022-11-28, beviljat 2022-11-01 av Anna Berg",
        "extended from 2022-11-25 to 2022-11-28, granted 2022-11-01 by Anna Berg",
        id="extended-from-a-day",
    ),
    pytest.param(
        reasons.extended(MONDAY, None, read_day("2022-11-01"), "Anna Berg"),
        "anstånd till 2022-11-28, beviljat 2022-11-01 av Anna Berg",
        "extended to 2022-11-28, granted 2022-11-01 by Anna Berg",
        id="extended-from-no-day",
    ),
    pytest.param(
        reasons.last_meeting(FRIDAY, BODY, MONDAY),
        "2022-11-25 är sista sammanträdet i kommunstyrelsen senast 2022-11-28",
        "2022-11-25 is the last meeting of kommunstyrelsen on or before 2022-11-28",
        id="last-meeting",
    ),
    pytest.param(
        reasons.immediate_adjustment(MONDAY, FRIDAY),
        "2022-11-25 hinns inte med; beslut 2022-11-28 kräver omedelbar justering",
        "2022-11-25 cannot be reached; "
        "a decision on 2022-11-28 needs immediate adjustment",
        id="immediate-adjustment-after-a-missed-meeting",
    ),
    pytest.param(
        reasons.immediate_adjustment(MONDAY, None),
        "beslut 2022-11-28 kräver omedelbar justering",
        "a decision on 2022-11-28 needs immediate adjustment",
        id="immediate-adjustment",
    ),
    pytest.param(
        reasons.short_of_time(FRIDAY, "Utkast klart", "Drafted", MONDAY, SUNDAY),
        "till 2022-11-25 räcker inte tiden: ”Utkast klart” blir klart tidigast "
        "2022-11-28, men behövs senast 2022-11-27",
        "for 2022-11-25 there is no time: “Drafted” is done on 2022-11-28 at the "
        "earliest, but needed by 2022-11-27",
        id="short-of-time",
    ),
    pytest.param(
        reasons.next_reachable(MONDAY),
        "inget sammanträde i tid hinns med; 2022-11-28 är det första som gör det",
        "no meeting in time can be reached; 2022-11-28 is the first that can",
        id="next-reachable",
    ),
    pytest.param(
        reasons.aimed(MONDAY, FRIDAY, tabled=True),
        "ärendet bordlades 2022-11-25; siktar på sammanträdet 2022-11-28",
        "the matter was tabled on 2022-11-25; "
        "the plan aims for the meeting of 2022-11-28",
        id="aimed-since-it-was-tabled",
    ),
    pytest.param(
        reasons.aimed(MONDAY, FRIDAY, tabled=False),
        "annat sammanträde valdes 2022-11-25; siktar på sammanträdet 2022-11-28",
        "another meeting was chosen on 2022-11-25; "
        "the plan aims for the meeting of 2022-11-28",
        id="aimed-since-it-was-chosen",
    ),
    pytest.param(
        reasons.meetings_assumed(FRIDAY, BODY),
        "sammanträdena i kommunstyrelsen kring 2022-11-25 är okända; dagen är beräknad",
        "the meetings of kommunstyrelsen around 2022-11-25 are unknown; "
        "the day is only counted",
        id="meetings-assumed",
    ),
    pytest.param(
        reasons.needed_by(FRIDAY, "Skicka svaret", "Send the answer"),
        "behövs redan 2022-11-25: Skicka svaret",
        "needed already by 2022-11-25: Send the answer",
        id="needed-by",
    ),
    pytest.param(
        reasons.met(FRIDAY, "registrator"),
        "gjort 2022-11-25 av registrator",
        "done on 2022-11-25 by registrator",
        id="met",
    ),
    pytest.param(
        reasons.met(MONDAY, "registrator", 1, 3),
        "gjort 2022-11-28 av registrator, 1 arbetsdag (3 dagar) för sent",
        "done on 2022-11-28 by registrator, 1 business day (3 days) late",
        id="met-one-business-day-late",
    ),
    pytest.param(
        reasons.met(SUNDAY, "registrator", 0, 1),
        "gjort 2022-11-27 av registrator, 0 arbetsdagar (1 dag) för sent",
        "done on 2022-11-27 by registrator, 0 business days (1 day) late",
        id="met-one-day-late",
    ),
    pytest.param(
        reasons.overdue(MONDAY, 1, 3),
        "sett från 2022-11-28 1 arbetsdag (3 dagar) för sent",
        "seen from 2022-11-28, 1 business day (3 days) late",
        id="overdue-by-one-business-day",
    ),
    pytest.param(
        reasons.overdue(SUNDAY, 0, 1),
        "sett från 2022-11-27 0 arbetsdagar (1 dag) för sent",
        "seen from 2022-11-27, 0 business days (1 day) late",
        id="overdue-by-one-day",
    ),
    pytest.param(
        reasons.not_applicable("ärendet avslutades", "the case was closed"),
        "ärendet avslutades",
        "the case was closed",
        id="not-applicable",
    ),
    pytest.param(
        reasons.no_day("beslutet är okänt", "the decision is unknown"),
        "ingen dag än: beslutet är okänt",
        "no day yet: the decision is unknown",
        id="no-day",
    ),
    pytest.param(
        reasons.notice_taken_down(FRIDAY, MONDAY),
        "anslaget togs ned 2022-11-25 men skulle sitta uppe till och med 2022-11-28; "
        "överklagandetiden löper inte",
        "the notice was taken down on 2022-11-25 but had to stay up through "
        "2022-11-28; the appeal time does not run",
        id="notice-taken-down",
    ),
]

SHAPES = [
    pytest.param(
        reasons.counted_in(SUNDAY, FRIDAY, "3 dagar", "3 days"),
        "3 dagar från och med 2022-11-25: till och med 2022-11-27",
        "3 days from and including 2022-11-25: to 2022-11-27, included",
        id="counted-in",
    ),
    pytest.param(
        reasons.on_fixed_day(MONDAY, FRIDAY, "28 november samma år", "28 November"),
        "28 november samma år, sett från 2022-11-25, är 2022-11-28",
        "28 November, seen from 2022-11-25, is 2022-11-28",
        id="on-fixed-day",
    ),
    pytest.param(
        reasons.carried_over(read_day("2023-03-01"), "2023-02", 30),
        "2023-02 har ingen dag 30; dagen efter månadens slut gäller, 2023-03-01",
        "2023-02 has no day 30; the day after its last counts, 2023-03-01",
        id="carried-over",
    ),
    pytest.param(
        reasons.deemed_in_mailbox(FRIDAY, MONDAY, "FL 22 §"),
        "fanns i brevlådan när den först tömdes 2022-11-28; anses ha kommit in närmast "
        "föregående arbetsdag, 2022-11-25",
        "in the mailbox when it was first emptied on 2022-11-28; deemed received on "
        "the business day before, 2022-11-25",
        id="deemed-in-mailbox",
    ),
    pytest.param(
        reasons.deemed_by_post(FRIDAY, MONDAY, "FL 22 §"),
        "försändelsen eller avin nådde myndigheten 2022-11-28; anses ha kommit in "
        "närmast föregående arbetsdag, 2022-11-25",
        "the letter or its notice reached the authority on 2022-11-28; deemed received "
        "on the business day before, 2022-11-25",
        id="deemed-by-post",
    ),
    pytest.param(
        reasons.not_set_aside(MONDAY, "FL 22 §"),
        "att posten skilt av försändelsen redan arbetsdagen före är osannolikt; "
        "inkommen 2022-11-28",
        "that the post had set the letter aside on the business day before is "
        "unlikely; received on 2022-11-28",
        id="not-set-aside",
    ),
    pytest.param(
        reasons.control_message(MONDAY, FRIDAY, "22 §"),
        "skickat 2022-11-25; kontrollmeddelandet går ut senast 2022-11-28",
        "sent on 2022-11-25; the control message goes out on 2022-11-28 at the latest",
        id="control-message",
    ),
    pytest.param(
        reasons.deemed_served(FRIDAY, "26 §"),
        "anses delgivet två veckor efter att det skickades, 2022-11-25; den dagen "
        "flyttas inte",
        "deemed served two weeks after it was sent, 2022-11-25; this day does not roll",
        id="deemed-served",
    ),
    pytest.param(
        reasons.latest(
            MONDAY, "anslaget", "the notice", "svaret, 2022-11-25",
            "the answer, 2022-11-25", equal=False,
        ),
        "anslaget avgör, 2022-11-28: senare än svaret, 2022-11-25",
        "the notice decides, 2022-11-28: later than the answer, 2022-11-25",
        id="latest",
    ),
    pytest.param(
        reasons.latest(
            MONDAY, "anslaget", "the notice", "svaret, 2022-11-28",
            "the answer, 2022-11-28", equal=True,
        ),
        "räknat från anslaget, 2022-11-28: samma dag som svaret, 2022-11-28",
        "counted from the notice, 2022-11-28: the same day as the answer, 2022-11-28",
        id="latest-of-equal-ones",
    ),
    pytest.param(
        reasons.first_meeting(MONDAY, BODY, FRIDAY),
        "2022-11-28 är första sammanträdet i kommunstyrelsen efter 2022-11-25",
        "2022-11-28 is the first meeting of kommunstyrelsen after 2022-11-25",
        id="first-meeting",
    ),
    pytest.param(
        reasons.done_in_time(FRIDAY, MONDAY, "KL 5 kap. 35 §"),
        "gjort 2022-11-25, inom tiden som slutar 2022-11-28",
        "done on 2022-11-25, within the time that ends on 2022-11-28",
        id="done-in-time",
    ),
    pytest.param(
        reasons.reported_instead(FRIDAY, MONDAY, "KL 5 kap. 35 §"),
        "inte gjort senast 2022-11-28, men det anmäldes 2022-11-25, i tid",
        "not done by 2022-11-28, but that was reported on 2022-11-25, in time",
        id="reported-instead",
    ),
    pytest.param(
        reasons.too_late(MONDAY, FRIDAY, "KL 5 kap. 35 §"),
        "varken gjort eller anmält senast 2022-11-25; det skedde 2022-11-28",
        "neither done nor reported by 2022-11-25; it happened on 2022-11-28",
        id="too-late",
    ),
    pytest.param(
        reasons.neither(FRIDAY, "KL 5 kap. 35 §"),
        "varken gjort eller anmält än; tiden slutar 2022-11-25",
        "neither done nor reported yet; the time ends on 2022-11-25",
        id="neither",
    ),
    pytest.param(
        reasons.extended(
            MONDAY, FRIDAY, SUNDAY, "revisorerna",
            ("3 dagar från dagen som gällde", "3 days from the day in force"),
        ),
        "anstånd från 2022-11-25 till 2022-11-28, 3 dagar från dagen som gällde, "
        "beviljat 2022-11-27 av revisorerna",
        "extended from 2022-11-25 to 2022-11-28, 3 days from the day in force, "
        "granted 2022-11-27 by revisorerna",
        id="extended-by-a-length",
    ),
    pytest.param(
        reasons.paused_by(FRIDAY, MONDAY, "väntar på underlag", "municipality"),
        "vilande från 2022-11-25 till och med 2022-11-28, av kommunen: "
        "väntar på underlag",
        "paused from 2022-11-25 through 2022-11-28 by the municipality: "
        "väntar på underlag",
        id="paused",
    ),
    pytest.param(
        reasons.paused_by(FRIDAY, None, "polisanmälan", "auditors"),
        "vilande från 2022-11-25, av revisorerna: polisanmälan",
        "paused from 2022-11-25 by the auditors: polisanmälan",
        id="paused-by-the-auditors",
    ),
    pytest.param(
        reasons.paused_until_further_notice(FRIDAY, "polisanmälan"),
        "vilande sedan 2022-11-25 (polisanmälan); ingen dag förrän pausen är slut",
        "paused since 2022-11-25 (polisanmälan); there is no day until the pause ends",
        id="paused-until-further-notice",
    ),
    pytest.param(
        reasons.moved_by_pause(MONDAY, FRIDAY),
        "pausade dagar flyttar 2022-11-25 till 2022-11-28",
        "the paused days move 2022-11-25 to 2022-11-28",
        id="moved-by-a-pause",
    ),
    pytest.param(
        reasons.legal_force(MONDAY),
        "laga kraft 2022-11-28, om ingen överklagar och anslaget sitter uppe till dess",
        "legal force on 2022-11-28, if nobody appeals and the notice stays up until "
        "then",
        id="legal-force",
    ),
    pytest.param(
        reasons.extension_not_settled(FRIDAY, MONDAY),
        "anstånd till 2022-11-28 begärdes 2022-11-25 och är inte besvarat; dagen "
        "gäller ännu",
        "an extension to 2022-11-28 was asked for on 2022-11-25 and is not settled; "
        "the day in force stands",
        id="extension-not-settled",
    ),
    pytest.param(
        reasons.extension_not_settled(FRIDAY, None),
        "anstånd begärdes 2022-11-25 och är inte besvarat; dagen gäller ännu",
        "an extension was asked for on 2022-11-25 and is not settled; the day in force "
        "stands",
        id="extension-to-no-day-not-settled",
    ),
    pytest.param(
        reasons.response_incomplete(2, ("measure", "responsible", "day")),
        "svaret på rekommendation 2 saknar åtgärd eller skäl, ansvarig, dag",
        "the response to recommendation 2 lacks a measure or the reason for none, "
        "who is responsible, a day",
        id="response-incomplete",
    ),
    pytest.param(
        reasons.members_not_known("Gemensam nämnd"),
        "Gemensam nämnd är en gemensam nämnd, men medlemmarna är okända; ange dem "
        "(members)",
        "Gemensam nämnd is a joint board, but its members are unknown; name them "
        "(members)",
        id="members-not-known",
    ),
    pytest.param(
        reasons.planned_by_another(
            "regelboken", "the rulebook", "sala 1", "sala 2"
        ),
        "ärendet följer regelboken ”sala 1”, men planen är gjord med ”sala 2”",
        "the case is pinned to the rulebook “sala 1”, but the plan was made by "
        "“sala 2”",
        id="planned-by-another",
    ),
]  # fmt: skip

FINDINGS = [
    pytest.param(
        reasons.no_reply_day(""),
        "missivet ger ingen dag för svaret; fråga revisorerna vilken",
        "the letter gives no day for the answer; ask the auditors for one",
        id="no-reply-day",
    ),
    pytest.param(
        reasons.no_reply_day("skyndsamt"),
        "missivet ger ingen dag för svaret (”skyndsamt”); fråga revisorerna vilken",
        "the letter gives no day for the answer (“skyndsamt”); "
        "ask the auditors for one",
        id="no-reply-day-but-words",
    ),
    pytest.param(
        reasons.reply_day_unconfirmed(FRIDAY, "i november"),
        "svarsdagen 2022-11-25 är ett förslag; bekräfta den (”i november”)",
        "the reply day 2022-11-25 is proposed; confirm it (“i november”)",
        id="reply-day-unconfirmed",
    ),
    pytest.param(
        reasons.received_after_reply_day(FRIDAY, MONDAY),
        "missivet kom in 2022-11-28, efter svarsdagen 2022-11-25",
        "the letter arrived on 2022-11-28, after the reply day 2022-11-25",
        id="received-after-reply-day",
    ),
    pytest.param(
        reasons.no_meeting_in_time(FRIDAY, BODY),
        "kommunstyrelsen hinner inte besluta om svaret till 2022-11-25",
        "kommunstyrelsen cannot adopt the answer in time for 2022-11-25",
        id="no-meeting-in-time",
    ),
    pytest.param(
        reasons.aim_out_of_reach(FRIDAY),
        "sammanträdet 2022-11-25 hinns inte längre med",
        "the meeting of 2022-11-25 can no longer be reached",
        id="aim-out-of-reach",
    ),
    pytest.param(
        reasons.meetings_not_known(MONDAY, BODY, FRIDAY),
        "sammanträdena i kommunstyrelsen kring 2022-11-28 är okända, kända till "
        "2022-11-25; läs in en sammanträdesplan som täcker dagen",
        "the meetings of kommunstyrelsen around 2022-11-28 are unknown, known until "
        "2022-11-25; read a meeting calendar that covers the day",
        id="meetings-not-known-after-a-day",
    ),
    pytest.param(
        reasons.meetings_not_known(MONDAY, BODY, None),
        "sammanträdena i kommunstyrelsen kring 2022-11-28 är okända; "
        "läs in en sammanträdesplan som täcker dagen",
        "the meetings of kommunstyrelsen around 2022-11-28 are unknown; "
        "read a meeting calendar that covers the day",
        id="meetings-not-known",
    ),
    pytest.param(
        reasons.not_a_meeting(FRIDAY, BODY),
        "kommunstyrelsen sammanträder inte 2022-11-25; välj ett annat sammanträde",
        "kommunstyrelsen does not meet on 2022-11-25; aim for another meeting",
        id="not-a-meeting",
    ),
    pytest.param(
        reasons.minutes_may_be_late(FRIDAY, MONDAY, read_day("2022-11-14")),
        "protokollet från 2022-11-14 får justeras ända till 2022-11-28, men behövs "
        "2022-11-25; boka justeringen i tid",
        "the minutes of 2022-11-14 may be adjusted until 2022-11-28, but are needed by "
        "2022-11-25; agree on an early adjustment",
        id="minutes-may-be-late",
    ),
    pytest.param(
        reasons.taken_irregularly(FRIDAY, "adopt", THREE, "extra möte"),
        "2022-11-25: alla rekommendationer var inte besvarade och dagen var inget "
        "sammanträde och protokollet var inte justerat; skäl: extra möte",
        "2022-11-25: not every recommendation had a response and the day was no "
        "meeting of the body and the minutes were not adjusted; "
        "reason given: extra möte",
        id="taken-irregularly",
    ),
    pytest.param(
        reasons.taken_irregularly(FRIDAY, "adopt", ("jäv",), "brådska"),
        "2022-11-25: jäv; skäl: brådska",
        "2022-11-25: jäv; reason given: brådska",
        id="taken-irregularly-in-other-words",
    ),
    pytest.param(
        reasons.rulebook_not_yet_valid(FRIDAY, "lokal 1", MONDAY),
        "ärendet kom in 2022-11-25, men regelboken lokal 1 gäller först från "
        "2022-11-28; kontrollera lagrummen",
        "the case came in on 2022-11-25, but the rulebook lokal 1 is valid only from "
        "2022-11-28; check the paragraphs it cites",
        id="rulebook-not-yet-valid",
    ),
    pytest.param(
        reasons.ask_for_day(),
        "fråga revisorerna vilken dag de vill ha svaret",
        "ask the auditors by which day they want the answer",
        id="ask-for-day",
    ),
    pytest.param(
        reasons.ask_for_day(FRIDAY),
        "bekräfta svarsdagen 2022-11-25 med revisorerna",
        "confirm the reply day 2022-11-25 with the auditors",
        id="ask-for-day-to-be-confirmed",
    ),
    pytest.param(
        reasons.ask_for_extension(MONDAY, FRIDAY),
        "begär anstånd till 2022-11-28 eller senare; "
        "då kommer ett beslut 2022-11-25 i tid",
        "ask for an extension to 2022-11-28 or later; "
        "then a decision on 2022-11-25 is in time",
        id="ask-for-extension",
    ),
    pytest.param(
        reasons.ask_for_extension(MONDAY, FRIDAY, known=False),
        "begär anstånd till 2022-11-28 eller senare; "
        "det räcker om ett sammanträde hålls 2022-11-25, men mötesdagarna är okända",
        "ask for an extension to 2022-11-28 or later; "
        "enough if the body meets on 2022-11-25, but its meetings are unknown",
        id="ask-for-extension-to-a-day-that-is-only-counted",
    ),
    pytest.param(
        reasons.aim_for_meeting(FRIDAY, immediate=False),
        "sikta i stället på sammanträdet 2022-11-25",
        "aim for the meeting of 2022-11-25 instead",
        id="aim-for-meeting",
    ),
    pytest.param(
        reasons.aim_for_meeting(FRIDAY, immediate=True),
        "sikta i stället på sammanträdet 2022-11-25, med omedelbar justering",
        "aim for the meeting of 2022-11-25 instead, with immediate adjustment",
        id="aim-for-meeting-in-haste",
    ),
    pytest.param(
        reasons.adjust_immediately(FRIDAY),
        "begär omedelbar justering av paragrafen vid sammanträdet 2022-11-25",
        "have the paragraph adjusted immediately at the meeting of 2022-11-25",
        id="adjust-immediately",
    ),
]

SAID = [*COUNTING, *SHAPES, *PLANNING, *FINDINGS]
TOLD = [row.values[0] for row in SAID if isinstance(row.values[0], Reason)]
KINDS = """
    adjust_immediately aim_for_meeting aim_out_of_reach aimed anchor ask_for_day
    ask_for_extension carried_over clamped control_message counted counted_in
    deemed_by_post deemed_in_mailbox deemed_served done_in_time extended
    extension_not_settled first_meeting fixed_day immediate_adjustment irregular kept
    last_meeting latest law_uncertain legal_force meetings_not_known meetings_unknown
    members_not_known met minutes_may_be_late moved_by_pause needed_by neither
    next_reachable no_day no_meeting_in_time no_reply_day not_a_meeting not_applicable
    not_open not_set_aside notice_taken_down overdue paused paused_until_further_notice
    planned_by_another projected received_after_reply_day reply_day_unconfirmed
    reported_instead requested response_incomplete rolled rolled_over
    rulebook_not_yet_valid safe short_of_time skipped too_late
"""


def functions_of(module: object) -> dict[str, FunctionType]:
    """The public functions of a module by name."""
    found = inspect.getmembers(module, inspect.isfunction)
    return {name: function for name, function in found if not name.startswith("_")}


def pickled(reason: Reason) -> object:
    """*reason* as another process would get it."""
    return pickle.loads(pickle.dumps(reason))  # noqa: S301 - written the line before


@pytest.mark.parametrize(("reason", "sv", "en"), SAID)
def test_what_a_reason_says(reason, sv, en):
    """One sentence in each language, whole whatever is unknown."""
    assert (reason.sv, reason.en) == (sv, en)
    assert "None" not in sv + en


def test_programs_know_the_kinds():
    """They stand in JSON: a kind that is renamed breaks somebody's script."""
    assert sorted({reason.kind for reason in TOLD}) == KINDS.split()


def test_every_function_is_exported_and_has_a_kind_of_its_own():
    """As many kinds as functions, so none is shared and none is left untold."""
    made = {
        **functions_of(counting),
        **functions_of(planning),
        **functions_of(findings),
        **functions_of(shapes),
    }
    assert functions_of(reasons) == made
    assert sorted(made) == [name for name in reasons.__all__ if name.islower()]
    assert len({reason.kind for reason in TOLD}) == len(made)


@pytest.mark.parametrize(
    ("reason", "source"),
    [
        pytest.param(reasons.clamped(MONDAY, 31), PERIOD_LAW, id="clamped"),
        pytest.param(
            reasons.notice_taken_down(FRIDAY, MONDAY), "KL 13 kap. 5 §", id="notice"
        ),
        pytest.param(reasons.rolled(MONDAY, SUNDAY, ROLL_LAW), ROLL_LAW, id="given"),
    ],
)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_source_stands_in_parentheses(reason, source, language):
    """Some kinds rest on one paragraph always, others on the one they are given."""
    assert reason.source == source
    assert reason.text(language) == f"{getattr(reason, language)} ({source})"


def test_without_a_source_the_sentence_stands_alone():
    """English is what is read unless somebody asks for Swedish."""
    assert reasons.skipped(*FIRST_ADVENT).text().endswith(": Advent Sunday")


def test_json_has_the_same_keys_in_the_same_order():
    """Whatever the kind, and with null for what there is not."""
    assert [*reasons.rolled(MONDAY, SUNDAY, ROLL_LAW).as_json().items()] == [
        ("kind", "rolled"),
        ("day", "2022-11-28"),
        ("source", "lag (1930:173) 2 §"),
        ("sv", "sista dagen flyttas från 2022-11-27 till nästa vardag, 2022-11-28"),
        ("en", "the last day moves from 2022-11-27 on to 2022-11-28"),
    ]
    nowhere = reasons.no_day("allt", "everything").as_json()
    assert nowhere["day"] is None
    assert nowhere["source"] is None


def test_words_of_a_letter_are_no_template():
    """Braces in a name or a quotation are printed as they stand."""
    assert reasons.not_applicable("{0} {day}", "{}").sv == "{0} {day}"
    assert reasons.no_meeting_in_time(FRIDAY, "{1}").en.startswith("{1} cannot")


@pytest.mark.parametrize("reason", TOLD, ids=[row.id for row in SAID])
@pytest.mark.parametrize("again", [pickled, copy.deepcopy, attrs.evolve])
def test_a_reason_is_a_value(reason, again):
    """A copy equals it, hashes and reads like it, and says the same."""
    other = again(reason)
    assert other == reason
    assert hash(other) == hash(reason)
    assert repr(other) == repr(reason)
    assert other.as_json() == reason.as_json()


def test_reasons_that_say_different_things_are_different():
    """No two rows of the tables are equal, nor two that differ in one fact."""
    assert len({*TOLD}) == len(TOLD)
    assert reasons.met(FRIDAY, "Anna Berg") != reasons.met(FRIDAY, "Bo Ek")
    assert reasons.rolled(MONDAY, SUNDAY) != reasons.rolled(MONDAY, SUNDAY, ROLL_LAW)


def test_a_reason_shows_its_facts():
    """And not the functions that make its sentences, which have no readable name."""
    assert repr(reasons.requested(FRIDAY, "snarast")) == (
        "Reason(kind='requested', day=Date(2022, 11, 25), source=None, "
        "facts=('snarast',))"
    )


def test_a_reason_cannot_be_changed():
    """What was said stays said."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        reasons.work_towards(FRIDAY).day = MONDAY  # type: ignore[misc]


def test_nothing_is_rendered_before_it_is_read():
    """A plan makes dozens of reasons, and often nobody asks for their text."""
    unsaid = Reason("unsaid", sv="{missing}", en="{missing}")
    with pytest.raises(KeyError, match="missing"):
        unsaid.text("sv")
