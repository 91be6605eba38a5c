"""Laws of a change: impact names what moves, and taking it back is the identity."""

import random
from datetime import date, timedelta

import pytest

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.cli.as_json import of_plan, written
from auditflow.events import Response
from auditflow.meetings import Meeting, MeetingCalendar
from auditflow.memo import Body, Memo, ReplyRequest
from auditflow.planning import Governor, Plan, Versions, plan
from auditflow.portfolio import Change, impact, taken_back
from auditflow.rules import Rulebook

KS = "kommunstyrelsen"
LATER_SUMMONS = Rulebook.from_text(
    'extends = "se-audit-memo"\nid = "sala"\nversion = "2"\n'
    'valid_from = 2022-01-01\n[rules.summon]\nperiod = "-7 days"\n'
)
_BODIES = (KS, "socialnämnden")
_DAYS = [date(2022, 1, 3) + timedelta(days=n) for n in range(700)]
_PLENTY = [
    Meeting(day, body) for body in _BODIES for day in _DAYS[:: 21 if body == KS else 28]
]
_ALL_MEETINGS = MeetingCalendar(_PLENTY, version="2022-2023")


def _cases(count: int, seed: int) -> list[Case]:
    """Cases of two bodies in any state, told as they would be in a real store."""
    chance = random.Random(seed)  # noqa: S311 - no secrets
    found = []
    for _ in range(count):
        received = chance.choice(_DAYS[:400])
        asked = received + timedelta(days=chance.randrange(20, 150))
        body = chance.choice(_BODIES)
        memo = Memo(
            municipality="Sala kommun",
            bodies=[Body(body, "must_answer", ReplyRequest.by(asked))],
        )
        case = Case.open(memo, received=received, rulebook=Rulebook.default())
        found.append(_lived(case, chance))
    return found


def _lived(case: Case, chance: random.Random) -> Case:
    day = case.received
    steps: list[tuple[str, dict[str, object]]] = [
        ("refer", {"to": ["revisionsnämnden"]}),
        ("draft", {"responses": [Response(1)]}),
        ("adopt", {"immediate": chance.random() < 0.5, "despite": "x"}),
        ("answer", {"despite": "x"}),
    ]
    for step, details in steps[chance.randrange(3) and 1 :][: chance.randrange(5)]:
        day += timedelta(days=chance.randrange(15))
        case = case.take(step, on=day, by="nn", **details)  # type: ignore[call-overload]
    return case


_CHANGES: dict[str, Governor] = {
    "rulebook": LATER_SUMMONS,
    "business-calendar": BusinessCalendar.sweden(
        closed={day: "stängt" for day in _DAYS[200:500:9] if day.weekday() < 5},
        version="stängt ibland",
    ),
    "meetings": MeetingCalendar(
        [
            Meeting(m.day, m.body, "moved", m.day + timedelta(days=2))
            if m.day.month == 11
            else m
            for m in _PLENTY
        ],
        version="november flyttad",
    ),
}


@pytest.mark.parametrize("new", [*_CHANGES])
def test_ten_thousand_cases_planned_changed_and_taken_back(new):
    """Impact names exactly the cases whose days differ; taking it back restores all.

    Each kind of change meets a third of the ten thousand.
    """
    cases = _cases(3_334, seed=[*_CHANGES].index(new))
    what = Change(
        _CHANGES[new],
        on=date(2022, 8, 1),
        by="nn",
        versions=Versions(meetings=[_ALL_MEETINGS]),
    )
    before = [plan(case, versions=what.versions) for case in cases]
    found = impact(cases, what)
    applied = {id(one.before): one.after for one in found.concerned}
    named = {id(one.before) for one in found.moved}
    for index, (case, was) in enumerate(zip(cases, before, strict=True)):
        after = applied.get(id(case), case)
        will_be = plan(after, versions=what.after)
        open_ones = case.state not in ("answered", "closed")
        differs = open_ones and _days(was) != _days(will_be)
        assert (id(case) in named) == differs
        if after is case:
            continue
        restored = taken_back(
            after, what, on=date(2024, 1, 1), by="nn", reason="ångrat"
        )
        assert new != "rulebook" or restored.events == case.events
        # Meetings are the latest that are known: to take them back is to unknow them.
        known = what.versions if new == "meetings" else what.after
        again = plan(restored, versions=known)
        assert _days(again) == _days(was)
        if index % 7 == 0:  # all that is told, for every seventh
            assert written(of_plan(again, [])) == written(of_plan(was, []))
    assert found.moved


def _days(made: Plan) -> dict[str, tuple[date | None, ...]]:
    return {
        d.id: (d.raw, d.due, d.safe, d.needed_by)
        for d in made.deadlines
        if d.status != "not_applicable"
    }
