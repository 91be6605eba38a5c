"""``auditflow show`` and ``auditflow list``: one case of a store, and many."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pendulum
import pytest

from auditflow.cli.listing import COLUMNS
from auditflow.day import STOCKHOLM, day_of
from auditflow.memo import Body, Memo, ReplyRequest
from tests.cli.in_a_store import SEED, InAStore


@pytest.fixture
def here(tmp_path: Path) -> InAStore:
    """A folder with a store in which the seed's case is."""
    return InAStore(tmp_path).with_seed()


def on(day: str, by: str = "anna") -> tuple[str, ...]:
    """The options that say when something happened, and who did it."""
    return ("--on", day, "--by", by)


def many(here: InAStore, number: int) -> None:
    """Add cases at Sala, with titles that a spreadsheet may take for a formula."""
    with here.store() as store, store.transaction() as within:
        for n in range(number):
            memo = Memo(
                municipality="Sala kommun",
                title=f"=Granskning {n}",
                bodies=[
                    Body(
                        "socialnämnden",
                        "must_answer",
                        ReplyRequest.by(date(2026, 5, 15)),
                    )
                ],
            )
            within.register(memo, received=date(2026, 2, 1 + n % 20))


class TestShow:
    """``auditflow show``."""

    def test_for_people(self, here):
        """All that a person wants on one page."""
        here.done("step", SEED, "refer", "to=socialnämnden", *on("2022-09-30"))
        here.done("record", SEED, "assigned", "to=Bo Ek", *on("2022-09-30"))
        out = here.done("show", SEED, "--today", "2022-10-22").out
        for line in (
            "Granskning av kommunens arbete med integration och arbetsmarknadsinsatser",
            SEED,
            "seen from 2022-10-22",
            "Body          kommunstyrelsen",
            "Diary number  2022/347",
            "State         referred",
            "Handler       Bo Ek",
            "Answer by     Fri 2022-11-25",
            "Lacking       response to 1–7",
            "              statement from socialnämnden (by 2022-10-21)",
            "Steps now     refer, draft, close",
            "Entries       3",
            "Fri 2022-10-21  Statements received       overdue",
            "Fri 2022-10-28  Answer drafted            soon",
            "Fri 2022-11-25  Answer to the auditors    open",
        ):
            assert line in out.splitlines()
        assert max(map(len, out.splitlines())) <= 80

    def test_in_swedish(self, here):
        """The steps as they are written, each with its word."""
        out = here.done("show", SEED, "--today", "2022-09-27", lang="sv").out
        for line in (
            "sett från 2022-09-27",
            "Läge          inkommen",
            "Saknas        svar på rekommendation 1–7",
            "Möjliga steg  refer (remittera), draft (bereda), close (avsluta)",
            "ons 2022-09-28  Registrera ärendet     snart",
        ):
            assert line in out.splitlines()
        assert max(map(len, out.splitlines())) <= 80

    def test_what_a_response_still_lacks(self, here):
        """Each one, and what is not said in it."""
        responses = [{"number": n, "stance": "already_done"} for n in (1, 2)]
        responses.append({"number": 3, "measure": "ny rutin", "responsible": "chefen"})
        words = ("draft", f"responses={json.dumps(responses)}", *on("2022-10-05"))
        here.done("step", SEED, *words)
        out = here.done("show", SEED).out
        assert "response to 4–7\n" in out
        assert "in response 1: measure\n" in out
        assert "in response 3: day\n" in out

    def test_a_case_that_has_ended(self, here):
        """Nothing is left, and nothing lacks."""
        here.done("step", SEED, "close", "reason=dubblett", *on("2022-10-05"))
        out = here.done("show", SEED).out
        assert "Lacking" not in out
        assert "Steps now     none\n" in out
        assert out.endswith("Nothing is left to do.\n")

    def test_json(self, here):
        """The keys of a case, its memo, its history, and from when it is seen."""
        told = here.done("show", SEED, "--today", "2022-10-22", "--json").json
        assert set(told) == {
            "case", "authority", "body", "dnr", "title", "state", "version", "received",
            "asked_for", "reply_by", "handler", "allowed", "lacking", "deadlines",
            "today", "known_at", "feasible", "feasible_today", "memo", "history",
        }  # fmt: skip
        planned = here.done("plan", SEED, "--today", "2022-10-22", "--json").json
        same = ("today", "deadlines", "feasible", "feasible_today", "reply_by")
        assert {k: told[k] for k in same} == {k: planned[k] for k in same}
        assert told["history"] == here.done("history", SEED, "--json").json["history"]
        with here.store() as store:
            case = store.case(SEED).case
        assert told["memo"] == case.memo.as_json()
        assert (told["case"], told["authority"]) == (SEED, "vanersborg")
        assert (told["dnr"], told["handler"], told["version"]) == ("2022/347", None, 1)

    def test_it_looks_from_today(self, here):
        """In Stockholm, where no day is said."""
        before = day_of(pendulum.now(STOCKHOLM))  # noqa: TID251
        told = here.done("show", SEED, "--json").json
        after = day_of(pendulum.now(STOCKHOLM))  # noqa: TID251
        assert told["today"] in {str(before), str(after)}

    def test_as_it_was_known(self, here):
        """Without what was written later, and seen from that day."""
        with here.store() as store:
            recorded = store.case(SEED).entries[-1].recorded
        here.done("record", SEED, "registered", "dnr=KS 2022/9", *on("2022-09-28"))
        words = ("show", "KS 2022/9", "--known-at", recorded.isoformat())
        told = here.done(*words, "--json").json
        assert (told["case"], told["version"], len(told["history"])) == (SEED, 1, 1)
        assert told["today"] == str(day_of(recorded))
        assert f"as known at {recorded:%Y-%m-%d %H:%M}\n" in here.done(*words).out

    def test_a_case_that_is_not_there(self, here):
        """One line with the mend."""
        said = here.refused("show", "vanersborg/kommunstyrelsen/2022-348")
        assert said.endswith(f"; did you mean {SEED}?\n")


class TestTable:
    """``auditflow list`` for people."""

    def test_each_case_has_two_lines(self, here):
        """Its name whole, for copying, and under it where it stands."""
        out = here.done("list").out
        assert out.splitlines() == [
            "Case",
            "  State        Reply by     Next due     Title",
            SEED,
            (
                "  received     2022-11-25   2022-09-28   Granskning av kommunens "
                "arbete med …"
            ),
        ]

    def test_in_swedish(self, here):
        """The states have their words."""
        out = here.done("list", lang="sv").out
        assert "  Läge         Svar senast  Närmast      Rubrik\n" in out
        assert "  inkommen     2022-11-25   2022-09-28   Granskning" in out

    def test_a_page_says_how_to_get_the_next(self, here):
        """Fifty cases, unless somebody says how many; the last page says nothing."""
        many(here, 50)
        out = here.done("list").out
        shown = [line for line in out.splitlines() if line.startswith("sala/")]
        assert len(shown) == 50
        assert f"go on with: --after {shown[-1]}\n" in out
        rest = here.done("list", "--after", shown[-1]).out
        assert SEED in rest
        assert "--after" not in rest
        few = here.done("list", "--limit", "2").out
        assert few.count("\nsala/") == 2
        assert f"\n{shown[1]}\n" in few

    def test_a_page_that_is_just_full_is_the_last(self, here):
        """Nobody is sent to an empty one."""
        many(here, 1)
        assert "--after" not in here.done("list", "--limit", "2").out

    def test_none(self, here):
        """It says so."""
        assert here.done("list", "--state", "closed").out == "No cases.\n"
        swedish = here.done("list", "--title", "x" * 9, lang="sv")
        assert swedish.out == "Inga ärenden.\n"


class TestFilters:
    """``auditflow list`` of some cases."""

    @pytest.mark.parametrize(
        ("words", "number"),
        [
            ((), 4),
            (("--state", "drafted"), 1),
            (("--body", "Socialnämndens"), 3),
            (("--title", "integration"), 1),
            (("--received-from", "2026-02-02"), 2),
            (("--received-until", "2026-02-01"), 2),
            (("--received-from", "2026-02-02", "--received-until", "2026-02-02"), 1),
            (("--authority", "sala"), 3),
            (("--limit", "3"), 3),
            (("--after", "sala/z"), 1),
        ],
        ids=lambda given: " ".join(given) if isinstance(given, tuple) else None,
    )
    def test_they_leave_those_that_fit(self, here, words, number):
        """Together or alone, in every form."""
        many(here, 3)
        here.done("step", SEED, "draft", *on("2022-10-05"))
        assert len(here.done("list", *words, "--json").json) == number
        assert here.done("list", *words, "--json-lines").out.count("\n") == number
        assert here.done("list", *words, "--csv").out.count("\n") == number + 1

    @pytest.mark.parametrize(
        ("words", "complaint"),
        [
            (("--state", "open"), "'open' is not one of 'received', 'referred'"),
            (("--limit", "0"), "0 is not in the range 1<=x"),
            (("--received-from", "igår"), "'igår' is no day; write a day as"),
            (("--csv", "--json"), "--csv, --json and --json-lines exclude each other"),
            (("--authority", "falun"), "no cases of the authority 'falun'"),
        ],
    )
    def test_words_that_are_wrong(self, here, words, complaint):
        """One line, and nothing printed."""
        assert complaint in here.refused("list", *words)

    def test_a_store_that_is_not_there(self, tmp_path):
        """Its emptiness must not look like good news."""
        nowhere = InAStore(tmp_path / "empty")
        nowhere.folder.mkdir()
        assert "there is no store" in nowhere.refused("list")
        assert [*nowhere.folder.iterdir()] == []


class TestForPrograms:
    """``auditflow list`` as data."""

    def test_the_three_forms_say_the_same(self, here):
        """All cases, however many, in the order of their names."""
        many(here, 60)
        rows = here.done("list", "--json").json
        assert len(rows) == 61
        assert [row["case"] for row in rows] == sorted(row["case"] for row in rows)
        lines = here.done("list", "--json-lines").out.splitlines()
        assert [json.loads(line) for line in lines] == rows
        read = csv.DictReader(io.StringIO(here.done("list", "--csv").out))
        for in_csv, row in zip(read, rows, strict=True):
            assert tuple(in_csv) == COLUMNS
            said = {k: "" if v is None else str(v) for k, v in row.items()}
            assert {k: v.removeprefix("'") for k, v in in_csv.items()} == said

    def test_json(self, here):
        """The keys are those of a case, and its nearest duty."""
        assert here.done("list", "--json").json == [
            {
                "case": SEED,
                "authority": "vanersborg",
                "body": "kommunstyrelsen",
                "dnr": "2022/347",
                "title": "Granskning av kommunens arbete med integration och "
                "arbetsmarknadsinsatser",
                "state": "received",
                "version": 1,
                "received": "2022-09-27",
                "reply_by": "2022-11-25",
                "next_due": "2022-09-28",
            }
        ]

    def test_no_spreadsheet_takes_a_title_for_a_formula(self, here):
        """It gets a mark before it."""
        many(here, 1)
        assert ",'=Granskning 0," in here.done("list", "--csv").out

    def test_nothing_is_an_empty_list(self, here):
        """And no line."""
        assert here.done("list", "--state", "closed", "--json").json == []
        assert here.done("list", "--state", "closed", "--json-lines").out == ""
        header = ",".join(COLUMNS) + "\n"
        assert here.done("list", "--state", "closed", "--csv").out == header
