"""A scenario that is played: what is found, what is refused, and what is explained."""

import pytest

from auditflow.lifecycle import State
from auditflow.scenario import What, lines_not_met, play
from auditflow.scenario.expectation import _FORMS
from auditflow.scenario.telling import happened, told_check, told_left, told_total
from tests.scenario.texts import BEGIN, otherwise, played, scenario

REGISTERED = "on = 2022-09-28\nevent = 'registered'\ndnr = 'KS 2022/347'"
DRAFTED = "on = 2022-10-10\nstep = 'draft'"


def test_a_day_that_is_expected_wrongly_is_explained():
    """Expected, found, and each reason of the plan, in both languages."""
    result = played(f"{DRAFTED}\nexpect.due.draft = 2022-10-03")
    (check,) = result.stages[1].not_met
    assert (check.key, check.wanted, check.found) == (
        "due.draft", "2022-10-03", "2022-10-28",
    )  # fmt: skip
    assert [one.id for one in check.deadlines] == ["draft"]
    assert (
        "\n".join(lines_not_met(result, "en"))
        == """\
then 1, 2022-10-10: Answer drafted
  due.draft: expected 2022-10-03, found 2022-10-28
    Answer drafted: 2022-10-28 (auditflows förval)
      counted from “Preparing body's meeting”, 2022-11-04
      5 business days before 2022-11-04 is 2022-10-28
      2022-10-29 does not count: Saturday
      2022-10-30 does not count: Sunday
      done on 2022-10-10 by registrator
1 expectation on 2 days: 1 not met."""
    )
    swedish = [*lines_not_met(result, "sv")]
    assert swedish[:3] == [
        "then 1, 2022-10-10: Svaret berett",
        "  due.draft: väntat 2022-10-03, fick 2022-10-28",
        "    Tjänsteskrivelse klar: 2022-10-28 (auditflows förval)",
    ]
    assert swedish[-1] == "1 förväntning på 2 dagar: 1 ej uppfyllda."


def test_it_never_stops_at_what_is_otherwise():
    """Everything that is wrong on any day is found in one run."""
    result = played(
        f"{REGISTERED}\nexpect = {{ state = 'drafted', dnr = '1', next = 'draft' }}",
        f"{DRAFTED}\nexpect = {{ allowed = ['adopt'], overdue = ['draft'] }}",
        "on = 2022-11-28\nexpect.overdue = ['answer']",
    )
    assert otherwise(result) == [
        (1, "state", "received"),
        (1, "dnr", "KS 2022/347"),
        (2, "allowed", ("adopt", "close", "remit", "revise")),
        (2, "overdue", ()),
        (3, "overdue", ("adopt", "answer", "prepare", "summon")),
    ]
    (late,) = result.stages[3].not_met
    assert [one.id for one in late.deadlines] == ["adopt", "prepare", "summon"]
    assert (result.number_met, result.left, result.is_met) == (1, 0, False)


def test_a_refusal_that_nobody_expected_stops_there():
    """What follows builds on what did not happen, and is not played."""
    result = played(
        "on = 2022-10-10\nstep = 'adopt'\nexpect.state = 'adopted'\nwhy = 'because'",
        "on = 2022-11-01\nexpect.state = 'adopted'",
        "on = 2022-11-02\nexpect.state = 'adopted'",
    )
    assert len(result.stages) == 2
    assert (result.left, result.is_met, result.number_met) == (2, False, 0)
    stop = result.stages[-1]
    assert stop.is_stop
    assert stop.case.state is State.RECEIVED
    assert [*lines_not_met(result, "en")] == [
        "then 1, 2022-10-10: Refused: Answer adopted",
        "  because",
        f"  was refused: {stop.refusal}",
        "2 later happenings were not played.",
        "3 expectations on 4 days: 1 unexpected refusal, 3 not reached.",
    ]
    assert told_left(result, "sv") == "2 senare händelser spelades inte."
    assert str(stop.refusal) == (
        "cannot adopt: the case is received; a case that is received can refer, draft "
        "or close"
    )
    assert told_total(result, "sv").endswith("1 oväntat nej, 3 ej prövade.")


@pytest.mark.parametrize(
    ("wanted", "met"),
    [
        pytest.param("true", True, id="any"),
        pytest.param("'the case is received'", True, id="its-words"),
        pytest.param("['the case is', 'can refer']", True, id="several"),
        pytest.param("'the minutes'", False, id="other-words"),
    ],
)
def test_a_refusal_can_be_expected(wanted: str, met: bool):
    """The case stays as it was, and the rest of the day is checked."""
    result = played(
        f"on = 2022-10-10\nstep = 'adopt'\n"
        f"expect = {{ refused = {wanted}, state = 'received' }}",
        f"{DRAFTED}\nexpect.state = 'drafted'",
    )
    assert result.is_met is met
    assert result.scenario.number_of_expectations == 3
    assert not any(stage.is_stop for stage in result.stages)
    assert happened(result.stages[1], "sv") == "Nekas: Svaret beslutat"


def test_what_should_have_been_refused_and_was_not():
    """It happened, and that is told; the entries keep their numbers."""
    result = played(
        f"{REGISTERED}\nexpect.refused = true",
        f"{DRAFTED}\nexpect.state = 'drafted'",
        "on = 2022-10-11\nevent = 'corrected'\ncorrects = 2\nright = 'none'\n"
        "reason = 'fel ärende'\nexpect.state = 'received'",
    )
    assert otherwise(result) == [(1, "refused", "none")]
    (check,) = result.stages[1].not_met
    assert told_check(check, "en") == "refused: expected a refusal, found none"
    assert told_check(check, "sv") == "refused: väntat ett nej, fick none"


@pytest.mark.parametrize(
    "which", [pytest.param("'the draft'", id="name"), pytest.param("3", id="number")]
)
def test_a_correction_names_an_entry(which: str):
    """By the name that it was given, or by its number; the arrival is the first."""
    result = played(
        REGISTERED,
        f"name = 'the draft'\n{DRAFTED}\nexpect.status.draft = 'met'",
        "on = 2022-10-12\nevent = 'corrected'\nreason = 'fel dag'\n"
        f"corrects = {which}\n"
        "right = { step = 'draft', on = 2022-10-11, by = 'anna' }",
    )
    assert result.is_met
    assert result.stages[-1].case.events[-1].on.isoformat() == "2022-10-11"
    assert result.stages[-1].case.events[-1].by == "anna"


def test_what_was_entered_later_is_seen_from_that_day():
    """A statement of the 6th that was entered on the 10th: the plan is of the 10th."""
    result = played(
        "on = 2022-09-30\nstep = 'refer'\nto = 'socialnämnden'",
        "on = 2022-10-07\nexpect.status.statements = 'open'",
        "on = 2022-10-06\nrecorded = 2022-10-10T09:00:00+02:00\n"
        "event = 'statement_received'\nbody = 'socialnämnden'\n"
        "expect.status.statements = 'met'",
        "on = 2022-10-11\nknown_at = 2022-10-09T12:00:00+02:00\n"
        "expect.status.statements = 'open'",
    )
    assert result.is_met, [*lines_not_met(result, "en")]
    assert str(result.stages[3].happening.on) == "2022-10-10"
    told = happened(result.stages[3], "en")
    assert told == "Statement from socialnämnden came in (2022-10-06)"
    known = result.stages[4]
    assert happened(known, "sv") == "Så var det känt 2022-10-09 12:00"
    assert len(known.case.history) == 2


def test_an_arrival_that_was_corrected_counts_from_then_on():
    """It had come three days before, and so had what was done on those days."""
    result = played(
        "on = 2022-09-30\nevent = 'corrected'\ncorrects = 'arrival'\nreason = 'fel dag'"
        "\nright = { event = 'received', on = 2022-09-27 }\n"
        "expect.due.register = 2022-09-28",
        "on = 2022-09-28\nrecorded = 2022-09-30T15:00:00+02:00\n"
        "event = 'registered'\ndnr = 'KS 2022/347'\nexpect.status.register = 'met'",
        begin=BEGIN.replace("received = 2022-09-27", "received = 2022-09-29"),
    )
    assert result.is_met, [*lines_not_met(result, "en")]


def test_meetings_that_are_known_later_count_from_then_on():
    """A moved meeting moves what is aimed for, and nothing that was judged before."""
    result = played(
        f"{DRAFTED}\nexpect = {{ meeting = 2022-11-16, status.draft = 'met' }}",
        "on = 2022-10-20\n"
        "meetings = [{ date = 2022-11-16, body = 'kommunstyrelsen', "
        "status = 'moved', moved_to = 2022-11-09 }]\n"
        "expect = { meeting = 2022-11-09, due.adopt = 2022-11-09, "
        "status.draft = 'met' }",
        top="meetings = { kommunstyrelsen = [2022-10-19, 2022-11-16, 2022-12-14] }",
    )
    assert result.is_met, [*lines_not_met(result, "en")]
    assert happened(result.stages[2], "en") == "Other meetings are known"


def test_what_is_not_there_is_none():
    """A deadline that the plan does not have, and a day that nobody knows."""
    expect = (
        "expect = { due = { 'measure:1' = 'none', 'answer@2' = 'none' }, "
        "status = { 'measure:1' = 'none' }, meeting = 'none', requires = 'none', "
        "advice = 'none', advice_day = 'none', legal_force = 'none', dnr = 'none', "
        "statements = { 'socialnämnden' = 'none' }, irregular = [], problems = "
        "['meetings_not_known', 'minutes_may_be_late'], feasible = true }"
    )
    assert otherwise(played(f"on = 2022-09-27\n{expect}")) == []


def test_statements_are_wanted_before_they_are_asked_and_in_the_first_round_only():
    """A supplement is a round of its own."""
    result = played(
        "on = 2022-09-27\nexpect.due = { refer = 2022-09-30 }",
        "on = 2022-10-10\nstep = 'draft'",
        "on = 2022-11-16\nstep = 'adopt'\nimmediate = true",
        "on = 2022-11-17\nstep = 'answer'",
        "on = 2023-01-10\nstep = 'reopen'\nreply = { kind = 'date', date = 2023-02-28 }"
        "\nexpect.status = { 'refer@2' = 'not_applicable', 'answer@2' = 'open' }",
        top="statements_from = ['socialnämnden']",
    )
    assert result.is_met, [*lines_not_met(result, "en")]


def test_a_scenario_is_played_alike_each_time():
    """It is a value: playing changes nothing in it."""
    read = scenario(REGISTERED, f"{DRAFTED}\nexpect.state = 'drafted'")
    first, second = play(read), play(read)
    assert first == second
    assert len(read.case.history) == 1


def test_each_kind_of_expectation_has_a_form():
    """What can be written can be read."""
    of_deadlines = {What.OVERDUE, What.NEXT}
    assert {*_FORMS} | of_deadlines == {*What}


def test_what_was_not_looked_at_is_neither_met_nor_not_met():
    """A refusal is none of the expectations, whether any follow it or none."""
    look, later = "on = 2022-10-07\nexpect.state", "on = 2022-10-11\nexpect.state"
    adopt = "on = 2022-10-10\nstep = 'adopt'"
    result = played(f"{look} = 'drafted'", adopt, f"{later} = 'adopted'")
    assert (result.number_met, result.number_not_met) == (0, 1)
    assert (result.number_not_reached, result.is_stopped) == (1, True)
    assert told_total(result, "en") == (
        "2 expectations on 4 days: 1 unexpected refusal, 1 not met, 1 not reached."
    )
    met = played(f"{look} = 'received'", adopt)
    assert told_total(met, "en") == "1 expectation on 3 days: 1 unexpected refusal."
    assert told_total(met, "sv") == "1 förväntning på 3 dagar: 1 oväntat nej."


def test_a_refusal_in_swedish_quotes_the_english():
    """There is no Swedish sentence of it."""
    result = played("on = 2022-10-10\nstep = 'adopt'\nexpect.state = 'adopted'")
    told = "\n".join(lines_not_met(result, "sv"))
    assert "nekades: ”cannot adopt: the case is received; " in told
    result = played("on = 2022-10-10\nstep = 'adopt'\nexpect.refused = 'x'")
    assert "väntat x, fick ”cannot adopt: " in "\n".join(lines_not_met(result, "sv"))


def test_what_the_plan_says_of_problems_and_advice_is_told():
    """The sentence, for a kind alone says little to whoever reads it."""
    result = played(
        "on = 2022-09-27\nexpect = { problems = [], advice = 'ask_for_day' }"
    )
    told = "\n".join(lines_not_met(result, "en"))
    assert "found meetings_not_known, minutes_may_be_late" in told
    assert "    the meetings of kommunstyrelsen around 2022-11-" in told
    (problems, advice) = result.stages[1].not_met
    kinds = [one.kind for one in problems.reasons]
    assert sorted(kinds) == ["meetings_not_known", "minutes_may_be_late"]
    assert advice.reasons == ()


def test_a_statement_of_a_body_that_was_not_asked_names_those_that_were():
    """Most often its name is written otherwise."""
    asked = "on = 2022-09-30\nstep = 'refer'\nto = ['socialnämnden', 'byggnadsnämnden']"
    expect = "expect.statements = { 'socialnämden' = 'open' }"
    result = played(f"{asked}\n{expect}")
    told = [*lines_not_met(result, "en")]
    assert "    asked for statements: socialnämnden, byggnadsnämnden" in told
    nobody = played(f"on = 2022-09-30\n{expect}")
    assert "    ingen har tillfrågats om yttrande" in [*lines_not_met(nobody, "sv")]


def test_meetings_of_others_only_are_remarked():
    """The plan counts on; perhaps the calendar is another one."""
    top = "meetings = { 'barnnämnden' = [2022-11-02] }"
    result = played("on = 2022-10-07\nexpect.state = 'drafted'", top=top)
    told = "No meeting of kommunstyrelsen is known, only of barnnämnden."
    assert told in [*lines_not_met(result, "en")]
