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
from auditflow.reasons import PERIOD_LAW, Reason, counting, findings, planning

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
        reasons.projected(FRIDAY, "beslutet", "the decision"),
        "beslutet har inte skett än; räknat från planerad dag, 2022-11-25",
        "the decision has not happened yet; counted from its planned day, 2022-11-25",
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
        "anslaget togs ned 2022-11-25, före 2022-11-28; överklagandetiden löper inte",
        "the notice was taken down on 2022-11-25, before 2022-11-28; "
        "the appeal time does not run",
        id="notice-taken-down",
    ),
]

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

SAID = [*COUNTING, *PLANNING, *FINDINGS]
TOLD = [row.values[0] for row in SAID if isinstance(row.values[0], Reason)]
KINDS = """
    adjust_immediately aim_for_meeting aim_out_of_reach aimed anchor ask_for_day
    ask_for_extension clamped counted extended immediate_adjustment irregular kept
    last_meeting law_uncertain meetings_not_known meetings_unknown met
    minutes_may_be_late needed_by next_reachable no_day no_meeting_in_time
    no_reply_day not_a_meeting not_applicable not_open notice_taken_down overdue
    projected received_after_reply_day reply_day_unconfirmed requested rolled
    rolled_over rulebook_not_yet_valid safe skipped
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
