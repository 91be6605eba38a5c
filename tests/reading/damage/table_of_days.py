"""The table of the forms in which the day that is asked for is written or hurt."""

from typing import Final

from tests.reading.damage import columns
from tests.reading.damage.form import Form, asks, day, doubted, proposed, unreadable

ASKED_DAYS: Final[tuple[Form, ...]] = (
    day("day-in-words", "senast den 25 november 2022."),
    day("day-in-words-without-den", "senast 25 november 2022."),
    day("weekday", "senast fredagen den 25 november 2022."),
    day("short-month", "senast den 25 nov 2022."),
    day("short-month-with-stop", "senast den 25 nov. 2022."),
    day("ordinal", "senast den 25:e november 2022."),
    day("capitals", "SENAST DEN 25 NOVEMBER 2022."),
    day("spaces-in-the-day", "senast 2022 -11- 25."),
    day("no-break-spaces-in-the-day", "senast\u00a02022\u00a0-11-\u00a025."),
    day("no-break-spaces-in-words", "senast den\u00a025\u00a0november\u00a02022."),
    day("en-dashes", "senast 2022–11–25."),
    day("minus-signs", "senast 2022−11−25."),
    day("no-break-hyphens-in-the-day", "senast 2022\u201111\u201125."),
    day("soft-hyphens-in-the-day", "senast den 25 novem\u00adber 2022."),
    day("broken-after-den", "senast den\n25 november\n2022."),
    day("broken-month", "senast den 25 novem-\nber 2022."),
    day("colon", "senast: 2022-11-25."),
    day("clock-first", "senast kl. 12.00 den 25 november 2022.", "12:00"),
    day("clock-last", "senast 2022-11-25, klockan 12:00.", "12:00"),
    asks("broken-day", columns.exchanged("2022-11-25", "2022-11-\n25")),
    asks("slashes", columns.exchanged("2022-11-25", "25/11 2022")),
    asks("stops", columns.exchanged("2022-11-25", "2022.11.25")),
    asks("bare-digits", columns.exchanged("2022-11-25", "20221125")),
    asks("spaced-digits", columns.exchanged("2022-11-25", "2 0 2 2 - 1 1 - 2 5")),
    proposed("no-year", "senast den 25 november."),
    proposed("weekday-without-year", "senast fredagen den 25 november."),
    proposed("year-dropped", "senast -11-25."),
    unreadable("nothing-after-senast", "senast."),
    unreadable("nothing-at-all-after-senast", "senast"),
    unreadable("nothing-after-senast-den", "senast den"),
    unreadable("day-of-two-parts", "senast den 2 5 november 2022."),
    unreadable("no-such-day", "senast 2022-11-31."),
    unreadable("no-such-month", "senast 2022-17-25."),
    unreadable("day-zero", "senast 2022-11-00."),
    unreadable("day-zero-in-words", "senast den 0 november 2022."),
    unreadable("no-such-month-nor-day", "senast 2022-13-00."),
    unreadable("digit-of-year-dropped", "senast 202-11-25."),
    unreadable("gap-in-year", "senast 20 2-11-25."),
    unreadable("gap-in-day", "senast 2022-11-2 5."),
    unreadable("letters-for-digits", "senast 2O22-ll-25."),
    unreadable("month-lost", "senast den 25 2022."),
    doubted("digit-of-day-dropped", "senast 2022-11-2.", "2022-11-02"),
    doubted("digit-of-month-dropped", "senast 2022-1-25.", "2022-01-25"),
    doubted("another-weekday", "senast måndagen den 25 november 2022.", "2022-11-25"),
    doubted(
        "another-day-of-the-week", "senast fredagen den 5 november 2022.", "2022-11-05"
    ),
    doubted("day-before-the-letter", "senast 2021-11-25.", "2021-11-25"),
    doubted("year-of-two-digits", "senast 22-11-25.", "2022-11-25"),
    unreadable("two-days", "senast 2022-11-25 alternativt 2022-12-02."),
)
