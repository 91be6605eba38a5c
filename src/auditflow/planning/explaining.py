"""The reasons for a day that was worked out, step by step."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.day import date_at
from auditflow.events import (
    Event,
    Party,
    Paused,
    ReplyDay,
    Reported,
    Tabled,
)
from auditflow.memo import ReplyKind
from auditflow.periods import Named, PeriodEnd, deemed_on, latest_of
from auditflow.planning.aim import Aim, How
from auditflow.planning.facts import Facts
from auditflow.planning.reckoning import Reckoning
from auditflow.planning.worked import DaysByRule, Worked
from auditflow.reasons import (
    Reason,
    aimed,
    counted_from,
    extended,
    first_meeting,
    immediate_adjustment,
    last_meeting,
    meetings_assumed,
    met,
    moved_by_pause,
    next_reachable,
    no_day,
    paused_by,
    paused_until_further_notice,
    projected,
    reply_day_unconfirmed,
    reported_instead,
    requested,
)
from auditflow.rules import Anchor, Basis, Rule, RuleDay, Seek, Which, Whose

_HAPPENED: Final[dict[Anchor, tuple[str, str]]] = {
    Anchor.RECEIVED: ("att missivet kom in", "the day the memo was received"),
    Anchor.MEMO_DATED: ("missivets datum", "the memo's own day"),
    Anchor.REQUESTED: ("dagen revisorerna önskar", "the day the auditors asked for"),
    Anchor.REFERRAL: ("svarsdagen i remissen", "the reply day of the referral"),
    Anchor.ADOPTED: ("beslutet", "the decision"),
    Anchor.MINUTES_ADJUSTED: ("justeringen", "the adjustment of the minutes"),
    Anchor.NOTICE_POSTED: ("anslaget", "the notice"),
    Anchor.ANSWERED: ("svaret", "the answer"),
    Anchor.PROMISED: ("dagen som utlovats", "the promised day"),
}
_NOT_YET: Final[dict[Anchor, tuple[str, str]]] = {
    Anchor.ADOPTED: ("svaret är inte beslutat än", "the answer is not adopted yet"),
    Anchor.MINUTES_ADJUSTED: (
        "protokollet är inte justerat än",
        "the minutes are not adjusted yet",
    ),
    Anchor.NOTICE_POSTED: (
        "anslaget är inte uppsatt än",
        "the notice is not posted yet",
    ),
    Anchor.ANSWERED: ("svaret är inte skickat än", "the answer is not sent yet"),
}
_WHICH: Final = {
    Which.RAW: ("den ursprungliga dagen", "raw day"),
    Which.DUE: ("sista dag", "due day"),
    Which.SAFE: ("den säkra dagen", "safe day"),
}


def why(
    rule: Rule, worked: Worked, reckoning: Reckoning, aim: Aim, days: DaysByRule
) -> list[Reason]:
    """Each step on the way to the day of *rule*, within the *days* of its round."""
    if rule is reckoning.rulebook.deciding:
        return [*_why_decided(worked, reckoning, aim, days)]
    return [
        *_why_started(rule, worked, reckoning, days),
        *_why_counted(rule, worked, reckoning),
        *_why_met_then(rule, worked, reckoning),
    ]


def _why_started(
    rule: Rule, worked: Worked, reckoning: Reckoning, days: DaysByRule
) -> Iterator[Reason]:
    way = worked.way
    if not way.or_later and way.deemed is None:
        start, projected_too = date_at(worked.start), worked.projected
        yield from _why_anchor(way.anchor, start, projected_too, rule, reckoning)
        return
    known = [(a, reckoning.known(a, rule, days)) for a in way.anchors]
    starts = [(a, date_at(s[0]), s[1]) for a, s in known if s is not None]
    if not starts:
        return
    for anchor, day, planned in starts:
        if planned or not way.or_later or anchor is Anchor.REQUESTED:
            yield from _why_anchor(anchor, day, planned, rule, reckoning)
    last = max(day for _, day, _ in starts)
    if way.or_later:
        named = [Named(*_named(a, reckoning), day) for a, day, _ in starts]
        yield from latest_of(named).reasons
    if way.deemed is not None:
        yield from deemed_on(last, way.deemed, calendar=reckoning.calendar).reasons


def _why_anchor(
    anchor: Anchor | RuleDay,
    day: Date,
    planned: bool,  # noqa: FBT001 - as the reckoning has it
    rule: Rule,
    reckoning: Reckoning,
) -> Iterator[Reason]:
    if anchor is Anchor.REQUESTED:
        yield from _why_requested(reckoning, extendable=rule.extendable)
    elif planned and isinstance(anchor, Anchor):
        yield projected(day, *_not_yet(anchor))
    else:
        yield counted_from(day, *_named(anchor, reckoning))


def _not_yet(anchor: Anchor) -> tuple[str, str]:
    """What has not happened, where its planned day stands in."""
    sv, en = _HAPPENED[anchor]
    return _NOT_YET.get(anchor, (f"{sv} saknas än", f"{en} is still missing"))


def _named(anchor: Anchor | RuleDay, reckoning: Reckoning) -> tuple[str, str]:
    if isinstance(anchor, RuleDay):
        return _name(anchor, reckoning)
    return _HAPPENED[anchor]


def _name(anchor: RuleDay, reckoning: Reckoning) -> tuple[str, str]:
    rule = reckoning.rulebook.rule(anchor.rule)
    sv, en = (rule.sv, rule.en) if rule else (anchor.rule, anchor.rule)
    which_sv, which_en = _WHICH[anchor.which]
    if anchor.which is Which.DUE:
        return f"”{sv}”", f"“{en}”"
    return f"{which_sv} för ”{sv}”", f"the {which_en} of “{en}”"


def _why_requested(reckoning: Reckoning, *, extendable: bool) -> Iterator[Reason]:
    facts = reckoning.facts
    reply, extension = facts.reply, facts.extension
    if reply.date is not None:
        yield requested(reply.date, reply.text)
        if reply.kind is ReplyKind.PROPOSED and extension is None:
            yield reply_day_unconfirmed(reply.date, reply.text)
    if extendable:
        theirs = [one for one in facts.paused if one.granted_by is Party.AUDITORS]
        yield from why_moved(facts.reply_day, theirs)


def why_moved(reply_day: ReplyDay, paused: Sequence[Paused]) -> Iterator[Reason]:
    """Each extension and each pause that moved the reply day; old days stay visible.

    Args:
        reply_day: the day in force.
        paused: the pauses that the auditors granted.
    """
    for move in reply_day.moves:
        granted = move.extension
        if granted is not None:
            how = granted.in_swedish(), granted.in_english()
            yield extended(move.after, move.before, granted.on, granted.by, how)
        elif move.before is not None:
            for pause in paused:
                yield paused_by(pause.on, pause.until, pause.ground, pause.granted_by)
            yield moved_by_pause(move.after, move.before)


def _why_counted(rule: Rule, worked: Worked, reckoning: Reckoning) -> Iterable[Reason]:
    """How the period was counted: what was worked out is told, not counted anew."""
    way = worked.way
    end = PeriodEnd(
        date_at(worked.start),
        way.period,
        way.roll,
        date_at(worked.limit),
        date_at(worked.due),
        date_at(worked.safe),
        reckoning.calendar,
        reckoning.counted_on(rule),
        way.counting,
        lawful=rule.basis is Basis.STATUTE,
    )
    # Where a meeting is sought only the count matters: the day is the meeting.
    return end.reasons_for_raw if worked.meeting_of else end.reasons


def _why_met_then(rule: Rule, worked: Worked, reckoning: Reckoning) -> Iterator[Reason]:
    day = date_at(worked.due)
    if worked.meeting_of:
        after = worked.way.seek is Seek.FIRST_AFTER
        said = first_meeting if after else last_meeting
        yield said(day, worked.meeting_of, date_at(worked.limit))
    elif rule.way.meeting is Whose.PREPARING:
        yield meetings_assumed(day, reckoning.preparing or reckoning.facts.body)
    elif rule.way.meeting is Whose.OWN:
        yield meetings_assumed(day, reckoning.facts.body)


def _why_decided(
    worked: Worked, reckoning: Reckoning, aim: Aim, days: DaysByRule
) -> Iterator[Reason]:
    day, body = date_at(worked.due), reckoning.facts.body
    rule, event = reckoning.rulebook.deciding, reckoning.facts.aim
    match aim.how:
        case How.EVENT if event is not None:
            yield aimed(day, event.on, tabled=isinstance(event, Tabled))
        case How.ORDINARY:
            yield from _why_started(rule, worked, reckoning, days)
            yield from _why_counted(rule, worked, reckoning)
            if worked.meeting_of:
                yield last_meeting(day, body, date_at(worked.limit))
        case How.IMMEDIATE:
            if worked.meeting_of:
                yield last_meeting(day, body, date_at(worked.limit))
            missed = None if aim.missed is None else date_at(aim.missed)
            yield immediate_adjustment(day, missed if missed != day else None)
        case How.TOO_LATE:
            yield next_reachable(day)
        case _:
            pass
    if worked.guessed_meeting:
        yield meetings_assumed(day, body)


def why_no_day(rule: Rule, reckoning: Reckoning, aim: Aim, days: DaysByRule) -> Reason:
    """What is missing for *rule* to have a day, within the *days* of its round."""
    anchors = rule.way.anchors
    unknown = [a for a in anchors if reckoning.known(a, rule, days) is None]
    wanted = unknown[0] if unknown else rule.way.anchor
    if rule is reckoning.rulebook.deciding and aim.ordinary is not None:
        return no_day("nästa sammanträde är okänt", "the next meeting is unknown")
    if not unknown and rule.way.meeting is not None:
        return no_day("sammanträdet är okänt", "the meeting is unknown")
    if isinstance(wanted, RuleDay):
        sv, en = _name(wanted, reckoning)
        return no_day(f"{sv} har ingen", f"{en} has none")
    if wanted is Anchor.REQUESTED:
        return _why_no_reply_day(reckoning)
    sv, en = _HAPPENED[wanted]
    return no_day(f"{sv} saknas", f"{en} is missing")


def since_when(facts: Facts) -> tuple[Date, str]:
    """The first day of the pause that is open, and its ground."""
    since = facts.pauses.since or facts.began
    grounds = (
        event.ground
        for event in facts.paused
        if event.until is None and event.on.toordinal() == since
    )
    return date_at(since), next(grounds, "")


def _why_no_reply_day(reckoning: Reckoning) -> Reason:
    facts = reckoning.facts
    if facts.reply_day.is_paused:
        return paused_until_further_notice(*since_when(facts))
    if facts.reply.kind is ReplyKind.NONE:
        return no_day("missivet begär inget svar", "the letter asks for no answer")
    return no_day("missivet ger ingen svarsdag", "the letter gives no reply day")


def why_promised(number: int, day: Date) -> Reason:
    """Why a measure is due: the day stands in the adopted answer."""
    sv = f"dagen som utlovats för åtgärd {number}"
    en = f"the day promised for measure {number}"
    return counted_from(day, sv, en)


def why_met(event: Event, due: int, calendar: BusinessCalendar) -> Reason:
    """What met a deadline, and how late it was."""
    late = max(0, event.on.toordinal() - due)
    business = calendar.count_ordinals(due, event.on.toordinal()) if late else 0
    return met(event.on, event.by, business, late)


def why_kept(
    rule: Rule, event: Event, due: int, calendar: BusinessCalendar
) -> Iterator[Reason]:
    """What met a deadline of *rule*, and that it was a report where it was one."""
    in_time = event.on.toordinal() <= due
    if rule.or_met_by and isinstance(event, Reported) and in_time:
        yield reported_instead(event.on, date_at(due), rule.source)
    yield why_met(event, due, calendar)
