"""Meeting calendars (sammanträdesplaner): the days on which a body can decide."""

from auditflow.meetings.body import BodyMeetings
from auditflow.meetings.calendar import MeetingCalendar
from auditflow.meetings.meeting import Meeting, MeetingStatus

__all__ = ["BodyMeetings", "Meeting", "MeetingCalendar", "MeetingStatus"]
