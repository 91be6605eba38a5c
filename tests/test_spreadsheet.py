"""A spreadsheet of cases: what a row tells, and what is wrong with it."""

from datetime import date

import pytest

from auditflow.case import Case
from auditflow.case.spreadsheet import COLUMNS, read_spreadsheet
from auditflow.case.spreadsheet.row import DESPITE
from auditflow.errors import CaseRefused
from auditflow.events import Irregularity

TODAY = date(2023, 3, 1)
WHOLE = {
    "kommun": "Sala kommun",
    "nämnd": "kommunstyrelsen",
    "diarienummer": "KS 2022/347",
    "revisorernas diarienummer": "REV 2022/12",
    "rubrik": "Granskning av integration",
    "daterad": "2022-09-26",
    "inkommen": "2022-09-27",
    "svar senast": "2022-11-25",
    "handläggare": "Anna Ek",
    "registrerad": "2022-09-28",
    "remitterad": "2022-09-30",
    "remitterad till": "socialnämnden; barn- och utbildningsnämnden",
    "yttrande senast": "2022-10-21",
    "yttranden inkomna": "2022-10-20",
    "anstånd beviljat": "2022-10-25",
    "anstånd till": "2022-12-16",
    "beredd": "2022-11-11",
    "beslutad": "2022-12-07",
    "paragraf": "§ 148",
    "justerad": "2022-12-09",
    "anslagen": "2022-12-12",
    "besvarad": "2022-12-14",
}


def table(*rows: dict[str, str], delimiter: str = ";") -> str:
    """Rows as CSV, with a column for each key of any of them."""
    columns = [*dict.fromkeys(key for row in rows for key in row)]
    lines = [columns, *([row.get(column, "") for column in columns] for row in rows)]
    return "".join(
        delimiter.join(
            f'"{cell}"' if ";" in cell or "," in cell else cell for cell in line
        )
        + "\n"
        for line in lines
    )


def only_case(**changes: str) -> Case:
    """The case of one row, which is `WHOLE` with some cells changed."""
    sheet = read_spreadsheet(table({**WHOLE, **named(changes)}), today=TODAY)
    assert sheet.refused == ()
    ((line, case),) = sheet.cases
    assert line == 2
    return case


def named(changes: dict[str, str]) -> dict[str, str]:
    """Columns written as a keyword can be: ``svar_senast``."""
    return {name.replace("_", " "): cell for name, cell in changes.items()}


def problems(**changes: str) -> list[str]:
    """What is wrong with one row, which is `WHOLE` with some cells changed."""
    sheet = read_spreadsheet(table({**WHOLE, **named(changes)}), today=TODAY)
    assert sheet.cases == ()
    assert {(one.line, one.place) for one in sheet.refused} == {(2, "line 2")}
    assert all(one.mend for one in sheet.refused)
    return [one.what for one in sheet.refused]


def refused(text: str, **options: object) -> list[str]:
    """Why a text is no table of cases at all."""
    with pytest.raises(CaseRefused) as error:
        read_spreadsheet(text, source="x.csv", **options)  # type: ignore[arg-type]
    return [*error.value.problems]


class TestRow:
    """What a row tells."""

    def test_a_whole_life(self):
        """Each cell becomes what happened, on its day."""
        case = only_case()
        assert case.name == "sala/kommunstyrelsen/ks-2022-347"
        assert [(event.word, str(event.on)) for event in case.history] == [
            ("received", "2022-09-27"),
            ("registered", "2022-09-28"),
            ("assigned", "2022-09-28"),
            ("referred", "2022-09-30"),
            ("statement_received", "2022-10-20"),
            ("statement_received", "2022-10-20"),
            ("extension_granted", "2022-10-25"),
            ("drafted", "2022-11-11"),
            ("adopted", "2022-12-07"),
            ("minutes_adjusted", "2022-12-09"),
            ("notice_posted", "2022-12-12"),
            ("answered", "2022-12-14"),
        ]
        assert not any(event.irregular or event.despite for event in case.history)

    def test_what_it_says_of_the_letter(self):
        """Whose it is, its number, and by when it wants an answer."""
        memo = only_case().memo
        assert (memo.municipality, memo.dnr) == ("Sala kommun", "REV 2022/12")
        assert memo.title == "Granskning av integration"
        assert memo.dated == date(2022, 9, 26)
        assert [(b.name, b.role.value, b.reply.date) for b in memo.bodies] == [
            ("kommunstyrelsen", "must_answer", date(2022, 11, 25))
        ]
        assert [(n.owner, n.raw) for n in memo.diary_numbers] == [
            ("revisorerna", "REV 2022/12")
        ]

    def test_who_and_whom(self):
        """The handler, the bodies that were asked, and who decided."""
        case = only_case()
        assert case.handler == "Anna Ek"
        assert [(r.body, str(r.reply_by), str(r.done_on)) for r in case.referrals] == [
            ("socialnämnden", "2022-10-21", "2022-10-20"),
            ("barn- och utbildningsnämnden", "2022-10-21", "2022-10-20"),
        ]
        by = {event.word: event.by for event in case.history}
        assert by["adopted"] == "kommunstyrelsen"
        assert by["extension_granted"] == "revisorerna"
        assert by["answered"] == "import"

    def test_the_least(self):
        """A body, a day, and whose it is."""
        row = {"kommun": "Sala kommun", "nämnd": "KS", "inkommen": "2022-09-27"}
        ((_, case),) = read_spreadsheet(table(row)).cases
        assert (case.authority, case.body, case.dnr) == ("sala", "KS", None)
        assert case.reply.kind == "undated"
        assert len(case.history) == 1

    def test_registered_on_the_day_it_came_in(self):
        """Where the number stands there, and no day."""
        case = only_case(registrerad="")
        assert [str(event.on) for event in case.history[1:3]] == ["2022-09-27"] * 2

    def test_a_case_that_was_closed(self):
        """With its reason, and nothing after it."""
        row = {**WHOLE, "avslutad": "2022-10-03", "skäl": "återkallat"}
        later = [*WHOLE][[*WHOLE].index("yttranden inkomna") :]
        sheet = read_spreadsheet(table({**row, **dict.fromkeys(later, "")}))
        ((_, case),) = sheet.cases
        assert case.state == "closed"
        assert case.history[-1].word == "closed"

    def test_an_irregular_step_says_that_the_row_says_no_more(self):
        """An answer before the minutes were adjusted, as far as the row tells."""
        case = only_case(justerad="", anslagen="")
        answered = case.history[-1]
        assert answered.irregular == (Irregularity.MINUTES_NOT_ADJUSTED,)
        assert answered.despite == DESPITE

    @pytest.mark.parametrize(
        ("cells", "authority"),
        [
            pytest.param({"kommun": "Sala kommun"}, "sala", id="municipality"),
            pytest.param({"myndighet": "Grums"}, "grums", id="authority"),
            pytest.param(
                {"myndighet": "sala", "kommun": "Grums kommun"}, "sala", id="both"
            ),
            pytest.param({}, "orust", id="neither"),
        ],
    )
    def test_whose_case_it_is(self, cells, authority):
        """As the row says, or as is given, or as its municipality is called."""
        given = None if cells else "orust"
        row = {"nämnd": "KS", "inkommen": "2022-09-27", **cells}
        ((_, case),) = read_spreadsheet(table(row), authority=given).cases
        assert case.authority == authority

    def test_who_tells_it(self):
        """It is said of each entry."""
        sheet = read_spreadsheet(table(WHOLE), by="Bo Ek")
        assert {e.by for e in sheet.cases[0][1].history} == {
            "Bo Ek", "kommunstyrelsen", "revisorerna",
        }  # fmt: skip


YEARS = "1953–2100, the years whose public holidays are known"
WRONG = [
    pytest.param({"nämnd": ""}, ["nämnd: is empty"], id="no-body"),
    pytest.param({"nämnd": "–"}, ["nämnd: '–' says nothing"], id="a-dash"),
    pytest.param({"skäl": "?"}, ["skäl: '?' says nothing",
        "skäl: is filled in, but avslutad is empty"], id="a-sign"),
    pytest.param(
        {"inkommen": "27/9 2022"}, ["inkommen: '27/9 2022' is no day"], id="slashes"
    ),
    pytest.param(
        {"inkommen": "2022-09-27 00:00"},
        ["inkommen: '2022-09-27 00:00' is no day"],
        id="an-instant",
    ),
    pytest.param({"inkommen": "44831"}, ["inkommen: '44831' is no day"], id="a-serial"),
    pytest.param(
        {"beredd": "2022-02-30"},
        ["beredd: '2022-02-30' is no day of the calendar"],
        id="no-such-day",
    ),
    pytest.param(
        {"svar_senast": "2202-11-25"},
        [f"svar senast: 2202-11-25 lies outside {YEARS}"],
        id="too-far",
    ),
    pytest.param(
        {"besvarad": "2023-03-02"},
        ["besvarad: 2023-03-02 has not come yet"],
        id="ahead",
    ),
    pytest.param(
        {"kommun": ""},
        ["neither myndighet nor kommun says whose case it is"],
        id="no-authority",
    ),
    pytest.param(
        {"daterad": "2022-09-28"},
        ["inkommen: 2022-09-27 lies before daterad, 2022-09-28"],
        id="received-before-the-letter",
    ),
    pytest.param(
        {"besvarad": "2022-09-01"},
        ["besvarad: 2022-09-01 lies before beslutad, 2022-12-07"],
        id="answered-before-received",
    ),
    pytest.param(
        {"registrerad": "2022-09-26", "beredd": "2022-09-29"},
        ["registrerad: 2022-09-26 lies before inkommen, 2022-09-27",
         "beredd: 2022-09-29 lies before remitterad, 2022-09-30"],
        id="two-at-once",
    ),
    pytest.param(
        {"diarienummer": ""},
        ["registrerad: is filled in, but diarienummer is empty"],
        id="registered-without-number",
    ),
    pytest.param(
        {"remitterad_till": ""},
        ["remitterad: is filled in, but remitterad till is empty"],
        id="referred-to-nobody",
    ),
    pytest.param(
        {"beredd": ""},
        ["beslutad: is filled in, but beredd is empty"],
        id="adopted-without-draft",
    ),
    pytest.param(
        {"beslutad": "", "justerad": "", "anslagen": "", "paragraf": ""},
        ["besvarad: is filled in, but beslutad is empty"],
        id="answered-without-decision",
    ),
    pytest.param(
        {"justerad": ""},
        ["anslagen: is filled in, but justerad is empty"],
        id="notice-without-minutes",
    ),
    pytest.param(
        {"avslutad": "2023-01-10"},
        ["avslutad: is filled in, but skäl is empty",
         "avslutad: is filled in, and so is besvarad"],
        id="answered-and-closed",
    ),
    pytest.param(
        {"remitterad_till": "Kommunstyrelsen"},
        ["remitterad: Kommunstyrelsen cannot ask itself for a statement"],
        id="asked-itself",
    ),
    pytest.param(
        {"anstånd_till": "2022-11-20"},
        ["anstånd till: 2022-11-20 is no extension, for 2022-11-25 stands already"],
        id="an-extension-to-an-earlier-day",
    ),
]  # fmt: skip


class TestWrongRow:
    """All that is wrong with a row is told, by its line and its column."""

    @pytest.mark.parametrize(("cells", "what"), WRONG)
    def test_it_is_no_case(self, cells, what):
        """And nothing is guessed."""
        assert problems(**cells) == what

    def test_a_day_says_how_to_write_it(self):
        """As everywhere."""
        sheet = read_spreadsheet(table({**WHOLE, "inkommen": "27.9.22"}))
        assert sheet.refused[0].mend == "write a day as 2022-11-25"

    def test_without_a_day_to_look_from_every_day_has_come(self):
        """Nothing here knows what day it is."""
        sheet = read_spreadsheet(table({**WHOLE, "besvarad": "2099-12-30"}))
        assert len(sheet.cases) == 1

    def test_columns_are_called_as_the_file_calls_them(self):
        """A column that it lacks, in the language of the others."""
        english = "Municipality,Body,Received,ANSWERED\nSala,KS,2022-09-27,2022-10-03\n"
        sheet = read_spreadsheet(english)
        assert sheet.refused[0].what == "ANSWERED: is filled in, but adopted is empty"
        swedish = english.replace("Body", "Nämnd").replace("ANSWERED", "Besvarad")
        sheet = read_spreadsheet(swedish)
        assert sheet.refused[0].what == "Besvarad: is filled in, but beslutad is empty"

    def test_all_rows_are_looked_at(self):
        """Each problem has its own line; right rows are cases all the same."""
        right = {"kommun": "Sala", "nämnd": "KS", "inkommen": "2022-09-27"}
        wrong = {**right, "inkommen": "igår", "nämnd": ""}
        sheet = read_spreadsheet(table(right, wrong, right, wrong))
        assert [line for line, _ in sheet.cases] == [2, 4]
        assert [one.line for one in sheet.refused] == [3, 3, 5, 5]

    def test_more_cells_than_headings(self):
        """A delimiter within a cell would shift all that comes after it."""
        sheet = read_spreadsheet("kommun;nämnd;inkommen\nSala;KS;2022-09-27;x\n")
        assert sheet.refused[0].what == "has 4 cells under 3 headings"

    def test_what_would_steer_a_terminal_is_not_shown(self):
        """Whatever stands in a cell."""
        (what,) = problems(inkommen="\x1b[31mx\u202e")
        assert what == "inkommen: '�[31mx' is no day"


class TestTable:
    """Every form in which a spreadsheet saves its tables."""

    @pytest.mark.parametrize("delimiter", [";", ",", "\t"])
    @pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
    def test_delimiters_and_line_ends(self, delimiter, ending):
        """Whichever there are."""
        text = table(WHOLE, delimiter=delimiter).replace("\n", ending)
        ((line, case),) = read_spreadsheet(text).cases
        assert (line, case.dnr) == (2, "KS 2022/347")

    def test_empty_lines_and_columns_are_skipped(self):
        """Lines keep their numbers; a column without a heading may be empty."""
        text = "\n;;;\nkommun;nämnd;;inkommen\n;;;\n\nSala;KS;;2022-09-27\n"
        ((line, _),) = read_spreadsheet(text).cases
        assert line == 6

    def test_a_cell_may_have_several_lines(self):
        """A row is called by its first."""
        text = (
            "kommun;nämnd;inkommen;remitterad;remitterad till\n"
            'Sala;KS;2022-09-27;2022-09-30;"socialnämnden\nskolnämnden"\n'
            "Sala;KS;x;;\n"
        )
        sheet = read_spreadsheet(text)
        ((line, case),) = sheet.cases
        assert [r.body for r in case.referrals] == ["socialnämnden", "skolnämnden"]
        assert (line, sheet.refused[0].line) == (2, 4)

    def test_headings_in_any_spelling(self):
        """Capitals, spaces, underscores, and how letters are composed."""
        text = (
            "KOMMUN ;Na\u0308mnd;Inkommen:;svar_senast\nSala;KS;2022-09-27;2022-11-25\n"
        )
        ((_, case),) = read_spreadsheet("\ufeff" + text).cases
        assert case.reply.date == date(2022, 11, 25)

    @pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
    def test_every_name_of_a_column_is_known(self, column):
        """In both languages; no two columns share one."""
        others = [
            name for other in COLUMNS if other is not column for name in other.names
        ]
        for name in column.names:
            assert name not in others
            text = (
                f"{name};body;received"
                if column.name not in ("body", "received")
                else (f"{name};{'received' if column.name == 'body' else 'body'}")
            )
            mend = "write a row for each case under the header"
            why = f"x.csv line 1: there is no case in it; {mend}"
            assert refused(f"{text}\n") == [why]

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            pytest.param(
                "kommun;nämnd;inkomen\n",
                "there is no column 'inkomen'; did you mean inkommen, or leave it out"
                " with --ignore 'inkomen'",
                id="a-typo",
            ),
            pytest.param(
                "kommun;nämnd;inkommen;zzz\n", "there is no column 'zzz'; call it one"
                " of: myndighet, kommun", id="unknown",
            ),
            pytest.param(
                "kommun;nämnd;inkommen;body\n",
                "'body' says the same as the column 'nämnd'",
                id="twice",
            ),
            pytest.param(
                "kommun;inkommen\n", "the column nämnd (body) is missing", id="missing"
            ),
            pytest.param("", "the column inkommen (received) is missing", id="empty"),
            pytest.param(
                'kommun;nämnd;inkommen\nSala;KS;2022-09-27\nSala;"KS;2022-09-28\n',
                "line 3: is no CSV: unexpected end of data",
                id="an-open-quote",
            ),
            pytest.param(
                'kommun;nämnd;inkommen\nSala;"KS"x;2022-09-27\n', "line 2: is no CSV",
                id="a-stray-quote",
            ),
            pytest.param(
                f"kommun;nämnd;inkommen\nSala;{'x' * 200_000};2022-09-27\n",
                "field larger than field limit",
                id="an-endless-cell",
            ),
        ],
    )  # fmt: skip
    def test_what_is_no_table_is_refused_as_a_whole(self, text, why):
        """A column that nobody knows is never dropped in silence."""
        assert any(why in problem for problem in refused(text))

    def test_all_that_is_wrong_with_the_header_is_told_at_once(self):
        """Each column for itself."""
        assert len(refused("kommun;a1;b2;kommun\n")) == 5

    def test_a_column_can_be_left_out(self):
        """By its heading, in any spelling; one that is not there is refused."""
        text = "kommun;nämnd;inkommen;Länk till ärendet\nSala;KS;2022-09-27;x\n"
        sheet = read_spreadsheet(text, ignored=["länk till ärendet"])
        assert len(sheet.cases) == 1
        assert "no column 'länk'" in refused(text, ignored=["länk"])[1]
