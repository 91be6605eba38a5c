"""``auditflow export`` and ``auditflow import``, as a shell would call them."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from auditflow.case.file import write_case
from auditflow.case.spreadsheet import COLUMNS
from auditflow.cli import moving
from auditflow.errors import FileRefused
from auditflow.store import Listed
from auditflow.store.moving import line_of
from tests.cli.commands import auditflow
from tests.cli.in_a_store import SEED, InAStore
from tests.store.lives import cases_of

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "cases.csv"
HOW_TO = ROOT / "docs" / "how-to" / "move-cases.md"
LINES = [line_of(case) for case in cases_of(30)]
JSONL = "".join(f"{line}\n" for line in LINES)
A_DAY = "write a day as 2022-11-25"
TABLE = (
    "kommun;nämnd;diarienummer;inkommen;besvarad\n"
    "Sala kommun;kommunstyrelsen;KS 2022/1;2022-09-27;\n"
    "Sala kommun;kommunstyrelsen;KS 2022/2;27/9;\n"
    "Sala kommun;kommunstyrelsen;KS 2022/3;2022-09-27;2022-09-01\n"
)


@pytest.fixture
def here(tmp_path: Path) -> InAStore:
    """A folder without a store."""
    return InAStore(tmp_path)


@pytest.fixture
def there(tmp_path: Path) -> InAStore:
    """Another folder without a store."""
    (tmp_path / "there").mkdir()
    return InAStore(tmp_path / "there")


def listed(here: InAStore) -> list[Listed]:
    """The cases in the store."""
    with here.store() as store:
        return [*store.list()]


class TestExport:
    """``auditflow export cases``."""

    def test_a_line_for_each_case(self, here):
        """By name, and nothing else."""
        here.done("import", here.file("x.jsonl", JSONL))
        lines = here.done("export", "cases").out.splitlines()
        assert sorted(lines) == sorted(LINES)
        names = [one.name for one in listed(here)]
        assert names == sorted(names)

    def test_a_new_file_holds_the_same_bytes(self, here):
        """As standard output gives them."""
        here.with_seed()
        out = here.folder / "cases.jsonl"
        ran = here.done("export", "cases", "--out", str(out))
        assert ran.out == f"1 case written to {out}\n"
        assert out.read_bytes().decode() == here.done("export", "cases").out
        sv = here.done("export", "cases", "--out", f"{out}2", "--lang", "sv")
        assert sv.out == f"1 ärende skrivet till {out}2\n"

    def test_a_file_that_is_there_is_left_alone(self, here):
        """Whatever it says, the same too; and nothing is left beside it."""
        here.with_seed()
        out = here.file("cases.jsonl", here.done("export", "cases").out)
        refused = here.refused("export", "cases", "--out", out)
        assert refused == f"auditflow: {out}: is already there; name a new file\n"
        assert {path.name for path in here.folder.iterdir()} <= {
            "cases.jsonl", "auditflow.db", "auditflow.db-wal", "auditflow.db-shm",
        }  # fmt: skip

    def test_a_folder_that_is_not_there(self, here):
        """It is refused before anything is written."""
        here.with_seed()
        out = str(here.folder / "none" / "cases.jsonl")
        assert "cannot be written" in here.refused("export", "cases", "--out", out)

    def test_without_a_store_there_is_nothing_good_to_tell(self, here):
        """An empty answer from the wrong folder is none."""
        assert "there is no store" in here.refused("export", "cases")
        assert not here.is_there

    def test_one_authority_gets_its_own(self, here):
        """The cases of others stay in the store."""
        here.with_seed()
        here.done("import", str(EXAMPLE))
        ran = here.done("export", "cases", "--authority", "vanersborg")
        assert [json.loads(line)["authority"] for line in ran.out.splitlines()] == [
            "vanersborg"
        ]

    def test_whoever_has_seen_enough_may_close_the_pipe(self, here):
        """As head does; that is no failure."""
        here.done("import", here.file("x.jsonl", JSONL))
        words = [sys.executable, "-m", "auditflow", "export", "cases"]
        with subprocess.Popen(
            [*words, "--store", here.url],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.readline()
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait() == 0


class TestImport:
    """``auditflow import`` of lines of JSON."""

    @pytest.mark.parametrize("name", ["x.jsonl", "x.ndjson", "x.JSON"])
    def test_lines_go_in_and_come_out(self, here, there, name):
        """The same, byte for byte."""
        here.done("import", here.file(name, JSONL))
        out = here.done("export", "cases").out
        ran = there.done("import", there.file("y.jsonl", out))
        assert ran.out == "30 cases added, 0 already there, 0 lines refused\n"
        assert there.done("export", "cases").out == out

    def test_the_same_file_twice_adds_nothing(self, here):
        """It says that all are there."""
        file = here.file("x.jsonl", JSONL)
        here.done("import", file)
        before = here.written()
        ran = here.done("import", file, lang="sv")
        assert ran.out == "0 ärenden inlästa, 30 fanns redan, 0 rader avvisade\n"
        assert here.written() == before

    def test_standard_input(self, here):
        """As a dash; with the mark that some editors put before a text, too."""
        env = {"AUDITFLOW_STORE": here.url}
        ran = auditflow("import", "-", env=env, given=f"\ufeff{JSONL}".encode())
        assert (ran.status, ran.err) == (0, "")
        assert ran.out.startswith("30 cases added")

    def test_a_single_case_file(self, here):
        """Which has a line for each entry."""
        case = next(cases_of(1))
        write_case(case, here.folder / "case.json")
        here.done("import", str(here.folder / "case.json"))
        assert here.done("export", "cases").out == f"{line_of(case)}\n"

    def test_each_wrong_line_is_told_and_the_others_come_in(self, here):
        """More of them than other commands tell, too."""
        wrong = "".join(f"{{{n}\n" for n in range(40))
        file = here.file("x.jsonl", f"{LINES[0]}\n{wrong}{LINES[1]}\n")
        ran = here.run("import", file)
        assert ran.status == 2
        assert ran.out == "2 cases added, 0 already there, 40 lines refused\n"
        told = ran.err.splitlines()
        assert len(told) == 40
        for number, line in enumerate(told, 2):
            assert line.startswith(f"auditflow: {file} line {number}: is no JSON: ")
            assert line.endswith("; correct it there, or write it anew")

    def test_the_json_of_it(self, here):
        """Its keys are stable, whatever the language."""
        file = here.file("x.jsonl", f"{LINES[0]}\n{LINES[0]}\n[]\n")
        ran = here.run("import", file, "--json", lang="sv")
        assert ran.status == 2
        assert ran.json == {
            "added": 1,
            "known": 1,
            "refused": [
                {
                    "line": 3,
                    "what": "is no table in JSON",
                    "mend": "give one that auditflow wrote",
                }
            ],
        }
        assert "line 3: is no table in JSON; " in ran.err

    def test_a_line_that_is_not_utf_8(self, here):
        """Only that one is refused."""
        path = here.folder / "x.jsonl"
        path.write_bytes(f"{LINES[0]}\n".encode() + b"\xe5\n" + LINES[1].encode())
        ran = here.run("import", str(path))
        assert ran.out.startswith("2 cases added")
        assert "x.jsonl line 2: is not UTF-8 (byte 1 is 0xe5); " in ran.err

    def test_a_line_that_is_too_long(self, here, monkeypatch):
        """Its rest is passed over, not taken for lines."""
        monkeypatch.setattr("auditflow.files.MOST_BYTES", 20_000)
        monkeypatch.setattr("auditflow.store.moving.MOST_BYTES", 20_000)
        text = f"{LINES[0]}\n{' ' * 70_000}{{}}\n{LINES[1]}\n"
        ran = here.run("import", here.file("x.jsonl", text))
        assert ran.out == "2 cases added, 0 already there, 1 line refused\n"
        assert "line 2: is longer than" in ran.err

    def test_another_authority_is_refused(self, here):
        """With the mend, and its line."""
        file = here.file("x.jsonl", JSONL)
        ran = here.run("import", file, "--authority", "sala")
        assert (ran.status, ran.out.partition(" ")[0]) == (2, "0")
        assert (
            "line 1: the store shows no cases of the authority 'vanersborg'" in ran.err
        )

    def test_a_number_that_another_case_has(self, here):
        """In the store already."""
        here.with_seed()
        out = here.done("export", "cases").out
        other = out.replace('"title":"', '"title":"En annan ')
        ran = here.run("import", here.file("x.jsonl", other))
        assert f"its memo says something else there, as {SEED}" in ran.err

    @pytest.mark.parametrize(
        ("name", "text", "why"),
        [
            pytest.param("none.jsonl", None, "there is no such file", id="missing"),
            pytest.param("x.jsonl", "", "is empty", id="empty"),
            pytest.param("x.jsonl", " \n\n", "is empty", id="blank"),
            pytest.param("x.pdf", "%PDF", "does not say by its name", id="letter"),
            pytest.param("x", "{}", "does not say by its name", id="no-suffix"),
            pytest.param(".", None, "does not say by its name", id="folder"),
            pytest.param("x.csv", "a;b\n", "no column 'a'", id="no-table-of-cases"),
            pytest.param("x.csv", "\n", "is empty", id="empty-table"),
            pytest.param("x.jsonl", "mjölk\nägg\n", "line 2: is no JSON", id="a-list"),
        ],
    )
    def test_what_is_no_file_of_cases_makes_no_store(self, here, name, text, why):
        """Else the next command would have good news from an empty one."""
        file = str(here.folder / name) if text is None else here.file(name, text)
        ran = here.run("import", file)
        assert ran.status == 2
        assert why in ran.err
        assert not here.is_there

    def test_a_folder_that_ends_like_a_file(self, here):
        """It is told as such."""
        (here.folder / "x.jsonl").mkdir()
        assert "is a folder" in here.refused("import", str(here.folder / "x.jsonl"))

    def test_columns_are_ignored_of_tables_only(self, here):
        """A line has none."""
        file = here.file("x.jsonl", JSONL)
        refused = here.refused("import", file, "--ignore", "länk")
        assert "only a spreadsheet has columns; leave --ignore out" in refused

    def test_somebody_imports(self, here):
        """A name that says nothing is refused."""
        file = here.file("x.jsonl", JSONL)
        assert "names nobody" in here.refused("import", file, "--by", " ")

    def test_when_it_breaks_off_it_tells_what_is_kept(self, here, monkeypatch):
        """The next import goes on from there."""
        monkeypatch.setattr("auditflow.store.moving.BATCH", 10)
        file = here.file("x.jsonl", JSONL)

        def breaking(path):
            yield from (line.encode() + b"\n" for line in LINES[:25])
            raise FileRefused(str(path), "cannot be read (EIO)", "check the disk")

        with monkeypatch.context() as patched:
            patched.setattr(moving, "read_lines", breaking)
            ran = here.run("import", file)
        assert ran.status == 2
        mend = "when it is mended, import the file again: nothing comes in twice"
        assert ran.err.splitlines() == [
            f"auditflow: line 20 and those before it are read and kept; {mend}",
            f"auditflow: {file}: cannot be read (EIO); check the disk",
        ]
        assert here.done("import", file).out.startswith("10 cases added, 20 already")

    def test_on_a_terminal_a_bar_shows_how_far_it_has_come(self, here, monkeypatch):
        """Of a large file; in a pipe there is none."""
        file = here.file("x.jsonl", JSONL)
        shown = on_a_terminal(here, "import", file, long=1000)
        assert "import" in shown
        assert "100%" in shown or "━" in shown
        assert on_a_terminal(here, "import", file, long=10**9) == ""


def on_a_terminal(here: InAStore, *words: str, long: int) -> str:
    """What stands on a terminal that standard error goes to."""
    code = (
        "import sys; from auditflow.cli import moving, run;"
        f"moving._LONG = {long}; sys.exit(run(sys.argv[1:]))"
    )
    ours, theirs = pty.openpty()
    try:
        subprocess.run(
            [sys.executable, "-c", code, *words, "--store", here.url],
            stdout=subprocess.DEVNULL,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "80"},
            check=True,
        )
    finally:
        os.close(theirs)
    try:
        shown = os.read(ours, 100_000).decode()
    except OSError:  # nothing was written
        shown = ""
    finally:
        os.close(ours)
    return shown


class TestTable:
    """``auditflow import`` of a spreadsheet."""

    def test_each_row_is_a_case(self, here):
        """It goes on from there as any other case."""
        ran = here.done("import", str(EXAMPLE), "--by", "Anna Ek")
        assert ran.out == "3 cases added, 0 already there, 0 lines refused\n"
        here.done("step", "SN 2023/31", "adopt", "--on", "2023-05-25", "--by",
                  "socialnämnden")  # fmt: skip
        history = here.done("history", "SN 2023/31").out
        assert "Answer drafted" in history
        assert "Answer adopted" in history
        assert "Anna Ek" in history

    def test_twice_adds_nothing(self, here):
        """Though a case has gone on since."""
        here.done("import", str(EXAMPLE))
        here.done("step", "SN 2023/31", "adopt", "--on", "2023-05-25", "--by",
                  "socialnämnden")  # fmt: skip
        before = here.written()
        ran = here.done("import", str(EXAMPLE))
        assert ran.out == "0 cases added, 3 already there, 0 lines refused\n"
        assert here.written() == before

    def test_wrong_rows_are_told_and_right_ones_come_in(self, here):
        """By their line, and the column as the file calls it."""
        file = here.file("x.csv", TABLE)
        ran = here.run("import", file)
        assert ran.status == 2
        assert ran.out == "1 case added, 0 already there, 2 lines refused\n"
        why = "is filled in, but beslutad is empty"
        mend = "fill that in too, or leave this one empty"
        assert ran.err.splitlines() == [
            f"auditflow: {file} line 3: inkommen: '27/9' is no day; {A_DAY}",
            f"auditflow: {file} line 4: besvarad: {why}; {mend}",
        ]
        assert [one.dnr for one in listed(here)] == ["KS 2022/1"]

    def test_what_the_store_refuses_is_told_among_the_rest(self, here):
        """In the order of the lines."""
        head, row, *_ = TABLE.splitlines()
        first = row.replace("2022/1", "2022/3")
        here.done("import", here.file("x.csv", f"{head}\n{first}\n"))
        table = TABLE.replace("2022-09-01", "").replace("KS 2022/1", "KS-2022/03")
        ran = here.run("import", here.file("y.csv", table), "--json")
        assert [one["line"] for one in ran.json["refused"]] == [2, 3]
        assert (
            "belongs to sala/kommunstyrelsen/ks-2022-3"
            in ran.json["refused"][0]["what"]
        )
        assert (ran.json["added"], ran.json["known"]) == (0, 1)

    def test_where_no_row_is_right_no_store_is_made(self, here):
        """And all is told."""
        file = here.file("x.csv", TABLE.replace("2022-09-27", "igår"))
        ran = here.run("import", file)
        assert (ran.status, len(ran.err.splitlines())) == (2, 4)
        assert not here.is_there

    def test_a_day_that_has_not_come(self, here):
        """Nothing has happened on it."""
        file = here.file("x.csv", TABLE.replace("2022-09-27", "2100-01-04"))
        assert "2100-01-04 has not come yet" in here.run("import", file).err

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "mac-roman"])
    def test_every_encoding_that_a_letter_may_have(self, here, encoding):
        """As spreadsheets save it on every machine."""
        path = here.folder / "x.csv"
        path.write_bytes(EXAMPLE.read_text(encoding="utf-8").encode(encoding))
        here.done("import", str(path))
        titles = {one.title for one in listed(here)}
        assert "Granskning av vägunderhåll" in titles

    def test_the_authority_of_all_rows(self, here):
        """Where they do not say it themselves."""
        file = here.file("x.csv", "nämnd;inkommen\nKS;2022-09-27\n")
        assert "or give --authority" in here.run("import", file).err
        here.done("import", file, "--authority", "sala")
        assert [one.authority for one in listed(here)] == ["sala"]

    def test_a_column_that_is_left_out(self, here):
        """Because somebody says so."""
        file = here.file("x.csv", "kommun;nämnd;inkommen;länk\nSala;KS;2022-09-27;x\n")
        assert "--ignore 'länk'" in here.run("import", file).err
        here.done("import", file, "--ignore", "LÄNK")

    def test_the_how_to_shows_the_example(self):
        """It stands there as it is, and all columns with all their names."""
        page = HOW_TO.read_text(encoding="utf-8")
        assert (
            f'```csv title="cases.csv"\n{EXAMPLE.read_text(encoding="utf-8")}```'
            in page
        )
        table = page.partition("### The columns")[2].partition("### ")[0]
        said = set(re.findall(r"`(\w+)`", table))
        named = {name for row in table.splitlines() if row.startswith("| `")
                 for name in re.split(r", ", row.split("|")[2].strip())}  # fmt: skip
        assert {column.name for column in COLUMNS} <= said
        assert {name for column in COLUMNS for name in column.swedish} == named
