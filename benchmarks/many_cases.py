"""Cases by the million, the same for the same seed: one line of JSON for each.

Four in five have ended; of the others most are drafted. Each has three entries. They
came in over ten years, those that are open of late: much is overdue on `TODAY`.
"""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

TODAY: Final = date(2026, 11, 24)
ENTRIES: Final = 3
"""Of each case."""

_BODIES: Final = (
    "kommunstyrelsen",
    "socialnämnden",
    "barn- och utbildningsnämnden",
    "samhällsbyggnadsnämnden",
    "kultur- och fritidsnämnden",
    "överförmyndarnämnden",
)
_TITLES: Final = (
    "Granskning av intern kontroll",
    "Granskning av budgetprocessen",
    "Granskning av kommunens arbete med integration",
    "Granskning av upphandling och inköp",
    "Granskning av IT- och informationssäkerhet",
)
_ENDED: Final = 0.8
_DRAFTED: Final = 0.92
_YEARS: Final = 3650
_OF_LATE: Final = 500


def lines(cases: int, seed: int) -> Iterator[str]:
    """So many *cases*, each as a line that `Store.import_lines` takes."""
    chance = random.Random(seed)  # noqa: S311 - made to be made again
    for number in range(1, cases + 1):
        yield json.dumps(_case(number, chance), ensure_ascii=False)


def _case(number: int, chance: random.Random) -> dict[str, object]:
    lot = chance.random()
    back = chance.randrange(20, _YEARS if lot < _ENDED else _OF_LATE)
    received = TODAY - timedelta(days=back)
    body, title = chance.choice(_BODIES), chance.choice(_TITLES)
    asked = received + timedelta(days=chance.randrange(45, 90))
    history = [
        _entry(1, "received", received, "registrator"),
        _entry(2, "registered", received, "registrator")
        | {"dnr": f"KS {received.year}/{number}"},
        _third(lot, received, number),
    ]
    return {
        "format": "auditflow-case",
        "version": 1,
        "authority": f"kommun-{number % 20 + 1}",
        "body": body,
        "memo": _memo(number, body, title, received, asked),
        "history": history,
    }


def _third(lot: float, received: date, number: int) -> dict[str, object]:
    day = received + timedelta(days=12)
    who = f"handläggare {number % 200}"
    if lot < _ENDED:
        ended = {"reason": "besvarat gemensamt", "answered_by": "kommunstyrelsen"}
        return _entry(3, "closed", day, who) | ended
    if lot < _DRAFTED:
        return _entry(3, "drafted", day, who)
    return _entry(3, "assigned", received, who) | {"to": who}


def _entry(number: int, event: str, on: date, by: str) -> dict[str, object]:
    day = on.isoformat()
    recorded = f"{day}T12:00:00+00:00"
    return {
        "number": number, "event": event, "on": day, "by": by, "recorded": recorded,
    }  # fmt: skip


def _memo(
    number: int, body: str, title: str, received: date, asked: date
) -> dict[str, object]:
    dated = received - timedelta(days=1)
    return {
        "municipality": f"Kommun {number % 20 + 1}",
        "dnr": f"REV {dated.year}/{number}",
        "diary_numbers": [],
        "dated": dated.isoformat(),
        "title": f"{title} {number}",
        "bodies": [
            {
                "name": body,
                "role": "must_answer",
                "reply": {
                    "kind": "date",
                    "date": asked.isoformat(),
                    "time": None,
                    "text": f"Vi önskar svar senast {asked}.",
                },
            }
        ],
        "recommendations": [
            {"number": 1, "text": "Säkerställa att uppföljning sker.", "body": None},
            {"number": 2, "text": "Tydliggöra ansvar och roller.", "body": None},
        ],
        "signatories": [{"name": f"Revisor {number % 50}", "role": "Ordförande"}],
        "audit_firm": "KPMG",
    }
