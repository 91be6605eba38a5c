"""The seed read whole, other fields re-worded, and papers that are no memo."""

import pytest
from pendulum import Date

from auditflow.memo import DiaryNumber, Memo, Recommendation, Signatory
from auditflow.reading import Reading, read_memo
from auditflow.reading.letter import LONGEST_LETTER
from tests.reading.papers import CLOSE, HEAD, SEED, letter


def read(text: str) -> Memo:
    reading = read_memo(text)
    assert reading.memo is not None, reading.why_not
    return reading.memo


def test_the_seed_is_read_whole():
    """Every field of the letter from Vänersborg, and nothing to ask."""
    reading = read_memo(SEED)
    memo = read(SEED)
    assert reading.questions == ()
    assert memo.municipality == "Vänersborgs kommun"
    assert memo.dnr == "2022/347"
    assert memo.diary_numbers == (DiaryNumber("kommunstyrelsen", "2022/347"),)
    assert memo.dated == Date(2022, 9, 27)
    assert memo.title == (
        "Granskning av kommunens arbete med integration och arbetsmarknadsinsatser"
    )
    assert [
        (b.name, b.role.value, b.reply.date, b.reply.text) for b in memo.bodies
    ] == [
        (
            "kommunstyrelsen",
            "must_answer",
            Date(2022, 11, 25),
            "Vi önskar svar från kommunstyrelsen senast 2022-11-25.",
        ),
        ("socialnämnden", "for_information", None, ""),
        ("kommunfullmäktige", "for_information", None, ""),
    ]
    bullets = [line[2:] for line in SEED.splitlines() if line.startswith("- ")]
    assert memo.recommendations == tuple(
        Recommendation(number, text, "kommunstyrelsen")
        for number, text in enumerate(bullets, 1)
    )
    assert len(bullets) == 7
    assert memo.signatories == (
        Signatory("Thomas Boström", "Ordförande"),
        Signatory("Torsten Gunnarsson", "Vice ordförande"),
    )
    assert memo.audit_firm == "KPMG"


def stood(reading: Reading) -> dict[str, str]:
    return {f.field: reading.text[f.start : f.end] for f in reading.found}


def test_each_field_keeps_where_it_stood():
    """The spans count in the given text, whatever was made even in it."""
    for text in (SEED, SEED.replace("\n", "\r\n"), SEED.replace(" ", "\u00a0")):
        places = stood(read_memo(text))
        assert places["dated"] == "2022-09-27"
        assert places["diary_numbers.1"] == "2022/347"
        assert places["bodies.socialnämnden"] == "Socialnämnden"
        assert places["signatories.2"].split() == ["Torsten", "Gunnarsson"]
        assert "senast" in places["bodies.kommunstyrelsen.reply"]


DAMAGED = [
    pytest.param(SEED.replace("\n", "\r\n"), id="windows-line-breaks"),
    pytest.param(SEED.replace("ä", "a\u0308").replace("ö", "o\u0308"), id="nfd"),
    pytest.param(SEED.replace(" ", "\u00a0"), id="no-break-spaces"),
    pytest.param(SEED.replace("\n\n", "\n \n\n\n"), id="more-blank-lines"),
    pytest.param("\n".join(filter(str.strip, SEED.splitlines())), id="no-blank-lines"),
    pytest.param(SEED.replace("\n- ", "\n● "), id="round-bullets"),
    pytest.param(SEED.replace("\n- ", "\n\uf0b7 "), id="symbol-font-bullets"),
    pytest.param(SEED.replace("uppföljning", "uppfölj\u00adning"), id="soft-hyphens"),
    pytest.param(SEED.replace("Till:\n\n", "Till: "), id="till-on-one-line"),
    pytest.param(SEED.replace("\n- Följa", "\n2 (2)\n- Följa"), id="page-number"),
    pytest.param(SEED.replace("kännedom:\n\nSoc", "kännedom: Soc"), id="copy-one-line"),
    pytest.param(f"\ufeff{SEED}\n\n\nBilaga: Granskningsrapport", id="enclosure-named"),
    pytest.param(
        SEED.replace(
            "\nOrdförande\n\n\n\nTorsten Gunnarsson\n",
            "\tTorsten Gunnarsson\nOrdförande\t",
        ),
        id="two-columns",
    ),
]


@pytest.mark.parametrize("text", DAMAGED)
def test_the_seed_survives_damage(text: str):
    """The same memo comes from the seed in another dress, without a question."""
    reading = read_memo(text)
    assert reading.questions == ()
    assert reading.memo == read(SEED)


@pytest.mark.parametrize(
    "number",
    [
        "313-24/2013",
        "3.1.4-18/2020",
        "RVK 2021/2",
        "RK 201604-0036",
        "KS-2014/742.912",
        "KS2006/0492-00",
        "2002/241-00",
        "TN 2013-0567",
        "420-145-2012",
        "REV 36-2022",
        "RS/721/2015",
        "2014/KS 0012 001",
        "2023/BUN 0214",
        "SCN-2015-0180",
        "310/30-05",
    ],
)
def test_diary_numbers_are_kept_as_written(number: str):
    """A diary number is not taken apart, and a day is none."""
    head = HEAD.replace("REV 36-2022", number)
    assert read(letter(head=head)).dnr == number


def test_a_label_without_a_diary_number_is_asked_about():
    """Neither a day nor a word is taken for the number after ``Dnr``."""
    for value in ("2023-02-14", "saknas"):
        reading = read_memo(letter(head=HEAD.replace("REV 36-2022", value)))
        assert reading.memo is not None
        assert reading.memo.dnr is None
        assert [q.field for q in reading.questions] == ["diary_numbers"]


def test_a_stamp_of_receipt_is_not_the_letters_day():
    """The stamp is offered in a question, and the day above the names is taken."""
    stamp = "Ekvikens kommun\nRevisorerna\n\nInkom 2023-02-20\n"
    reading = read_memo(letter(head=stamp))
    assert reading.memo is not None
    assert reading.memo.dated is None
    assert [q.field for q in reading.questions] == ["dated"]
    assert "2023-02-20" in str(reading.questions[0])
    signed = CLOSE.replace("\n\n", "\n\nEkviken den 14 februari 2023\n", 1)
    assert read(letter(head=stamp, close=signed)).dated == Date(2023, 2, 14)


def test_the_day_in_a_boards_stamp_is_not_the_letters():
    """A stamp with another day, above the letter's own, changes nothing."""
    assert read(SEED.replace("2022 -09- 27", "2022 -09- 29")) == read(SEED)


def test_a_title_that_begins_with_a_body_is_a_title():
    """A line that holds more than bodies names none as addressee."""
    memo = read(letter(title="Kommunstyrelsens uppsiktsplikt"))
    assert memo.title == "Kommunstyrelsens uppsiktsplikt"
    assert [body.name for body in memo.bodies] == ["samhällsbyggnadsnämnden"]


def test_the_genitive_of_the_municipality_is_undone():
    """`Ekvikens kommuns revisorer` are those of Ekvikens kommun."""
    head = HEAD.replace("Ekvikens kommun\n\nRevisorerna", "Ekvikens kommuns revisorer")
    found = read_memo(letter(head=head)).found[0]
    assert (found.field, found.start, found.end) == ("municipality", 0, 16)
    review = "På uppdrag av Ekvikens kommuns revisorer har BDO granskat underhållet."
    assert read(letter(head=head, review=review)).municipality == "Ekvikens kommun"


def test_an_enclosure_of_any_length_is_left_unread():
    """The letter stands first, and the limit never cuts a day into another one."""
    assert read(f"{SEED}\n\n{'Bilaga. ' * 60_000}") == read(SEED)
    begun = letter(ask="", close="")
    ask = "\nVi önskar svar från nämnden senast 2023-05-31"
    for over in range(12):
        padding = "z " * ((LONGEST_LETTER - len(begun) - len(ask)) // 2)
        memo = read(f"{begun}{padding}{'z' * over}{ask}\n{padding}")
        assert {body.reply.date for body in memo.bodies} <= {None, Date(2023, 5, 31)}


def test_recommendations_go_to_the_body_that_the_noun_means():
    """`nämnden` is the one addressee that is a nämnd."""
    advised = read(letter()).recommendations
    assert {one.body for one in advised} == {"samhällsbyggnadsnämnden"}


def test_several_days_in_the_head_are_asked_about():
    """Which of two days is the letter's own, only a person can tell."""
    reading = read_memo(letter(head=HEAD + "\nEkviken 2023-02-15\n"))
    assert reading.memo is not None
    assert reading.memo.dated is None
    assert [q.field for q in reading.questions] == ["dated"]


@pytest.mark.parametrize(
    ("advice", "texts", "asked"),
    [
        pytest.param(
            "Vi rekommenderar nämnden att:\n1. Anta en plan.\n2. Följa den.",
            ["Anta en plan.", "Följa den."],
            False,
            id="numbered",
        ),
        pytest.param(
            "Vi rekommenderar nämnden att:\n- Anta en plan\nför alla gator.\n- Gå.",
            ["Anta en plan för alla gator.", "Gå."],
            False,
            id="over-two-lines",
        ),
        pytest.param(
            "Vi rekommenderar nämnden att anta en plan.",
            ["anta en plan."],
            False,
            id="in-a-sentence",
        ),
        pytest.param(
            "Vi lämnar tre rekommendationer:\n- Anta en plan.\n- Följa den.",
            ["Anta en plan.", "Följa den."],
            True,
            id="one-is-missing",
        ),
        pytest.param(
            "Våra rekommendationer finns i rapporten.", [], True, id="in-report"
        ),
        pytest.param(
            "Vi gör följande bedömningar:\n- Planen är god.",
            [],
            False,
            id="verdicts-are-none",
        ),
    ],
)
def test_recommendations(advice: str, texts: list[str], asked: bool):
    """Bullets under a lead-in, and a question where their number is unsure."""
    reading = read_memo(letter(advice=advice))
    assert reading.memo is not None
    assert [r.text for r in reading.memo.recommendations] == texts
    assert [q.field for q in reading.questions] == ["recommendations"] * asked


@pytest.mark.parametrize(
    ("close", "signed"),
    [
        pytest.param(
            "På revisorernas vägnar\nKarin Ek Ordförande Per Lund Sekreterare",
            [("Karin Ek", "Ordförande"), ("Per Lund", "Sekreterare")],
            id="one-line",
        ),
        pytest.param(
            "För kommunens revisorer\nKarin Ek, ordförande",
            [("Karin Ek", "ordförande")],
            id="comma",
        ),
        pytest.param(
            "Karin Ek\nOrdförande\nPer Lund\nSekreterare",
            [("Karin Ek", "Ordförande"), ("Per Lund", "Sekreterare")],
            id="no-lead",
        ),
    ],
)
def test_everyone_who_signed(close: str, signed: list[tuple[str, str]]):
    """Names with roles as written, in several layouts."""
    assert [(s.name, s.role) for s in read(letter(close=close)).signatories] == signed


def test_a_title_without_a_known_word_is_asked_about():
    """The last line of the head may be the title; a person confirms it."""
    reading = read_memo(letter(title="Kommunens gator och torg"))
    assert reading.memo is not None
    assert reading.memo.title == "Kommunens gator och torg"
    assert [q.field for q in reading.questions] == ["title"]


OTHERS = [
    pytest.param("", "no text", id="empty"),
    pytest.param("Mjölk\nägg\nsmör", "no auditors", id="shopping-list"),
    pytest.param(
        "date,body,status\n2022-11-02,Kommunstyrelsen,planned",
        "no auditors",
        id="meetings",
    ),
    pytest.param(f"Sammanträdesprotokoll\n{SEED}", "minutes", id="protocol"),
    pytest.param(
        "Kommunstyrelsen\n2022-11-02\nTill: Revisorerna\nYttrande över granskning"
        " av integration\nKommunstyrelsen svarar att planen antas.\n",
        "a reply",
        id="reply",
    ),
    pytest.param(
        "Kommunstyrelsen\nTill: Kommunens revisorer\nVi har läst rapporten.",
        "addressed to the auditors",
        id="to-the-auditors",
    ),
    pytest.param(
        letter(to="", ask="Rapporten överlämnas.", advice="Vi tackar."),
        "addressed to no board",
        id="no-body",
    ),
    pytest.param(
        letter(ask="Hej då.", advice="Vi tackar."), "hands over", id="nothing"
    ),
    pytest.param(
        "Granskning av underhåll\nRapport till revisorerna\nEkvikens kommun\n\n"
        "Innehåll\n1 Sammanfattning 2\n\n1 Sammanfattning\n"
        "Vi rekommenderar samhällsbyggnadsnämnden att:\n- Anta en plan.\n",
        "the report of the review itself",
        id="report",
    ),
]


@pytest.mark.parametrize(("text", "why"), OTHERS)
def test_another_paper_is_no_memo(text: str, why: str):
    """It is told why, in both languages, rather than half read."""
    reading = read_memo(text)
    assert reading.memo is None
    assert reading.why_not is not None
    assert why in str(reading.why_not)
    assert reading.why_not.sv


def questions_about(field: str, text: str) -> list[tuple[str, str]]:
    """What is asked about a field, in both languages."""
    asked = read_memo(text).questions
    return [(question.sv, question.en) for question in asked if question.field == field]


class TestWhatIsAsked:
    """The sentence says what is doubtful, and of whom."""

    @pytest.mark.parametrize(
        ("close", "sv", "en"),
        [
            (
                "Karin Ek",
                "Om Karin Ek har undertecknat framgår inte; bekräfta det.",
                "Whether Karin Ek signed cannot be told; confirm it.",
            ),
            (
                "För revisorerna\n\nEva Maria Ek\nOrdförande\nLedamot",
                "Vem som har vilken roll framgår inte; ange rollen för Eva Maria Ek.",
                "Who has which role cannot be told; give the role of Eva Maria Ek.",
            ),
        ],
    )
    def test_who_signed_or_in_which_role(self, close: str, sv: str, en: str):
        """Two kinds of doubt are two kinds of question."""
        assert questions_about("signatories", letter(close=close)) == [(sv, en)]

    @pytest.mark.parametrize(
        ("advice", "sv", "en"),
        [
            (
                "Vi lämnar tre rekommendationer till nämnden:\n- Anta en plan.\n- Mät.",
                "brevet anger 3, men 2 lästes",
                "the letter announces 3, but 2 were read",
            ),
            (
                "Vi lämnar två rekommendationer till nämnden:\n- Anta en plan.",
                "brevet anger 2, men 1 lästes",
                "the letter announces 2, but 1 was read",
            ),
            (
                "Vi rekommenderar nämnden att:\n- anta en plan - följa den",
                "1 lästes, men listan är otydlig",
                "1 was read, but the list is unclear",
            ),
        ],
    )
    def test_how_many_were_read(self, advice: str, sv: str, en: str):
        """Of how many, where the letter announces them."""
        text = letter(advice=advice)
        assert questions_about("recommendations", text) == [
            (
                f"Bekräfta rekommendationerna: {sv}.",
                f"Confirm the recommendations: {en}.",
            )
        ]
