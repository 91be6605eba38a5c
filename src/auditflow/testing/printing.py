"""Hypothesis prints what it found as code that can be pasted, and as short as it is."""

from typing import get_args

from hypothesis.vendor.pretty import RepresentationPrinter, for_type_by_name

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.events import AnyEvent
from auditflow.meetings import MeetingCalendar
from auditflow.memo import Memo
from auditflow.testing.as_code import code_of


def _print(value: object, printer: RepresentationPrinter, cycle: bool) -> None:  # noqa: FBT001 - so it is called
    del cycle
    for number, line in enumerate(code_of(value).split("\n")):
        if number:
            printer.break_()
        printer.text(line)


def print_as_code() -> None:
    """Let Hypothesis print cases, events, memos and calendars as code."""
    kinds = (BusinessCalendar, Case, MeetingCalendar, Memo, *get_args(AnyEvent))
    for kind in kinds:
        for_type_by_name(kind.__module__, kind.__name__, _print)
