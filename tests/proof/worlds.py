"""Deadlines of many kinds, each with its plan, to prove and to tamper with."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.events import (
    AimedFor,
    ExtensionGranted,
    MinutesAdjusted,
    NoticePosted,
    Tabled,
)
from auditflow.meetings import Meeting, MeetingCalendar, MeetingStatus
from auditflow.memo import ReplyKind, ReplyRequest
from auditflow.planning import Plan, plan
from auditflow.proof import Proof, prove
from auditflow.rules import Rulebook
from tests.planning.cases import BENGTSFORS, GULLSPANG, a_case, responses

OWN_RULES = """
extends = "se-audit-memo"
id = "sala"
version = "7"
valid_from = 2018-01-01
[rules.draft]
after = ["statements", "register"]
[rules.summon]
period = "-1 week"
basis = "local"
source = "kommunens arbetsordning"
[rules.answer]
needed_by = "follow_up"
[rules.follow_up]
period = "-1 month"
roll = "forward"
basis = "statute"
source = "reglementet"
"""

# The last one was cancelled: meetings are known longer than any is held.
TWICE = MeetingCalendar(
    [
        Meeting(date(2022, 11, 16), "kommunstyrelsen"),
        Meeting(date(2022, 11, 28), "kommunstyrelsen"),
        Meeting(date(2022, 11, 29), "kommunstyrelsen", MeetingStatus.CANCELLED),
    ]
)
PROPOSED = ReplyRequest(ReplyKind.PROPOSED, date(2022, 11, 25))
# Those of the board are not known; no preparation in time can be reached.
PREPARING = MeetingCalendar(
    [
        Meeting(date(2022, 9, 28), "arbetsutskottet"),
        Meeting(date(2023, 1, 20), "arbetsutskottet"),
    ]
)
FROM_SAFE = """
extends = "se-audit-memo"
id = "sala"
version = "7"
valid_from = 2018-01-01
[rules.prepare]
anchor = "summon.safe"
[rules.draft]
anchor = "summon.safe"
"""

_SHAPES = {
    "fixed": ['anchor = "received"', 'period = "15 April the next year"',
              'roll = "forward"'],
    "coming": ['anchor = "received"', 'period = "the next 1 October"', 'roll = "none"'],
    "vardag": ['anchor = "requested"', 'period = "-5 literal vardagar"',
               'roll = "none"'],
    "first": ['anchor = "received"', 'period = "3 business days"', 'roll = "none"',
              'first_day = "counted"'],
    "weeks": ['anchor = "received"', 'period = "2 weeks"', 'roll = "none"',
              'first_day = "counted"'],
    "month": ['anchor = { latest = ["received", "memo_dated"] }',
              'period = "5 months"', 'roll = "none"', 'month_end = "next_day"'],
    "mailbox": ['anchor = "received"', 'period = "1 business day"', 'roll = "none"',
                'deemed = "mailbox"'],
    "served": ['anchor = "received"', 'period = "3 weeks"', 'roll = "forward"',
               'deemed = "simplified_service"'],
    "latest": ['anchor = { latest = ["received", "requested"] }', 'period = "1 day"',
               'roll = "forward"'],
    "next": ['anchor = "adopt"', 'period = "0 days"', 'roll = "none"',
             'meeting = "own"', 'seek = "first_after"'],
    "next-unknown": ['anchor = "requested"', 'period = "2 months"', 'roll = "none"',
                     'meeting = "own"', 'seek = "first_after"',
                     'otherwise = { anchor = "requested", period = "1 day" }'],
}  # fmt: skip


def shapes() -> Rulebook:
    """The shipped rules, and one of each shape that a rule can have."""
    head = 'extends = "se-audit-memo"\nid = "sala"\nversion = "1"\n'
    rules = [
        f'[rules.{name}]\nsv = "Regel"\nen = "Rule"\nbasis = "local"\n'
        f'source = "rutinen"\nconfidence = "settled"\n' + "\n".join(lines)
        for name, lines in _SHAPES.items()
    ]
    text = f"{head}valid_from = 2018-01-01\n" + "\n".join(rules) + "\n"
    return Rulebook.from_text(text)


def drafted() -> Case:
    return a_case().take("draft", on=date(2022, 10, 4), by="handläggaren")


def adopted(*, immediate: bool = False) -> Case:
    on, by = date(2022, 11, 2), "kommunstyrelsen"
    return drafted().take("adopt", on=on, by=by, immediate=immediate)


def with_measures() -> Case:
    case = a_case(recommendations=2)
    days = responses(date(2023, 3, 31), date(2023, 12, 24))
    case = case.take("draft", on=date(2022, 10, 4), by="h", responses=days)
    return case.take("adopt", on=date(2022, 11, 2), by="ks")


def answered() -> Case:
    return (
        adopted()
        .record(MinutesAdjusted(on=date(2022, 11, 10), by="ordföranden"))
        .record(NoticePosted(on=date(2022, 12, 3), by="sekreteraren"))
        .take("answer", on=date(2022, 12, 6), by="registrator")
    )


def reopened() -> Case:
    again = ReplyRequest.by(date(2023, 6, 30))
    return answered().take(
        "reopen", on=date(2023, 1, 10), by="registrator", reply=again
    )


def referred() -> Case:
    asked = {"socialnämnden": date(2022, 10, 14), "barnnämnden": None}
    return a_case().take("refer", on=date(2022, 9, 29), by="registrator", to=asked)


def remitted() -> Case:
    return drafted().take("remit", on=date(2022, 11, 2), by="ks", reason="komplettera")


@cache
def plans() -> dict[str, Plan]:
    """The plans, each by what is special about it."""
    own = BusinessCalendar.sweden(
        closed={
            date(2022, 10, 10): "klämdag",
            date(2022, 11, 18): "stängt",
            date(2022, 11, 25): "stängt",
            date(2022, 9, 28): "stängt",
        },
        open=[date(2022, 11, 19), date(2022, 12, 24)],
    )
    # Nobody can decide in time: a closed and an open day among the later ones.
    between = BusinessCalendar.sweden(
        closed={date(2022, 11, 30): "stängt"}, open=[date(2022, 12, 3)]
    )
    tabled = drafted().record(Tabled(on=date(2022, 11, 2), by="kommunstyrelsen"))
    aimed = drafted().record(
        AimedFor(on=date(2022, 10, 21), by="s", meeting=date(2022, 11, 23))
    )
    extended = a_case().record(
        ExtensionGranted(
            on=date(2022, 11, 1), by="revisorerna", until=date(2022, 12, 24)
        )
    )
    late = a_case(received=date(2022, 11, 14))
    asked = {"socialnämnden": None}
    return {
        "counted": plan(a_case()),
        "counted-wanted": plan(a_case(), statements_from=asked),
        "ordinary": plan(a_case(), meetings=GULLSPANG),
        "immediate": plan(a_case(), meetings=GULLSPANG, statements_from=asked),
        "nobody-prepares": plan(a_case(), meetings=BENGTSFORS),
        "too-late": plan(late, meetings=GULLSPANG),
        "far-too-late": plan(
            a_case(
                received=date(2022, 12, 1), reply=ReplyRequest.by(date(2022, 12, 9))
            ),
            meetings=GULLSPANG,
        ),
        "own-days": plan(a_case(), meetings=GULLSPANG, calendar=own),
        "proposed": plan(a_case(reply=PROPOSED), meetings=GULLSPANG),
        "proposed-extended": plan(
            a_case(reply=PROPOSED).record(
                ExtensionGranted(
                    on=date(2022, 11, 1), by="revisorerna", until=date(2022, 12, 23)
                )
            )
        ),
        "open-in-between": plan(
            a_case(),
            meetings=PREPARING,
            calendar=BusinessCalendar.sweden(open=[date(2022, 11, 26)]),
        ),
        "from-the-safe-day": plan(
            a_case(),
            rulebook=Rulebook.from_text(FROM_SAFE),
            calendar=BusinessCalendar.sweden(closed={date(2022, 11, 11): "stängt"}),
        ),
        "put-together": plan(late, calendar=between),
        "later-known": plan(
            a_case(received=date(2022, 11, 14)), meetings=TWICE, calendar=between
        ),
        "own-days-counted": plan(a_case(), calendar=own, statements_from=asked),
        "tabled": plan(tabled, meetings=GULLSPANG),
        "aimed": plan(aimed, meetings=GULLSPANG),
        "aimed-unknown": plan(aimed),
        "extended": plan(extended, meetings=GULLSPANG),
        "adopted": plan(adopted(), meetings=GULLSPANG),
        "adopted-at-once": plan(adopted(immediate=True), meetings=GULLSPANG),
        "measures": plan(with_measures()),
        "answered": plan(answered(), meetings=GULLSPANG),
        "reopened": plan(reopened(), meetings=GULLSPANG),
        "referred": plan(referred(), meetings=GULLSPANG),
        "remitted": plan(remitted(), meetings=GULLSPANG),
        "shapes": plan(a_case(), meetings=GULLSPANG, rulebook=shapes()),
        "shapes-at-month-end": plan(
            a_case(received=date(2022, 9, 30)), meetings=GULLSPANG, rulebook=shapes()
        ),
        "own-rules": plan(
            a_case(),
            meetings=GULLSPANG,
            rulebook=Rulebook.from_text(OWN_RULES),
        ),
        "own-rules-remitted": plan(
            remitted(),
            meetings=GULLSPANG,
            rulebook=Rulebook.from_text(OWN_RULES),
        ),
    }


def proofs() -> Iterator[tuple[str, Proof]]:
    """A proof of each deadline that has a day."""
    for name, made in plans().items():
        for deadline in made.deadlines:
            if deadline.due is not None:
                yield f"{name}/{deadline.id}", prove(deadline)


def proof_of(name: str) -> Proof:
    """The proof called *name*, such as ``ordinary/draft``."""
    world, _, deadline = name.partition("/")
    return prove(plans()[world][deadline])
