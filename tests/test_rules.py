"""Rules as data: the shipped rulebook, a municipality's own, and what is refused."""

from datetime import date
from itertools import chain

import attrs
import pytest

from auditflow.errors import FileRefused, RulebookRefused
from auditflow.lifecycle import EVENT_OF
from auditflow.periods import (
    Deeming,
    Holds,
    business_days,
    days,
    on_day,
    weeks,
    years,
)
from auditflow.rules import (
    Anchor,
    Applies,
    Basis,
    Confidence,
    CountedOn,
    ExtensionFrom,
    Kind,
    MetBy,
    Rule,
    Rulebook,
    RuleDay,
    Seek,
    Way,
    Which,
    Whose,
)
from auditflow.rules.merging import merged_rules
from auditflow.rules.sheet import Sheet

DEFAULT = Rulebook.default()
ANSWER_SAFE = RuleDay("answer", Which.SAFE)

# The shipped rules as the design lists them: the way to the day, what it rests on, and
# what meets it.
SHIPPED = {
    "register": (
        Way(Anchor.RECEIVED, business_days(1), "none"), "practice", "registered"
    ),
    "refer": (Way(Anchor.RECEIVED, business_days(3), "none"), "local", "referred"),
    "statements": (
        Way(Anchor.REFERRAL, days(0), "none"), "local", "statements_received"
    ),
    "draft": (Way(RuleDay("prepare"), business_days(-5), "none"), "local", "drafted"),
    "prepare": (
        Way(RuleDay("summon"), days(0), "none", Whose.PREPARING, Seek.LAST_BEFORE),
        "local", "prepared",
    ),
    "summon": (Way(RuleDay("adopt"), days(-5), "back"), "local", "summoned"),
    "adopt": (
        Way(ANSWER_SAFE, business_days(-5), "none", Whose.OWN, Seek.LAST_BEFORE),
        "local", "adopted",
    ),
    "adjust_minutes": (
        Way(Anchor.ADOPTED, days(14), "forward"), "statute", "minutes_adjusted"
    ),
    "post_notice": (
        Way(Anchor.MINUTES_ADJUSTED, days(2), "forward"), "statute", "notice_posted"
    ),
    "answer": (Way(Anchor.REQUESTED, days(0), "none"), "requested", "answered"),
    "appeal_ends": (Way(Anchor.NOTICE_POSTED, weeks(3), "forward"), "statute", None),
    "measure": (Way(Anchor.PROMISED, days(0), "none"), "local", "measure_done"),
    "follow_up": (Way(Anchor.MEMO_DATED, years(2), "back"), "practice", "followed_up"),
}  # fmt: skip
OTHERWISE = {
    "statements": Way(RuleDay("draft"), business_days(-5), "none"),
    "draft": Way(RuleDay("summon"), business_days(-3), "none"),
    "prepare": Way(RuleDay("adopt"), days(-14), "back"),
}
SOURCES = {
    "register": "OSL 5 kap. 1 §, JO", "adjust_minutes": "KL 6 kap. 35 §, 5 kap. 69 §",
    "post_notice": "KL 8 kap. 12 §", "answer": "missivet",
    "appeal_ends": "KL 13 kap. 5 §, 8 kap. 12 §", "measure": "det beslutade svaret",
}  # fmt: skip


def test_the_shipped_rules_are_those_of_the_design():
    """The same rules in the same order, and no other."""
    assert [rule.id for rule in DEFAULT.rules] == [*SHIPPED]


@pytest.mark.parametrize("rule_id", [*SHIPPED])
def test_each_shipped_rule(rule_id):
    """Its period, its roll, its anchor, its basis, and what meets it."""
    rule = DEFAULT.rule(rule_id)
    assert rule is not None
    way, basis, met_by = SHIPPED[rule_id]
    assert (rule.way, rule.basis, rule.met_by) == (way, basis, met_by)
    assert rule.otherwise == OTHERWISE.get(rule_id)
    assert rule.source.startswith(SOURCES.get(rule_id, ""))


@pytest.mark.parametrize(
    ("flag", "rules"),
    [
        pytest.param(
            lambda r: r.pausable, {"refer", "statements", "draft"}, id="pausable"
        ),
        pytest.param(lambda r: r.extendable, {"answer"}, id="extendable"),
        pytest.param(lambda r: r.once, {"register", "follow_up"}, id="once"),
        pytest.param(
            lambda r: r.applies is Applies.STATEMENTS_WANTED, {"refer", "statements"},
            id="statements-wanted",
        ),
        pytest.param(
            lambda r: r.applies is Applies.BODY_PREPARES, {"prepare"},
            id="body-prepares",
        ),
        pytest.param(
            lambda r: r.counted_on is CountedOn.STATUTORY,
            {"register", "adjust_minutes", "post_notice", "appeal_ends"},
            id="on-the-country's-days",
        ),
        pytest.param(lambda r: r.immediate is not None, {"adopt"}, id="immediate"),
        pytest.param(
            lambda r: r.kind is Kind.INFORMATION, {"appeal_ends"}, id="information"
        ),
        pytest.param(lambda r: r.kind is Kind.REMINDER, {"follow_up"}, id="reminder"),
        pytest.param(
            lambda r: r.needed_by == ANSWER_SAFE, {"adjust_minutes"}, id="needed-by"
        ),
        pytest.param(
            lambda r: r.roll_confidence is Confidence.INFERRED,
            {"adjust_minutes", "post_notice"}, id="the-roll-is-inferred",
        ),
        pytest.param(
            lambda r: r.needs is not None, {"statements", "draft"}, id="working-time"
        ),
        pytest.param(
            lambda r: r.way.roll == "forward",
            {"adjust_minutes", "post_notice", "appeal_ends"},
            id="only-statutes-roll-on",
        ),
    ],
)  # fmt: skip
def test_what_sets_some_shipped_rules_apart(flag, rules):
    """Each mark stands on those rules and on no other."""
    assert {rule.id for rule in DEFAULT.rules if flag(rule)} == rules


def test_the_working_time_that_steps_need():
    """Ten business days for statements, five for a draft."""
    needs = {rule.id: rule.needs for rule in DEFAULT.rules if rule.needs}
    assert needs == {"statements": business_days(10), "draft": business_days(5)}


def test_only_statutes_name_a_law_and_roll_forward():
    """A local default is never shown as law."""
    for rule in DEFAULT.rules:
        names_law = any(act in rule.source for act in ("KL ", "OSL ", "FL "))
        assert names_law is (rule.basis is Basis.STATUTE or rule.id == "register")
        assert rule.way.roll != "forward" or rule.basis is Basis.STATUTE


def test_every_shipped_rule_is_named_in_both_languages():
    """For whoever reads the plan."""
    for rule in DEFAULT.rules:
        assert rule.sv
        assert rule.en
        assert rule.sv != rule.en


def test_the_shipped_rulebook_has_a_version():
    """In force since kommunallagen (2017:725); one body prepares for another."""
    assert (DEFAULT.id, DEFAULT.valid_from) == ("se-audit-memo", date(2018, 1, 1))
    assert DEFAULT.version
    assert DEFAULT.prepares_for("Kommunstyrelsens") == "arbetsutskottet"
    assert DEFAULT.prepares_for("socialnämnden") is None
    assert DEFAULT is Rulebook.default()


def test_rules_are_counted_after_those_they_are_counted_from():
    """In an order in which each anchor has its day already."""
    place = {rule.id: number for number, rule in enumerate(DEFAULT.in_order)}
    assert place.keys() == SHIPPED.keys()
    for rule in DEFAULT.rules:
        assert all(place[other] < place[rule.id] for other in rule.builds_on)
    order = ["answer", "adopt", "summon", "prepare", "draft", "statements"]
    assert sorted(order, key=place.__getitem__) == order
    assert place["adopt"] < place["adjust_minutes"] < place["post_notice"]


def test_rules_come_in_time_after_the_steps_they_wait_for():
    """In the order of a case's life."""
    place = {rule.id: number for number, rule in enumerate(DEFAULT.in_time)}
    assert place.keys() == SHIPPED.keys()
    for rule in DEFAULT.rules:
        assert all(place[other] < place[rule.id] for other in rule.after)


def test_the_decision_is_in_the_middle():
    """One rule decides; some must come before it; some hang on its day."""
    assert DEFAULT.deciding is DEFAULT.rule("adopt")
    before = {rule.id for rule in DEFAULT.before_deciding}
    assert before == {"refer", "statements", "draft", "prepare", "summon"}
    assert DEFAULT.hanging >= {"adopt", "summon", "prepare", "draft", "adjust_minutes"}
    assert DEFAULT.hanging.isdisjoint({"register", "refer", "answer", "follow_up"})


def test_a_rulebook_has_no_rule_that_nobody_wrote():
    """Asking for one is no error; there is none."""
    assert DEFAULT.rule("no_such_rule") is None


@pytest.mark.parametrize(
    ("words", "events"),
    [
        pytest.param(
            {"referred", "drafted", "adopted", "answered"},
            {kind.word for kind in EVENT_OF.values()},
            id="steps-that-meet-a-rule",
        ),
    ],
)
def test_what_meets_a_rule_is_something_that_happens(words, events):
    """The words of the rules are the words of the events."""
    assert words <= events
    assert words <= {*MetBy}


# A municipality's own

HEAD = 'id = "sala"\nversion = "3"\nvalid_from = 2026-01-01\n'
EXTENDS = f'extends = "se-audit-memo"\n{HEAD}'
OWN_RULE = """
[rules.stop]
sv = "Handlingsstopp"
en = "Last day for papers"
anchor = "summon"
period = "-2 business days"
roll = "none"
basis = "local"
source = "KS rutin 2026"
confidence = "settled"
"""
ALONE = OWN_RULE.replace('"summon"', '"received"') + 'meeting = "own"\n'


def test_a_municipality_says_only_what_differs():
    """The rest stays as it is shipped."""
    book = Rulebook.from_text(f'{EXTENDS}[rules.summon]\nperiod = "-7 days"\n')
    assert (book.id, book.version, book.valid_from) == ("sala", "3", date(2026, 1, 1))
    for rule in DEFAULT.rules:
        own = book.rule(rule.id)
        if rule.id == "summon":
            way = attrs.evolve(rule.way, period=days(-7))
            assert own == attrs.evolve(
                rule, way=way, source="sala 3", confidence=Confidence.SETTLED
            )
        else:
            assert own == rule


def test_a_municipality_may_add_a_rule():
    """It comes after the shipped ones, and is counted from them."""
    book = Rulebook.from_text(EXTENDS + OWN_RULE)
    stop = book.rule("stop")
    assert stop is not None
    assert stop.builds_on == {"summon"}
    assert [rule.id for rule in book.rules] == [*SHIPPED, "stop"]
    assert stop.kind is Kind.DUTY
    assert (stop.met_by, stop.otherwise, stop.pausable) == (None, None, False)


def test_a_rulebook_may_stand_alone():
    """Without ``extends`` nothing is shipped beneath it."""
    book = Rulebook.from_text(HEAD + ALONE)
    assert [rule.id for rule in book.rules] == ["stop"]
    assert book.deciding is book.rules[0]
    assert book.before_deciding == ()
    assert book.hanging == {"stop"}
    assert book.prepares == ()


@pytest.mark.parametrize(
    ("change", "source", "confidence"),
    [
        pytest.param('period = "-7 days"', "sala 3", "settled", id="the-period"),
        pytest.param('anchor = "answer"', "sala 3", "settled", id="the-anchor"),
        pytest.param('roll = "none"', "sala 3", "settled", id="the-roll"),
        pytest.param(
            'period = "-7 days"\nsource = "KS rutin"', "KS rutin", "settled",
            id="with-a-source-of-its-own",
        ),
        pytest.param(
            'period = "-7 days"\nconfidence = "open"', "sala 3", "open",
            id="with-a-confidence-of-its-own",
        ),
        pytest.param('period = "-5 days"', None, None, id="the-same-again"),
        pytest.param('sv = "Kalla"', None, None, id="only-the-name"),
    ],
)  # fmt: skip
def test_a_local_day_that_is_changed_rests_on_who_changed_it(
    change, source, confidence
):
    """On the municipality's own file, unless it names another ground."""
    shipped = DEFAULT.rule("summon")
    rule = Rulebook.from_text(f"{EXTENDS}[rules.summon]\n{change}\n").rule("summon")
    assert shipped is not None
    assert rule is not None
    assert rule.source == (source or shipped.source)
    assert rule.confidence == (confidence or shipped.confidence)
    assert (shipped.basis, rule.basis) == (Basis.LOCAL, Basis.LOCAL)
    assert (shipped.source, shipped.confidence) != ("sala 3", Confidence.SETTLED)


def test_another_rule_may_decide():
    """Where the shipped one is for the preparing body instead."""
    other = OWN_RULE.replace("summon", "answer") + 'meeting = "own"\n'
    book = Rulebook.from_text(f'{EXTENDS}[rules.adopt]\nmeeting = "preparing"\n{other}')
    assert book.deciding is book.rule("stop")


@pytest.mark.parametrize(
    ("table", "body", "prepares"),
    [
        pytest.param(
            'kommunstyrelsen = "ledningsutskottet"', "kommunstyrelsen",
            "ledningsutskottet", id="another-one",
        ),
        pytest.param('kommunstyrelsen = ""', "kommunstyrelsen", None, id="nobody"),
        pytest.param(
            'socialnämnden = "presidiet"', "Socialnämndens", "presidiet", id="one-more"
        ),
        pytest.param(
            'socialnämnden = "presidiet"', "kommunstyrelsen", "arbetsutskottet",
            id="the-shipped-one-stays",
        ),
    ],
)  # fmt: skip
def test_who_prepares_for_whom_is_local(table, body, prepares):
    """A table of its own, on top of the shipped one."""
    key, _, who = table.partition(" = ")
    book = Rulebook.from_text(f'{EXTENDS}[prepares]\n"{key}" = {who}\n')
    assert book.prepares_for(body) == prepares


def test_the_other_way_may_be_changed_in_part():
    """What is not said of ``otherwise`` stays."""
    text = f'{EXTENDS}[rules.prepare]\notherwise = {{ period = "-21 days" }}\n'
    rule = Rulebook.from_text(text).rule("prepare")
    assert rule is not None
    assert rule.otherwise == Way(RuleDay("adopt"), days(-21), "back")


def test_the_other_way_rolls_as_the_first_unless_told():
    """A new rule need not say the roll twice."""
    other = 'otherwise = { anchor = "received", period = "1 day" }\n'
    rule = Rulebook.from_text(EXTENDS + OWN_RULE + other).rule("stop")
    assert rule is not None
    assert rule.otherwise == Way(Anchor.RECEIVED, days(1), "none")


def test_the_rarer_words_of_a_rule():
    """Each is read as what it says."""
    text = (
        f"{EXTENDS}{OWN_RULE}"
        'seek = "first_after"\nmeeting = "own"\ndeemed = "mailbox"\n'
        'met_by = ["adopted", "reported"]\nholds = "notice_up"\n'
        'extendable = true\nextension_from = "due"\n'
        'first_day = "counted"\nmonth_end = "next_day"\n'
        'otherwise = { anchor = "answer", period = "15 April the next year" }\n'
    ).replace('anchor = "summon"', 'anchor = { latest = ["adopt", "answer.safe"] }')
    rule = Rulebook.from_text(text).rule("stop")
    assert rule is not None
    assert rule.way == Way(
        RuleDay("adopt"), business_days(-2), "none", Whose.OWN, Seek.FIRST_AFTER,
        Deeming.MAILBOX, (ANSWER_SAFE,), "counted", "next_day",
    )  # fmt: skip
    assert rule.otherwise == Way(
        RuleDay("answer"), on_day(4, 15, "next"), "none",
        first_day="counted", month_end="next_day",
    )  # fmt: skip
    assert rule.all_met_by == (MetBy.ADOPTED, MetBy.REPORTED)
    assert (rule.holds, rule.extension_from) == (Holds.NOTICE_UP, ExtensionFrom.DUE)
    assert rule.builds_on == {"adopt", "answer"}
    assert rule.plans is None


def test_a_second_rule_may_seek_the_next_meeting_of_the_body():
    """The plan aims for the last meeting before a day, which another rule decides."""
    rule = OWN_RULE.replace("-2 business days", "0 days")
    text = f'{EXTENDS}{rule}meeting = "own"\nseek = "first_after"\n'
    assert Rulebook.from_text(text).deciding.id == "adopt"


@pytest.mark.parametrize(
    ("rule_id", "first_day", "source"),
    [
        pytest.param("stop", "counted", "KS rutin 2026", id="its-own-rule"),
        pytest.param("summon", "counted", "sala 3", id="a-local-rule"),
        pytest.param("post_notice", "not_counted", "KL 8 kap. 12 §", id="a-statute"),
        pytest.param("follow_up", "not_counted", None, id="a-practice"),
        pytest.param("draft", "not_counted", None, id="a-rule-that-says-otherwise"),
    ],
)
def test_how_a_municipality_counts(rule_id, first_day, source):
    """Said once for its own and the local rules; what others said stays as it was."""
    text = (
        f'{EXTENDS}[counting]\nfirst_day = "counted"\n{OWN_RULE}'
        '[rules.draft]\nfirst_day = "not_counted"\n'
    )
    rule = Rulebook.from_text(text).rule(rule_id)
    assert rule is not None
    assert {way.first_day for way in rule.ways} == {first_day}
    assert {way.month_end for way in rule.ways} == {"last_day"}
    assert rule.source == (source or DEFAULT.rule(rule_id).source)  # type: ignore[union-attr]


def test_what_a_shipped_rule_says_itself_outweighs_a_counting_of_ones_own():
    """The table is for rules that do not say it."""
    own = {"counting": {"first_day": "counted"}}
    shipped = {"basis": "local", "first_day": "not_counted"}
    base = {"rules": {"says": shipped, "silent": {"basis": "local"}}}
    sheet = Sheet("", "sala.toml")
    merged = dict(merged_rules(base, own, "sala 3", sheet))
    assert merged["says"]["first_day"] == "not_counted"
    assert merged["silent"]["first_day"] == "counted"
    assert merged["silent"]["source"] == "sala 3"
    assert sheet.problems == []


def test_a_rulebook_is_read_from_a_file(tmp_path):
    """By its path, as text or as a Path, in any common encoding."""
    path = tmp_path / "sala.toml"
    path.write_bytes((EXTENDS + OWN_RULE).encode())
    assert Rulebook.read(path) == Rulebook.read(str(path))
    path.write_bytes((EXTENDS + OWN_RULE).encode("cp1252"))
    assert Rulebook.read(path) == Rulebook.from_text(EXTENDS + OWN_RULE)
    with pytest.raises(FileRefused, match="there is no such file"):
        Rulebook.read(tmp_path / "ingen.toml")


def test_a_rulebook_of_ones_own_may_bend_the_law_only_with_a_source():
    """Basis and source of its own, and it may."""
    text = (
        f'{EXTENDS}[rules.adjust_minutes]\nperiod = "10 days"\n'
        'basis = "local"\nsource = "arbetsordning 2026"\n'
    )
    rule = Rulebook.from_text(text).rule("adjust_minutes")
    assert rule is not None
    assert (rule.basis, rule.way.period) == (Basis.LOCAL, days(10))


@pytest.mark.parametrize("rule_id", ["register", "adjust_minutes", "post_notice",
                                     "answer", "appeal_ends", "follow_up"])  # fmt: skip
@pytest.mark.parametrize(
    "change",
    [
        pytest.param('period = "9 days"', id="period"),
        pytest.param('roll = "back"\nperiod = "8 days"', id="roll-and-period"),
        pytest.param('anchor = "received"\nperiod = "7 days"', id="anchor"),
    ],
)
def test_what_others_said_is_not_bent_silently(rule_id, change):
    """Statute, practice and request alike: who changes the day says on what ground."""
    with pytest.raises(RulebookRefused) as refused:
        Rulebook.from_text(f"{EXTENDS}[rules.{rule_id}]\n{change}\n")
    (problem,) = refused.value.problems
    assert f"rules.{rule_id}." in problem
    assert f"differs from the rule of {DEFAULT.rule(rule_id).source}" in problem  # type: ignore[union-attr]
    assert problem.endswith("give the rule its own basis and its own source too")


def test_saying_the_same_again_bends_nothing():
    """A municipality may write the statute's number into its own file."""
    text = f'{EXTENDS}[rules.adjust_minutes]\nperiod = "14 days"\n'
    assert Rulebook.from_text(text).rules == DEFAULT.rules


# What is refused: the text, and for each problem its place, what is wrong, the mend.
REFUSED = [
    pytest.param("a ==", [("is no TOML: ", "see toml.io")], id="no-toml"),
    pytest.param(
        "", [("id: is missing", "give the rulebook its id"),
             ("version: is missing", "give the rulebook its version"),
             ("valid_from: is missing", "write valid_from = 2026-01-01")], id="empty",
    ),
    pytest.param(
        HEAD.replace('"sala"', "3").replace('"3"', '" "'),
        [("id (line 1): is missing or no text", "its id"),
         ("version (line 2): is missing or no text", "its version")],
        id="id-and-version-are-no-text",
    ),
    pytest.param(
        HEAD.replace("2026-01-01", '"2026-01-01"'),
        [("valid_from (line 3): is missing or no day", "write valid_from")],
        id="a-day-in-quotes",
    ),
    pytest.param(
        HEAD.replace("2026-01-01", "2026-01-01T00:00:00Z"),
        [("valid_from (line 3): the instant 2026", "write valid_from")],
        id="an-instant-is-no-day",
    ),
    pytest.param(
        f"rule = 1\n{HEAD}",
        [("rule (line 1): is no key of a rulebook", "did you mean rules?")],
        id="a-key-that-is-none",
    ),
    pytest.param(
        f'extends = "se-audit-memos"\n{HEAD}',
        [("extends (line 1): 'se-audit-memos' is no rulebook that is shipped",
          'write extends = "se-audit-memo", or leave it out')],
        id="extends-nothing",
    ),
    pytest.param(
        f"{HEAD}rules = 3\n", [("rules (line 4): is no table", "a line [rules]")],
        id="rules-are-no-table",
    ),
    pytest.param(
        f"{HEAD}prepares = 3\n",
        [("prepares (line 4): is no table", "a line [prepares]")],
        id="prepares-is-no-table",
    ),
    pytest.param(
        f'{HEAD}[prepares]\n"nämnden" = 3\n',
        [("is missing or no text", "write the name of the preparing body")],
        id="who-prepares-is-no-text",
    ),
    pytest.param(
        f"{EXTENDS}[rules]\nsummon = 3\n",
        [("rules.summon (line 6): is no table", "a line [rules.summon]")],
        id="a-rule-is-no-table",
    ),
    pytest.param(
        f"{EXTENDS}[rules.summons]\nperiod = '-7 days'\n",
        [("rules.summons.sv (line 5): is missing", "give its Swedish name"),
         ("en (line 5): is missing", "give its English name"),
         ("anchor (line 5): is missing", "say what it is counted from"),
         ("roll (line 5): is missing", "forward, back, none"),
         ("basis (line 5): is missing", "statute, practice, local, requested"),
         ("source (line 5): is missing", "name the law, paper or routine"),
         ("confidence (line 5): is missing", "settled, inferred, open")],
        id="a-misspelt-rule-is-a-new-one-without-its-parts",
    ),
    pytest.param(
        f"{EXTENDS}[rules.summon]\nperoid = '-7 days'\n",
        [("rules.summon.peroid (line 6): is no key of a rule", "did you mean period?")],
        id="a-misspelt-key",
    ),
    pytest.param(
        f"{EXTENDS}[rules.summon]\nperiod = 7\n",
        [("rules.summon.period (line 6): '7' is no period", "write a number")],
        id="a-period-without-unit",
    ),
    pytest.param(
        f"{EXTENDS}[rules.summon]\nperiod = '-5 vardagar'\n",
        [("has two readings", '"practical vardagar"')], id="vardagar",
    ),
    pytest.param(
        f"{EXTENDS}[rules.draft]\nneeds = '0 business days'\n",
        [("rules.draft.needs (line 6): 0 business days is no period", '"0 days"')],
        id="zero-business-days",
    ),
    pytest.param(
        f"{EXTENDS}[rules.summon]\nroll = 'sideways'\n",
        [("rules.summon.roll (line 6): 'sideways' is no way to roll",
          "write one of: forward, back, none")],
        id="an-unknown-roll",
    ),
    pytest.param(
        f"{EXTENDS}[rules.summon]\nanchor = 'adoption'\n",
        [("'adoption' is neither an event nor a rule", "did you mean")],
        id="an-unknown-anchor",
    ),
    pytest.param(
        f"{EXTENDS}[rules.summon]\nanchor = 5\n",
        [("rules.summon.anchor (line 6): 5 is no anchor", "or the name of a rule")],
        id="an-anchor-that-is-no-word",
    ),
    pytest.param(
        f"{EXTENDS}[rules.summon]\nanchor = 'adopt.late'\n",
        [("'adopt.late' is no day of a rule", "adopt.raw, adopt.due, adopt.safe")],
        id="a-day-that-no-rule-has",
    ),
    *(
        pytest.param(
            f"{EXTENDS}[rules.summon]\n{key} = 'odd'\n",
            [(f"rules.summon.{key} (line 6): 'odd' is unknown", "write one of: ")],
            id=f"an-unknown-{key}",
        )
        for key in ("basis", "confidence", "roll_confidence", "kind", "applies",
                    "counted_on", "met_by", "lapses_with", "meeting", "holds", "deemed",
                    "first_day", "month_end")
    ),
    pytest.param(
        f"{EXTENDS}[rules.adopt]\nseek = 'odd'\n",
        [("rules.adopt.seek (line 6): 'odd' is unknown", "last_before, first_after")],
        id="an-unknown-seek",
    ),
    pytest.param(
        f"{EXTENDS}[rules.answer]\nextension_from = 'odd'\n",
        [("extension_from (line 6): 'odd' is unknown", "named_day, anchor, due")],
        id="an-unknown-base-of-an-extension",
    ),
    pytest.param(
        f"{EXTENDS}[rules.summon]\nseek = 'first_after'\n"
        "[rules.draft]\nextension_from = 'due'\n",
        [("rules.summon.seek (line 6): seeks a meeting, but of nobody", "add meeting"),
         ("rules.draft.extension_from (line 8): says where", "add extendable = true")],
        id="words-without-another",
    ),
    pytest.param(
        f"{EXTENDS}[rules.prepare]\notherwise = {{ anchor = 'adopt', period = '1 day',"
        " seek = 'last_before' }\n",
        [("rules.prepare.otherwise.seek (line 6): seeks a meeting", "add meeting")],
        id="the-other-way-seeks-in-vain",
    ),
    pytest.param(
        f"{EXTENDS}[rules.summon]\nanchor = ['adopt', 'draft']\n",
        [("anchor (line 6): ['adopt', 'draft'] is no anchor", "{ latest = [")],
        id="a-list-that-does-not-say-which",
    ),
    *(
        pytest.param(
            f"{EXTENDS}[rules.summon]\nanchor = {{ latest = {latest} }}\n",
            [("rules.summon.anchor (line 6): ", "{ latest = [")],
            id=f"the-latest-of-{latest}",
        )
        for latest in ("'adopt'", "['adopt']", "['adopt', 'adopt']", "['adopt', 1]")
    ),
    pytest.param(
        f"{EXTENDS}[rules.summon]\nanchor = {{ earliest = ['adopt', 'answer'] }}\n",
        [("rules.summon.anchor (line 6): ", "{ latest = [")], id="the-earliest",
    ),
    pytest.param(
        f"{EXTENDS}[rules.summon]\nanchor = {{ latest = ['adopt', 'svaret'] }}\n",
        [("'svaret' is neither an event nor a rule", "use ")],
        id="the-latest-of-what-is-none",
    ),
    pytest.param(
        f"{EXTENDS}[rules.summon]\nanchor = {{ latest = ['promised', 'adopted'] }}\n",
        [("'promised' gives one deadline for each measure", "stand alone")],
        id="the-latest-of-each-measure",
    ),
    pytest.param(
        f"{EXTENDS}[rules.summon]\nanchor = {{ latest = ['draft', 'received'] }}\n",
        [("circle: draft → prepare → summon → draft", "count one of them from")],
        id="a-circle-over-one-of-several",
    ),
    *(
        pytest.param(
            f"{EXTENDS}[rules.summon]\nmet_by = {words}\n",
            [("rules.summon.met_by (line 6): ", "a list of two or more of: ")],
            id=f"met-by-{words}",
        )
        for words in ("[]", "['adopted']", "['adopted', 'adopted']", "['adopted', 1]")
    ),
    pytest.param(
        f"{EXTENDS}[rules.summon]\nperiod = '15 April'\n",
        [("period (line 6): '15 April' does not say in which year",
          '"15 April the same year"')],
        id="a-fixed-day-of-no-year",
    ),
    pytest.param(
        f"{EXTENDS}[counting]\nfirst_days = 'counted'\nmonth_end = 'first_day'\n",
        [("counting.first_days (line 6): is no choice", "did you mean first_day?"),
         ("counting.month_end (line 7): 'first_day' is unknown",
          "write one of: last_day, next_day")],
        id="counting-otherwise",
    ),
    pytest.param(
        f"counting = 3\n{EXTENDS}",
        [("counting (line 1): is no table", "a line [counting]")],
        id="counting-is-no-table",
    ),
    *(
        pytest.param(
            f"{EXTENDS}[rules.summon]\n{key} = 'yes'\n",
            [(f"rules.summon.{key} (line 6): is no yes or no", "write true or false")],
            id=f"{key}-is-no-flag",
        )
        for key in ("once", "pausable", "extendable")
    ),
    *(
        pytest.param(
            f"{EXTENDS}[rules.summon]\n{key} = ' '\n",
            [(f"rules.summon.{key} (line 6): is missing or no text", mend)],
            id=f"{key}-is-blank",
        )
        for key, mend in (("sv", "Swedish"), ("en", "English"), ("source", "name the"))
    ),
    pytest.param(
        f"{EXTENDS}[rules.summon]\nafter = 'draft'\n",
        [("rules.summon.after (line 6): is no list of rules", 'such as ["draft"]')],
        id="after-is-no-list",
    ),
    pytest.param(
        f"{EXTENDS}[rules.summon]\nafter = ['drafts']\n",
        [("rules.summon.after (line 6): 'drafts' is no rule", "did you mean draft?")],
        id="after-no-rule",
    ),
    pytest.param(
        f"{EXTENDS}[rules.summon]\nneeded_by = 'svaret'\n",
        [("rules.summon.needed_by (line 6): 'svaret' is no rule", "use adjust_")],
        id="needed-by-no-rule",
    ),
    pytest.param(
        f"{EXTENDS}[rules.summon]\notherwise = '1 day'\n",
        [("rules.summon.otherwise (line 6): is no table", "write { anchor")],
        id="otherwise-is-no-table",
    ),
    pytest.param(
        f"{EXTENDS}[rules.summon]\notherwise = {{ periods = '1 day' }}\n",
        [("rules.summon.otherwise.periods", "did you mean period?"),
         ("rules.summon.otherwise.anchor", "say what it is counted from"),
         ("rules.summon.otherwise.period", "give a period with its unit")],
        id="otherwise-without-its-parts",
    ),
    pytest.param(
        f"{EXTENDS}[rules.prepare]\notherwise = {{ anchor = 'nowhere' }}\n",
        [("rules.prepare.otherwise (line 6): 'nowhere' is neither", "; ")],
        id="otherwise-from-nowhere",
    ),
    pytest.param(
        f"{EXTENDS}[rules.summon]\nmeeting = 'own'\n",
        [("is a second rule for the meeting of the body", "let one rule have")],
        id="two-rules-decide",
    ),
    pytest.param(
        HEAD, [("sala.toml: rules: no rule is for the meeting", "let one rule have")],
        id="no-rules-at-all",
    ),
    pytest.param(
        f"{EXTENDS}[rules.adopt]\nmeeting = 'preparing'\n",
        [("sala.toml: rules: no rule is for the meeting", 'have meeting = "own"')],
        id="no-rule-decides",
    ),
    pytest.param(
        f"{EXTENDS}[rules.adopt]\nneeds = '5 business days'\n"
        "otherwise = { anchor = 'received', period = '20 days' }\n",
        [("rules.adopt.needs (line 6): says nothing for the rule that", "leave it out"),
         ("rules.adopt.otherwise (line 7): says nothing for the", "leave it out")],
        id="the-rule-that-decides-knows-no-other-way",
    ),
    pytest.param(
        f"{EXTENDS}[rules.summon]\nanchor = 'draft'\nmeeting = 'own'\n",
        [("is a second rule for the meeting of the body", "let one rule have")],
        id="a-circle-is-told-only-where-one-rule-decides",
    ),
    pytest.param(
        f"{EXTENDS}[rules.summon]\nanchor = 'draft'\nonce = 1\n",
        [("rules.summon.once (line 7): is no yes or no", "write true or false")],
        id="a-circle-is-told-only-where-nothing-else-is-wrong",
    ),
    pytest.param(
        f"{EXTENDS}[rules.draft]\nafter = ['draft']\n",
        [("the rules go in a circle: draft → draft", "count one of them from")],
        id="a-rule-after-itself",
    ),
    pytest.param(
        f"{EXTENDS}[rules.draft]\nafter = ['summon']\n",
        [("the rules go in a circle: draft → summon → prepare → draft", "count one")],
        id="a-circle-in-time",
    ),
    pytest.param(
        f"{EXTENDS}[rules.summon]\nanchor = 'draft'\n",
        [("the rules go in a circle: draft → prepare → summon → draft", "count one")],
        id="a-circle-of-anchors",
    ),
    pytest.param(
        f"{EXTENDS}[rules.prepare]\notherwise = {{ anchor = 'draft' }}\n",
        [("the rules go in a circle: draft → prepare → draft",
          "count one of them from something that happens")],
        id="a-circle-over-the-other-way",
    ),
    pytest.param(
        f"{EXTENDS}[rules.answer]\nanchor = 'minutes_adjusted'\nsource = 'x'\n"
        "basis = 'local'\n[rules.summon]\nanchor = 'draft'\n",
        [("circle: adopt → answer → adjust_minutes → adopt", "count one of them from"),
         ("circle: draft → prepare → summon → draft", "count one of them from")],
        id="two-circles-each-told-once",
    ),
    pytest.param(
        f"extend = 1\n{EXTENDS}[rules.summon]\nperiod = '7'\nroll = 'up'\nkind = 'x'\n"
        "[rules.draft]\nonce = 1\n[rules.post_notice]\nperiod = '9 days'\n",
        [("extend (line 1)", "did you mean extends?"),
         ("rules.draft.once (line 11)", "true or false"),
         ("rules.summon.period (line 7)", "write a number"),
         ("rules.summon.roll (line 8)", "write one of"),
         ("rules.summon.kind (line 9)", "write one of"),
         ("rules.post_notice.period (line 13): differs", "its own basis")],
        id="everything-at-once",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), REFUSED)
def test_a_wrong_rulebook_is_refused(text, expected):
    """Every problem at once, each with its place, what is wrong, and its mend."""
    with pytest.raises(RulebookRefused) as refused:
        Rulebook.from_text(text, "sala.toml")
    problems = refused.value.problems
    assert len(problems) == len(expected), problems
    for wrong, mend in expected:
        told = [line for line in problems if wrong in line and mend in line]
        assert told, (wrong, mend, problems)
        assert all(line.startswith("sala.toml: ") for line in told)
        assert all("\n" not in line for line in told)


def test_every_key_of_a_rule_can_be_refused():
    """The table above has a wrong value for each key that a rule may carry."""
    tried = "\n".join(
        line for line in chain(*(str(p.values[0]).splitlines() for p in REFUSED))
    )
    others = {"id", "way", "immediate", "or_met_by"}
    keys = {field.alias for field in attrs.fields(Rule)} - others
    way = {field.alias for field in attrs.fields(Way)} - {"or_later"}
    assert all(f"{key} = " in tried for key in keys | way)


def test_a_file_is_named_in_its_problems(tmp_path):
    """With its path, so that the line can be found."""
    path = tmp_path / "sala.toml"
    path.write_text(f"{EXTENDS}[rules.summon]\nperiod = 7\n", encoding="utf-8")
    with pytest.raises(RulebookRefused) as refused:
        Rulebook.read(path)
    assert refused.value.problems[0].startswith(f"{path}: rules.summon.period (line 6)")


def test_rule_days_are_written_as_they_are_read():
    """``answer.safe``, and the due day without a word."""
    assert str(ANSWER_SAFE) == "answer.safe"
    assert str(RuleDay("answer")) == "answer"


def test_a_rulebook_is_a_value():
    """Equal when it says the same; hashable."""
    one, two = (Rulebook.from_text(EXTENDS + OWN_RULE) for _ in range(2))
    assert one == two
    assert hash(one) == hash(two)
    assert one != DEFAULT


_STATUTE = """
extends = "se-audit-memo"
id = "sala"
version = "1"
valid_from = 2018-01-01

[rules.reported]
sv = "Anmält"
en = "Reported"
anchor = "received"
period = "5 business days"
roll = "forward"
basis = "statute"
source = "KL 6 kap. 40 §"
confidence = "settled"
"""


def test_what_a_statute_counts_no_municipality_moves():
    """Its business days are those of the country, though the rule does not say so."""
    rule = Rulebook.from_text(_STATUTE).rule("reported")
    assert rule is not None
    assert rule.counted_on is CountedOn.STATUTORY


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param(
            'period = "5 business days"\ncounted_on = "municipal"',
            "rules.reported.counted_on (line 12): lets a closed day of the "
            'municipality move what a statute sets; write counted_on = "statutory"',
            id="municipal-business-days",
        ),
        pytest.param(
            'period = "5 business days"\notherwise = { anchor = "answer.safe", '
            'period = "3 weeks" }',
            "rules.reported.otherwise (line 12): answer.safe moves with the closed "
            "days of the municipality; count a statute from answer.due or answer.raw",
            id="from-a-safe-day",
        ),
    ],
)
def test_a_statute_that_a_closed_day_could_move_is_refused(line, said):
    """What a municipality closed never moves a last day that a statute sets."""
    text = _STATUTE.replace('period = "5 business days"', line)
    with pytest.raises(RulebookRefused) as refused:
        Rulebook.from_text(text, "sala.toml")
    assert refused.value.problems == (f"sala.toml: {said}",)


_OWN = """
extends = "se-audit-memo"
id = "sala"
version = "1"
valid_from = 2018-01-01
"""


def _chain(length: int) -> str:
    """So many rules, each counted from the one that follows it in the file."""
    rules = (
        f'[rules.c{n}]\nsv = "C"\nen = "C"\nbasis = "local"\nsource = "s"\n'
        f'confidence = "open"\nanchor = "{f"c{n + 1}" if n < length else "received"}"\n'
        'period = "1 day"\nroll = "none"\n'
        for n in range(1, length + 1)
    )
    return _OWN + "".join(rules)


def test_a_long_chain_of_rules_is_read():
    """Each from the next, more of them than calls fit on the stack of Python."""
    book = Rulebook.from_text(_chain(1_200))
    order = [rule.id for rule in book.in_order]
    assert order.index("c1200") < order.index("c600") < order.index("c1")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            '[rules."\\u001b[31mX"]\n', "cannot be the name of a rule", id="a-name"
        ),
        pytest.param(
            '[rules.draft]\nsv = "a\\u001b[31m"\n', "holds what cannot be shown",
            id="a-title",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_refused(text, said):
    """A terminal would obey it."""
    with pytest.raises(RulebookRefused, match=said) as refused:
        Rulebook.from_text(_OWN + text)
    assert all(problem.isprintable() for problem in refused.value.problems)
