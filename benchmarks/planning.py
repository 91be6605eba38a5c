"""A plan of the demo's letter in a warm process, with every field read."""

from datetime import date, timedelta
from itertools import cycle
from operator import attrgetter

from auditflow import BusinessCalendar, Case, Rulebook, plan
from auditflow.planning import Plan
from benchmarks import seed
from benchmarks.days import bare_look_up
from benchmarks.measuring import Comparison, Contender, compared

PLAN = "plan, every field read"
PLAN_RENDERED = "plan, each reason rendered in both languages too"
PLANS = "plan, every field read, for twenty days of arrival in turn"

_plan_fields = attrgetter(
    "case", "body", "rulebook", "today", "deadlines", "meetings", "feasible",
    "feasible_today", "problems", "advice",
)  # fmt: skip
_deadline_fields = attrgetter(
    "id", "kind", "title_sv", "title_en", "raw", "due", "safe", "needed_by", "basis",
    "source", "confidence", "status", "slack", "met_by", "reasons",
)  # fmt: skip
_meeting_fields = attrgetter(
    "day", "body", "slack", "requires", "chosen", "reachable", "extension_to",
)  # fmt: skip


def read(made: Plan) -> None:
    """Read every field, so that nothing can be left for later."""
    _plan_fields(made)
    for deadline in made.deadlines:
        _deadline_fields(deadline)
    for meeting in made.meetings:
        _meeting_fields(meeting)


def render(made: Plan) -> None:
    """Render each reason in both languages."""
    for deadline in made.deadlines:
        for reason in deadline.reasons:
            reason.text("sv")
            reason.text("en")


def planning(*, rounds: int, pool: int) -> Comparison:
    """A plan beside the bare look-up."""
    case, calendar, book = seed.opened(), BusinessCalendar.sweden(), Rulebook.default()
    meetings = seed.meetings()

    def planned(one: Case) -> Plan:
        made = plan(one, rulebook=book, calendar=calendar, meetings=meetings)
        read(made)
        return made

    arrivals = [seed.RECEIVED + timedelta(days) for days in range(20)]
    each_in_turn = cycle([_arrived(day) for day in arrivals])
    contenders = [
        bare_look_up(pool),
        Contender(PLAN, lambda: planned(case)),
        Contender(PLAN_RENDERED, lambda: render(planned(case))),
        Contender(PLANS, lambda: planned(next(each_in_turn))),
    ]
    title = "A full plan of the demo's letter, in a warm process"
    return compared("plan", title, "one plan", contenders, rounds=rounds)


def _arrived(day: date) -> Case:
    return Case.open(seed.opened().memo, received=day)
