"""Which days are business days, which are holidays, and which the law rolls over."""

from auditflow.business_calendar.calendar import BusinessCalendar
from auditflow.business_calendar.closure import Closure
from auditflow.business_calendar.sunday_rule import (
    ROLL_LAW,
    RestDay,
    public_holiday,
    rest_day,
)

__all__ = [
    "ROLL_LAW",
    "BusinessCalendar",
    "Closure",
    "RestDay",
    "public_holiday",
    "rest_day",
]
