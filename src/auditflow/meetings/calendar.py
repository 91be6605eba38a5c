"""Meeting calendars: the meetings of one or more bodies, as far as they are known."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

import attrs
from pendulum import Date, DateTime

from auditflow.day import as_day, as_instant, date_at, ordinal_of
from auditflow.errors import MeetingsUnknown, ValueRefused
from auditflow.files import read_text
from auditflow.meetings.body import BodyMeetings
from auditflow.meetings.meeting import Meeting, key_of
from auditflow.meetings.reading import meetings_in
from auditflow.memo import body_key


def _instant_or_none(instant: datetime | None) -> DateTime | None:
    return None if instant is None else as_instant(instant)


def _meetings(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    return tuple(meetings)


@attrs.frozen(cache_hash=True)
class MeetingCalendar:
    """The meetings of one or more bodies, as far as they are known.

    Before the first and after the last row of a body, and in a year without any row of
    it, its meetings are *unknown*, which is something else than none. Bodies are found
    whatever their case or a genitive.

    >>> calendar = MeetingCalendar([Meeting(date(2022, 11, 2), "kommunstyrelsen")])
    >>> calendar.days_of("Kommunstyrelsens")
    (Date(2022, 11, 2),)
    """

    meetings: tuple[Meeting, ...] = attrs.field(default=(), converter=_meetings)
    version: str = attrs.field(default="", eq=False)
    """What it is called among other versions; calendars that say the same are equal."""
    published: DateTime | None = attrs.field(
        default=None, eq=False, converter=_instant_or_none
    )
    """The instant from which it was known; None where it always was."""

    def __attrs_post_init__(self) -> None:
        rows = [key_of(meeting.day, meeting.body) for meeting in self.meetings]
        if len(set(rows)) < len(rows):
            day, _ = next(row for row in rows if rows.count(row) > 1)
            given = f"two meetings of one body on {day}"
            raise ValueRefused(given, "keep one of them, with the status that it has")

    @classmethod
    def read(
        cls,
        *paths: Path | str,
        version: str = "",
        published: datetime | None = None,
    ) -> "MeetingCalendar":
        """Read one calendar from one or more CSV files.

        The columns are ``date,body,status`` and, where a meeting was moved,
        ``moved_to``; the status is ``planned``, ``extra``, ``cancelled`` or ``moved``.
        A later file may cancel or move a meeting that an earlier one planned.

        Args:
            paths: the files, the earliest first.
            version: what the calendar is called among other versions.
            published: the instant from which it was known; always by default.

        Raises:
            FileRefused: a file cannot be read at all.
            MeetingsRefused: rows are duplicate or impossible; all are told at once.
        """
        texts = [(str(path), read_text(Path(path))) for path in paths]
        return cls.from_texts(texts, version=version, published=published)

    @classmethod
    def from_texts(
        cls,
        texts: Iterable[tuple[str, str]],
        *,
        version: str = "",
        published: datetime | None = None,
    ) -> "MeetingCalendar":
        """As `read`, from CSV texts, each with what to call it in errors.

        Raises:
            MeetingsRefused: rows are duplicate or impossible; all are told at once.
        """
        return cls(meetings_in(texts), version, published)

    @cached_property
    def _bodies(self) -> dict[str, BodyMeetings]:
        rows: dict[str, list[Meeting]] = {}
        for meeting in self.meetings:
            rows.setdefault(body_key(meeting.body), []).append(meeting)
        return {key: BodyMeetings.of(meetings) for key, meetings in rows.items()}

    @property
    def name(self) -> str:
        """What a plan calls it: its version, or a mark of its own for what it says.

        >>> MeetingCalendar([Meeting(date(2022, 11, 2), "kommunstyrelsen")]).name
        'meetings 0b01829e'
        """
        return self.version or f"meetings {self._mark}"

    @cached_property
    def _mark(self) -> str:
        import hashlib  # noqa: PLC0415 - only for a calendar without a version

        rows = sorted(map(str, self.meetings))
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:8]

    def of(self, body: str) -> BodyMeetings | None:
        """What is known of *body*, in ordinals; None if no meeting of it is."""
        return self._bodies.get(body_key(body))

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies of which any meeting is known, as they are called."""
        return tuple(known.name for known in self._bodies.values())

    def knows(self, body: str) -> bool:
        """Whether any meeting of *body* is known."""
        return self.of(body) is not None

    def days_of(self, body: str) -> tuple[Date, ...]:
        """The days on which *body* meets, in order; none if it is not known."""
        known = self.of(body)
        return tuple(map(date_at, known.days)) if known else ()

    def known_from(self, body: str) -> Date | None:
        """The first day from which the meetings of *body* are known."""
        known = self.of(body)
        return date_at(known.spans[0][0]) if known else None

    def known_until(self, body: str) -> Date | None:
        """The last day, included, until which the meetings of *body* are known."""
        known = self.of(body)
        return date_at(known.spans[-1][1]) if known else None

    def meets_on(self, body: str, day: date) -> bool | None:
        """Whether *body* meets on *day*; None where that is not known."""
        known, ordinal = self.of(body), ordinal_of(day)
        return known.meets_on(ordinal) if known else None

    def became(self, body: str, day: date) -> Date | None:
        """Where the meeting that *body* planned for *day* is held.

        The day itself, the day it was moved to, or, if it was cancelled, the next
        meeting that is known; None if there is none. A day that the calendar does not
        list is left as it is.
        """
        key = key_of(as_day(day), body)
        for meeting in self.meetings:
            if key_of(meeting.day, meeting.body) == key:
                if meeting.held_on is not None:
                    return meeting.held_on
                known, after = self.of(body), ordinal_of(day) + 1
                following = known.next(after) if known else None
                return None if following is None else date_at(following)
        return as_day(day)

    def last(self, body: str, until: date) -> Date | None:
        """The last meeting of *body* on or before *until*; None if it has none by then.

        Raises:
            MeetingsUnknown: *until* lies outside the days that are known.
        """
        ordinal = ordinal_of(until)
        found = self._around(body, ordinal).last(ordinal)
        return None if found is None else date_at(found)

    def next(self, body: str, since: date) -> Date | None:
        """The first meeting of *body* on or after *since*; None if none is known.

        Raises:
            MeetingsUnknown: *since* lies outside the days that are known.
        """
        ordinal = ordinal_of(since)
        found = self._around(body, ordinal).next(ordinal)
        return None if found is None else date_at(found)

    def _around(self, body: str, day: int) -> BodyMeetings:
        known = self.of(body)
        if known is not None and known.span_around(day) is not None:
            return known
        spans = known.spans if known else ()
        said = tuple((str(date_at(first)), str(date_at(last))) for first, last in spans)
        raise MeetingsUnknown(body, str(date_at(day)), said)
