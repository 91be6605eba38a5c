"""``auditflow step`` and ``auditflow record``: what happens to a case in the store."""

import json
from datetime import date
from pathlib import Path

import pendulum
import pytest

from auditflow.case.file import KINDS
from auditflow.cli.entry_words import RECORDED, event_said
from auditflow.day import STOCKHOLM, day_of
from auditflow.events import (
    Adopted,
    Answered,
    Asked,
    Closed,
    Corrected,
    ExtensionFrom,
    ExtensionGranted,
    Irregularity,
    MeasureDone,
    Party,
    Paused,
    Prepared,
    Referred,
    Registered,
    RemittedBack,
    Reopened,
    Response,
    ResponseProposed,
    StepEvent,
    Tabled,
)
from auditflow.lifecycle import EVENT_OF
from auditflow.memo import ReplyRequest
from auditflow.periods import weeks
from tests.cli.commands import LETTER
from tests.cli.in_a_store import SEED, InAStore

ON, BY = date(2022, 10, 5), "anna"
RESPONSES = [
    {"number": n, "stance": "already_done", "measure": "klart"} for n in range(1, 8)
]


@pytest.fixture
def here(tmp_path: Path) -> InAStore:
    """A folder with a store in which the seed's case is."""
    return InAStore(tmp_path).with_seed()


def on(day: str, by: str = "anna") -> tuple[str, ...]:
    """The options that say when something happened, and who did it."""
    return ("--on", day, "--by", by)


def drafted(here: InAStore) -> None:
    """Draft an answer to all recommendations."""
    responses = here.file("responses.json", json.dumps(RESPONSES))
    words = ("step", SEED, "draft", f"responses=@{responses}")
    here.done(*words, *on("2022-10-05"))


@pytest.mark.parametrize(
    ("word", "words", "event"),
    [
        pytest.param(
            "referred",
            ["to=socialnämnden", "to=miljönämnden=2022-10-20"],
            Referred(
                on=ON,
                by=BY,
                to=[Asked("socialnämnden"), Asked("miljönämnden", date(2022, 10, 20))],
            ),
            id="bodies-and-days",
        ),
        pytest.param(
            "referred",
            ['to=[{"body": "socialnämnden", "reply_by": "2022-10-20"}]'],
            Referred(on=ON, by=BY, to={"socialnämnden": date(2022, 10, 20)}),
            id="bodies-in-json",
        ),
        pytest.param(
            "remitted_back",
            ["statements_from=socialnämnden", "reason=för tunt = tomt"],
            RemittedBack(
                on=ON, by=BY, statements_from="socialnämnden", reason="för tunt = tomt"
            ),
            id="a-value-may-hold-the-sign",
        ),
        pytest.param(
            "adopted",
            [
                "paragraph=§ 140",
                "immediate=true",
                'responses=[{"number": 2, "day": "2023-01-09"}]',
            ],
            Adopted(
                on=ON,
                by=BY,
                paragraph="§ 140",
                immediate=True,
                responses=[Response(2, day=date(2023, 1, 9))],
            ),
            id="truth-and-a-list",
        ),
        pytest.param(
            "reopened",
            ["reply=2022-12-20"],
            Reopened(on=ON, by=BY, reply=ReplyRequest.by(date(2022, 12, 20))),
            id="a-reply-day",
        ),
        pytest.param(
            "reopened",
            ['reply={"kind": "undated", "text": "snarast"}'],
            Reopened(on=ON, by=BY, reply=ReplyRequest("undated", text="snarast")),
            id="a-reply-in-json",
        ),
        pytest.param(
            "response_proposed",
            ['response={"number": 3, "stance": "partly"}'],
            ResponseProposed(on=ON, by=BY, response=Response(3, "partly")),
            id="a-table",
        ),
        pytest.param(
            "extension_granted",
            ["length=3 weeks", "counted_from=due"],
            ExtensionGranted(
                on=ON, by=BY, length=weeks(3), counted_from=ExtensionFrom.DUE
            ),
            id="a-length-and-a-word",
        ),
        pytest.param(
            "paused",
            ["ground=semester", "until=2022-10-20", "granted_by=auditors"],
            Paused(
                on=ON,
                by=BY,
                ground="semester",
                until=date(2022, 10, 20),
                granted_by=Party.AUDITORS,
            ),
            id="a-day-that-may-be-missing",
        ),
        pytest.param(
            "measure_done",
            ["measure=3"],
            MeasureDone(on=ON, by=BY, number=3),
            id="a-number",
        ),
        pytest.param(
            "tabled",
            ["to=2022-11-23"],
            Tabled(on=ON, by=BY, to=date(2022, 11, 23)),
            id="a-day-called-as-bodies-are-elsewhere",
        ),
        pytest.param("prepared", [], Prepared(on=ON, by=BY), id="nothing"),
        pytest.param(
            "closed",
            ["reason=dubblett", "answered_by=socialnämnden"],
            Closed(on=ON, by=BY, reason="dubblett", answered_by="socialnämnden"),
            id="texts",
        ),
    ],
)
def test_what_words_say(word, words, event):
    """Each type of value in its own way, as a case file would hold it."""
    options = {"on": str(ON), "by": BY}
    said = event_said(KINDS[word], word, words, options=options, entries=())
    assert said == event


@pytest.mark.parametrize("name", ["step", "record"])
def test_the_help_lists_every_word_with_its_keys(here, name):
    """Nobody has to know the events by heart."""
    out = here.done(name, "--help").out
    listed = EVENT_OF if name == "step" else RECORDED
    for word in listed:
        assert f"\n  {word} " in out
    assert max(map(len, out.splitlines())) <= 80


def test_the_help_tells_needed_keys_from_others(here):
    """In brackets stands what may be left out."""
    out = here.done("record", "--help").out
    assert "registered          dnr=…\n" in out
    assert "paused              ground=… [until=DAY] [granted_by=" in out
    assert "corrected           corrects=N right=JSON|@FILE|null reason=…\n" in out


def test_every_event_is_a_step_or_recorded():
    """But the arrival, with which a case is opened."""
    steps = {kind for kind in KINDS.values() if issubclass(kind, StepEvent)}
    assert {kind.word for kind in EVENT_OF.values()} == {kind.word for kind in steps}
    assert {*KINDS} - {kind.word for kind in steps} - {*RECORDED} == {"received"}


class TestStep:
    """``auditflow step``."""

    def test_a_whole_life(self, here):
        """Each step leads on, and says what can come next."""
        drafted(here)
        responses = json.dumps(RESPONSES[:1])
        here.done("step", SEED, "revise", f"responses={responses}", *on("2022-10-06"))
        words = ("step", SEED, "adopt", "paragraph=§ 140", "immediate=true")
        told = here.done(*words, *on("2022-11-02", "KS"), "--json").json
        assert (told["state"], told["version"], told["allowed"]) == (
            "adopted",
            4,
            ["answer", "close"],
        )
        here.done("step", SEED, "answer", "how=e-post", *on("2022-11-03"))
        reopened = ("step", SEED, "reopen", "reply=2022-12-20", *on("2022-11-28"))
        told = here.done(*reopened, "--json").json
        assert (told["state"], told["reply_by"]) == ("received", "2022-12-20")
        told = here.done(
            "step", SEED, "close", "reason=återkallat", *on("2022-11-29"), "--json"
        ).json
        assert (told["state"], told["allowed"]) == ("closed", [])
        with here.store() as store:
            happened = [event.word for event in store.case(SEED).entries]
        assert happened == [
            "received", "drafted", "revised", "adopted", "answered", "reopened",
            "closed",
        ]  # fmt: skip

    def test_json(self, here):
        """Where the case stands, and what was written."""
        words = ("step", SEED, "refer", "to=socialnämnden=2022-10-20")
        told = here.done(
            *words, *on("2022-09-30"), "--document", "dok 2", "--json"
        ).json
        assert set(told) == {
            "case", "authority", "body", "dnr", "title", "state", "version", "received",
            "asked_for", "reply_by", "handler", "allowed", "lacking", "deadlines",
            "written",
        }  # fmt: skip
        written = told["written"]
        assert (written["number"], written["event"], written["by"]) == (
            2,
            "referred",
            "anna",
        )
        assert written["details"] == {
            "to": [{"body": "socialnämnden", "reply_by": "2022-10-20"}],
            "document": "dok 2",
        }
        assert told["deadlines"] == here.done("plan", SEED, "--json").json["deadlines"]
        assert told["lacking"][0] == {
            "number": 1,
            "lacks": ["measure", "responsible", "day"],
        }

    def test_for_people(self, here):
        """What was written, what is due next, and which steps can be taken."""
        words = ("step", SEED, "refer", "to=socialnämnden", *on("2022-09-30"))
        out = here.done(*words).out
        assert "kommunstyrelsen · state: referred\n" in out
        assert "Written as no. 2: Fri 2022-09-30 Referred to socialnämnden\n" in out
        assert "Wed 2022-09-28  Register the case    open\n" in out
        assert "… and 4 more\n" in out
        assert out.endswith("Steps now: refer, draft, close\n")
        swedish = here.done(*words, lang="sv").out
        assert "Skrivet som nr 3: fre 2022-09-30 Remitterat till" in swedish
        last = "Möjliga steg: refer (remittera), draft (bereda), close (avsluta)\n"
        assert swedish.endswith(last)
        assert max(map(len, (out + swedish).splitlines())) <= 80

    def test_the_answer_goes_to_whom_the_case_answers(self, here):
        """Fullmäktige where it does, unless somebody else is named."""
        with here.store() as store:
            memo = store.case(SEED).case.memo
            store.of("sala").register(
                memo, received=date(2022, 9, 27), answers_to="council"
            )
        case = "sala/kommunstyrelsen/2022-347"
        here.done("step", case, "draft", *on("2022-10-05"))
        why = ("--despite", "brådskar")
        here.done("step", case, "adopt", *on("2022-11-02"), *why)
        told = here.done("step", case, "answer", *on("2022-11-03"), *why, "--json").json
        assert told["written"]["details"]["to"] == "fullmäktige"

    def test_what_is_irregular_needs_a_reason(self, here):
        """The mend is an option; with it the reason is kept."""
        here.done("step", SEED, "draft", *on("2022-10-05"))
        words = ("step", SEED, "adopt", *on("2022-11-02"))
        said = here.refused(*words)
        assert "the draft has no response to recommendation 1, 2, 3, 4, 5, 6, 7" in said
        assert 'all the same with --despite "…"; see: auditflow step --help\n' in said
        told = here.done(*words, "--despite", "brådskar", "--json").json
        assert told["written"]["details"]["despite"] == "brådskar"
        assert told["written"]["details"]["irregular"] == [Irregularity.UNANSWERED]

    def test_what_is_impossible_is_refused_with_what_is_allowed(self, here):
        """No reason helps."""
        words = ("step", SEED, "adopt", *on("2022-11-02"), "--despite", "brådskar")
        assert here.refused(*words) == (
            "auditflow: cannot adopt: the case is received; a case that is received "
            "can refer, draft or close\n"
        )

    def test_the_day_is_today_where_none_is_said(self, here):
        """In Stockholm."""
        before = day_of(pendulum.now(STOCKHOLM))  # noqa: TID251
        told = here.done("step", SEED, "draft", "--by", "anna", "--json").json
        after = day_of(pendulum.now(STOCKHOLM))  # noqa: TID251
        assert told["written"]["on"] in {str(before), str(after)}

    def test_a_case_has_several_names(self, here):
        """The diary number is enough where only one case has it."""
        here.done("step", "2022/347", "draft", *on("2022-10-05"))
        words = ("kommunstyrelsen/2022-347", "revise", "--authority", "vanersborg")
        told = here.done("step", *words, *on("2022-10-06"), "--json").json
        assert (told["case"], told["version"]) == (SEED, 3)


class TestExpect:
    """Two who write to one case: the second is told what the first wrote."""

    def test_a_case_that_changed_meanwhile_is_a_conflict(self, here):
        """Nothing is written, and what was is told."""
        here.done("record", SEED, "assigned", "to=Bo Ek", *on("2022-09-29"))
        words = ("step", SEED, "draft", *on("2022-10-05"), "--expect", "1")
        assert here.refused(*words) == (
            f"auditflow: {SEED} has changed since it was read: 1 entry was written "
            "(entry 2, 2022-09-29: Assigned to Bo Ek, by anna); read it again, and "
            "then decide\n"
        )

    def test_a_case_that_is_as_it_was_takes_the_step(self, here):
        """The version is the one that every answer prints."""
        told = here.done("show", SEED, "--json").json
        words = ("step", SEED, "draft", *on("2022-10-05"), "--expect")
        assert here.done(*words, str(told["version"])).status == 0

    def test_a_version_that_there_is_not_is_refused(self, here):
        """Nobody has seen it."""
        words = ("step", SEED, "draft", *on("2022-10-05"), "--expect", "9")
        assert here.refused(*words) == (
            "auditflow: --expect 9, but the case has 1 entries; give the version that "
            "auditflow show prints\n"
        )


class TestRecord:
    """``auditflow record``."""

    def test_an_event_leaves_the_state(self, here):
        """And the case gets the name that follows from it."""
        words = ("record", SEED, "registered", "dnr=KS 2022/347", *on("2022-09-28"))
        told = here.done(*words, "--json").json
        assert (told["case"], told["state"], told["written"]["event"]) == (
            "vanersborg/kommunstyrelsen/ks-2022-347",
            "received",
            "registered",
        )

    def test_a_correction_names_the_entry_by_its_number(self, here):
        """That in which it was written, whatever the day it is about."""
        here.done("step", SEED, "draft", *on("2022-10-05"))
        typo = ("record", SEED, "registered", "dnr=KS 2022/374", *on("2022-09-28"))
        case = here.done(*typo, "--json").json["case"]
        history = here.done("history", case, "--json").json["history"]
        assert [(entry["number"], entry["event"]) for entry in history] == [
            (1, "received"),
            (3, "registered"),
            (2, "drafted"),
        ]
        right = {
            "event": "registered",
            "on": "2022-09-28",
            "by": "anna",
            "dnr": "KS 2022/347",
        }
        file = here.file("right.json", json.dumps(right))
        words = ("corrected", "corrects=3", f"right=@{file}", "reason=skrivfel")
        told = here.done("record", case, *words, *on("2022-10-06"), "--json").json
        assert told["dnr"] == "KS 2022/347"
        assert (told["written"]["corrects"], told["version"]) == (3, 4)
        with here.store() as store:
            correction = store.case(told["case"]).entries[-1]
        assert isinstance(correction, Corrected)
        assert isinstance(correction.wrong, Registered)

    def test_an_entry_is_taken_back(self, here):
        """Nothing takes its place."""
        here.done("step", SEED, "draft", *on("2022-10-05"))
        words = ("corrected", "corrects=2", "right=null", "reason=fel ärende")
        told = here.done("record", SEED, *words, *on("2022-10-06"), "--json").json
        assert told["state"] == "received"

    def test_what_is_not_said_is_as_the_event_has_it(self, here):
        """The words add nothing of their own."""
        drafted(here)
        here.done("step", SEED, "adopt", *on("2022-11-02"))
        here.done("record", SEED, "minutes_adjusted", *on("2022-11-09"))
        here.done("step", SEED, "answer", *on("2022-11-10"))
        with here.store() as store:
            answered = store.case(SEED).entries[-1]
        assert isinstance(answered, Answered)
        assert (answered.to, answered.how) == ("revisorerna", "")


class TestRefused:
    """Wrong words: all of them at once, a line each with its mend."""

    @pytest.mark.parametrize(
        ("words", "complaints"),
        [
            pytest.param(
                ("step", "refer", "too=x", "on=2022-10-01", "recorded=x", "foo"),
                [
                    "refer: 'too' is no key; did you mean to?",
                    "refer: 'on' is an option; give --on DAY",
                    "refer: 'recorded' is said by the store; leave it out",
                    "refer: 'foo' says no value; write each as KEY=VALUE",
                    "refer: to: is missing; write to=…",
                ],
                id="keys",
            ),
            pytest.param(
                (
                    "step",
                    "adopt",
                    "immediate=ja",
                    "paragraph=1",
                    "paragraph=2",
                    'responses=[{"number": 1, "stance": "acepted"}, {"nmber": 2}]',
                ),
                [
                    "adopt: paragraph: is said more than once; say it once",
                    (
                        "adopt: immediate: 'ja' is neither true nor false; write true "
                        "or false"
                    ),
                    (
                        "adopt: responses 1: stance: 'acepted' is unknown; write one "
                        "of: accepted, partly, not_accepted, already_done"
                    ),
                    "adopt: responses 2: 'nmber' is no key; did you mean number?",
                    'adopt: responses 2: number: is missing; write "number": …',
                ],
                id="values",
            ),
            pytest.param(
                ("step", "draft", "responses=@nowhere.json"),
                [
                    (
                        "draft: responses: nowhere.json: there is no such file; check "
                        "the name and the folder"
                    )
                ],
                id="no-file",
            ),
            pytest.param(
                ("step", "draft", "responses=[1"),
                [
                    (
                        "draft: responses: is no JSON: Expecting ',' delimiter: line 1 "
                        "column 3 (char 2); write it as in a case file, or name a file "
                        "that holds it, as @FILE"
                    )
                ],
                id="no-json",
            ),
            pytest.param(
                ("step", "draft", f"responses={'[' * 100_000}"),
                ["draft: responses: is no JSON: it nests too deep; write it anew"],
                id="deep-json",
            ),
            pytest.param(
                ("step", "close"),
                ["close: reason: is missing; write reason=…"],
                id="missing",
            ),
            pytest.param(
                ("record", "followed_up", "x=1"),
                ["followed_up: 'x' is no key; leave it out: it takes none"],
                id="takes-nothing",
            ),
            pytest.param(
                ("record", "measure_done", f"measure={'1' * 5000}"),
                [
                    (
                        f"measure_done: measure: '{'1' * 120}…' is no whole number; "
                        "write one, such as 3"
                    )
                ],
                id="a-long-number",
            ),
            pytest.param(
                ("record", "corrected"),
                [
                    (
                        "corrected: corrects: is missing; write the number of the "
                        "entry that was wrong"
                    ),
                    (
                        "corrected: right: is missing; write right=null where nothing "
                        "takes its place"
                    ),
                    "corrected: reason: is missing; write reason=…",
                ],
                id="a-correction-of-nothing",
            ),
            pytest.param(
                (
                    "record",
                    "corrected",
                    "corrects=7",
                    "reason=x",
                    'right={"event": "registered", "dnr": "1"}',
                ),
                [
                    (
                        "corrected: corrects: there is no entry 7; write the number of "
                        "the entry that was wrong"
                    ),
                    'corrected: right: on: is missing; write "on": …',
                    'corrected: right: by: is missing; write "by": …',
                ],
                id="a-correction-of-no-entry",
            ),
            pytest.param(
                ("record", "registered", "dnr=–"),
                [
                    (
                        "registered: '–' is no dnr; write it as a text with letters or "
                        "digits in it"
                    )
                ],
                id="what-the-event-refuses",
            ),
            pytest.param(
                ("step", "drafted"),
                ["'drafted' is no step; did you mean draft?"],
                id="an-event-for-a-step",
            ),
            pytest.param(
                ("step", "registered"),
                [
                    (
                        "'registered' is no step; record it with: auditflow record "
                        "CASE registered"
                    )
                ],
                id="no-step",
            ),
            pytest.param(
                ("record", "adopted"),
                ["'adopted' is a step; take it with: auditflow step CASE adopt"],
                id="a-step",
            ),
            pytest.param(
                ("record", "received"),
                [
                    (
                        "a case is received once, when it is opened; correct that "
                        "entry with: auditflow record CASE corrected corrects=1"
                    )
                ],
                id="received",
            ),
            pytest.param(
                ("record", "sumoned", "meeting=2022-11-02"),
                ["'sumoned' is no event; did you mean summoned?"],
                id="no-event",
            ),
        ],
    )
    def test_each_problem_has_its_line(self, here, words, complaints):
        """And nothing is written."""
        command, word, *said = words
        ran = here.refused(command, SEED, word, *said, *on("2022-10-05"))
        assert ran == "".join(f"auditflow: {complaint}\n" for complaint in complaints)

    def test_who_must_be_said(self, here):
        """Nobody writes to a case without a name."""
        said = here.refused("step", SEED, "draft")
        assert said.startswith("auditflow: Missing option '--by'")
        said = here.refused("step", SEED, "draft", "--by", " ")
        assert said == "auditflow: ' ' names nobody; give a name or a role\n"

    def test_a_case_that_is_not_there(self, here):
        """Those with names like it are named."""
        words = ("step", "vanersborg/kommunstyrelsen/2022-348", "draft")
        said = here.refused(*words, *on("2022-10-05"))
        assert said.endswith(f"did you mean {SEED}?\n")

    def test_a_store_that_is_not_there(self, tmp_path):
        """None is made."""
        nowhere = InAStore(tmp_path / "empty")
        nowhere.folder.mkdir()
        for command, word in (("step", "draft"), ("record", "prepared")):
            said = nowhere.refused(command, SEED, word, *on("2022-10-05"))
            assert "there is no store" in said
        assert [*nowhere.folder.iterdir()] == []

    def test_a_number_that_another_case_has(self, here):
        """It stays with that one."""
        text = Path(LETTER).read_text("utf-8").replace("2022/347", "2022/348")
        other = here.file("other.txt", text)
        here.done("register", other, "--received", "2022-09-27")
        words = ("record", SEED, "registered", "dnr=2022/348", *on("2022-09-28"))
        assert "the diary number 2022/348 of kommunstyrelsen" in here.refused(*words)
