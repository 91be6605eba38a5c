"""Rules and calendars change under running cases: what moves, and taking it back."""

from datetime import UTC, date, datetime

import attrs
import pytest

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.errors import NotAllowed, ValueRefused, VersionUnknown
from auditflow.events import Governs, Registered, VersionChanged, all_of
from auditflow.meetings import Meeting, MeetingCalendar
from auditflow.memo import Body, Memo, Recommendation, ReplyRequest
from auditflow.planning import Versions, plan
from auditflow.portfolio import Change, impact, taken_back
from auditflow.rules import Rulebook

KS = "kommunstyrelsen"
RECEIVED, ASKED = date(2022, 9, 27), date(2022, 11, 25)
ON = date(2022, 10, 3)
MEMO = Memo(
    municipality="Sala kommun",
    bodies=[Body(KS, "must_answer", ReplyRequest.by(ASKED))],
    recommendations=[Recommendation(1, "Se över")],
)
MEETINGS = MeetingCalendar(
    [Meeting(day, KS) for day in (date(2022, 11, 2), date(2022, 11, 23))],
    version="hösten 2022",
)
VERSIONS = Versions(meetings=[MEETINGS])


def book(version: str, rules: str, since: str = "2022-01-01") -> Rulebook:
    return Rulebook.from_text(
        f'extends = "se-audit-memo"\nid = "sala"\nversion = "{version}"\n'
        f"valid_from = {since}\n{rules}"
    )


LATER_SUMMONS = book("2", '[rules.summon]\nperiod = "-7 days"\n')
MOVED = MeetingCalendar(
    [
        Meeting(date(2022, 11, 2), KS, "moved", date(2022, 11, 9)),
        Meeting(date(2022, 11, 23), KS),
    ],
    version="2 november flyttad",
)


def opened(**more) -> Case:
    rulebook = Rulebook.default()
    return Case.open(MEMO, received=RECEIVED, rulebook=rulebook, **more)


def change(new: Rulebook | BusinessCalendar | MeetingCalendar, **more) -> Change:
    return Change(new, on=ON, by="kommunstyrelsen", versions=VERSIONS, **more)


def test_a_new_rulebook_moves_what_it_says():
    """From which day to which, why, and the case itself is as it was."""
    case = opened()
    found = impact([case], change(LATER_SUMMONS))
    (one,) = found.moved
    assert one.before is case
    moved = {day.id: (str(day.from_day), str(day.to_day)) for day in one.moved}
    assert moved["summon"] == ("2022-10-28", "2022-10-26")
    assert "adopt" not in moved
    summon = next(day for day in one.moved if day.id == "summon")
    assert any("7 days before 2022-11-02" in r.en for r in summon.reasons)


def test_a_closed_day_moves_what_counts_across_it():
    """The day to register is the country's, and stays."""
    two_days = BusinessCalendar.sweden(
        closed={date(2022, 10, 26): "studiedag", date(2022, 9, 28): "studiedag"},
        version="med studiedagar",
    )
    found = impact([opened()], change(two_days))
    moved = {day.id: str(day.to_day) for day in found.moved[0].moved}
    assert moved["draft"] == "2022-10-24"
    assert moved["register"] == "2022-09-28"
    assert "register 2022-09-28, safe day 2022-09-28 → 2022-09-27" in str(found)


def test_a_moved_meeting_moves_the_plan():
    """The plan aims where the meeting is now; no case is pinned to meetings."""
    found = impact([opened()], change(MOVED))
    moved = {day.id: str(day.to_day) for day in found.moved[0].moved}
    assert moved["adopt"] == "2022-11-09"
    (event,) = all_of(found.applied()[0].events, VersionChanged)
    assert (event.of, event.new) == (Governs.MEETINGS, "2 november flyttad")
    other = MeetingCalendar(
        [*MEETINGS.meetings, Meeting(ASKED, "nämnden")], version="x"
    )
    assert impact([opened()], change(other)).concerned == ()


def test_a_case_that_ended_is_not_concerned():
    """Its days are history."""
    closed = opened().take("close", on=ON, by="x", reason="återkallat")
    assert impact([closed], change(LATER_SUMMONS)).concerned == ()


def test_what_would_be_overdue_at_once_is_named():
    """Seen from a day between the two due days."""
    seen = date(2022, 10, 27)
    found = impact([opened()], change(LATER_SUMMONS), today=seen)
    assert found.overdue_at_once[0].overdue_at_once == ("summon",)
    assert "summon 2022-10-28 → 2022-10-26, overdue at once" in str(found)
    assert impact([opened()], change(LATER_SUMMONS)).overdue_at_once == ()


def test_what_was_met_stays_as_it_was_in_force():
    """A step is late or in time against the rulebook that governed it then."""
    lax = book(
        "lax",
        '[rules.register]\nperiod = "10 business days"\n'
        'basis = "local"\nsource = "egen rutin"\n',
    )
    case = opened().record(Registered(on=date(2022, 9, 30), by="x", dnr="1"))
    what = change(lax)
    assert plan(case, versions=what.versions)["register"].status == "late"
    after = impact([case], what).applied()[0]
    assert plan(after, versions=what.after)["register"].status == "late"
    assert impact([case], what).moved == ()


def test_a_case_is_pinned_until_a_change_is_applied():
    """A newer version that is valid moves nothing by itself."""
    case, what = opened(), change(LATER_SUMMONS)
    assert plan(case, versions=what.after) == plan(case, versions=what.versions)
    unpinned = Case.open(MEMO, received=RECEIVED)
    assert plan(unpinned, versions=what.after).rulebook == "sala 2"
    after = impact([case], what).applied()[0]
    assert plan(after, versions=what.after).rulebook == "sala 2"
    with pytest.raises(VersionUnknown, match="pinned to the rulebook 'sala 2'"):
        plan(after, versions=what.versions)


def test_a_plan_by_another_version_says_so():
    """Whoever insists is told."""
    told = plan(opened(), rulebook=LATER_SUMMONS).problems
    assert "planned_by_another" in {problem.kind for problem in told}
    assert "planned_by_another" not in {p.kind for p in plan(opened()).problems}


def test_every_plan_names_what_it_was_made_with():
    """The rules, the business days and the meetings."""
    made = plan(opened(), versions=VERSIONS)
    assert made.rulebook == "se-audit-memo 2026.1"
    assert made.business_calendar.name == "Sweden"
    assert made.meeting_calendar is not None
    assert made.meeting_calendar.name == "hösten 2022"


def test_the_latest_meetings_that_are_known_count():
    """And those known then, for an earlier instant."""
    early, late = datetime(2022, 9, 1, tzinfo=UTC), datetime(2022, 10, 1, tzinfo=UTC)
    versions = Versions(
        meetings=[
            attrs.evolve(MOVED, published=late),
            attrs.evolve(MEETINGS, published=early),
        ]
    )
    case = opened(recorded=datetime(2022, 9, 27, 8, tzinfo=UTC))
    assert str(plan(case, versions=versions)["adopt"].due) == "2022-11-09"
    then = plan(case, versions=versions, known_at=datetime(2022, 9, 28, tzinfo=UTC))
    assert str(then["adopt"].due) == "2022-11-02"


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: change(attrs.evolve(MEETINGS)), id="taken-name"),
        pytest.param(lambda: Versions(rulebooks=[]), id="no-rulebook"),
        pytest.param(
            lambda: plan(opened(), versions=VERSIONS, meetings=MEETINGS), id="both"
        ),
        pytest.param(
            lambda: taken_back(opened(), change(MOVED), on=ON, by="x", reason="fel"),
            id="not-applied",
        ),
    ],
)
def test_what_contradicts_itself_is_refused(make):
    """With the mend."""
    with pytest.raises(ValueRefused):
        make()


def test_a_change_of_versions_cannot_be_recorded_before_the_memo_came():
    """As any other event."""
    early = VersionChanged(
        on=date(2022, 9, 26), by="x", of="rulebook", old="a", new="b"
    )
    with pytest.raises(NotAllowed):
        opened().record(early)
