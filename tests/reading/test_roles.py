"""Who must answer, and by which day, of two addressees: never one too many.

Each case asks in another way of kommunstyrelsen (KS) and socialnämnden (SN), which both
stand under ``Till``. A role is ``date``, ``asked`` (a person must confirm or give the
day), ``none`` (sent to, asked nothing) or ``copy``.
"""

import pytest
from pendulum import Date

from auditflow.memo import Body, ReplyKind, Role
from auditflow.reading import Reading, read_memo
from tests.reading.papers import letter

TO = "Till\nKommunstyrelsen\nSocialnämnden\n"
KS, SN = "kommunstyrelsen", "socialnämnden"
D = "den 31 maj 2023"
DAY = Date(2023, 5, 31)

CASES = {
    # both, or the one that is named
    f"Svar önskas senast {D}.": ("date", "date"),
    f"Vi önskar svar från {KS} senast {D}.": ("date", "none"),
    f"Vi önskar svar från {KS} och {SN} senast {D}.": ("date", "date"),
    f"{KS.capitalize()} och {SN} ombeds svara senast {D}.": ("date", "date"),
    # somebody is excepted
    f"Vi önskar svar senast {D}, dock inte från {SN}.": ("date", "none"),
    f"Vi önskar svar senast {D}. {SN.capitalize()} behöver inte svara.": (
        "date",
        "none",
    ),
    f"Svar önskas senast {D}. Svar från {SN} krävs ej.": ("date", "none"),
    f"Svar önskas senast {D}. Vi begär inget svar från {SN}.": ("date", "none"),
    f"Svar önskas senast {D}. {SN.capitalize()} undantas från att svara.": (
        "date",
        "none",
    ),
    f"Vi önskar svar från {KS} senast {D}, men inget svar från {SN}.": (
        "date",
        "none",
    ),
    f"Svar önskas senast {D}, med undantag för {SN}.": ("date", "none"),
    f"Alla utom {SN} ombeds svara. Svar önskas senast {D}.": ("date", "none"),
    f"Svar önskas senast {D}. Från {SN} krävs inget svar.": ("date", "none"),
    f"Svar önskas senast {D}. Inget svar från {SN} krävs.": ("date", "none"),
    # nobody is excepted by what they need not, or have not, done
    f"Svar önskas senast {D}. {SN.capitalize()} redovisar inte målen.": (
        "date",
        "date",
    ),
    f"{SN.capitalize()} har inte lämnat någon information. Svar önskas senast {D}.": (
        "date",
        "date",
    ),
    f"Alla utom {SN} har lämnat sin redovisning. Svar önskas senast {D}.": (
        "date",
        "date",
    ),
    f"Nämnderna lämnar inga svar på frågorna. Svar önskas senast {D}.": (
        "date",
        "date",
    ),
    f"Svar önskas senast {D}. {SN.capitalize()} behöver inte redovisa avvikelser.": (
        "date",
        "date",
    ),
    f"Svar önskas senast {D}. Svar från {SN} ska inte dröja.": ("date", "date"),
    f"Svar önskas senast {D}. {KS.capitalize()} och {SN} behöver inte besvara"
    " det som redan är åtgärdat.": ("date", "date"),
    # a request stands beside what is not done
    f"Vi önskar utan dröjsmål svar senast {D}.": ("date", "date"),
    f"Vi önskar att nämnderna utan dröjsmål, dock senast {D}, svarar.": (
        "date",
        "date",
    ),
    f"Vi önskar svar senast {D} på varför nämnderna inte redovisar målen.": (
        "date",
        "date",
    ),
    f"{SN.capitalize()} har inte lämnat svar, varför vi önskar svar senast {D}.": (
        "date",
        "date",
    ),
    f"Vi begär inget svar men ber {SN} redovisa åtgärderna senast {D}.": (
        "none",
        "date",
    ),
    # a list with its days takes the place of its own lead alone
    f"Vi önskar svar från {KS} senast:\nVi önskar svar enligt följande:\n"
    f"- {SN} senast {D}": ("asked", "date"),
    # somebody only gets a copy, or is consulted
    f"Vi översänder rapporten till {SN} för kännedom. Svar önskas senast {D}.": (
        "date",
        "copy",
    ),
    f"{SN.capitalize()} får rapporten för kännedom. Svar önskas senast {D}.": (
        "date",
        "copy",
    ),
    f"Vi önskar att {KS}, i dialog med {SN}, inkommer med svar senast {D}.": (
        "date",
        "none",
    ),
    f"{KS.capitalize()} får rapporten för yttrande senast {D}.": ("date", "none"),
    # two days: one each where that can be told, and else a question for both
    f"Vi önskar svar från {KS} senast {D} och från {SN} senast {D}.": ("date", "date"),
    f"Svaren ska vara oss tillhanda senast 1 mars 2023 för {SN} samt {D} för {KS}.": (
        "asked",
        "asked",
    ),
    f"Vi önskar svar senast 1 mars 2023 från {SN} och {D} från {KS}.": (
        "asked",
        "asked",
    ),
    f"Vi önskar följande:\n- {KS} senast {D}\n- {SN}s svar senast {D}": (
        "date",
        "date",
    ),
    # the day is another's
    f"{KS.capitalize()} ska svara länsstyrelsen senast {D}. Svar önskas.": (
        "asked",
        "asked",
    ),
    f"Enligt planen ska {KS} lämna återrapportering till fullmäktige senast {D}."
    " Rapporten överlämnas.": ("asked", "none"),
    f"Vi önskar svar före {D}.": ("asked", "asked"),
    "Vi önskar svar senast den 31 maj nästa år.": ("asked", "asked"),
    "Vi önskar svar senast den 31 maj 2032.": ("asked", "asked"),
    "Vi önskar svar senast den 14 februari 2023.": ("asked", "asked"),
    f"Vi kommer att begära svar senast {D}. Rapporten överlämnas.": ("none", "none"),
    "I en tidigare skrivelse begärde vi svar senast den 1 mars 2022, vilket lämnades."
    f" Svar önskas senast {D}.": ("date", "date"),
}


def as_read(reading: Reading, name: str) -> str:
    assert reading.memo is not None, reading.why_not
    body = reading.memo.body(name)
    assert body is not None, f"{name} is lost"
    if body.role is Role.FOR_INFORMATION:
        return "copy"
    return _answer(body, {question.field for question in reading.questions})


def _answer(body: Body, asked: set[str]) -> str:
    if body.reply.kind is ReplyKind.NONE:
        return "none"
    if f"bodies.{body.name}.reply" in asked:
        return "asked"
    assert body.reply.date == DAY
    return "date"


@pytest.mark.parametrize(("ask", "expected"), CASES.items(), ids=range(len(CASES)))
def test_each_body_is_asked_what_the_letter_asks_of_it(
    ask: str, expected: tuple[str, str]
):
    """Not one too many, and no day that is not sure without a question."""
    reading = read_memo(letter(ask, to=TO, advice="Vi tackar."))
    assert (as_read(reading, KS), as_read(reading, SN)) == expected


RECEIVERS = {
    "Till: Socialnämnden, kommunstyrelsen,\ntekniska nämnden och byggnadsnämnden": 4,
    "Till: Kommunstyrelsen samt kultur- och\nfritidsnämnden": 2,
    "Till\nSocialnämnden\nValberedningen\nKommunstyrelsen": 2,
    "Till\nTekniska nämnden\nBARN- OCH UTBILDNINGSNÄMNDEN\nGemensam patientnämnd": 3,
    "Till\nKS\nStyrelsen för Ekvikens Energi & Vatten AB\nStiftelsen Ekens museum": 3,
    "Till\nStyrelserna för\nEkvikens Bostäder AB\nAB Ekvikens Fastigheter": 2,
    "Till\tFör kännedom\nSocialnämnden\tKommunfullmäktige": 1,
    "Kommunstyrelsen\nAB Ekvikens Fastigheter": 2,
    "Till\nDirektionen": 1,
    "Till: Kommunstyrelsen, för kännedom kommunfullmäktiges presidium": 1,
    "Till kommunstyrelsen\nF.k. Kommunfullmäktige": 1,
    "Till kommunstyrelsen\nSkickas även till: Kommunfullmäktige (kännedom)": 1,
    "Till kommunfullmäktige\nKommunstyrelsen": 1,
    "Till\nKommunstyrelsen\nSamhällsbyggnad\nStadsbyggnadsnämnden": 2,
    "Till\nKommunstyrelsen\nTorshälla stads nämnd\nStadsbyggnadsnämnden": 3,
    "Till\nKommunstyrelsen\nBistånds-, arbetsmarknads- och sociala nämnden": 2,
    "Till\nKommundelsnämnden i Tidan\nStadsdelsnämnd Hyllie\nUtskottet Lärande": 3,
}


@pytest.mark.parametrize(("to", "count"), RECEIVERS.items(), ids=range(len(RECEIVERS)))
def test_no_receiver_is_lost(to: str, count: int):
    """Lists that are broken over lines, kinds of bodies, labels and columns."""
    reading = read_memo(letter(f"Svar önskas senast {D}.", to=to, advice="Vi tackar."))
    assert reading.memo is not None, reading.why_not
    assert len(reading.memo.must_answer) == count
    assert {body.reply.date for body in reading.memo.must_answer} == {DAY}


def test_an_unknown_receiver_is_asked_about():
    """Where a line within the receivers is no known body, nor the title below them."""
    to = "Till\nKommunstyrelsen\nSamhällsbyggnad\nStadsbyggnadsnämnden\n"
    asked = [q.field for q in read_memo(letter(to=to)).questions]
    assert asked == ["bodies"]
    last = "Till\nKommunstyrelsen\nValberedningen\n"
    assert [q.field for q in read_memo(letter(to=last)).questions] == ["bodies"]
    assert read_memo(letter(to="Till\nKommunstyrelsen\n")).questions == ()


def test_a_day_stands_in_the_head_beside_its_body():
    """`Kommunstyrelsen (yttrande senast …)` in a list of receivers."""
    to = f"Till\nKommunstyrelsen (yttrande senast {D})\nSocialnämnden (för kännedom)"
    reading = read_memo(letter("Rapporten överlämnas.", to=to, advice="Vi tackar."))
    assert as_read(reading, KS) == "date"
    assert as_read(reading, SN) == "copy"


STRANGERS = [
    "Skolinspektionen",
    "Inspektionen för vård och omsorg",
    "Arbetsmiljöverket",
    "Länsstyrelsen i Ekvikens län",
]


@pytest.mark.parametrize("sender", STRANGERS)
def test_a_state_authority_is_not_the_auditors(sender: str):
    """What it asks for by a day is no answer to auditors, and the reason says so."""
    reading = read_memo(
        f"{sender}\n2023-02-14\n\nTill Socialnämnden\n\nTillsyn av verksamheten\n\n"
        "Vi har granskat verksamheten. Vi begär svar från nämnden senast 2023-05-31.\n"
    )
    assert reading.memo is None
    assert "state authority" in str(reading.why_not)


def test_a_firm_that_asks_is_not_the_auditors():
    """Without a word for auditors nobody's wish is theirs."""
    reading = read_memo(
        "Ekens Bygg AB\n2023-02-14\n\nTill Byggnadsnämnden\n\n"
        "Vi begär svar från nämnden senast 2023-05-31.\n"
    )
    assert reading.memo is None
    assert "no auditors" in str(reading.why_not)


def test_short_lines_are_sentences():
    """Few words that ask or recommend are no head of a letter."""
    advice = "Vi rekommenderar nämnden att:\n- Anta en plan.\n- Följa den."
    reading = read_memo(letter(f"Svar önskas senast {D}.", review="", advice=advice))
    assert reading.memo is not None
    assert [one.text for one in reading.memo.recommendations] == [
        "Anta en plan.",
        "Följa den.",
    ]


def test_a_request_right_below_a_list_is_read():
    """Where neither a full stop nor a blank line parts them."""
    advice = "Vi rekommenderar nämnden att:\n- Anta en plan\n- Följa den"
    for ask in (
        f"Nämnden ska svara senast {D}.",
        f"Skriftligt svar önskas senast {D}.",
    ):
        text = letter("", advice=f"{advice}\n{ask}")
        reading = read_memo(text)
        assert reading.memo is not None
        (body,) = reading.memo.must_answer
        assert body.reply.date == DAY


def test_a_very_long_text_says_that_it_was_cut():
    """What stands after so much text is not read, and that is said."""
    reading = read_memo(letter() + "\n\n" + "Bilaga. " * 60_000)
    assert any("200,000" in one.en for one in reading.mended)


BESIDE_A_WISH = [
    f"Vi önskar svar från {KS}, inklusive en plan för åtgärderna, senast {D}.",
    f"Vi önskar svar från {KS} med kopia till fullmäktige senast {D}.",
    f"Vi önskar att {KS} senast {D} lämnar sina synpunkter över rapporten.",
    f"Svar önskas senast enligt följande:\n- Kommunstyrelsen {D}",
    f"Svar önskas senast:\n\nKommunstyrelsen   {D}",
]


@pytest.mark.parametrize("ask", BESIDE_A_WISH, ids=range(len(BESIDE_A_WISH)))
def test_a_day_belongs_to_the_wish_again(ask: str):
    """After a clause between commas, a copy, or in the table below the request."""
    reading = read_memo(letter(ask, to="Till\nKommunstyrelsen", advice="Vi tackar."))
    assert as_read(reading, KS) == "date"
