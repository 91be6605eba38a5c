"""``auditflow store``: made, upgraded, verified, rebuilt, given rules; and refused."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from auditflow.cli.named import today
from auditflow.events import Assigned, Registered
from auditflow.store import Head, open_store
from tests.cli.commands import GULLSPANG, LETTER, Ran, auditflow
from tests.planning.cases import RECEIVED, a_memo

ROOT = Path(__file__).parents[2]
NAME = "vanersborg/kommunstyrelsen/ks-2022-347"
SLOWER = """
extends = "se-audit-memo"
id = "vanersborg"
version = "2022.2"
valid_from = 2022-10-10
[rules.summon]
period = "-9 days"
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a store with one case, that tests copy."""
    path = tmp_path_factory.mktemp("made") / "auditflow.db"
    with open_store(f"sqlite:///{path}", create=True) as store:
        case = store.register(a_memo(), received=RECEIVED, by="Anna Ek")
        on = date(2022, 9, 28)
        case.record(Registered(on=on, by="Anna Ek", dnr="KS 2022/347"))
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """The file of a store with one case, the test's own."""
    return Path(shutil.copy(made, tmp_path / "auditflow.db"))


@pytest.fixture
def on(path: Path) -> "Callable[..., Ran]":
    """Runs ``auditflow store …`` on the store of the test."""

    def run(command: str, *words: str) -> Ran:
        return auditflow("store", command, *words, "--store", f"sqlite:///{path}")

    return run


On = Callable[..., Ran]


def sql(path: Path, statement: str) -> None:
    """Change a database behind the back of auditflow."""
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(statement)


def refused(ran: Ran, *words: str) -> None:
    """One line on standard error, with *words* and a mend; status 2; no output."""
    assert (ran.status, ran.out) == (2, "")
    [line] = ran.err.splitlines()
    assert line.startswith("auditflow: ")
    assert "Traceback" not in line
    for word in (*words, ";"):
        assert word in line


def fine(ran: Ran) -> str:
    """What a command says that succeeds."""
    assert (ran.status, ran.err) == (0, "")
    whole = ("sqlite:///", "Keep this", "Spara huvudet")  # to be copied as it stands
    lines = [line for line in ran.out.splitlines() if not any(w in line for w in whole)]
    assert max(map(len, lines), default=0) <= 80
    return ran.out


class TestInit:
    """``auditflow store init``."""

    def test_it_makes_a_store_once(self, tmp_path: Path):
        """Where it is, and that it was there already, is said; also as JSON."""
        url = f"sqlite:///{tmp_path}/new.db"
        words = ("store", "init", "--store", url)
        assert fine(auditflow(*words)) == f"A new store is made: {url}\n"
        assert fine(auditflow(*words)) == f"There is a store already: {url}\n"
        assert fine(auditflow(*words, "--lang", "sv")).startswith("Databasen fanns red")
        assert auditflow(*words, "--json").json == {"store": url, "made": False}
        assert auditflow("overdue", "--store", url).status == 0

    def test_what_is_in_it_stays(self, on: On):
        """A store that is there is left as it is."""
        before = on("verify", "--json").json["head"]
        assert fine(on("init"))
        assert on("verify", "--json").json["head"] == before

    def test_beside_the_tables_of_another_program(self, tmp_path: Path):
        """Only where that is asked for; and then they stay."""
        other = tmp_path / "other.db"
        sql(other, "CREATE TABLE mail (id); INSERT INTO mail VALUES (7)")
        words = ("store", "init", "--store", f"sqlite:///{other}")
        refused(auditflow(*words), "another program (it holds mail)", "--beside")
        assert "new store" in fine(auditflow(*words, "--beside"))
        assert "already" in fine(auditflow(*words, "--beside"))
        with closing(sqlite3.connect(other)) as database:
            assert database.execute("SELECT id FROM mail").fetchall() == [(7,)]

    def test_a_password_is_never_shown(self):
        """Neither in an answer nor in a refusal."""
        from auditflow.cli.stores import _named  # noqa: PLC0415

        url = "postgresql://anna:hemlig@localhost:1/revision?password=hemlig"
        assert _named(url) == "postgresql://anna@localhost:1/revision"
        ran = auditflow("store", "init", "--store", url.partition("?")[0])
        refused(ran, "cannot be used", "check the address")
        assert "hemlig" not in ran.err


class TestUpgrade:
    """``auditflow store upgrade``."""

    def test_nothing_to_do(self, on: On):
        """The tables have the version of the code."""
        assert fine(on("upgrade")) == (
            "The tables have version 0001 already: nothing to do.\n"
        )
        assert "inget att göra" in fine(on("upgrade", "--lang", "sv"))
        said = on("upgrade", "--json").json
        assert (said["from"], said["to"]) == ("0001", "0001")

    def test_tables_of_a_newer_auditflow_are_left_alone(self, path: Path, on: On):
        """Every command refuses them and says why; none writes."""
        sql(path, "UPDATE auditflow_schema SET version_num = '0999'")
        content = path.read_bytes()
        for command in ("init", "upgrade", "verify", "rebuild", "authorities"):
            refused(on(command), "version 0999, newer than", "use a newer auditflow")
        ran = auditflow("overdue", "--store", f"sqlite:///{path}")
        refused(ran, "version 0999, newer than")
        assert path.read_bytes() == content

    def test_tables_of_an_older_auditflow_are_to_be_upgraded(self, path: Path, on: On):
        """Whatever asks them says how."""
        sql(path, "UPDATE auditflow_schema SET version_num = '0000'")
        for command in ("init", "verify", "rebuild", "authorities"):
            refused(on(command), "older than", "backup", "auditflow store upgrade")
        ran = auditflow("overdue", "--store", f"sqlite:///{path}")
        refused(ran, "older than", "backup", "auditflow store upgrade")
        refused(on("upgrade"), "0000, which no auditflow has made", "backup")


class TestVerify:
    """``auditflow store verify``."""

    def test_a_ledger_that_holds(self, on: On):
        """It says how many entries fit, and the head to keep, which it takes back."""
        lines = fine(on("verify")).splitlines()
        assert lines[0] == "All 4 entries fit."
        head = lines[1].removeprefix("Keep this head elsewhere: ")
        assert Head.read(head)
        again = fine(on("verify", "--head", head))
        assert "and entry 4 is as when its head was kept." in again
        swedish = fine(on("verify", "--head", f" {head} ", "--lang", "sv"))
        assert swedish.splitlines()[1] == f"Spara huvudet på annat ställe: {head}"
        assert on("verify", "--json").json == {
            "holds": True,
            "entries": 4,
            "head": head,
            "misfit": None,
        }

    def test_an_entry_that_was_changed(self, path: Path, on: On):
        """The first one that does not fit is named, and the status is 1."""
        sql(
            path,
            "DROP TRIGGER auditflow_entry_no_update;"
            "UPDATE auditflow_entry SET text = replace(text, '2022-09-28', "
            "'2022-09-27') WHERE position = 4",
        )
        ran = on("verify")
        assert (ran.status, ran.err) == (1, "")
        assert ran.out == (
            "The ledger does not hold: entry 4: does not say what was written\n"
        )
        assert "Liggaren håller inte" in on("verify", "--lang", "sv").out
        said = on("verify", "--json")
        assert (said.status, said.json["holds"]) == (1, False)
        assert said.json["misfit"] == {
            "place": "entry 4",
            "what": "does not say what was written",
        }

    def test_the_last_entry_cut_off_is_found_with_a_head(self, path: Path, on: On):
        """And only so: what is left of the ledger fits."""
        head = on("verify", "--json").json["head"]
        sql(
            path,
            "DROP TRIGGER auditflow_entry_no_delete;"
            "DELETE FROM auditflow_entry WHERE position = 4;"
            "UPDATE auditflow_head SET position = 3, hash = "
            "(SELECT hash FROM auditflow_entry WHERE position = 3), written = "
            "(SELECT written FROM auditflow_entry WHERE position = 3)",
        )
        assert on("verify").status == 0
        cut = on("verify", "--head", head)
        assert cut.status == 1
        assert "ends with entry 3" in cut.out

    @pytest.mark.parametrize("head", ["", "4", "4:xyz", "x:" + "00" * 32, "4:00"])
    def test_a_head_that_is_none(self, on: On, head: str):
        """An empty variable of a script must not verify without it."""
        refused(on("verify", "--head", head), "is no head", "auditflow store verify")


class TestRebuild:
    """``auditflow store rebuild``."""

    def test_what_was_changed_by_hand_is_derived_anew(self, path: Path, on: On):
        """--check names the case and writes nothing; then it is as it was."""
        url = f"sqlite:///{path}"
        late = ("overdue", "--store", url, "--on", "2022-11-28", "--json")
        before = auditflow(*late).json
        assert (
            fine(on("rebuild", "--check")) == "Every case stands as the ledger says.\n"
        )
        sql(path, "DELETE FROM auditflow_deadline WHERE id = 'answer'")
        for _ in range(2):
            ran = on("rebuild", "--check")
            assert (ran.status, ran.out) == (1, f"{NAME}\n")
        ran = on("rebuild", "--check", "--json")
        assert (ran.status, ran.json) == (1, {"differences": [NAME]})
        assert auditflow(*late).json != before
        assert fine(on("rebuild")) == "1 case derived anew.\n"
        assert auditflow(*late).json == before
        assert on("rebuild", "--check", "--json").json == {"differences": []}
        assert on("rebuild", "--json").json == {"cases": 1}
        assert fine(on("rebuild", "--lang", "sv")) == "1 ärende härledda på nytt.\n"


class TestUse:
    """``auditflow store use``: rules and meetings."""

    def test_a_dry_run_shows_what_meetings_would_move_and_writes_nothing(
        self, on: On, path: Path
    ):
        """Which days of which cases; then the same happens."""
        before = on("verify", "--json").json["head"]
        words = ("use", GULLSPANG, "--by", "kanslichefen")
        said = fine(on(*words, "--dry-run"))
        assert said.splitlines() == [
            "vanersborg: the meeting calendar meetings 1",
            "All cases that have not ended go by it.",
            "",
            "1 of 1 running case would get other days:",
            NAME,
            "  Answer drafted: Fri 2022-10-28 → Wed 2022-10-05",
            "  Preparing body's meeting: Fri 2022-11-04 → Wed 2022-10-12",
            "  Summons sent: Fri 2022-11-11 → Fri 2022-10-28",
            "  Answer adopted: Fri 2022-11-18 → Wed 2022-11-02",
            "  Minutes adjusted: Fri 2022-12-02 → Wed 2022-11-16",
            "  Notice posted: Mon 2022-11-28 → Fri 2022-11-18",
            "  Appeal time ends: Mon 2022-12-19 → Fri 2022-12-09",
            "",
            "Nothing was written.",
        ]
        assert on("verify", "--json").json["head"] == before
        assert fine(on(*words, "--lang", "sv")) == (
            "vanersborg har fått sammanträdesplanen meetings 1.\n"
            "Den gäller alla ärenden som inte är avslutade.\n"
        )
        url = f"sqlite:///{path}"
        late = auditflow("overdue", "--store", url, "--on", "2022-11-03", "--json").json
        days = {row["deadline"]: row["due"] for row in late["overdue"]}
        assert days["draft"], days["adopt"] == ("2022-10-05", "2022-11-02")

    def test_a_later_table_amends_the_first(self, on: On, path: Path, tmp_path: Path):
        """It may cancel a meeting; it is known from now, or from when it is said."""
        fine(on("use", GULLSPANG, "--by", "kanslichefen"))
        table = tmp_path / "ändrat.csv"
        table.write_text("date,body,status\n2022-11-02,kommunstyrelsen,cancelled\n")
        words = ("use", str(table), "--by", "kanslichefen")
        dry = on(*words, "--dry-run", "--json").json
        assert (dry["version"], dry["written"], dry["cases"]) == (
            "meetings 2",
            False,
            1,
        )
        [moved] = dry["moved"]
        adopt = next(day for day in moved["days"] if day["deadline"] == "adopt")
        assert (adopt["before"]["due"], adopt["after"]["due"]) == (
            "2022-11-02",
            "2022-11-23",
        )
        refused(on(*words, "--known-from", "2099-01-01"), "still to come")
        refused(on(*words, "--known-from", "igår"), "write a day as")
        refused(on(*words, "--known-from", "2022-10-03T25:00"), "offset")
        fine(on(*words, "--known-from", "2022-10-03T12:00:00+02:00"))
        table.write_text("date,body,status\n2022-11-23,kommunstyrelsen,cancelled\n")
        early = on(*words, "--known-from", "2022-10-03")
        refused(
            early, "the latest table is known from 2022-10-03", "leave --known-from"
        )
        fine(on(*words))
        with open_store(f"sqlite:///{path}") as store:
            first, second, third = store.versions("vanersborg").meetings
            plan = store.case(NAME).plan()
        assert (first.published, str(second.published)) == (
            None,
            "2022-10-03 12:00:00+02:00",
        )
        assert third.published is not None
        assert str(today() - timedelta(days=1)) <= str(third.published)[:10]
        assert str(plan["adopt"].due) == "2022-12-14"

    def test_a_table_that_was_given_before_is_told_row_by_row(self, on: On):
        """As two rows for one meeting; nothing is written, in a dry run neither."""
        fine(on("use", GULLSPANG, "--by", "kanslichefen"))
        head = on("verify", "--json").json["head"]
        for more in ((), ("--dry-run",)):
            ran = on("use", GULLSPANG, "--by", "kanslichefen", *more)
            assert ran.status == 2
            assert "already has a meeting on 2022-01-19" in ran.err
        assert on("verify", "--json").json["head"] == head

    def test_a_rulebook_governs_what_comes_in_and_with_running_the_rest(
        self, on: On, path: Path, tmp_path: Path
    ):
        """A case is pinned to what was in force when it came in, until then."""
        rules = tmp_path / "vanersborg.toml"
        rules.write_text(SLOWER)
        words = ("use", str(rules), "--by", "kanslichefen", "--on", "2022-10-12")
        new_only = fine(on(*words, "--dry-run"))
        assert "Cases that come in from 2022-10-10 go by it.\n" in new_only
        assert "Of 1 running case none would get another day." in new_only
        said = fine(on(*words, "--dry-run", "--running", "--lang", "sv"))
        assert "1 av 1 pågående ärende skulle få andra dagar:" in said
        assert "  Kallelse utskickad: fre 2022-11-11 → ons 2022-11-09\n" in said
        assert "försenat genast" not in said
        assert fine(on(*words, "--running")) == (
            "vanersborg has got the rulebook vanersborg 2022.2.\n"
            "Cases that come in from 2022-10-10 go by it, and so do those that are "
            "running.\n"
        )
        with open_store(f"sqlite:///{path}") as store:
            case = store.case(NAME)
        assert str(case.plan()["summon"].due) == "2022-11-09"
        assert case.entries[-1].by == "kanslichefen"
        assert str(case.entries[-1].on) == "2022-10-12"

    def test_what_would_be_overdue_at_once_is_said(self, on: On, tmp_path: Path):
        """Seen from today, a reminder that becomes a duty is late."""
        rules = tmp_path / "vanersborg.toml"
        head = SLOWER.partition("[rules")[0]
        rule = '[rules.follow_up]\nkind = "duty"\nperiod = "1 year"\n'
        rules.write_text(f'{head}{rule}basis = "local"\nsource = "rutinen"\n')
        words = ("use", str(rules), "--by", "x", "--running", "--dry-run")
        [moved] = on(*words, "--json").json["moved"]
        assert moved["overdue_at_once"] == ["follow_up"]
        assert "overdue at once" in fine(on(*words))

    def test_until_when_it_governs_is_said(self, on: On, tmp_path: Path):
        """Where a later version is there already."""
        early = tmp_path / "early.toml"
        early.write_text(SLOWER.replace("2022-10-10", "2017-01-01"))
        said = on("use", str(early), "--by", "x", "--dry-run", "--json").json
        assert (said["from"], said["until"]) == ("2017-01-01", "2017-12-31")
        same = tmp_path / "same.toml"
        same.write_text(SLOWER.replace("2022-10-10", "2018-01-01"))
        ran = on("use", str(same), "--by", "x")
        refused(ran, "se-audit-memo 2026.1 is valid from 2018-01-01 too", "later day")

    def test_a_version_twice(self, on: On, tmp_path: Path):
        """The name is taken, also in a dry run."""
        rules = tmp_path / "vanersborg.toml"
        rules.write_text(SLOWER)
        fine(on("use", str(rules), "--by", "x"))
        for more in ((), ("--dry-run",)):
            ran = on("use", str(rules), "--by", "x", *more)
            refused(ran, "'vanersborg 2022.2'", "a version of its own")

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["no.toml"], "there is no such file"),
            ([LETTER], "neither rules nor meetings"),
            ([GULLSPANG, "--running"], "--running is for rules"),
            ([GULLSPANG, "--authority", "sala"], "does not know the authority 'sala'"),
            ([GULLSPANG, "--authority", "Sala"], "write it in the letters a–z"),
            ([GULLSPANG, "--authority", "vanersborg", "--new"], "leave --new out"),
            ([GULLSPANG, "--new"], "give --authority NAME --new"),
            ([GULLSPANG, "--on", "igår"], "write a day as"),
            ([GULLSPANG, "--by", " "], "--by"),
        ],
        ids=lambda value: " ".join(value[1:]) if isinstance(value, list) else value,
    )
    def test_wrong_words(self, on: On, words: Sequence[str], said: str):
        """Each is told, and nothing is written."""
        head = on("verify", "--json").json["head"]
        refused(on("use", "--by", "x", *words), said)
        assert on("verify", "--json").json["head"] == head

    def test_known_from_is_for_meetings(self, on: On, tmp_path: Path):
        """A rulebook says itself from when it is valid."""
        rules = tmp_path / "vanersborg.toml"
        rules.write_text(SLOWER)
        ran = on("use", str(rules), "--by", "x", "--known-from", "2022-10-01")
        refused(ran, "--known-from is for meetings")

    def test_rules_that_are_wrong_are_told_with_the_name_of_the_file(
        self, on: On, tmp_path: Path
    ):
        """All at once, each with its line."""
        rules = tmp_path / "wrong.toml"
        rules.write_text(SLOWER + 'roll = "up"\nbasis = "custom"\n')
        ran = on("use", str(rules), "--by", "x")
        assert (ran.status, ran.out) == (2, "")
        assert len(ran.err.splitlines()) == 2
        assert ran.err.count("wrong.toml") == 2

    def test_an_authority_may_have_rules_before_it_has_a_case(self, tmp_path: Path):
        """Where that is said; its first case goes by them."""
        url = f"sqlite:///{tmp_path}/auditflow.db"
        fine(auditflow("store", "init", "--store", url))
        assert fine(auditflow("store", "authorities", "--store", url)) == "None yet.\n"
        words = ("store", "use", GULLSPANG, "--by", "x", "--store", url)
        refused(auditflow(*words), "no authority is named", "--authority NAME --new")
        new = (*words, "--authority", "vanersborg", "--new")
        assert auditflow(*new, "--dry-run", "--json").json["moved"] == []
        fine(auditflow(*new))
        listed = auditflow("store", "authorities", "--store", url)
        assert fine(listed) == "vanersborg\n"
        with open_store(url) as store:
            case = store.register(a_memo(), received=RECEIVED)
            assert str(case.plan()["adopt"].due) == "2022-11-02"

    def test_of_several_authorities_one_must_be_named(self, path: Path, on: On):
        """They are listed, in the refusal and by a command."""
        with open_store(f"sqlite:///{path}", authority="sala", create=True) as store:
            store.register(a_memo(), received=RECEIVED)
        refused(on("use", GULLSPANG, "--by", "x"), "one of: sala, vanersborg")
        said = fine(on("use", GULLSPANG, "--by", "x", "--authority", "sala"))
        assert said.startswith("sala has got")
        assert on("authorities", "--json").json == {
            "authorities": ["sala", "vanersborg"]
        }


class TestClose:
    """``auditflow store close``: the municipality's own days."""

    WORDS = ("--by", "kommunfullmäktige", "--from", "2022-10-01")

    def test_days_come_on_top_of_those_before(self, on: On, path: Path):
        """A closed day can be opened again; what a law closes can be kept open."""
        fine(on("close", "2022-10-31=klämdag", *self.WORDS, "--name", "första"))
        later = ("--by", "x", "--from", "2022-12-01", "--name", "andra")
        fine(on("close", "2022-12-23", "--open", "2022-12-24", *later))
        third = ("--by", "x", "--from", "2023-01-01", "--name", "tredje")
        fine(on("close", "2022-12-24", "--open", "2022-10-31", *third))
        with open_store(f"sqlite:///{path}") as store:
            _, first, second, last = store.versions("vanersborg").calendars
        assert {str(d): why for d, why in first.closed.items()} == {
            "2022-10-31": "klämdag"
        }
        assert sorted(map(str, second.closed)) == ["2022-10-31", "2022-12-23"]
        assert [*map(str, second.open)] == ["2022-12-24"]
        assert ([*map(str, last.closed)], last.open) == (["2022-12-23"], ())
        assert (last.name, str(last.valid_from)) == ("tredje", "2023-01-01")

    def test_a_dry_run_says_what_moves_and_writes_nothing(self, on: On):
        """With --running, for those that are pinned to other days."""
        head = on("verify", "--json").json["head"]
        words = ("close", "2022-11-21=klämdag", *self.WORDS, "--name", "2022, ändrad")
        none = fine(on(*words, "--dry-run"))
        assert "Of 1 running case none would get another day." in none
        said = fine(on(*words, "--dry-run", "--running"))
        assert "vanersborg: the business calendar 2022, ändrad\n" in said
        assert "  Answer drafted: Fri 2022-10-28 → Thu 2022-10-27\n" in said
        assert on("verify", "--json").json["head"] == head

    def test_a_safe_day_that_moves_alone_is_shown(self, on: On):
        """The day to work towards, where the last day stays."""
        words = ("close", "2022-11-25=stängt", *self.WORDS, "--name", "2022")
        said = " ".join(fine(on(*words, "--dry-run", "--running")).split())
        assert (
            "Answer to the auditors: Fri 2022-11-25, work towards Fri 2022-11-25 → "
            "Thu 2022-11-24 "
        ) in said
        swedish = on(*words, "--dry-run", "--running", "--lang", "sv").out
        assert "arbeta mot fre 2022-11-25 → tors 2022-11-24" in swedish

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["--name", "a"], "no day is given"),
            (["igår", "--name", "a"], "write a day as"),
            (["2022-11-05", "--name", "a"], "these days change nothing"),
            (["2022-11-01", "--open", "2022-11-01", "--name", "a"], "both closed and"),
            (["2022-11-01", "--name", "Sweden"], "a calendar called 'Sweden' already"),
            (["2022-11-01", "--name", " "], "--name"),
            (["2022-11-01"], "--name"),
        ],
        ids=lambda value: " ".join(value) if isinstance(value, list) else "",
    )
    def test_wrong_words(self, on: On, words: Sequence[str], said: str):
        """Each is told, and nothing is written."""
        refused(on("close", *words, *self.WORDS), said)
        assert on("verify", "--json").json["entries"] == 4

    def test_a_calendar_from_the_day_of_another(self, on: On):
        """It would govern nothing, for the first of them goes before it."""
        fine(on("close", "2022-11-01", *self.WORDS, "--name", "a"))
        ran = on("close", "2022-11-04", *self.WORDS, "--name", "b")
        refused(ran, "a is valid from 2022-10-01 too", "from a later day")


class TestForget:
    """``auditflow store forget``."""

    WORDS = ("--by", "dataskyddsombudet", "--reason", "på begäran")

    def test_a_name_is_removed_and_the_chain_holds(self, on: On, path: Path):
        """That backups still hold it is said; who is forgotten is not."""
        head = on("verify", "--json").json["head"]
        said = fine(on("forget", "Anna Ek", *self.WORDS))
        assert said == (
            "The name is removed, in 1 authority.\n"
            "Backups that were made before still hold it.\n"
        )
        assert fine(on("verify", "--head", head))
        with open_store(f"sqlite:///{path}") as store:
            assert "Anna Ek" not in "".join(store.export())

    def test_in_swedish_and_in_json(self, on: On, path: Path):
        """The number is that of the authorities in which it was known."""
        with open_store(f"sqlite:///{path}") as store:
            event = Assigned(on=date(2022, 9, 29), by="chefen", to="Bo Å")
            store.case(NAME).record(event)
        said = fine(on("forget", "Anna Ek", *self.WORDS, "--lang", "sv"))
        assert "Säkerhetskopior" in said
        assert on("forget", "Bo Å", *self.WORDS, "--json").json == {"authorities": 1}

    def test_a_reason_must_not_keep_what_is_removed(self, on: On):
        """It is text, which nobody can remove."""
        words = ("--by", "x", "--reason", "mejl från ANNA EK")
        refused(on("forget", "Anna Ek", *words), "names the person")

    def test_a_name_that_nobody_has(self, on: On):
        """And another authority's store knows none."""
        refused(on("forget", "Anna", *self.WORDS), "no entry names 'Anna'")
        refused(on("forget", "", *self.WORDS), "no entry names ''")
        ran = on("forget", "Anna Ek", *self.WORDS, "--authority", "sala")
        refused(ran, "no cases of the authority 'sala'")


COMMANDS = [
    pytest.param(["overdue"], id="overdue"),
    pytest.param(["store", "upgrade"], id="upgrade"),
    pytest.param(["store", "verify"], id="verify"),
    pytest.param(["store", "rebuild"], id="rebuild"),
    pytest.param(["store", "authorities"], id="authorities"),
    pytest.param(["store", "use", GULLSPANG, "--by", "x"], id="use"),
    pytest.param(
        ["store", "close", "2022-11-01", "--by", "x", "--from", "2022-10-01",
         "--name", "a"],
        id="close",
    ),
    pytest.param(["store", "forget", "x", "--by", "x", "--reason", "y"], id="forget"),
]  # fmt: skip


class TestNoStore:
    """What is no store is neither read as one nor made into one."""

    @pytest.mark.parametrize("words", COMMANDS)
    def test_none_where_one_is_expected(self, tmp_path: Path, words: list[str]):
        """It says how to make one, and makes none."""
        ran = auditflow(*words, "--store", f"sqlite:///{tmp_path}/no.db")
        refused(ran, "there is no store", "make one with: auditflow store init")
        assert not [*tmp_path.iterdir()]

    @pytest.mark.parametrize(
        "words", [*COMMANDS, pytest.param(["store", "init"], id="init")]
    )
    def test_a_text_file(self, tmp_path: Path, words: list[str]):
        """It is left as it is."""
        letter = tmp_path / "brev.txt"
        letter.write_text("Hej! Här är ett brev, och ingen databas.\n" * 40)
        content = letter.read_bytes()
        refused(auditflow(*words, "--store", f"sqlite:///{letter}"), "is no database")
        assert letter.read_bytes() == content

    @pytest.mark.parametrize(
        "words", [*COMMANDS, pytest.param(["store", "init"], id="init")]
    )
    def test_the_database_of_another_program(self, tmp_path: Path, words: list[str]):
        """Its tables are named, and stay alone."""
        other = tmp_path / "other.db"
        sql(other, "CREATE TABLE kontakter (id); CREATE TABLE mejl (id)")
        ran = auditflow(*words, "--store", f"sqlite:///{other}")
        refused(ran, "another program (it holds kontakter, mejl)")
        with closing(sqlite3.connect(other)) as database:
            asked = "SELECT count(*) FROM sqlite_master"
            assert database.execute(asked).fetchone() == (2,)

    @pytest.mark.parametrize(
        ("url", "said"),
        [
            ("hej", "is no address of a store"),
            ("mysql://anna@localhost/x", "a store cannot be in mysql"),
            ("sqlite:////finns/inte/auditflow.db", "check the folder"),
            ("postgresql://anna:hemlig@127.0.0.1:1/x", "cannot be used"),
        ],
    )
    def test_an_address_of_none(self, url: str, said: str):
        """Whether it is asked or made."""
        refused(auditflow("overdue", "--store", url), said)
        ran = auditflow("store", "init", "--store", url)
        refused(ran)
        assert "hemlig" not in ran.err


HOLDER = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held(path: Path) -> Iterator[int]:
    """Another process holds the store for a while; its number is given."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield process.pid  # the end of its input ends it


class TestHeld:
    """A store that another process holds."""

    @pytest.mark.parametrize("words", COMMANDS[3:4] + COMMANDS[5:])
    def test_who_writes_waits_and_then_tells_who_holds_it(
        self, path: Path, words: list[str]
    ):
        """One line with the number of the process, where the system knows it."""
        with held(path) as holder:
            where = ("--store", f"sqlite:///{path}", "--wait", "0.3")
            ran = auditflow(*words, *where)
        refused(ran, "is held by", "waited 0.3 seconds", "try again")
        if Path("/proc/locks").exists():
            assert f"process {holder} (" in ran.err

    def test_who_reads_waits_for_nobody(self, path: Path, on: On):
        """What is overdue is answered, and the ledger verified, meanwhile."""
        url = f"sqlite:///{path}"
        with held(path):
            quick = ("--store", url, "--wait", "0")
            ran = auditflow("overdue", *quick, "--on", "2022-11-28", "--json")
            assert ran.json["counts"]["overdue"] == 5
            assert auditflow("store", "verify", *quick).status == 0
            assert "already" in auditflow("store", "init", *quick).out


class TestAsAProcess:
    """The commands as a shell runs them."""

    def run(
        self, *words: str, folder: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run ``python -m auditflow`` with these words."""
        paths = f"import sys; sys.path[:] = {sys.path!r}"
        code = f"{paths}\nfrom auditflow.__main__ import main\nmain()"
        return subprocess.run(
            [sys.executable, "-c", code, *words],
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
            cwd=folder,
            env={**os.environ, "LC_ALL": "C.UTF-8", "AUDITFLOW_STORE": ""},
        )

    def test_a_refusal(self, tmp_path: Path):
        """One line, status 2, no traceback."""
        done = self.run("overdue", "--store", f"sqlite:///{tmp_path}/no.db")
        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.splitlines()) == 1
        assert done.stderr.endswith("auditflow store init\n")

    def test_an_address_without_a_folder_is_in_the_current_one(self, tmp_path: Path):
        """There, and nowhere else, a store is made by default."""
        done = self.run("store", "init", folder=tmp_path)
        assert done.stdout == "A new store is made: sqlite:///auditflow.db\n"
        assert (tmp_path / "auditflow.db").exists()

    def test_a_ledger_that_does_not_hold(self, path: Path):
        """Status 1 reaches the shell, and the first misfit stands in JSON."""
        sql(
            path,
            "DROP TRIGGER auditflow_entry_no_delete;"
            "DELETE FROM auditflow_entry WHERE position = 2",
        )
        done = self.run("store", "verify", "--store", f"sqlite:///{path}", "--json")
        assert (done.returncode, done.stderr) == (1, "")
        assert json.loads(done.stdout)["misfit"]["what"].endswith("entry 2 is missing")

    @pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")
    def test_a_file_that_may_only_be_read(self, made: Path):
        """A clear line, and nothing is written; root, who may all, becomes nobody."""
        with TemporaryDirectory() as folder:
            path = Path(shutil.copy(made, folder))
            content = path.read_bytes()
            path.chmod(0o444)
            Path(folder).chmod(0o555)
            words = ["store", "forget", "Anna Ek", "--by", "x", "--reason", "y"]
            code = (
                f"import os, sys; sys.path[:] = {sys.path!r}\n"
                "import auditflow.cli.stores\n"
                "from auditflow.cli import run\n"
                "if os.geteuid() == 0:\n"
                "    os.setgroups([]), os.setgid(65534), os.setuid(65534)\n"
                f"sys.exit(run([*{words!r}, '--store', 'sqlite:///{path}']))"
            )
            done = subprocess.run(
                [sys.executable, "-c", code],
                capture_output=True,
                encoding="utf-8",
                check=False,
                timeout=60,
            )
            assert path.read_bytes() == content
            Path(folder).chmod(0o755)
        assert (done.returncode, done.stdout) == (2, "")
        [line] = done.stderr.splitlines()
        assert "right to write" in line or "may write to it" in line
