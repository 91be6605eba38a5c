"""What a person must know or decide about a round: its problems."""

from collections.abc import Iterator

from auditflow.case import Case
from auditflow.day import date_at
from auditflow.events import (
    BodyKind,
    ExtensionAsked,
    ExtensionGranted,
    ExtensionRefused,
    Governs,
    StepEvent,
    VersionChanged,
    all_of,
    pin_in,
)
from auditflow.lifecycle import UNDECIDED, State
from auditflow.meetings import MeetingCalendar
from auditflow.memo import ReplyKind
from auditflow.planning.aim import How
from auditflow.planning.explaining import since_when
from auditflow.planning.result import PlannedMeeting
from auditflow.planning.rounds import Round
from auditflow.reasons import (
    Reason,
    aim_out_of_reach,
    extension_not_settled,
    meetings_not_known,
    members_not_known,
    minutes_may_be_late,
    no_meeting_in_time,
    no_reply_day,
    not_a_meeting,
    paused_until_further_notice,
    planned_by_another,
    received_after_reply_day,
    reply_day_unconfirmed,
    response_incomplete,
    rulebook_not_yet_valid,
    taken_irregularly,
)
from auditflow.rules import MetBy, Whose


def problems_of(
    current: Round, meetings: tuple[PlannedMeeting, ...], *, feasible: bool | None
) -> Iterator[Reason]:
    """Everything a person must know or decide, the gravest first."""
    facts, case = current.facts, current.case
    if facts.pauses.is_open and not is_over(case):
        yield paused_until_further_notice(*since_when(facts))
    undecided = case.state in UNDECIDED
    if undecided:
        yield from _about_the_reply_day(current, feasible=feasible)
        yield from _about_meetings(current, meetings)
    elif case.state is State.ADOPTED and feasible is False and facts.reply_day.day:
        yield no_meeting_in_time(facts.reply_day.day, facts.body)
    if not is_over(case):
        yield from _about_minutes(current)
    yield from _about_the_answer(current)
    for event in current.events:
        if isinstance(event, StepEvent) and event.irregular:
            despite = event.despite or ""
            yield taken_irregularly(event.on, event.word, event.irregular, despite)
    yield from _about_versions(current)


def _about_the_reply_day(current: Round, *, feasible: bool | None) -> Iterator[Reason]:
    facts, day = current.facts, current.facts.reply_day.day
    if day is None:
        if not facts.reply_day.is_paused:
            yield no_reply_day(facts.reply.text)
        return
    if facts.reply.kind is ReplyKind.PROPOSED and facts.extension is None:
        yield reply_day_unconfirmed(day, facts.reply.text)
    if day < current.events[0].on:
        yield received_after_reply_day(day, current.events[0].on)
    if feasible is False:
        yield no_meeting_in_time(day, facts.body)


def _about_versions(current: Round) -> Iterator[Reason]:
    """Where the case is planned by another version than its own, or by a later one."""
    book, received = current.rulebook, current.case.received
    for of, used in (
        (Governs.RULEBOOK, book),
        (Governs.BUSINESS_CALENDAR, current.calendar),
    ):
        pinned_to = pin_in(current.life, of)
        if pinned_to is not None and pinned_to != used.name:
            what = of.in_swedish(), of.in_english()
            yield planned_by_another(*what, pinned_to, used.name)
    if received < book.valid_from:
        applied = {event.new for event in all_of(current.life, VersionChanged)}
        if book.name not in applied:
            yield rulebook_not_yet_valid(received, book.name, book.valid_from)


def is_over(case: Case) -> bool:
    """Whether nothing more is to be answered."""
    return case.state in (State.ANSWERED, State.CLOSED)


def _about_the_answer(current: Round) -> Iterator[Reason]:
    """What is still open between the body and others: time, statements, responses."""
    case, events = current.case, current.events
    joint = case.kind is BodyKind.JOINT_BOARD and case.state is not State.CLOSED
    if joint and not case.arrival.members:
        yield members_not_known(case.body)
    if is_over(case):
        return
    settled = ExtensionAsked, ExtensionGranted, ExtensionRefused
    extensions = [event for event in events if isinstance(event, settled)]
    if extensions and isinstance(extensions[-1], ExtensionAsked):
        yield extension_not_settled(extensions[-1].on, extensions[-1].until)
    if case.state in (State.DRAFTED, State.ADOPTED):
        for number, lacks in case.lacking.items():
            yield response_incomplete(number, tuple(lacks))


def _about_meetings(
    current: Round, meetings: tuple[PlannedMeeting, ...]
) -> Iterator[Reason]:
    aim, body = current.aim, current.facts.body
    calendar = current.meetings or MeetingCalendar()
    late = aim.how is How.TOO_LATE
    if not aim.known and (wanted := aim.day if late else aim.ordinary) is not None:
        yield meetings_not_known(date_at(wanted), body, calendar.known_until(body))
    yield from _about_preparation(current)
    if aim.day is not None and current.reckoning.meets(aim.day) is False:
        yield not_a_meeting(date_at(aim.day), body)
    chosen = next((m for m in meetings if m.chosen), None)
    if chosen is not None and (chosen.reachable is False or chosen.slack < 0):
        yield aim_out_of_reach(chosen.day)


def _about_preparation(current: Round) -> Iterator[Reason]:
    """Where the preparing body's calendar does not reach, though it has one."""
    who, calendar = current.reckoning.preparing, current.meetings
    if who is None or calendar is None or not calendar.knows(who):
        return
    for rule in current.rulebook.rules:
        if rule.way.meeting is not Whose.PREPARING:
            continue
        worked = current.days.get(rule.id)
        if worked and worked.guessed_meeting:
            until = calendar.known_until(who)
            yield meetings_not_known(date_at(worked.due), who, until)


def _about_minutes(current: Round) -> Iterator[Reason]:
    """Where the law leaves more time for the minutes than the answer does."""
    for rule in current.rulebook.rules:
        if rule.met_by is not MetBy.MINUTES_ADJUSTED:
            continue
        worked = current.days.get(rule.id)
        needed = current.reckoning.needed_by(rule, current.days)
        if rule.met_by in current.facts.met or worked is None or needed is None:
            continue
        if current.aim.how is How.IMMEDIATE and current.facts.adopted is None:
            continue
        yield minutes_may_be_late(
            date_at(needed), date_at(worked.due), date_at(worked.start), rule.source
        )
