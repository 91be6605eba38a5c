"""Meeting calendars: what is known, what is moved, and what is refused."""

from datetime import date
from pathlib import Path

import pytest

from auditflow.errors import FileRefused, MeetingsRefused, MeetingsUnknown
from auditflow.meetings import Meeting, MeetingCalendar, MeetingStatus

KS = "kommunstyrelsen"
AU = "arbetsutskottet"
BENGTSFORS = MeetingCalendar(
    Meeting(date(2022, month, day), KS)
    for month, day in [
        (1, 19), (2, 16), (3, 16), (4, 13), (5, 11), (6, 8),
        (8, 24), (9, 21), (10, 19), (11, 16), (12, 14),
    ]
)  # fmt: skip
TWO_YEARS = MeetingCalendar(
    Meeting(date(*day), KS)
    for day in [(2020, 2, 5), (2020, 11, 4), (2022, 2, 2), (2022, 12, 14)]
)


@pytest.mark.parametrize(
    ("day", "last", "following"),
    [
        pytest.param(
            date(2022, 11, 25), date(2022, 11, 16), date(2022, 12, 14), id="seed-memo"
        ),
        pytest.param(
            date(2022, 8, 19), date(2022, 6, 8), date(2022, 8, 24), id="summer-gap"
        ),
        pytest.param(
            date(2022, 9, 30), date(2022, 9, 21), date(2022, 10, 19), id="autumn"
        ),
        pytest.param(
            date(2022, 6, 30), date(2022, 6, 8), date(2022, 8, 24), id="no-july"
        ),
        pytest.param(
            date(2022, 11, 16),
            date(2022, 11, 16),
            date(2022, 11, 16),
            id="the-day-itself",
        ),
        pytest.param(
            date(2022, 1, 19), date(2022, 1, 19), date(2022, 1, 19), id="the-first"
        ),
        pytest.param(
            date(2022, 12, 14), date(2022, 12, 14), date(2022, 12, 14), id="the-last"
        ),
    ],
)
def test_the_last_and_the_next_meeting(day, last, following):
    """On or before, on or after: a meeting on the day itself is both."""
    assert BENGTSFORS.last(KS, day) == last
    assert BENGTSFORS.next(KS, day) == following
    assert BENGTSFORS.meets_on(KS, day) is (last == day)


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(date(2022, 1, 18), id="before-the-first-row"),
        pytest.param(date(2022, 12, 15), id="after-the-last-row"),
        pytest.param(date(2025, 6, 1), id="years-later"),
    ],
)
def test_unknown_is_something_else_than_none(day):
    """Outside the rows nobody knows: no meeting is invented, none is denied."""
    for ask in (BENGTSFORS.last, BENGTSFORS.next):
        with pytest.raises(MeetingsUnknown) as refused:
            ask(KS, day)
        assert refused.value.known == (("2022-01-19", "2022-12-14"),)
        assert str(day) in str(refused.value)
        assert str(refused.value).endswith(
            "read a meeting calendar that covers that day"
        )
    assert BENGTSFORS.meets_on(KS, day) is None


def test_a_year_without_a_row_is_unknown():
    """Calendars are adopted a year at a time; 2021 was not read."""
    day = date(2021, 6, 1)
    assert TWO_YEARS.meets_on(KS, day) is None
    with pytest.raises(MeetingsUnknown, match="2020-11-04 and from 2022-02-02"):
        TWO_YEARS.last(KS, day)
    assert TWO_YEARS.next(KS, date(2020, 11, 4)) == date(2020, 11, 4)
    assert TWO_YEARS.last(KS, date(2022, 2, 2)) == date(2022, 2, 2)
    assert TWO_YEARS.known_from(KS) == date(2020, 2, 5)
    assert TWO_YEARS.known_until(KS) == date(2022, 12, 14)


def test_two_years_in_a_row_are_known_throughout():
    """The turn of the year is no gap."""
    calendar = MeetingCalendar(
        [Meeting(date(2022, 12, 14), KS), Meeting(date(2023, 1, 18), KS)]
    )
    assert calendar.next(KS, date(2022, 12, 31)) == date(2023, 1, 18)
    assert calendar.last(KS, date(2023, 1, 1)) == date(2022, 12, 14)


def test_a_body_that_nobody_listed_is_unknown():
    """Not a body without meetings."""
    assert not BENGTSFORS.knows(AU)
    assert BENGTSFORS.days_of(AU) == ()
    assert BENGTSFORS.known_from(AU) is None
    assert BENGTSFORS.known_until(AU) is None
    assert BENGTSFORS.meets_on(AU, date(2022, 11, 16)) is None
    with pytest.raises(MeetingsUnknown, match="none of them is known"):
        BENGTSFORS.last(AU, date(2022, 11, 25))


@pytest.mark.parametrize(
    "name",
    ["kommunstyrelsen", "Kommunstyrelsen", "KOMMUNSTYRELSENS", " kommunstyrelsen "],
)
def test_a_body_is_found_however_it_is_spelt(name):
    """Case, spaces and a genitive make no difference."""
    assert BENGTSFORS.knows(name)
    assert BENGTSFORS.last(name, date(2022, 11, 25)) == date(2022, 11, 16)


CHANGED = MeetingCalendar(
    [
        Meeting(date(2022, 9, 21), KS),
        Meeting(date(2022, 10, 19), KS, "moved", date(2022, 10, 26)),
        Meeting(date(2022, 11, 16), KS, "cancelled"),
        Meeting(date(2022, 11, 30), KS, "extra"),
        Meeting(date(2022, 12, 14), KS, "cancelled"),
    ]
)


@pytest.mark.parametrize(
    ("planned", "held"),
    [
        pytest.param(date(2022, 9, 21), date(2022, 9, 21), id="as-planned"),
        pytest.param(date(2022, 10, 19), date(2022, 10, 26), id="moved"),
        pytest.param(
            date(2022, 11, 16), date(2022, 11, 30), id="cancelled-so-the-next"
        ),
        pytest.param(date(2022, 11, 30), date(2022, 11, 30), id="extra"),
        pytest.param(date(2022, 12, 14), None, id="cancelled-and-no-next-is-known"),
        pytest.param(date(2022, 10, 1), date(2022, 10, 1), id="not-listed-stays"),
    ],
)
def test_what_became_of_a_meeting(planned, held):
    """Where the matter of that meeting is dealt with now."""
    assert CHANGED.became(KS, planned) == held
    assert CHANGED.became("Kommunstyrelsens", planned) == held


def test_a_moved_or_cancelled_meeting_is_not_held_on_its_day():
    """Only the days on which the body meets are offered; the rows still say what is
    known."""
    assert CHANGED.days_of(KS) == (
        date(2022, 9, 21), date(2022, 10, 26), date(2022, 11, 30),
    )  # fmt: skip
    assert CHANGED.last(KS, date(2022, 10, 25)) == date(2022, 9, 21)
    assert CHANGED.next(KS, date(2022, 12, 1)) is None
    assert CHANGED.known_until(KS) == date(2022, 12, 14)
    assert CHANGED.meets_on(KS, date(2022, 11, 16)) is False


def test_none_is_an_answer_within_what_is_known():
    """All meetings before were cancelled: known, and none."""
    calendar = MeetingCalendar(
        [Meeting(date(2022, 1, 19), KS, "cancelled"), Meeting(date(2022, 6, 8), KS)]
    )
    assert calendar.last(KS, date(2022, 3, 1)) is None
    assert calendar.next(KS, date(2022, 3, 1)) == date(2022, 6, 8)


def test_no_answer_is_fetched_from_beyond_an_unknown_year():
    """A cancelled meeting at the edge of what is known is not replaced by one that is
    years away."""
    calendar = MeetingCalendar(
        [
            Meeting(date(2020, 2, 5), KS),
            Meeting(date(2020, 11, 4), KS, "cancelled"),
            Meeting(date(2022, 2, 2), KS, "cancelled"),
            Meeting(date(2022, 12, 14), KS),
        ]
    )
    assert calendar.last(KS, date(2022, 3, 1)) is None
    assert calendar.next(KS, date(2020, 10, 1)) is None


@pytest.mark.parametrize(
    ("status", "moved_to", "held_on"),
    [
        pytest.param("planned", None, date(2022, 10, 19), id="planned"),
        pytest.param("extra", None, date(2022, 10, 19), id="extra"),
        pytest.param("cancelled", None, None, id="cancelled"),
        pytest.param("moved", date(2022, 10, 26), date(2022, 10, 26), id="moved"),
    ],
)
def test_the_day_a_meeting_is_held(status, moved_to, held_on):
    """One row a status: a new status needs its own."""
    assert Meeting(date(2022, 10, 19), KS, status, moved_to).held_on == held_on


def test_every_status_has_its_row():
    """The table above is whole."""
    assert [*MeetingStatus] == ["planned", "extra", "cancelled", "moved"]


def _files(folder: Path, *contents: str) -> list[Path]:
    paths = [folder / f"{number}.csv" for number in range(1, len(contents) + 1)]
    for path, content in zip(paths, contents, strict=True):
        path.write_text(content, encoding="utf-8")
    return paths


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            "date,body,status\n2022-11-02,kommunstyrelsen,planned\n", id="as-documented"
        ),
        pytest.param(
            "\ufeffdate;body;status\r\n2022-11-02;kommunstyrelsen;planned\r\n",
            id="as-a-Swedish-spreadsheet-saves-it",
        ),
        pytest.param(
            "Status, Body ,DATE\nPLANNED,  kommunstyrelsen ,2022-11-02\n",
            id="other-order-capitals-spaces",
        ),
        pytest.param(
            "date,body,status,note\n"
            '2022-11-02,"kommunstyrelsen",planned,"a, b"\n,,,\n\n',
            id="quotes-notes-and-empty-rows",
        ),
        pytest.param(
            "date,body,status,moved_to\n2022-11-02,kommunstyrelsen,planned,\n",
            id="an-empty-moved-to",
        ),
    ],
)
def test_a_calendar_is_read(content, tmp_path):
    """Whatever the order of columns, the delimiter, and what stands beside them."""
    calendar = MeetingCalendar.read(*_files(tmp_path, content))
    assert calendar.meetings == (Meeting(date(2022, 11, 2), KS),)
    assert calendar == MeetingCalendar.read(str(tmp_path / "1.csv"))


def test_several_files_make_one_calendar(tmp_path):
    """A later file may cancel or move what an earlier one planned, and add to it."""
    paths = _files(
        tmp_path,
        "date,body,status\n2022-09-21,kommunstyrelsen,planned\n"
        "2022-10-19,kommunstyrelsen,planned\n2022-11-16,Kommunstyrelsen,planned\n",
        "date,body,status,moved_to\n2022-10-19,kommunstyrelsen,moved,2022-10-26\n"
        "2022-11-16,kommunstyrelsen,cancelled,\n2022-11-30,kommunstyrelsen,extra,\n"
        "2022-11-09,arbetsutskottet,planned,\n",
    )
    calendar = MeetingCalendar.read(*paths)
    assert calendar.days_of(KS) == (
        date(2022, 9, 21), date(2022, 10, 26), date(2022, 11, 30),
    )  # fmt: skip
    assert calendar.bodies == (KS, AU)


_ROW = "2022-11-02,kommunstyrelsen,planned\n"


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        pytest.param(
            "2022-11-02,kommunstyrelsen,planned\n",
            ["line 1: the column date and body and status is missing; begin the file"],
            id="no-header",
        ),
        pytest.param(
            "date,body\n2022-11-02,kommunstyrelsen\n",
            ["line 1: the column status is missing"],
            id="a-column-missing",
        ),
        pytest.param(
            "date,body,status\n",
            ["there is no meeting in it; add a row such as"],
            id="only-the-header",
        ),
        pytest.param(
            f"date,body,status\n{_ROW}{_ROW.replace('planned', 'cancelled')}",
            ["line 3: kommunstyrelsen already has a meeting on 2022-11-02"],
            id="the-same-day-twice-in-one-file",
        ),
        pytest.param(
            "date,body,status\n2022-02-30,kommunstyrelsen,planned\n",
            ["line 2: date '2022-02-30' is no day of the calendar; write a day as"],
            id="no-such-day",
        ),
        pytest.param(
            "date,body,status\n1952-01-01,kommunstyrelsen,planned\n",
            ["line 2: date 1952-01-01 lies outside 1953–2100"],
            id="outside-the-years",
        ),
        pytest.param(
            "date,body,status\n2022-11-02,,planned\n",
            ["line 2: the body is missing; write its name"],
            id="no-body",
        ),
        pytest.param(
            "date,body,status\n2022-11-02,kommunstyrelsen,inställt\n",
            ["'inställt' is no status; write one of: planned, extra, cancelled, moved"],
            id="unknown-status",
        ),
        pytest.param(
            "date,body,status\n2022-11-02,kommunstyrelsen\n",
            ["line 2: '' is no status"],
            id="a-short-row",
        ),
        pytest.param(
            "date,body,status\n2022-11-02,kommunstyrelsen,moved\n",
            ["line 2: moved_to '' is no day; write a day as"],
            id="moved-nowhere",
        ),
        pytest.param(
            "date,body,status,moved_to\n2022-11-02,kommunstyrelsen,moved,2022-11-02\n",
            ["line 2: the meeting is moved to the same day, 2022-11-02"],
            id="moved-to-itself",
        ),
        pytest.param(
            "date,body,status,moved_to\n2022-11-02,kommunstyrelsen,planned,2022-11-09\n",
            ["line 2: moved_to is given for a meeting that is planned"],
            id="moved-to-without-moved",
        ),
        pytest.param(
            "date,body,status,moved_to\n2022-11-02,kommunstyrelsen,moved,2022-11-09\n"
            "2022-11-09,Kommunstyrelsen,planned,\n",
            ["line 2: kommunstyrelsen has another row for 2022-11-09"],
            id="moved-onto-another-meeting",
        ),
        pytest.param(
            "date,body,status\n" + "kommunstyrelsen,2022-11-0{},planned\n" * 3,
            ["line 1: the columns date and body are swapped; put the days under date"],
            id="swapped-columns-told-once",
        ),
        pytest.param(
            "date,body,status\nkommunstyrelsen,2022-11-02,planned\n" + _ROW,
            ["line 2: date 'kommunstyrelsen' is no day"],
            id="one-swapped-row-told-by-itself",
        ),
        pytest.param(
            "date,body,status,moved_to\n2022-13-02,,x,\n2022-11-03,k,moved,soon\n",
            [
                "line 2: date '2022-13-02' is no day",
                "line 2: the body is missing",
                "line 2: 'x' is no status",
                "line 3: moved_to 'soon' is no day",
            ],
            id="everything-at-once",
        ),
    ],
)
def test_wrong_rows_are_told_at_once(content, problems, tmp_path):
    """Each with its file, its line, what stands there and what to write instead."""
    for digit in "123":
        content = content.replace("{}", digit, 1)
    (path,) = _files(tmp_path, content)
    with pytest.raises(MeetingsRefused) as refused:
        MeetingCalendar.read(path)
    told = refused.value.problems
    assert len(told) == len(problems)
    for line, expected in zip(told, problems, strict=True):
        assert str(path) in line
        assert expected in line
        assert "; " in line
        assert "\n" not in line
    assert str(refused.value).splitlines() == [*told]


def test_problems_of_all_files_are_told_together(tmp_path):
    """Also where two files contradict each other, with both places."""
    one, two = _files(
        tmp_path,
        f"date,body,status\n{_ROW}2022-13-01,kommunstyrelsen,planned\n",
        f"date,body,status\n{_ROW}2022-14-01,kommunstyrelsen,planned\n",
    )
    with pytest.raises(MeetingsRefused) as refused:
        MeetingCalendar.read(one, two)
    text = str(refused.value)
    assert len(refused.value.problems) == 3
    assert "2022-13-01" in text
    assert "2022-14-01" in text
    assert f"{two} line 2: kommunstyrelsen already has a meeting" in text
    assert f"({one} line 2)" in text


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    """A missing calendar is no empty calendar."""
    with pytest.raises(FileRefused, match="there is no such file"):
        MeetingCalendar.read(tmp_path / "ingen.csv")


def test_a_calendar_is_a_value():
    """Equal with equal rows; rows from any iterable; hashable."""
    rows = [Meeting(date(2022, 11, 2), KS)]
    assert MeetingCalendar(rows) == MeetingCalendar(iter(rows))
    assert hash(MeetingCalendar(rows)) == hash(MeetingCalendar(tuple(rows)))
    assert MeetingCalendar() == MeetingCalendar([])
    assert MeetingCalendar().bodies == ()
