"""A case file says the whole case, and gives it back: or all that is wrong in it."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditflow import events
from auditflow.case import Case
from auditflow.case.entries import entries_of
from auditflow.case.file import (
    case_from_json,
    case_to_json,
    case_to_text,
    event_to_json,
    read_case,
    says_case,
    write_case,
)
from auditflow.case.file.layout import fields_of
from auditflow.errors import CaseRefused, FileRefused, ValueRefused
from auditflow.events import (
    Adopted,
    AnyEvent,
    Asked,
    Assigned,
    BodyKind,
    Corrected,
    ExtensionFrom,
    ExtensionGranted,
    Governs,
    Irregularity,
    Party,
    Received,
    Recipient,
    Referred,
    Registered,
    Response,
    Stance,
)
from auditflow.memo import (
    Body,
    DiaryNumber,
    Memo,
    Recommendation,
    ReplyKind,
    ReplyRequest,
    Role,
    Signatory,
)
from auditflow.periods import days, months, weeks, years

MEMO = Memo(
    title="Granskning av fakturor",
    bodies=[Body("KS", "must_answer", ReplyRequest.by(date(2022, 11, 25)))],
    recommendations=[Recommendation(1, "Se över")],
)
TYPO = Registered(on=date(2022, 9, 28), by="anna", dnr="KS 2022/374")
RIGHT = attrs.evolve(TYPO, dnr="KS 2022/347")


def a_case() -> Case:
    """A case with a correction, an asking and an extension."""
    opened = Case.open(MEMO, received=date(2022, 9, 27), authority="sala")
    case = opened.record(TYPO).take(
        "refer", on=date(2022, 9, 30), by="anna", to={"SN": date(2022, 10, 20)}
    )
    case = case.record(
        ExtensionGranted(
            on=date(2022, 10, 3), by="rev", length=weeks(3), counted_from="due"
        )
    )
    return case.correct(TYPO, RIGHT, on=date(2022, 10, 4), by="anna", reason="skrivfel")


# Every kind of event, with every field that it has

any_days = st.dates(date(1953, 1, 1), date(2100, 12, 31))
instants = st.builds(
    datetime.fromtimestamp, st.integers(-(2**29), 2**32).map(float), st.just(UTC)
) | st.datetimes(timezones=st.just(UTC)).filter(lambda instant: 1 < instant.year < 9999)
words = st.text(max_size=12) | st.sampled_from(["\ud83d", "\u202e", "\x7f", '"\\\n'])
names = words.filter(lambda word: any(map(str.isalnum, word)))
numbers = st.integers(-3, 10**20)
maybe_days = st.none() | any_days
asked = st.lists(st.builds(Asked, names, maybe_days), max_size=3)
responses = st.builds(
    Response, numbers, st.sampled_from(Stance), words, words, maybe_days
)
_UNITS: list[Callable[[int], Any]] = [days, weeks, months, years]
times = st.none() | st.times()
_dated = [kind for kind in ReplyKind if kind.has_day]
_undated = [kind for kind in ReplyKind if not kind.has_day]
replies = st.builds(
    ReplyRequest, st.sampled_from(_dated), any_days, times, words
) | st.builds(ReplyRequest, st.sampled_from(_undated), st.none(), times, words)
lengths = st.one_of([st.integers(1, 999).map(kind) for kind in _UNITS])
parties = st.sampled_from(Party)
own_fields: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "received": {
        "kind": st.none() | st.sampled_from(BodyKind),
        "answers_to": st.sampled_from(Recipient),
        "rulebook": st.none() | words,
        "business_calendar": st.none() | words,
        "members": st.just(()),
    },
    "registered": {"dnr": names},
    "assigned": {"to": names},
    "referred": {"to": asked},
    "reminded": {"body": names},
    "statement_received": {"body": words},
    "statement_waived": {"body": names, "reason": names},
    "response_proposed": {"response": responses},
    "drafted": {"responses": st.lists(responses, max_size=3)},
    "revised": {"responses": st.lists(responses, max_size=3)},
    "prepared": {},
    "summoned": {"meeting": any_days},
    "tabled": {"to": maybe_days},
    "aimed_for": {"meeting": any_days},
    "remitted_back": {"statements_from": asked, "reason": words},
    "adopted": {
        "paragraph": st.none() | words,
        "immediate": st.booleans(),
        "delegate": st.none() | words,
        "responses": st.lists(responses, max_size=3),
    },
    "reported": {"to": words},
    "minutes_adjusted": {"paragraph": st.none() | words},
    "notice_posted": {"paragraph": st.none() | words, "board": st.none() | words},
    "notice_removed": {"board": st.none() | words},
    "extension_asked": {"until": maybe_days, "reason": words},
    "extension_refused": {"reason": words},
    "paused": {"ground": names, "until": maybe_days, "granted_by": parties},
    "resumed": {"granted_by": parties},
    "answered": {"to": words, "how": words},
    "reopened": {"reply": replies},
    "measure_done": {"number": numbers},
    "followed_up": {},
    "closed": {"reason": words, "answered_by": st.none() | words},
    "version_changed": {"of": st.sampled_from(Governs), "old": words, "new": names},
}
common: dict[str, st.SearchStrategy[Any]] = {
    "on": any_days,
    "by": words,
    "recorded": st.none() | instants,
    "despite": st.none() | words,
    "irregular": st.lists(st.sampled_from(Irregularity), max_size=2),
    "document": st.none() | words,
}
KINDS: dict[str, type[Any]] = {kind.word: kind for kind in get_args(AnyEvent)}


@st.composite
def extensions(draw: st.DrawFn) -> ExtensionGranted:
    """An extension to a day, or of a length."""
    rest = {key: draw(value) for key, value in common.items()}
    if draw(st.booleans()):
        said = [None, ExtensionFrom.NAMED_DAY]
        return ExtensionGranted(
            **rest,
            until=draw(any_days),
            counted_from=draw(st.sampled_from(said)),
            granted_by=draw(parties),
        )
    return ExtensionGranted(
        **rest,
        length=draw(lengths),
        counted_from=draw(st.sampled_from([ExtensionFrom.DUE, ExtensionFrom.ANCHOR])),
    )


def built(word: str) -> st.SearchStrategy[Any]:
    """Events of the kind called *word*, whatever their fields say."""
    return st.builds(KINDS[word], **common, **own_fields[word])


facts = st.one_of(*map(built, own_fields), extensions())
memos = st.builds(
    Memo,
    municipality=st.none() | words,
    dnr=st.none() | words,
    diary_numbers=st.lists(
        st.builds(DiaryNumber, st.none() | words, words), max_size=2
    ),
    dated=maybe_days,
    title=st.none() | words,
    bodies=st.lists(st.builds(Body, words, st.sampled_from(Role), replies), max_size=3),
    recommendations=st.lists(
        st.builds(Recommendation, numbers, words, st.none() | words), max_size=3
    ),
    signatories=st.lists(st.builds(Signatory, words, st.none() | words), max_size=2),
    audit_firm=st.none() | words,
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case with any history at all: corrections before what they correct, too."""
    first = draw(built("received"))
    history = [first, *draw(st.lists(facts, max_size=5))]
    for _ in range(draw(st.integers(0, 2))):
        wrong = draw(
            st.sampled_from([e for e in history if not isinstance(e, Corrected)])
        )
        others = facts.filter(lambda event: not isinstance(event, Received))
        arrives = isinstance(wrong, Received)
        correction = Corrected(
            **{key: draw(value) for key, value in common.items()},
            wrong=wrong,
            right=draw(built("received") if arrives else st.none() | others),
            reason=draw(names),
        )
        history.insert(draw(st.integers(1, len(history))), correction)
    return Case(draw(memos), draw(words), draw(words), history)


def test_no_event_says_what_each_entry_says():
    """Or the one would stand in the place of the other."""
    for kind in KINDS.values():
        keys = {field.key for field in fields_of(kind)}
        assert keys.isdisjoint({"number", "event", "corrects", "right"}), kind


def test_every_kind_and_every_field_is_tried():
    """A new kind of event, or a new field of one, needs its row above."""
    assert {*own_fields, "extension_granted", "corrected"} == KINDS.keys()
    for word, fields in own_fields.items():
        aliases = {field.alias for field in attrs.fields(KINDS[word])}
        assert fields.keys() | common.keys() == aliases, word


@settings(max_examples=150)
@given(case=cases())
def test_a_case_comes_back_as_it_was(case):
    """As what JSON holds, as text, and its text byte for byte."""
    text = case_to_text(case)
    again = case_from_json(text)
    assert again == case
    assert case_to_text(again) == text
    assert json.loads(text) == case_to_json(case)
    assert case_from_json(case_to_json(case)) == case
    assert [e.recorded_at for e in again.history] == [
        e.recorded_at for e in case.history
    ]


@settings(max_examples=40)
@given(case=cases())
def test_a_file_holds_any_case(case, tmp_path_factory):
    """Letters that no terminal obeys, and halves of letters, too."""
    path = tmp_path_factory.mktemp("files") / "case.json"
    write_case(case, path)
    assert read_case(path) == case


# What stands in it


def test_the_text_is_this():
    """One line an entry, and what is as by default is left out."""
    case = Case.open(
        Memo(bodies=[Body("KS", "must_answer")]), received=date(2022, 9, 27)
    )
    case = case.record(TYPO).correct(
        TYPO, on=date(2022, 9, 29), by="bo", reason="fel ärende"
    )
    assert case_to_text(case) == (
        """{
  "format": "auditflow-case",
  "version": 1,
  "authority": "unknown",
  "body": "KS",
  "memo": {"municipality": null, "dnr": null, "diary_numbers": [], "dated": null, \
"title": null, "bodies": [{"name": "KS", "role": "must_answer", "reply": \
{"kind": "none", "date": null, "time": null, "text": ""}}], "recommendations": [], \
"signatories": [], "audit_firm": null},
  "history": [
    {"number": 1, "event": "received", "on": "2022-09-27", "by": "registrator"},
    {"number": 2, "event": "registered", "on": "2022-09-28", "by": "anna", \
"dnr": "KS 2022/374"},
    {"number": 3, "event": "corrected", "on": "2022-09-29", "by": "bo", \
"reason": "fel ärende", "corrects": 2, "right": null}
  ]
}
"""
    )


@pytest.mark.parametrize(
    ("event", "said"),
    [
        pytest.param(
            Adopted(
                on=date(2022, 11, 2),
                by="ks",
                recorded=datetime(2022, 11, 2, 13, 5, tzinfo=UTC),
                immediate=True,
                despite="brådskande",
                irregular=[Irregularity.NO_MEETING],
                responses=[Response(1, "partly", "mäta", day=date(2023, 1, 31))],
            ),
            {
                "event": "adopted",
                "on": "2022-11-02",
                "by": "ks",
                "recorded": "2022-11-02T14:05:00+01:00",
                "immediate": True,
                "responses": [
                    {
                        "number": 1,
                        "stance": "partly",
                        "measure": "mäta",
                        "day": "2023-01-31",
                    }
                ],
                "despite": "brådskande",
                "irregular": ["no_meeting_of_the_body"],
            },
            id="every-type-in-order",
        ),
        pytest.param(
            ExtensionGranted(
                on=date(2022, 11, 2), by="rev", length=weeks(3), counted_from="anchor"
            ),
            {
                "event": "extension_granted",
                "on": "2022-11-02",
                "by": "rev",
                "length": "3 weeks",
                "counted_from": "anchor",
            },
            id="a-length",
        ),
        pytest.param(
            events.MeasureDone(on=date(2023, 3, 1), by="anna", number=2),
            {"event": "measure_done", "on": "2023-03-01", "by": "anna", "measure": 2},
            id="the-number-of-a-measure-is-not-that-of-the-entry",
        ),
        pytest.param(
            events.Reopened(
                on=date(2022, 12, 1),
                by="rev",
                reply=ReplyRequest("date", date(2023, 2, 1), time(17), "senast"),
            ),
            {
                "event": "reopened",
                "on": "2022-12-01",
                "by": "rev",
                "reply": {
                    "kind": "date",
                    "date": "2023-02-01",
                    "time": "17:00",
                    "text": "senast",
                },
            },
            id="a-reply",
        ),
    ],
)
def test_an_event_says(event, said):
    """Its word, its day, its person, its own, and last what made it irregular."""
    assert event_to_json(event) == said
    assert list(event_to_json(event)) == list(said)


def test_a_correction_may_stand_before_what_it_corrects():
    """An entry for a day too late in the year stands after its correction."""
    late = Assigned(on=date(2023, 9, 28), by="anna", to="bo")
    case = Case.open(MEMO, received=date(2022, 9, 27)).record(late)
    case = case.correct(
        late,
        attrs.evolve(late, on=date(2022, 9, 28)),
        on=date(2023, 9, 28),
        by="anna",
        reason="fel år",
    )
    history = [case.history[0], case.history[2], case.history[1]]
    moved = attrs.evolve(case, history=history)
    written = case_to_json(moved)
    assert written["history"][1]["corrects"] == 3  # type: ignore[index, call-overload]
    assert case_from_json(written) == moved


def test_a_correction_of_nothing_is_not_written():
    """The number of what is not in the history cannot be told."""
    stray = Corrected(on=TYPO.on, by="anna", wrong=TYPO, reason="skrivfel")
    case = Case.open(MEMO, received=date(2022, 9, 27))
    case = attrs.evolve(case, history=[*case.history, stray])
    with pytest.raises(ValueRefused, match="is not in the history; record that entry"):
        case_to_text(case)


def test_a_history_is_not_judged_again():
    """What was recorded once is read, though no guard would let it pass today."""
    answered = events.Answered(on=date(2022, 9, 1), by="anna")
    case = Case.open(MEMO, received=date(2022, 9, 27))
    case = attrs.evolve(case, history=[*case.history, answered])
    assert case_from_json(case_to_text(case)) == case


def test_the_parts_of_diary_numbers_are_not_read():
    """They follow from the number, however a later reader takes it apart."""
    memo = attrs.evolve(MEMO, diary_numbers=[DiaryNumber("KS", "KS 2022/347")])
    case = Case.open(memo, received=date(2022, 9, 27))
    text = case_to_text(case)
    assert '"serial": 347' in text
    assert case_from_json(text.replace('"serial": 347', '"serial": null')) == case


def test_a_file_is_never_overwritten(tmp_path: Path):
    """One that says the same is accepted, another is left as it is."""
    path, case = tmp_path / "case.json", a_case()
    write_case(case, path)
    write_case(case, path)
    with pytest.raises(FileRefused, match="is already there"):
        write_case(case.record(attrs.evolve(TYPO, on=date(2022, 12, 1))), path)
    assert read_case(path) == case


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        pytest.param(case_to_text(a_case()), True, id="a-case"),
        pytest.param("\ufeff\n" + case_to_text(a_case()), True, id="with-a-mark"),
        pytest.param('{"format": "auditflow-case"', True, id="broken"),
        pytest.param('{"title": "Granskning"}', False, id="a-memo"),
        pytest.param('Vi skrev "auditflow-case"', False, id="a-letter"),
    ],
)
def test_a_case_file_is_told_from_a_letter(text, is_one):
    """By what stands in it; also one with something wrong in it."""
    assert says_case(text) is is_one


# What is wrong in it

Change = Callable[[dict[str, Any]], object]


def refused(change: Change, source: str = "case.json") -> tuple[str, ...]:
    """The problems of the case file of `a_case` after a *change*."""
    table = json.loads(case_to_text(a_case()))
    change(table)
    with pytest.raises(CaseRefused) as error:
        case_from_json(json.dumps(table), source)
    return error.value.problems


def entry(number: int, /, **fields: object) -> Change:
    """Put *fields* into an entry of the history."""
    return lambda table: table["history"][number - 1].update(fields)


def without(number: int, key: str) -> Change:
    """Take a *key* out of an entry of the history."""
    return lambda table: table["history"][number - 1].pop(key)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        pytest.param(
            entry(3, on="2022-13-01"),
            "history 3: on: '2022-13-01' is no day of the calendar; write a day as "
            "2022-11-25",
            id="no-day",
        ),
        pytest.param(
            entry(3, on=None), "history 3: on: nothing is no text; write it in quotes",
            id="null",
        ),
        pytest.param(
            without(2, "dnr"), 'history 2: dnr: is missing; write "dnr": …',
            id="missing",
        ),
        pytest.param(
            entry(2, dnr="–"),
            "history 2: '–' is no dnr; write it as a text with letters or digits in it",
            id="says-nothing",
        ),
        pytest.param(
            entry(2, recorded="2022-09-28T10:00"),
            "history 2: recorded: '2022-09-28T10:00' is no instant; write it with its "
            "offset from UTC, as 2022-09-27T14:05:00+02:00",
            id="no-offset",
        ),
        pytest.param(
            entry(2, event="registred"),
            "history 2: event: 'registred' is unknown; did you mean registered?",
            id="unknown-event",
        ),
        pytest.param(
            entry(2, dnrr="x"), "history 2: 'dnrr' is no key; did you mean dnr?",
            id="unknown-key",
        ),
        pytest.param(
            entry(3, to=[{"body": "SN", "reply_by": 5}]),
            "history 3: to 1: reply_by: 5 is no text; write it in quotes",
            id="within-a-list",
        ),
        pytest.param(
            entry(3, to="SN"), "history 3: to: 'SN' is no list; write it within [ ]",
            id="no-list",
        ),
        pytest.param(
            entry(4, length="3 business days"),
            "history 4: length: '3 business days' is no length of an extension; write "
            "days, weeks, months or years",
            id="business-days",
        ),
        pytest.param(
            entry(4, counted_from="then"),
            "history 4: counted_from: 'then' is unknown; write one of: named_day, "
            "anchor, due",
            id="no-such-word",
        ),
        pytest.param(
            entry(4, until="2022-12-01"),
            "history 4: an extension with both a day and a length; name the new day "
            "with until=, or give length= and counted_from=",
            id="contradiction",
        ),
        pytest.param(
            entry(5, corrects=9),
            "history 5: corrects: there is no entry 9; write the number of the entry "
            "that was wrong",
            id="corrects-nothing",
        ),
        pytest.param(
            entry(5, corrects=5),
            "history 5: corrects: entry 5 is a correction itself; write the number of "
            "the entry that was wrong",
            id="corrects-a-correction",
        ),
        pytest.param(
            entry(5, corrects="2"),
            "history 5: corrects: '2' is no whole number; write one, such as 3",
            id="corrects-a-text",
        ),
        pytest.param(
            without(5, "corrects"),
            "history 5: corrects: is missing; write the number of the entry that was "
            "wrong",
            id="corrects-is-missing",
        ),
        pytest.param(
            without(5, "right"),
            'history 5: right: is missing; write "right": null where nothing takes its '
            "place",
            id="right-is-missing",
        ),
        pytest.param(
            entry(5, right={"event": "corrected"}),
            "history 5: right: event: a correction is no entry to be right; write what "
            "the entry should have said",
            id="a-correction-is-right",
        ),
        pytest.param(
            entry(5, right={"event": "prepared", "by": "anna"}),
            'history 5: right: on: is missing; write "on": …',
            id="right-is-wrong",
        ),
        pytest.param(
            entry(4, number=7),
            'history 4: number: 7 is not its place; write "number": 4',
            id="number",
        ),
        pytest.param(
            lambda table: table["history"].insert(1, "x"),
            "history 2: 'x' is no table; write its keys within { }",
            id="no-table",
        ),
        pytest.param(
            lambda table: table.update(history=[]),
            'history: is empty; begin the history with "received"',
            id="no-history",
        ),
        pytest.param(
            lambda table: table["history"].pop(0),
            "history 1: event: 'registered' cannot come first; begin the history with "
            '"received"',
            id="no-arrival",
        ),
        pytest.param(
            lambda table: table["memo"]["bodies"][0].update(role="boss"),
            "memo: bodies.1.role: 'boss' is unknown; write one of: must_answer, "
            "for_information, addressee",
            id="memo",
        ),
        pytest.param(
            lambda table: table.pop("body"), 'body: is missing; write "body": …',
            id="no-body",
        ),
        pytest.param(
            lambda table: table.update(bodi="KS"),
            "'bodi' is no key; did you mean body?",
            id="unknown-key-on-top",
        ),
    ],
)  # fmt: skip
def test_a_problem_has_its_place_and_its_mend(change, problem):
    """What stands where, and what to write instead."""
    assert f"case.json: {problem}" in refused(change)


def test_all_problems_are_told_at_once():
    """In the order of the entries, corrections last; and nothing that follows."""

    def change(table: dict[str, Any]) -> None:
        table.pop("authority")
        for number, fields in ((2, {"on": "x"}), (3, {"by": 1}), (4, {"length": "x"})):
            table["history"][number - 1].update(fields)
        table["history"][4].pop("reason")

    assert [problem.split("; ")[0] for problem in refused(change, "")] == [
        "authority: is missing",
        "history 2: on: 'x' is no day",
        "history 3: by: 1 is no text",
        "history 4: length: 'x' is no period",
        "history 5: reason: is missing",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            '{"format": "auditflow-case", "version": 2, "ledger": []}',
            "x: version: 2 is newer than 1, the latest that can be read; read it with "
            "a newer auditflow",
            id="newer",
        ),
        pytest.param(
            '{"format": "auditflow-case", "version": "1"}',
            "x: version: '1' is no version; write \"version\": 1",
            id="no-version",
        ),
        pytest.param(
            '{"title": "Granskning"}',
            "x: format: is missing; give one that auditflow wrote, which says "
            '"format": "auditflow-case"',
            id="a-memo",
        ),
        pytest.param("[]", "x: is no table in JSON; give one that", id="a-list"),
        pytest.param("{", "x: is no JSON: Expecting property name", id="broken"),
        pytest.param(
            '{"a":' * 100_000, "x: is no JSON: it nests too deep; give", id="deep"
        ),
        pytest.param(
            f'{{"format": {"9" * 5000}}}',
            "x: is no JSON: a number in it is far too long; correct",
            id="a-long-number",
        ),
    ],
)
def test_what_is_no_case_file_is_refused_at_once(text, problem):
    """One problem, for nothing else in it can be judged."""
    with pytest.raises(CaseRefused) as error:
        case_from_json(text, "x")
    (told,) = error.value.problems
    assert told.startswith(problem)


def test_no_more_problems_are_told_than_anybody_mends():
    """The rest is counted."""

    def change(table: dict[str, Any]) -> None:
        table["history"] += [{"number": 0, "event": "x"}] * 200

    told = refused(change)
    assert len(told) == 101
    assert told[-1] == "case.json: 300 more things are wrong; correct these first"


anything: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2)
    ),
    max_leaves=3,
)


def places_in(value: Any) -> list[tuple[Any, Any]]:
    """Each list and table within *value*, with each of its keys."""
    if not isinstance(value, dict | list):
        return []
    keys = [*value] if isinstance(value, dict) else [*range(len(value))]
    inner = [place for key in keys for place in places_in(value[key])]
    return [*((value, key) for key in keys), *inner]


def problems_in(table: dict[str, Any]) -> tuple[str, ...]:
    """The problems of a case file; none where it can be read."""
    try:
        case_from_json(table)
    except CaseRefused as refusal:
        return refusal.problems
    return ()


@settings(max_examples=150)
@given(case=cases(), data=st.data())
def test_whatever_stands_in_it_is_read_or_refused(case, data):
    """Each problem is a line with its mend; nothing else is ever raised."""
    table = json.loads(case_to_text(case))
    for _ in range(data.draw(st.integers(1, 3))):
        within, key = data.draw(st.sampled_from(places_in(table)))
        within[key] = data.draw(anything)
    assert all("; " in problem for problem in problems_in(table))


# The entries


def test_entries_are_numbered_and_say_what_corrected_them():
    """A correction that was itself overtaken says by which."""
    case = a_case().correct(TYPO, on=date(2022, 10, 5), by="bo", reason="fel ärende")
    said = [
        (e.number, e.event.word, e.corrects, e.corrected_by) for e in entries_of(case)
    ]
    assert said == [
        (1, "received", None, None),
        (2, "registered", None, 6),
        (3, "referred", None, None),
        (4, "extension_granted", None, None),
        (5, "corrected", 2, 6),
        (6, "corrected", 2, None),
    ]
    assert [e.number for e in entries_of(case) if e.holds] == [1, 3, 4, 6]


def test_entries_keep_their_numbers_whenever_one_looks():
    """What was entered afterwards is left out, and what it corrected holds again."""
    late = Referred(
        on=date(2022, 9, 27),
        by="anna",
        to=["SN"],
        recorded=datetime(2022, 12, 1, tzinfo=UTC),
    )
    case = Case.open(MEMO, received=date(2022, 9, 27)).record(late).record(TYPO)
    case = case.correct(TYPO, RIGHT, on=date(2022, 10, 4), by="anna", reason="fel")
    seen = entries_of(case, datetime(2022, 10, 1, tzinfo=UTC))
    assert [(e.number, e.event.word, e.holds) for e in seen] == [
        (1, "received", True),
        (3, "registered", True),
    ]


def test_a_received_comes_first():
    """The strategies above begin as every case does."""
    assert KINDS["received"] is Received


@pytest.mark.parametrize(
    "right",
    [
        pytest.param("null", id="nothing"),
        pytest.param(
            '{"event": "prepared", "on": "2022-09-28", "by": "bo"}', id="something-else"
        ),
    ],
)
def test_only_another_arrival_takes_the_place_of_the_arrival(right):
    """Else there would be a case that never began."""
    correction = (
        '{"number": 2, "event": "corrected", "on": "2022-09-29", "by": "bo", '
        f'"reason": "fel", "corrects": 1, "right": {right}}}'
    )
    case = json.loads(case_to_text(Case.open(MEMO_ASKED, received=date(2022, 9, 27))))
    case["history"].append(json.loads(correction))
    with pytest.raises(CaseRefused, match="only another arrival takes the place"):
        case_from_json(case)


MEMO_ASKED = Memo(
    bodies=[Body("nämnden", Role.MUST_ANSWER, ReplyRequest.by(date(2022, 11, 25)))]
)
