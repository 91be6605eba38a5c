"""Every error: its data, its sentence, its mend, and the tree they are drawn in."""

import copy
import inspect
import pickle
import re

import attrs
import pytest

from auditflow import errors
from auditflow.errors import (
    AuditflowError,
    AuthorityUnknown,
    BodyUnknown,
    CaseKnown,
    CaseRefused,
    CaseUnknown,
    ClosuresContradict,
    ColumnsContradict,
    Conflict,
    DayOutOfRange,
    DaysOutOfRange,
    DayUnreadable,
    DeadlineUnknown,
    DetailsRefused,
    ExtraMissing,
    Fault,
    FileRefused,
    HabitsRefused,
    MeetingsRefused,
    MeetingsUnknown,
    MemoRefused,
    NoBusinessDays,
    NoDayToProve,
    NotADay,
    NotAllowed,
    NotDays,
    NotKnownYet,
    NumberTaken,
    PeriodRefused,
    Problem,
    ProofRefused,
    RulebookRefused,
    RuleUncountable,
    ScenarioRefused,
    StepUnknown,
    StoreBusy,
    StoreMissing,
    StoreOutdated,
    ValueRefused,
    VersionUnknown,
    either,
)

_PROBLEM = Problem("x.csv line 2", "'soon' is no day", "write a day as 2022-11-25")

# Each error with its whole sentence, and the part of it that is the mend.
SENTENCES = [
    pytest.param(
        NotADay("None", "give a datetime.date or a pendulum.Date"),
        "None is not a day",
        "give a datetime.date or a pendulum.Date",
        id="NotADay",
    ),
    pytest.param(
        DayUnreadable("soon"),
        "'soon' is no day",
        "write a day as 2022-11-25",
        id="DayUnreadable",
    ),
    pytest.param(
        DayOutOfRange("1900-01-01", 1953, 2100),
        "1900-01-01 lies outside 1953–2100, the years whose public holidays are known",
        "give a day within them",
        id="DayOutOfRange",
    ),
    pytest.param(
        NotDays(3, "days is 'soon'", "give datetime.date, or None"),
        "at index 3: days is 'soon'",
        "give datetime.date, or None",
        id="NotDays",
    ),
    pytest.param(
        ColumnsContradict(None, "a has 3 and b has 2 rows", "give as many of each"),
        "a has 3 and b has 2 rows",
        "give as many of each",
        id="ColumnsContradict",
    ),
    pytest.param(
        RuleUncountable("appeal", ("holds",)),
        "the rule appeal cannot be counted for columns of cases, as it says holds",
        "plan the cases one by one",
        id="RuleUncountable",
    ),
    pytest.param(
        DaysOutOfRange(7, "1900-01-01", 3, 1953, 2100),
        "at index 7: 1900-01-01 lies outside 1953–2100 (and so do 2 more), "
        "the years whose public holidays are known",
        "give days within them",
        id="DaysOutOfRange",
    ),
    pytest.param(
        PeriodRefused("14 is no period", "give its unit too"),
        "14 is no period",
        "give its unit too",
        id="PeriodRefused",
    ),
    pytest.param(
        NoBusinessDays(),
        "0 business days from a day have no end",
        "for the first business day on or after it use roll_forward, "
        "for the last on or before it roll_back",
        id="NoBusinessDays",
    ),
    pytest.param(
        ClosuresContradict(("2022-05-27", "2022-06-24")),
        "2022-05-27, 2022-06-24 cannot be both closed and open",
        "leave each day in one of the two",
        id="ClosuresContradict",
    ),
    pytest.param(
        FileRefused("x.csv", "there is no such file", "check the name"),
        "x.csv: there is no such file",
        "check the name",
        id="FileRefused",
    ),
    pytest.param(
        ExtraMissing("reading PDF", "pdf"),
        "reading PDF needs an extra",
        "install it with: pip install 'auditflow[pdf]'",
        id="ExtraMissing",
    ),
    pytest.param(
        MeetingsRefused(found=(_PROBLEM,)),
        "x.csv line 2: 'soon' is no day",
        "write a day as 2022-11-25",
        id="MeetingsRefused",
    ),
    pytest.param(
        RulebookRefused(found=(_PROBLEM, _PROBLEM)),
        "x.csv line 2: 'soon' is no day; write a day as 2022-11-25\n"
        "x.csv line 2: 'soon' is no day",
        "write a day as 2022-11-25",
        id="RulebookRefused",
    ),
    pytest.param(
        HabitsRefused(
            (
                Problem(
                    "habits.toml: draf (line 1)", "is unknown", "did you mean draft?"
                ),
            )
        ),
        "habits.toml: draf (line 1): is unknown",
        "did you mean draft?",
        id="HabitsRefused",
    ),
    pytest.param(
        ScenarioRefused(
            (Problem("a.toml: then 1: on", "is missing", "write on = 2022-09-28"),)
        ),
        "a.toml: then 1: on: is missing",
        "write on = 2022-09-28",
        id="ScenarioRefused",
    ),
    pytest.param(
        ProofRefused(found=(_PROBLEM,)),
        "x.csv line 2: 'soon' is no day",
        "write a day as 2022-11-25",
        id="ProofRefused",
    ),
    pytest.param(
        CaseRefused(found=(_PROBLEM,)),
        "x.csv line 2: 'soon' is no day",
        "write a day as 2022-11-25",
        id="CaseRefused",
    ),
    pytest.param(
        NoDayToProve("refer"),
        "refer has no day to prove",
        "give what it is counted from, such as the reply day or the decision",
        id="NoDayToProve",
    ),
    pytest.param(
        MeetingsUnknown("nämnden", "2023-01-02", (("2022-01-19", "2022-12-14"),)),
        "the meetings of nämnden around 2023-01-02 are not known "
        "(known are those from 2022-01-19 to 2022-12-14)",
        "read a meeting calendar that covers that day",
        id="MeetingsUnknown",
    ),
    pytest.param(
        BodyUnknown("nämnden", ("kommunstyrelsen",), "the memo does not name nämnden"),
        "the memo does not name nämnden",
        "choose one of: kommunstyrelsen",
        id="BodyUnknown",
    ),
    pytest.param(
        ValueRefused("'soon' is unknown", "write one of: open, closed"),
        "'soon' is unknown",
        "write one of: open, closed",
        id="ValueRefused",
    ),
    pytest.param(
        MemoRefused.because(
            "received before the memo's own day", "check the received day"
        ),
        "received before the memo's own day",
        "check the received day",
        id="MemoRefused",
    ),
    pytest.param(
        DeadlineUnknown("drft", ("refer", "draft")),
        "the plan has no deadline 'drft'",
        "write one of: refer, draft",
        id="DeadlineUnknown",
    ),
    pytest.param(
        StepUnknown("skip", ("refer", "draft")),
        "'skip' is no step",
        "the steps are: refer, draft",
        id="StepUnknown",
    ),
    pytest.param(
        DetailsRefused("refer", ("unto",), ("to",), ("to",)),
        "the step refer takes no unto= and needs to=",
        "it takes: to",
        id="DetailsRefused",
    ),
    pytest.param(
        NotAllowed(
            "adopt", "received", ("the case is received",), (), ("refer", "draft")
        ),
        "cannot adopt: the case is received",
        "a case that is received can refer or draft",
        id="NotAllowed-impossible",
    ),
    pytest.param(
        NotAllowed("adopt", "drafted", (), ("that is no meeting",), ("adopt",)),
        "cannot adopt: that is no meeting",
        'say why it is done all the same with despite="…"',
        id="NotAllowed-irregular",
    ),
    pytest.param(
        NotKnownYet("nämnden", "2022-09-01 12:00", "2022-09-27 00:00"),
        "nothing was known of the case of nämnden at 2022-09-01 12:00",
        "ask for an instant from 2022-09-27 00:00 on",
        id="NotKnownYet",
    ),
    pytest.param(
        VersionUnknown("rulebook", "sala 2", ("sala 1",)),
        "the case is pinned to the rulebook 'sala 2', but at hand are: sala 1",
        "add that version",
        id="VersionUnknown",
    ),
    pytest.param(
        StoreMissing(
            "sqlite:///auditflow.db",
            "there is no store",
            "check the folder, or make one with: auditflow store init",
        ),
        "sqlite:///auditflow.db: there is no store",
        "check the folder, or make one with: auditflow store init",
        id="StoreMissing",
    ),
    pytest.param(
        StoreOutdated(
            "sqlite:///auditflow.db",
            "its tables are version 0009, newer than 0001",
            "use a newer auditflow",
        ),
        "sqlite:///auditflow.db: its tables are version 0009, newer than 0001",
        "use a newer auditflow",
        id="StoreOutdated",
    ),
    pytest.param(
        StoreBusy(
            "sqlite:///auditflow.db",
            "is held by process 4242; waited 30 seconds",
            "try again when that has ended",
            "process 4242",
        ),
        "sqlite:///auditflow.db: is held by process 4242; waited 30 seconds",
        "try again when that has ended",
        id="StoreBusy",
    ),
    pytest.param(
        AuthorityUnknown("sala", ()),
        "the store shows no cases of the authority 'sala'",
        "check the name, or register its first case",
        id="AuthorityUnknown",
    ),
    pytest.param(
        AuthorityUnknown("", ("lerum", "sala")),
        "the store is open for all authorities, and none is named",
        "write one of: lerum, sala",
        id="AuthorityUnknown-none-named",
    ),
    pytest.param(
        CaseUnknown("sala/ks/2022-1", ("sala/ks/2022-11",)),
        "the store has no case 'sala/ks/2022-1'",
        "did you mean sala/ks/2022-11?",
        id="CaseUnknown",
    ),
    pytest.param(
        CaseUnknown("sala/ks/2022-1", ()),
        "the store has no case 'sala/ks/2022-1'",
        "see them all with: auditflow list",
        id="CaseUnknown-none-close",
    ),
    pytest.param(
        CaseKnown("sala/ks/2022-1", "the letter is registered already"),
        "the letter is registered already, as sala/ks/2022-1",
        "go on with that case",
        id="CaseKnown",
    ),
    pytest.param(
        NumberTaken("KS 2022/1", "kommunstyrelsen", "sala/ks/2022-1"),
        "the diary number KS 2022/1 of kommunstyrelsen belongs to sala/ks/2022-1",
        "check the number, or correct it there first",
        id="NumberTaken",
    ),
    pytest.param(
        Conflict("sala/ks/2022-1", 2, 3, ("entry 3, 2022-10-05: Answer drafted",)),
        "sala/ks/2022-1 has changed since it was read: 1 entry was written "
        "(entry 3, 2022-10-05: Answer drafted)",
        "read it again, and then decide",
        id="Conflict",
    ),
    pytest.param(
        Fault("a step was refused without a reason"),
        "a step was refused without a reason",
        "this is a fault in auditflow, please report it",
        id="Fault",
    ),
]
_EXAMPLES = [param.values[0] for param in SENTENCES]
_EACH = [pytest.param(param.values[0], id=param.id) for param in SENTENCES]


def _classes() -> dict[str, type[AuditflowError]]:
    return {
        name: cls
        for name, cls in inspect.getmembers(errors, inspect.isclass)
        if issubclass(cls, AuditflowError)
    }


def _bare() -> set[str]:
    """The classes that other errors are made of: nobody raises these themselves."""
    return {cls.__name__ for c in _classes().values() for cls in c.__bases__}


def test_every_error_has_its_row():
    """A new error class needs its sentence in the table above."""
    shown = {type(error).__name__ for error in _EXAMPLES}
    assert shown == _classes().keys() - _bare()


@pytest.mark.parametrize(("error", "what", "mend"), SENTENCES)
def test_a_sentence_ends_in_its_mend(error, what, mend):
    """What is wrong, a semicolon, and what to do instead."""
    assert str(error) == f"{what}; {mend}"


@pytest.mark.parametrize(("error", "what", "mend"), SENTENCES)
def test_each_problem_is_one_line(error, what, mend):
    """For whoever prints them, one by one, each still with its mend."""
    assert error.problems == tuple(str(error).splitlines())
    assert all(problem.endswith(mend) for problem in error.problems)


@pytest.mark.parametrize("error", _EACH)
def test_an_error_keeps_its_data(error):
    """Through a pickle, a copy and a raise, with its sentence."""
    journey = [
        pickle.loads(pickle.dumps(error)),  # noqa: S301 - our own bytes
        copy.copy(error),
        copy.deepcopy(error),
    ]
    with pytest.raises(type(error)) as raised:
        raise error
    for again in (*journey, raised.value):
        assert type(again) is type(error)
        assert str(again) == str(error)
        assert attrs.asdict(again) == attrs.asdict(error)


@pytest.mark.parametrize("error", _EACH)
def test_an_error_can_be_raised_again(error):
    """With its cause and a note, as any other exception; frozen though it is."""
    cause = KeyError("x")
    with pytest.raises(AuditflowError) as raised:
        raise pickle.loads(pickle.dumps(error)) from cause  # noqa: S301 - our own bytes
    assert raised.value.__cause__ is cause
    raised.value.add_note("while planning")
    assert raised.value.__notes__ == ["while planning"]


def test_every_error_is_an_attrs_class():
    """So each carries data; nobody parses a sentence."""
    assert all(attrs.has(type(error)) for error in _EXAMPLES)


def test_the_drawn_tree_names_exactly_the_classes_that_exist():
    """With the parent that the drawing gives each of them."""
    drawn = {"AuditflowError": "Exception"}
    branch = ["AuditflowError"]
    for line in (errors.__doc__ or "").splitlines():
        if found := re.match(r" {4}([│ ]*)[├└]── (\w+)\s", line):
            depth = len(found[1]) // 4 + 1
            drawn[found[2]] = branch[depth - 1]
            branch[depth:] = [found[2]]
    real = {name: cls.__bases__[0].__name__ for name, cls in _classes().items()}
    assert drawn == real


@pytest.mark.parametrize("cls", _classes().values(), ids=lambda cls: cls.__name__)
def test_an_error_is_named_for_what_is_wrong(cls):
    """A docstring each, one base of ours each, and no name that says Error."""
    assert cls.__doc__
    ours = [base for base in cls.__bases__ if issubclass(base, AuditflowError)]
    assert len(ours) == (cls is not AuditflowError)
    assert cls is AuditflowError or not re.search("Error|Exception", cls.__name__)


def test_a_problem_says_where_what_and_what_instead():
    """One line of an input."""
    assert str(_PROBLEM) == (
        "x.csv line 2: 'soon' is no day; write a day as 2022-11-25"
    )


@pytest.mark.parametrize(
    ("takes", "said"),
    [
        pytest.param((), "nothing more than on= and by=", id="no-details"),
        pytest.param(("to", "reason"), "to, reason", id="two-details"),
    ],
)
def test_refused_details_name_what_is_taken(takes, said):
    """Also where the step takes no details at all."""
    refused = DetailsRefused("answer", ("x", "y"), (), takes)
    assert str(refused) == (
        f"the step answer takes no x= and takes no y=; it takes: {said}"
    )


def test_impossible_and_irregular_are_told_together():
    """The reason that cannot be argued with comes first."""
    refused = NotAllowed(
        "adopt", "drafted", ("too early",), ("no meeting",), ("adopt",)
    )
    assert str(refused).startswith("cannot adopt: too early; no meeting; ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param([], "", id="none"),
        pytest.param(["refer"], "refer", id="one"),
        pytest.param(["refer", "draft"], "refer or draft", id="two"),
        pytest.param(iter(["a", "b", "c"]), "a, b or c", id="three"),
    ],
)
def test_alternatives_are_joined_as_one_speaks(words, said):
    """Commas, and an or before the last."""
    assert either(words) == said
