"""The linter finds what a rule leaves unsaid, and a day on which it matters."""

from datetime import date

import pytest

from auditflow.business_calendar import BusinessCalendar
from auditflow.day import FIRST, LAST
from auditflow.errors import RulebookRefused
from auditflow.periods import end_of, read_period
from auditflow.rules import Rulebook
from auditflow.rules.linting import lint
from auditflow.rules.reading import shipped_text
from auditflow.rules.unsaid import Choice, Unsaid
from tests.cli.commands import auditflow

HEAD = 'id = "sala"\nversion = "1"\nvalid_from = 2026-01-01\n'
DECIDES = """
[rules.adopt]
sv = "Beslut"
en = "Decision"
anchor = "requested"
period = "0 days"
roll = "none"
meeting = "own"
seek = "last_before"
basis = "local"
source = "reglementet 3 §"
confidence = "settled"
"""
COUNTING = """
[counting]
first_day = "not_counted"
month_end = "last_day"
"""


def rule(*lines: str, basis: str = "local") -> str:
    """A rule that leaves unsaid what *lines* do not say."""
    said = [
        "[rules.reply]",
        'sv = "Svar"',
        'en = "Answer"',
        f'basis = "{basis}"',
        'source = "reglementet 9 §"',
        'confidence = "settled"',
        *lines,
    ]
    return "\n" + "\n".join(said) + "\n"


THREE_MONTHS = ('anchor = "received"', 'period = "3 months"', 'roll = "none"')


def only(text: str) -> Unsaid:
    """The one thing that *text* leaves unsaid."""
    found = lint(text, "sala.toml")
    assert len(found) == 1, [unsaid.en for unsaid in found]
    return found[0]


def answers(unsaid: Unsaid) -> dict[str, str]:
    """The day for each word."""
    return {answer.word: str(answer.day) for answer in unsaid.answers}


def test_the_shipped_rulebook_leaves_nothing_unsaid():
    """Neither on its own, nor extended without a change."""
    assert lint(shipped_text()) == ()
    assert lint(f'extends = "se-audit-memo"\n{HEAD}') == ()


def test_three_months_from_receipt():
    """No law is behind it: is it 28 February or 1 March?"""
    counting = '\n[counting]\nfirst_day = "not_counted"\n'
    found = only(HEAD + counting + rule(*THREE_MONTHS) + DECIDES)
    assert (found.choice, found.rule, found.place) == (
        Choice.MONTH_END, "reply", "rules.reply",
    )  # fmt: skip
    assert found.line == 8
    assert str(found.start) == "2026-11-30"
    assert answers(found) == {"last_day": "2027-02-28", "next_day": "2027-03-01"}


# A book for each choice: what its rule says, the choice, the start, and the answers.
UNSAID = [
    pytest.param(
        rule(*THREE_MONTHS, 'month_end = "last_day"'), Choice.FIRST_DAY, "2026-01-02",
        {"not_counted": "2026-04-02", "counted": "2026-04-01"}, id="the-first-day",
    ),
    pytest.param(
        rule('anchor = "received"', 'period = "14 days"', 'roll = "none"',
             basis="statute"),
        Choice.FIRST_DAY, "2026-01-02",
        {"not_counted": "2026-01-16", "counted": "2026-01-15"},
        id="the-first-day-of-a-statute-in-days",
    ),
    pytest.param(
        rule('anchor = "received"', 'period = "the next 15 April"', 'roll = "none"'),
        Choice.FIRST_DAY, "2026-04-15",
        {"not_counted": "2027-04-15", "counted": "2026-04-15"},
        id="the-first-day-of-a-fixed-one",
    ),
    pytest.param(
        rule('anchor = "received"', 'period = "1 year"', 'roll = "none"',
             'first_day = "not_counted"'),
        Choice.MONTH_END, "2028-02-29",
        {"last_day": "2029-02-28", "next_day": "2029-03-01"}, id="the-end-of-a-month",
    ),
    pytest.param(
        rule('anchor = "received"', 'period = "14 days"', 'first_day = "counted"'),
        Choice.ROLL, "2026-01-05",
        {"forward": "2026-01-19", "back": "2026-01-16", "none": "2026-01-18"},
        id="the-roll",
    ),
    pytest.param(
        rule('anchor = "received"', 'period = "14 days"', 'first_day = "not_counted"',
             "roll = true"),
        Choice.DIRECTION, "2026-03-20",
        {"forward": "2026-04-07", "back": "2026-04-02"}, id="which-way-it-rolls",
    ),
    pytest.param(
        rule('anchor = "received"', 'period = "0 days"', 'roll = "none"',
             'meeting = "preparing"'),
        Choice.SEEK, "2026-01-02",
        {"last_before": "2025-12-10", "first_after": "2026-01-14"}, id="the-meeting",
    ),
    pytest.param(
        rule(*THREE_MONTHS, 'first_day = "not_counted"', 'month_end = "last_day"',
             "extendable = true"),
        Choice.EXTENSION_FROM, "2026-05-29", {}, id="the-base-of-an-extension",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "choice", "start", "days"), UNSAID)
def test_each_choice_is_found_alone(text, choice, start, days):
    """Exactly that one, on a day that somebody can check."""
    found = only(HEAD + text + DECIDES)
    assert found.choice is choice
    if days:
        assert (str(found.start), answers(found)) == (start, days)
    assert len(set(answers(found).values())) > 1


def test_each_choice_of_a_rule_is_told_with_its_own_day():
    """A rule that says nothing of the kind leaves three things open."""
    text = rule('anchor = "received"', 'period = "3 months"')
    found = lint(HEAD + text + DECIDES)
    assert [unsaid.choice for unsaid in found] == [
        Choice.FIRST_DAY, Choice.MONTH_END, Choice.ROLL,
    ]  # fmt: skip
    starts = [str(unsaid.start) for unsaid in found]
    assert starts == ["2026-01-02", "2026-11-30", "2026-01-05"]


def test_every_choice_has_a_book():
    """A new choice needs a row above."""
    found = {param.values[1] for param in UNSAID}
    assert found == {*Choice}


@pytest.mark.parametrize(("text", "choice", "start", "days"), UNSAID)
def test_once_it_is_said_nothing_is_unsaid(text, choice, start, days):
    """With any of its words, and then it is a rulebook that can be read."""
    said = HEAD + text.replace("roll = true\n", "") + DECIDES
    unsaid = only(HEAD + text + DECIDES)
    for word in answers(unsaid):
        whole = said.replace(
            "[rules.reply]\n", f'[rules.reply]\n{choice.key} = "{word}"\n'
        )
        assert lint(whole) == ()
        Rulebook.from_text(whole)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(COUNTING + rule(*THREE_MONTHS), id="its-own-counting"),
        pytest.param(rule(*THREE_MONTHS, basis="statute"), id="the-law"),
        pytest.param(
            rule('anchor = "received"', 'period = "0 days"', 'roll = "none"'),
            id="no-days-have-no-first-one",
        ),
        pytest.param(
            rule('anchor = "received"', 'period = "15 April the next year"',
                 'roll = "none"'),
            id="a-fixed-day",
        ),
        pytest.param(
            rule('anchor = "received"', 'period = "0 days"', 'roll = "none"',
                 "extendable = true"),
            id="an-extension-from-a-day-that-is-its-own-anchor",
        ),
    ],
)  # fmt: skip
def test_what_is_said_elsewhere_or_changes_nothing_is_no_finding(text):
    """In [counting], in the law; or for none of the days."""
    assert lint(HEAD + text + DECIDES) == ()


def test_what_is_shipped_is_inherited():
    """A file that extends the shipped one says how it counts by that."""
    extends = f'extends = "se-audit-memo"\n{HEAD}'
    assert lint(extends + rule(*THREE_MONTHS)) == ()
    found = only(extends + rule('anchor = "adopt"', 'period = "2 days"'))
    assert (found.choice, found.line) == (Choice.ROLL, 6)


def test_the_other_way_is_searched_too():
    """It rolls and counts as the first, but which meeting it seeks it says itself."""
    other = 'otherwise = { anchor = "received", period = "2 days", meeting = "own" }'
    extends = f'extends = "se-audit-memo"\n{HEAD}'
    found = only(extends + rule(*THREE_MONTHS, other))
    assert (found.choice, found.place) == (Choice.SEEK, "rules.reply.otherwise")
    assert found.line == 15


def test_a_roll_that_changes_no_day_must_be_said_all_the_same():
    """Business days never end on a day that rolls; the rulebook is refused."""
    text = rule('anchor = "received"', 'period = "3 business days"')
    with pytest.raises(RulebookRefused) as refused:
        lint(HEAD + COUNTING + text + DECIDES, "sala.toml")
    assert refused.value.problems == (
        (
            "sala.toml: rules.reply.roll (line 9): does not say how the last day "
            'rolls, though it changes no day; write roll = "none"'
        ),
    )


def test_a_safe_day_is_a_business_day():
    """From the safe day of another rule no other day is tried."""
    text = rule('anchor = "adopt.safe"', 'period = "0 days"')
    with pytest.raises(RulebookRefused, match="changes no day"):
        lint(HEAD + text + DECIDES)
    due = rule('anchor = "adopt"', 'period = "0 days"')
    assert only(HEAD + due + DECIDES).choice is Choice.ROLL


def test_a_day_before_the_rulebook_is_shown_where_no_later_one_differs():
    """In the last years that are known there is no leap day left to differ."""
    head = HEAD.replace("2026-01-01", "2097-01-01")
    text = rule('anchor = "received"', 'period = "1 year"', 'roll = "none"',
                'first_day = "not_counted"')  # fmt: skip
    found = only(head + text + DECIDES)
    assert str(found.start) == "2096-02-29"


@pytest.mark.parametrize("period", ["1 month", "3 months", "12 months", "-2 months"])
def test_a_day_is_found_if_there_is_one(period):
    """As trying every day by the public function finds one."""
    sweden = BusinessCalendar.sweden()

    def differs(ordinal: int) -> bool:
        start = date.fromordinal(ordinal)
        length = read_period(period)
        one = end_of(start, length, roll="none", calendar=sweden)
        other = end_of(
            start, length, roll="none", calendar=sweden, month_end="next_day"
        )
        return one.due != other.due

    text = rule('anchor = "received"', f'period = "{period}"', 'roll = "none"',
                'first_day = "not_counted"')  # fmt: skip
    found = only(HEAD + text + DECIDES)
    assert differs(found.start.toordinal())
    assert FIRST <= found.start.toordinal() <= LAST


def test_the_last_day_for_an_immediate_adjustment_is_searched_too():
    """It is counted as its rule is, so what that leaves unsaid matters to it."""
    decides = DECIDES.replace('roll = "none"', 'roll = "none"\nimmediate = "-1 month"')
    text = HEAD + 'counting = { first_day = "not_counted" }\n' + decides
    unsaid = only(text)
    assert (unsaid.rule, unsaid.choice) == ("adopt", Choice.MONTH_END)
    assert [str(a.day) for a in unsaid.answers] == ["2026-02-28", "2026-03-01"]
    assert lint(HEAD + COUNTING + decides) == ()


@pytest.mark.parametrize(
    "order", ['"answer.safe", "received"', '"received", "answer.safe"']
)
def test_only_days_that_are_all_safe_are_business_days(order):
    """The latest of several days may be one that no rule made safe."""
    answer = rule('anchor = "requested"', 'period = "0 days"', 'roll = "none"')
    latest = rule(f"anchor = {{ latest = [{order}] }}", 'period = "0 days"')
    text = HEAD + COUNTING + DECIDES + answer.replace("rules.reply", "rules.answer")
    unsaid = only(text + latest)
    assert unsaid.choice is Choice.ROLL


@pytest.mark.parametrize("roll", ["1", "1.0"])
def test_a_number_is_no_way_to_roll(roll):
    """One equals true to Python, and says nothing to anybody."""
    text = HEAD + COUNTING + DECIDES.replace('roll = "none"', f"roll = {roll}")
    with pytest.raises(RulebookRefused, match="is no way to roll"):
        lint(text)


def test_what_is_unsaid_is_said_in_both_languages():
    """A question, the day, the answers, and the mend at the end."""
    found = only(HEAD + rule(*THREE_MONTHS, 'month_end = "last_day"') + DECIDES)
    assert found.en == (
        "first_day is not said: does the first day count? 3 months from 2026-01-02: "
        "2026-04-02 (not_counted) or 2026-04-01 (counted); write first_day in "
        "[rules.reply], or once for all rules in [counting]"
    )
    assert found.sv == (
        "first_day är inte angivet: räknas den första dagen? 3 månader från "
        "2026-01-02: 2026-04-02 (not_counted) eller 2026-04-01 (counted); skriv "
        "first_day i [rules.reply], eller en gång för alla regler i [counting]"
    )


@pytest.mark.parametrize(("text", "choice", "start", "days"), UNSAID)
def test_each_choice_has_its_words(text, choice, start, days):
    """No two languages alike, and no word left out."""
    found = only(HEAD + text + DECIDES)
    assert found.sv != found.en
    for sentence in (found.sv, found.en):
        assert all(
            f"{day} ({word})" in sentence for word, day in answers(found).items()
        )
        assert choice.key in sentence.rpartition(";")[2]


def test_no_rulebook_is_refused():
    """What is wrong otherwise is told as when it is read."""
    with pytest.raises(RulebookRefused, match="is no key of a rule"):
        lint(HEAD + rule(*THREE_MONTHS, "perod = 3") + DECIDES)


class TestCommand:
    """``auditflow lint``."""

    @pytest.fixture
    def book(self, tmp_path):
        """A file with one choice unsaid."""
        path = tmp_path / "sala.toml"
        counting = '\n[counting]\nfirst_day = "not_counted"\n'
        path.write_text(HEAD + counting + rule(*THREE_MONTHS) + DECIDES, "utf-8")
        return path

    def test_json(self, book):
        """Every key of the contract, and status 1."""
        ran = auditflow("lint", str(book), "--json")
        assert (ran.status, ran.err) == (1, "")
        assert list(ran.json) == ["rules", "unsaid"]
        (found,) = ran.json["unsaid"]
        assert list(found) == [
            "rule", "key", "place", "line", "start", "answers", "sv", "en",
        ]  # fmt: skip
        assert (found["key"], found["line"]) == ("month_end", 8)
        assert found["answers"] == [
            {"word": "last_day", "day": "2027-02-28"},
            {"word": "next_day", "day": "2027-03-01"},
        ]

    @pytest.mark.parametrize(
        ("lang", "said"),
        [
            ("en", "rules.reply (line 8): month_end is not said"),
            ("sv", "rules.reply (rad 8): month_end är inte angivet"),
        ],
    )
    def test_for_people(self, book, lang, said):
        """Within 80 columns, without colour in a pipe."""
        ran = auditflow("lint", str(book), "--lang", lang)
        assert ran.status == 1
        assert ran.out.splitlines()[0] == said
        assert 'month_end = "next_day"' in ran.out
        assert max(map(len, ran.out.splitlines())) <= 80
        assert "\x1b" not in ran.out

    def test_several_things_are_counted(self, tmp_path):
        """In both languages."""
        path = tmp_path / "sala.toml"
        path.write_text(HEAD + rule(*THREE_MONTHS) + DECIDES, "utf-8")
        for lang, said in (
            ("en", "2 choices are left unsaid and change a day."),
            ("sv", "2 val saknas i reglerna och påverkar en dag."),
        ):
            ran = auditflow("lint", str(path), "--lang", lang)
            assert ran.out.splitlines()[-1] == said

    def test_nothing_is_unsaid(self, tmp_path):
        """Status 0, and it says so."""
        path = tmp_path / "sala.toml"
        path.write_text(f'extends = "se-audit-memo"\n{HEAD}', "utf-8")
        for lang, said in (
            ("en", "Nothing that would"),
            ("sv", "Inget val som"),
        ):
            ran = auditflow("lint", str(path), "--lang", lang)
            assert (ran.status, ran.err) == (0, "")
            assert said in ran.out
        assert auditflow("lint", str(path), "--json").json["unsaid"] == []

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("sala", "is no TOML"),
            (HEAD, "no rule is for the meeting"),
            (None, "there is no such file"),
        ],
        ids=["no-toml", "no-rules", "no-file"],
    )
    def test_no_rulebook(self, tmp_path, text, said):
        """Status 2, a line with the mend, and nothing else."""
        path = tmp_path / "sala.toml"
        if text is not None:
            path.write_text(text, "utf-8")
        ran = auditflow("lint", str(path))
        assert (ran.status, ran.out) == (2, "")
        assert said in ran.err
