"""What a letter asks for, by when, in many wordings; and never an invented day."""

import datetime as dt

import pytest
from pendulum import Date

from auditflow.memo import Memo, ReplyRequest, Role
from auditflow.reading import Reading, read_memo
from auditflow.reading.sentences.days import days_in
from tests.reading.papers import HEAD, TO, letter

BODY = "samhällsbyggnadsnämnden"
MAY = "2023-05-31"


def asked(reading: Reading, body: str = BODY) -> ReplyRequest:
    memo = read(reading)
    found = memo.body(body)
    assert found is not None, memo.bodies
    assert found.role is Role.MUST_ANSWER
    return found.reply


def read(reading: Reading) -> Memo:
    assert reading.memo is not None, reading.why_not
    return reading.memo


def fields(reading: Reading) -> list[str]:
    return [question.field for question in reading.questions]


DATED = [
    pytest.param(f"Vi önskar svar från {BODY} senast {MAY}.", id="seed"),
    pytest.param("Vi önskar svar senast den 31 maj 2023.", id="day-in-words"),
    pytest.param(
        f"Revisorerna emotser ett yttrande över rapporten från {BODY} "
        "senast 31 maj 2023.",
        id="emotser-yttrande",
    ),
    pytest.param("Revisionen emotser svar senast den 31 maj 2023.", id="no-body"),
    pytest.param(
        f"Revisorerna överlämnar rapporten till {BODY} för yttrande senast {MAY}.",
        id="handed-over",
    ),
    pytest.param(
        f"Rapporten överlämnas till {BODY}. Yttrandet ska ha inkommit till "
        f"revisorerna senast den {MAY}.",
        id="two-sentences",
    ),
    pytest.param(
        f"Revisorerna har begärt besked till {MAY} om vilka åtgärder som "
        "nämnden vidtar.",
        id="besked-till",
    ),
    pytest.param(
        "Revisorerna önskar ta del av nämndens kommentarer senast 2023 -05- 31.",
        id="ta-del-av-and-spaces-in-day",
    ),
    pytest.param(f"Senast {MAY} önskar vi svar från nämnden.", id="day-first"),
    pytest.param(
        "Samhällsbyggnadsnämnden ska svara senast den 31 maj 2023.", id="shall-answer"
    ),
    pytest.param(
        "Vi önskar svar från samhällsbyggnads-\nnämnden senast\nden 31 maj\n2023.",
        id="broken-lines",
    ),
    pytest.param(
        "Vi\u00a0önskar svar från nämnden sen\u00adast 2023\u201105\u201131.",
        id="odd-spaces-and-hyphens",
    ),
    pytest.param("Remisstid: 2023-05-31", id="remisstid"),
    pytest.param(
        f"Svar önskas senast {MAY}. Delårsrapporten per 2023-08-31 granskas senare.",
        id="another-day-after",
    ),
]


@pytest.mark.parametrize("ask", DATED)
def test_a_day_after_a_request_is_the_day_of_the_answer(ask: str):
    """Each wording asks the one addressee for an answer by 31 May 2023."""
    reading = read_memo(letter(ask))
    assert (asked(reading).kind, asked(reading).date) == ("date", Date(2023, 5, 31))
    assert reading.questions == ()


UNSURE = [
    pytest.param(
        "Vi önskar svar senast den 31 maj.", "proposed", Date(2023, 5, 31), id="no-year"
    ),
    pytest.param(
        "Vi önskar svar senast 13 februari.",
        "proposed",
        Date(2024, 2, 13),
        id="no-year-goes-to-the-next",
    ),
    pytest.param(
        "Vi önskar svar senast -05-31.", "proposed", Date(2023, 5, 31), id="year-lost"
    ),
    pytest.param(
        "Vi önskar svar senast 2023-01-31.",
        "proposed",
        Date(2023, 1, 31),
        id="before-the-letter",
    ),
    pytest.param(
        "Vi önskar svar om vilka brister som ska vara avhjälpta senast 2023-05-31.",
        "proposed",
        Date(2023, 5, 31),
        id="maybe-another-day",
    ),
    pytest.param("Vi önskar svar från nämnden.", "undated", None, id="no-day"),
    pytest.param("Vi önskar svar från nämnden senast", "unreadable", None, id="cut"),
    pytest.param("Vi önskar svar senast xx maj.", "unreadable", None, id="garbage"),
    pytest.param(
        "Vi önskar svar senast 2022-13-40.", "unreadable", None, id="no-month"
    ),
    pytest.param(
        "Vi önskar svar senast 31 november 2023.", "unreadable", None, id="31-november"
    ),
    pytest.param(
        "Vi önskar svar senast 3 1 maj 2023.", "unreadable", None, id="digits-apart"
    ),
    pytest.param(
        "Vi önskar svar senast 2023-05-31 eller 2023-06-30.",
        "unreadable",
        None,
        id="two-days",
    ),
    pytest.param(
        "Vi önskar svar senast 2023-05-31.\nVi emotser yttrande senast 2023-06-30.",
        "unreadable",
        None,
        id="two-requests",
    ),
    pytest.param("Vi önskar svar inom tre månader.", "relative", None, id="within"),
    pytest.param(
        "Vi önskar svar senast under mars månad.", "relative", None, id="month-only"
    ),
    pytest.param(
        "Revisorerna önskar ta del av nämndens kommentarer.",
        "undated",
        None,
        id="comments-undated",
    ),
]


@pytest.mark.parametrize(("ask", "kind", "day"), UNSURE)
def test_what_is_unsure_is_asked(ask: str, kind: str, day: Date | None):
    """A day that is not whole, not there or not certain becomes a question."""
    reading = read_memo(letter(ask))
    assert (asked(reading).kind, asked(reading).date) == (kind, day)
    assert fields(reading) == [f"bodies.{BODY}.reply"]
    assert reading.questions[0].line is not None


@pytest.mark.parametrize(
    "ask",
    [
        "Rapporten överlämnas för beaktande. Ärendet behandlades den 2 maj 2023.",
        "Nämnden önskar svar från revisorerna senast 2023-05-31. Rapporten överlämnas.",
        "Vi önskar inte något svar. Bokslutet per 2022-12-31 är granskat.",
        "Bristerna ska vara avhjälpta senast 2023-05-31. Inget svar begärs.",
    ],
)
def test_no_request_gives_no_reply_day(ask: str):
    """Another day of the letter is never taken for the day of an answer."""
    memo = read(read_memo(letter(ask)))
    assert [(b.role, b.reply.kind) for b in memo.bodies] == [("addressee", "none")]


NOT_ITS_DAY = [
    f"Vi önskar svar från {BODY} minst en vecka före {MAY}.",
    f"Vi önskar svar från {BODY} för perioden 2023-01-01 till {MAY}.",
    f"Vi önskar svar från {BODY}, med åtgärder genomförda senast {MAY}.",
    f"Vi önskar svar från {BODY} avseende åtgärder genomförda till {MAY}.",
    f"Vi önskar svar från {BODY}, och rapporten offentliggörs senast {MAY}.",
    f"Vi önskar svar från {BODY} på riktlinjen, reviderad senast {MAY}.",
    f"Vi önskar svar från {BODY} om varför nämnden inte till {MAY} har en plan.",
    f"Vi önskar svar från {BODY} och att socialnämnden senast {MAY} har en plan.",
    f"IVO har begärt svar av {BODY} senast {MAY}.",
    f"SKR emotser synpunkter senast {MAY} på förslaget.",
    f"Leverantören ska svara senast {MAY} på anbudsförfrågan.",
    f"Avtalet säger att information till hemtjänsten ska lämnas senast {MAY}.",
    f"Vi har tidigare begärt svar från {BODY} senast {MAY} i en annan granskning.",
    f"Vår slutliga redovisning ska lämnas till fullmäktige senast {MAY}.",
    f"Något svar på granskningen senast {MAY} förväntas inte.",
]


@pytest.mark.parametrize("ask", NOT_ITS_DAY, ids=range(len(NOT_ITS_DAY)))
def test_a_day_of_something_else_is_never_taken_for_the_answers(ask: str):
    """It is asked about, or no day at all."""
    reading = read_memo(letter(ask))
    for body in read(reading).bodies:
        assert body.reply.kind != "date"
        assert body.reply.date is None or reading.questions


@pytest.mark.parametrize(
    ("also", "body"),
    [
        ("Rapporten skickas till socialnämnden för kännedom.", "socialnämnden"),
        ("Svaret ska skickas till kommunfullmäktige.", "kommunfullmäktige"),
        ("Rapporten översänds även till socialnämnden.", "socialnämnden"),
    ],
    ids=["copy", "copy-of-the-answer", "sent-too"],
)
def test_a_body_that_gets_a_copy_is_asked_nothing(also: str, body: str):
    """Only the one that the letter is written to must answer."""
    memo = read(read_memo(letter(f"Vi önskar svar senast {MAY}. {also}")))
    copied = memo.body(body)
    assert copied is None or copied.role is not Role.MUST_ANSWER
    assert [b.name for b in memo.must_answer] == [BODY]


def test_a_body_that_is_not_asked_is_not_asked():
    """The sentence says so itself."""
    ask = f"Vi önskar svar från {BODY} senast {MAY} och inte från socialnämnden."
    assert [b.name for b in read(read_memo(letter(ask))).must_answer] == [BODY]


@pytest.mark.parametrize(
    "ask",
    [
        f"Svar från {BODY} önskas senast {MAY}.",
        f"Yttrande över rapporten emotses från {BODY} senast {MAY}.",
    ],
    ids=["svar-önskas", "yttrande-emotses"],
)
def test_a_wish_that_begins_with_the_answer_is_no_answer(ask: str):
    """The line begins as a reply does, and is the auditors' own."""
    request = asked(read_memo(letter(ask)))
    assert (request.kind, str(request.date)) == ("date", MAY)


@pytest.mark.parametrize(
    "day",
    [
        "2023-05-311",
        "20230531",
        "31/5 20233",
        "31/5/23",
        "31 maj 20233",
        "2023-05-3 1",
        "2 31 maj",
    ],
)
def test_digits_that_make_no_whole_day_are_never_a_day(day: str):
    """A day is not cut out of more digits, nor put together from fewer."""
    assert asked(read_memo(letter(f"Vi önskar svar senast {day}."))).date is None


@pytest.mark.parametrize("text", ["2 5 november 2022", "2022-11-2 5", "22-11-25"])
def test_digits_apart_hold_no_day(text: str):
    """Neither the 5th nor the 2nd of November stands here."""
    assert list(days_in(text, 0, len(text))) == []


def test_a_question_says_what_is_wrong_and_on_which_line():
    """Two days are told from none, and the line is that of the given text."""
    ask = "Vi önskar svar senast 2023-05-31 eller 2023-06-30."
    for text in (letter(ask), letter(ask).replace("\n", "\r\n")):
        (question,) = read_memo(text).questions
        assert "several days" in question.en
        assert question.line is not None
        assert text.splitlines()[question.line - 1] == ask


def test_a_day_wins_over_none():
    """One sentence asks for the statement, another says by when; in any order."""
    first = f"Rapporten överlämnas till {BODY} för yttrande."
    second = f"Yttrandet ska ha inkommit till revisorerna senast den {MAY}."
    for ask in (f"{first} {second}", f"{second} {first}"):
        assert asked(read_memo(letter(ask))).date == Date(2023, 5, 31)


def test_a_day_beyond_a_blank_line_is_not_the_answers():
    """After ``senast`` with nothing, the day of the signing is not taken."""
    ask = "Vi önskar svar från nämnden senast\n\nEkviken den 14 februari 2024"
    assert asked(read_memo(letter(ask))).kind == "unreadable"


def test_a_sentence_that_is_not_understood_is_asked_about():
    """A day for an answer that nobody seems to be asked for is not passed over."""
    ask = "Socialnämnden har begärt yttrande senast 2023-05-31. Rapporten överlämnas."
    reading = read_memo(letter(ask))
    assert [body.role for body in read(reading).bodies] == [Role.ADDRESSEE]
    assert fields(reading) == ["bodies"]


def test_a_body_that_is_only_implied_is_confirmed():
    """No addressee: the body that the recommendations go to may have to answer."""
    advice = "Vi rekommenderar kommunstyrelsen att:\n- Anta en plan."
    reading = read_memo(letter("Svar önskas senast 2023-05-31.", to="", advice=advice))
    assert asked(reading, "kommunstyrelsen").date == Date(2023, 5, 31)
    assert fields(reading) == ["bodies.kommunstyrelsen.reply"]


def test_a_clock_time_is_kept():
    """The answer is due at an hour of the day."""
    for ask in ("senast kl. 17.00 den 3 maj 2023", "senast 2023-05-03, klockan 17:00"):
        reply = asked(read_memo(letter(f"Vi önskar svar {ask}.")))
        assert (reply.kind, reply.date, reply.time) == (
            "date",
            Date(2023, 5, 3),
            dt.time(17),
        )
    odd = read_memo(letter("Vi önskar svar senast kl 25.00 den 3 maj 2023."))
    assert asked(odd).time is None
    assert fields(odd) == [f"bodies.{BODY}.reply"]


def test_a_day_without_year_needs_the_letters_own_day():
    """Without the letter's own day, no year can be proposed."""
    head = HEAD.replace("2023-02-14\n", "")
    reading = read_memo(letter("Vi önskar svar senast den 31 maj.", head=head))
    assert asked(reading).kind == "unreadable"
    assert fields(reading) == ["dated", f"bodies.{BODY}.reply"]


def test_bodies_have_days_of_their_own():
    """Two boards in one sentence keep each its day."""
    ask = "Vi önskar svar från kommunstyrelsen senast 2023-04-28 och från {} senast {}."
    reading = read_memo(letter(ask.format("socialnämnden", MAY), to="Till:\n"))
    assert asked(reading, "kommunstyrelsen").date == Date(2023, 4, 28)
    assert asked(reading, "socialnämnden").date == Date(2023, 5, 31)


ROLES = [
    pytest.param(
        TO + "Kommunstyrelsen\n",
        "Svar önskas senast 2023-05-31.",
        {BODY: "must_answer", "kommunstyrelsen": "must_answer"},
        id="stacked",
    ),
    pytest.param(
        TO + "Kommunstyrelsen\n",
        "Vi önskar svar från kommunstyrelsen.",
        {BODY: "addressee", "kommunstyrelsen": "must_answer"},
        id="one-named",
    ),
    pytest.param(
        "Till kommunstyrelsen\nFör kännedom: Kommunstyrelsen",
        "Svar önskas.",
        {"kommunstyrelsen": "must_answer"},
        id="two-roles",
    ),
    pytest.param(
        "Till\nHälsa-, vård- och omsorgsnämnden",
        "Svar önskas.",
        {"hälsa-, vård- och omsorgsnämnden": "must_answer"},
        id="commas",
    ),
    pytest.param(
        "Till\nEnskede-Årsta-Vantörs stadsdelsnämnd",
        "Svar önskas.",
        {"Enskede-Årsta-Vantörs stadsdelsnämnd": "must_answer"},
        id="district",
    ),
    pytest.param(
        "Till\nStyrelsen för Ekvikens Vatten AB",
        "Svar önskas.",
        {"Styrelsen för Ekvikens Vatten AB": "must_answer"},
        id="company",
    ),
    pytest.param(
        "Till\nKommunstyrelsen, socialnämnden och för- och grundskolenämnden",
        "Svar önskas.",
        dict.fromkeys(
            ("kommunstyrelsen", "socialnämnden", "för- och grundskolenämnden"),
            "must_answer",
        ),
        id="one-line",
    ),
    pytest.param(
        "Kommunstyrelsen",
        "Svar önskas.",
        {"kommunstyrelsen": "must_answer"},
        id="no-till",
    ),
    pytest.param(
        TO,
        "Revisorerna överlämnar rapporten till kommunstyrelsen för yttrande "
        f"senast {MAY} samt till {BODY} för kännedom.",
        {BODY: "for_information", "kommunstyrelsen": "must_answer"},
        id="sentence-overrides-head",
    ),
    pytest.param(
        TO,
        "Rapporten överlämnas för kännedom.",
        {BODY: "for_information"},
        id="only-informed",
    ),
    pytest.param(
        TO,
        "Rapporten behöver inte överlämnas till kommunstyrelsen för "
        "kännedom. Svar önskas.",
        {BODY: "must_answer"},
        id="negated",
    ),
    pytest.param(
        TO,
        f"Rapporten överlämnas till {BODY} för åtgärder.",
        {BODY: "addressee"},
        id="for-action",
    ),
]


@pytest.mark.parametrize(("to", "ask", "roles"), ROLES)
def test_each_body_has_its_role(to: str, ask: str, roles: dict[str, str]):
    """Names stay whole, and what the sentences say overrides the head."""
    bodies = read(read_memo(letter(ask, to=to))).bodies
    assert {body.name: body.role.value for body in bodies} == roles
