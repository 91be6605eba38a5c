"""Edges of the ground floors: what is nearly right, and must not pass for it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from auditflow.case import Case
from auditflow.day import day_of
from auditflow.errors import (
    AuditflowError,
    DayRefused,
    DayUnreadable,
    DetailsRefused,
    MeetingsRefused,
    NotAllowed,
    RulebookRefused,
    ValueRefused,
)
from auditflow.events import (
    MeasureDone,
    MinutesAdjusted,
    NoticePosted,
    Received,
    Registered,
)
from auditflow.meetings import Meeting, MeetingCalendar
from auditflow.memo import Body, Memo, ReplyRequest, authority_of
from auditflow.planning import plan
from auditflow.rules import Rulebook

BODY = "kommunstyrelsen"
RECEIVED = date(2022, 9, 27)
MEMO = Memo(bodies=[Body(BODY, "must_answer", ReplyRequest.by(date(2022, 11, 25)))])
HEAD = 'extends = "se-audit-memo"\nid = "x"\nversion = "1"\nvalid_from = 2026-01-01\n'


def opened() -> Case:
    """The case as it is received."""
    return Case.open(MEMO, received=RECEIVED)


def adopted() -> Case:
    """The case after an ordinary decision, its minutes not adjusted."""
    drafted = opened().take("draft", on=RECEIVED, by="handläggaren")
    return drafted.take("adopt", on=date(2022, 11, 16), by="styrelsen")


class TestHistories:
    """Orders of events that look right."""

    def test_a_step_after_one_that_was_stamped_later_that_day(self):
        """Without an instant of its own it is recorded after what it builds on."""
        at_three = datetime(2022, 9, 27, 13, tzinfo=UTC)
        referred = opened().take(
            "refer", on=RECEIVED, by="x", to=["socialnämnden"], recorded=at_three
        )
        assert referred.take("draft", on=RECEIVED, by="x").state == "drafted"

    def test_a_step_that_was_recorded_before_the_one_it_builds_on(self):
        """With an instant of its own it is refused, and both instants are told."""
        at_three = datetime(2022, 9, 27, 13, tzinfo=UTC)
        referred = opened().take(
            "refer", on=RECEIVED, by="x", to=["socialnämnden"], recorded=at_three
        )
        at_two = datetime(2022, 9, 27, 12, tzinfo=UTC)
        with pytest.raises(NotAllowed, match="before what it builds on"):
            referred.take("draft", on=RECEIVED, by="x", recorded=at_two)

    def test_answering_before_the_day_on_which_the_minutes_are_adjusted(self):
        """An adjustment to come does not make the answer regular."""
        later = adopted().record(MinutesAdjusted(on=date(2022, 11, 30), by="x"))
        with pytest.raises(NotAllowed, match="not adjusted"):
            later.take("answer", on=date(2022, 11, 25), by="x")

    def test_the_minutes_of_a_second_round_need_its_own_decision(self):
        """Those of the first decision may come late, and do not count for the next."""
        again = (
            adopted()
            .record(MinutesAdjusted(on=date(2022, 11, 20), by="x"))
            .take("answer", on=date(2022, 11, 21), by="x")
            .take("reopen", on=date(2023, 1, 10), by="x", reply=ReplyRequest())
        )
        again = again.record(MinutesAdjusted(on=date(2023, 1, 11), by="x"))
        again = again.take("draft", on=date(2023, 1, 12), by="x")
        again = again.take("adopt", on=date(2023, 1, 18), by="x", despite="x")
        with pytest.raises(NotAllowed, match="not adjusted"):
            again.take("answer", on=date(2023, 1, 19), by="x")

    def test_a_notice_of_minutes_that_are_not_adjusted(self):
        """Only an immediate adjustment lets the notice follow the decision."""
        with pytest.raises(NotAllowed, match="not adjusted"):
            adopted().record(NoticePosted(on=date(2022, 11, 17), by="x"))
        at_once = (
            opened()
            .take("draft", on=RECEIVED, by="x")
            .take("adopt", on=date(2022, 11, 16), by="x", immediate=True)
        )
        at_once.record(NoticePosted(on=date(2022, 11, 17), by="x"))

    def test_a_measure_that_nobody_promised(self):
        """There is no measure 99."""
        with pytest.raises(NotAllowed, match="no measure 99"):
            adopted().record(MeasureDone(on=date(2022, 12, 1), by="x", number=99))

    def test_a_second_arrival(self):
        """A memo comes in once."""
        with pytest.raises(NotAllowed, match="already"):
            opened().record(Received(on=date(2022, 9, 28), by="x"))

    def test_a_history_without_an_arrival(self):
        """A case begins with the arrival of its memo."""
        with pytest.raises(ValueRefused, match=r"Case\.open"):
            Case(MEMO, BODY, "sala", [])


class TestReferrals:
    """Whom one can ask, and by when."""

    def test_a_body_cannot_ask_itself(self):
        """Neither in a step nor in a plan."""
        with pytest.raises(NotAllowed, match="ask itself"):
            opened().take("refer", on=RECEIVED, by="x", to=["Kommunstyrelsens"])
        with pytest.raises(ValueRefused, match="ask itself"):
            plan(opened(), statements_from=[BODY])

    def test_a_reply_day_before_the_referral(self):
        """Nobody answers before being asked."""
        early = {"socialnämnden": date(2022, 9, 1)}
        with pytest.raises(NotAllowed, match="lies before the referral"):
            opened().take("refer", on=RECEIVED, by="x", to=early)
        with pytest.raises(ValueRefused, match="lies before the memo was received"):
            plan(opened(), statements_from=early)

    @pytest.mark.parametrize("name", ["", " ", "–"], ids=["empty", "blank", "dash"])
    def test_a_body_without_a_name(self, name: str):
        """A name holds a letter or a digit."""
        with pytest.raises(ValueRefused, match="is no body"):
            plan(opened(), statements_from=[name])


class TestNames:
    """Numbers, bodies and authorities."""

    def test_a_body_in_two_roles_must_answer(self):
        """Whichever role stands first."""
        two = Memo(bodies=[Body(BODY, "for_information"), *MEMO.bodies])
        assert Case.open(two, received=RECEIVED).reply == MEMO.bodies[0].reply
        assert Case.open(two, received=RECEIVED, body=BODY).body == BODY

    def test_a_body_that_is_asked_twice_is_one_body(self):
        """It stands in the header and in the sentence."""
        twice = Memo(bodies=[*MEMO.bodies, *MEMO.bodies])
        assert Case.open(twice, received=RECEIVED).body == BODY

    def test_a_diary_number_says_something(self):
        """A sign alone names no case."""
        with pytest.raises(ValueRefused, match="is no dnr"):
            Registered(on=RECEIVED, by="x", dnr="§")

    def test_an_authority_is_one_part_of_a_name(self):
        """Its own signs do not split the name of the case."""
        case = Case.open(MEMO, received=RECEIVED, authority="Å/ö")
        assert case.name.count("/") == 2

    def test_a_name_in_capitals(self):
        """A letterhead often shouts."""
        assert authority_of("VÄNERSBORGS KOMMUN") == "vanersborg"

    def test_meetings_belong_to_the_decision(self):
        """Only ``adopt`` looks at a meeting calendar."""
        with pytest.raises(DetailsRefused, match="takes no meetings="):
            opened().take(  # type: ignore[call-overload]
                "draft", on=RECEIVED, by="x", meetings=MeetingCalendar()
            )


class TestRulebooks:
    """A local default is never shown as law, and nothing leaks."""

    @pytest.mark.parametrize(
        "change",
        [
            'period = "10 days"\nsource = "vår rutin"',
            'applies = "never"',
            'kind = "reminder"',
            "pausable = true",
            "extendable = true",
            'source = "vår rutin"',
        ],
    )
    def test_a_statute_is_not_bent(self, change: str):
        """Whoever changes it names both basis and source."""
        with pytest.raises(RulebookRefused, match="its own basis"):
            Rulebook.from_text(f"{HEAD}[rules.adjust_minutes]\n{change}\n")

    def test_a_local_rule_does_not_become_law_by_a_word(self):
        """A new basis needs a source of its own."""
        with pytest.raises(RulebookRefused, match="its own source"):
            Rulebook.from_text(f'{HEAD}[rules.draft]\nbasis = "statute"\n')

    def test_who_prepares_is_found_whatever_the_case(self):
        """The municipality's entry replaces the shipped one."""
        text = f'{HEAD}[prepares]\nKommunstyrelsen = "ledningsutskottet"\n'
        assert Rulebook.from_text(text).prepares_for(BODY) == "ledningsutskottet"
        nobody = Rulebook.from_text(f'{HEAD}[prepares]\nKommunstyrelsen = ""\n')
        assert nobody.prepares_for(BODY) is None

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param(f'{HEAD}[rules.summon]\nroll = ["back"]\n', id="roll-list"),
            pytest.param(HEAD.replace("2026-01-01", "1900-01-01"), id="valid-1900"),
            pytest.param(f"{HEAD}x = {'9' * 5000}\n", id="long-number"),
            pytest.param(f"{HEAD}x = {'[' * 5000}\n", id="deep"),
            pytest.param(f"{HEAD}[prepares]\nsocialnämnden = 'x'\n", id="unquoted"),
        ],
    )
    def test_what_toml_can_hold_beside_rules(self, text: str):
        """Each is told as a problem of the rulebook."""
        with pytest.raises(RulebookRefused):
            Rulebook.from_text(text)

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("[rules.summon] # ours\nperiod = '7'\n", id="comment"),
            pytest.param("[rules.\"summon\"]\nperiod = '7'\n", id="quoted"),
        ],
    )
    def test_the_line_is_found(self, text: str):
        """Behind a comment, and in a quoted table."""
        with pytest.raises(RulebookRefused, match=r"\(line 6\)"):
            Rulebook.from_text(f"{HEAD}{text}")

    def test_a_byte_order_mark(self):
        """Windows puts one before the text."""
        assert Rulebook.from_text("\ufeff" + HEAD).id == "x"

    def test_a_rule_cannot_be_called_as_an_event(self):
        """It would hide behind the anchor of that name."""
        own = """
            [rules.received]
            sv = "a"
            en = "b"
            anchor = "answered"
            period = "3 days"
            roll = "none"
            basis = "local"
            source = "c"
            confidence = "open"
        """
        with pytest.raises(RulebookRefused, match="cannot be the name of a rule"):
            Rulebook.from_text(HEAD + own)


class TestMeetings:
    """Rows and questions."""

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("body,date,status\n2022-11-02\n", id="short-row"),
            pytest.param(
                f"date,body,status\n2022-11-02,{'a' * 200_000},planned\n", id="long"
            ),
            pytest.param(
                "date,body,status,moved_to\n2022-11-02,k,moved,2022-11-09\n"
                "2022-11-03,k,moved,2022-11-09\n",
                id="two-moved-to-one-day",
            ),
        ],
    )
    def test_rows_that_are_nearly_right(self, text: str, tmp_path: Path):
        """Each is told as a problem of its row."""
        (tmp_path / "m.csv").write_text(text, encoding="utf-8")
        with pytest.raises(MeetingsRefused):
            MeetingCalendar.read(tmp_path / "m.csv")

    @pytest.mark.parametrize("ask", ["last", "next", "meets_on"])
    def test_an_instant_is_no_day_of_a_meeting(self, ask: str):
        """The mend is told, as everywhere."""
        calendar = MeetingCalendar([Meeting(RECEIVED, BODY)])
        with pytest.raises(DayRefused):
            getattr(calendar, ask)(BODY, datetime(2022, 9, 27, tzinfo=UTC))

    @pytest.mark.parametrize(
        ("status", "moved_to"),
        [("moved", None), ("planned", date(2022, 10, 1)), ("inställt", None)],
    )
    def test_a_meeting_that_contradicts_itself(
        self, status: str, moved_to: date | None
    ):
        """Moved has a new day, and nothing else has; the word is one of the four."""
        with pytest.raises(ValueRefused):
            Meeting(RECEIVED, BODY, status, moved_to)


@pytest.mark.parametrize(
    ("make", "word"), [(lambda w: Body(BODY, w), "svarar"), (ReplyRequest, "senast")]
)
def test_a_word_of_a_closed_set(make, word: str):
    """Unknown words are told with the known ones."""
    with pytest.raises(AuditflowError, match="write one of"):
        make(word)


def test_the_last_instant_of_all():
    """It has no day in Stockholm."""
    with pytest.raises(DayRefused):
        day_of(datetime.max.replace(tzinfo=UTC))


def test_a_problem_is_one_line():
    """Whatever was given."""
    assert all("\n" not in line for line in DayUnreadable("a\nb").problems)
