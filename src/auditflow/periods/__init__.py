"""Days, business days, weeks, months and years as types, and where they end."""

from auditflow.periods.end import ROLLS, PeriodEnd, Roll, end_of, rolled
from auditflow.periods.units import (
    BusinessDays,
    Days,
    Months,
    Period,
    Weeks,
    Years,
    business_days,
    days,
    months,
    read_period,
    weeks,
    years,
)

__all__ = [
    "ROLLS",
    "BusinessDays",
    "Days",
    "Months",
    "Period",
    "PeriodEnd",
    "Roll",
    "Weeks",
    "Years",
    "business_days",
    "days",
    "end_of",
    "months",
    "read_period",
    "rolled",
    "weeks",
    "years",
]
