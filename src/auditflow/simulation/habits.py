"""Habits: how long each step takes in a municipality, and what its boards do."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import attrs

from auditflow.errors import HabitsRefused, Problem
from auditflow.files import read_text
from auditflow.simulation.away import Away, never_work
from auditflow.simulation.duration import Duration, as_duration
from auditflow.simulation.habits_file import read_habits, text_of

ALL: Final = 100


def _away(given: Iterable[Away | str]) -> tuple[Away, ...]:
    if isinstance(given, str):  # one, which would else be taken letter by letter
        given = [given]
    return tuple(one if isinstance(one, Away) else Away(one) for one in given)


@attrs.frozen(kw_only=True)
class Habits:
    """How cases are handled in a municipality, for playing them through time.

    Durations are business days on which somebody works; ``away`` says when nobody does.
    The shares are whole percentages. What a field does not say is a **starting point**
    of auditflow's own, measured nowhere: put your own in its place, or fit them to your
    cases with `habits_from`.

    >>> habits = Habits(draft={0: 2, 50: 10, 100: 30}, send=1, tabled=10)
    >>> habits.draft.within(50), habits.send == Duration.always(1)
    (10, True)

    Args:
        register: from the day the memo is received until the case is registered.
        refer: from that day too, until the bodies are asked for statements.
        statement: from the referral until a statement comes, where no day was given.
        late_statements: how many of a hundred that were given a day come after it.
        late_by: how long after it such a statement comes.
        draft: the answer is drafted, once every statement is in.
        redraft: it is drafted anew, after the board has sent it back.
        adjust: from the meeting until its minutes are adjusted in the ordinary way.
        notice: from then until the notice is posted.
        send: from the adjusted minutes until the answer is sent.
        tabled: how many of a hundred matters the board puts off to its next meeting.
        remitted: how many of a hundred it sends back.
        away: when nobody works on answers, as ``"07-01/07-31"``, both ends included.

    Raises:
        HabitsRefused: a share is none, or no case could ever be answered.
    """

    register: Duration = attrs.field(
        default=Duration({0: 0, 50: 0, 90: 1, 100: 3}), converter=as_duration
    )
    refer: Duration = attrs.field(
        default=Duration({0: 1, 50: 3, 90: 8, 100: 15}), converter=as_duration
    )
    statement: Duration = attrs.field(
        default=Duration({0: 4, 10: 8, 50: 15, 90: 30, 100: 50}), converter=as_duration
    )
    late_statements: int = 25
    late_by: Duration = attrs.field(
        default=Duration({0: 1, 50: 4, 90: 12, 100: 25}), converter=as_duration
    )
    draft: Duration = attrs.field(
        default=Duration({0: 2, 10: 4, 50: 10, 90: 25, 100: 50}), converter=as_duration
    )
    redraft: Duration = attrs.field(
        default=Duration({0: 1, 10: 2, 50: 5, 90: 12, 100: 25}), converter=as_duration
    )
    adjust: Duration = attrs.field(
        default=Duration({0: 1, 10: 1, 50: 4, 90: 8, 100: 10}), converter=as_duration
    )
    notice: Duration = attrs.field(
        default=Duration({0: 0, 50: 0, 90: 1, 100: 2}), converter=as_duration
    )
    send: Duration = attrs.field(
        default=Duration({0: 0, 50: 1, 90: 3, 100: 8}), converter=as_duration
    )
    tabled: int = 4
    remitted: int = 3
    away: tuple[Away, ...] = attrs.field(
        default=("07-01/07-31", "12-23/01-06"), converter=_away
    )

    def __attrs_post_init__(self) -> None:
        shares = {name: getattr(self, name) for name in SHARES}
        problems = tuple(_wrong_shares(shares))
        problems = problems or tuple(_never_ending(shares, self.away))
        if problems:
            raise HabitsRefused(problems)

    @classmethod
    def read(cls, path: Path | str) -> "Habits":
        """Read habits from a TOML file; what it leaves out is as by default.

        Raises:
            FileRefused: the file cannot be read at all.
            HabitsRefused: it has unknown words, days that fall while shares rise, or no
                case could ever be answered; all are told at once, each with its mend.
        """
        return cls.from_text(read_text(Path(path)), str(path))

    @classmethod
    def from_text(cls, text: str, source: str = "habits") -> "Habits":
        """Read habits from TOML text; *source* is what to call it in errors.

        >>> Habits.from_text("draft = { p50 = 10, p100 = 30 }").draft.within(50)
        10

        Raises:
            HabitsRefused: as in `read`.
        """
        starting = {field.name: field.default for field in attrs.fields(cls)}
        read = read_habits(text, source, starting)
        try:
            return cls(**read.said)
        except HabitsRefused as refused:
            raise read.told(refused) from None

    def as_text(self) -> str:
        """The habits as TOML text, which reads as these again."""
        shares = {name: getattr(self, name) for name in SHARES}
        return text_of(durations_of(self), shares, self.away)


SHARES: Final = ("late_statements", "tabled", "remitted")
"""The habits that say how many of a hundred."""


def durations_of(habits: Habits) -> dict[str, Duration]:
    """Each duration of *habits*, by its name."""
    return {
        field.name: value
        for field in attrs.fields(Habits)
        if isinstance(value := getattr(habits, field.name), Duration)
    }


def _wrong_shares(shares: Mapping[str, object]) -> Iterator[Problem]:
    for name, share in shares.items():
        if type(share) is not int or not 0 <= share <= ALL:
            mend = "give a whole percentage from 0 to 100"
            yield Problem(name, f"{share!r} is no share", mend)


def _never_ending(
    shares: Mapping[str, object], away: tuple[Away, ...]
) -> Iterator[Problem]:
    """What would keep every case from ever being answered."""
    tabled, remitted = shares["tabled"], shares["remitted"]
    if type(tabled) is type(remitted) is int and tabled + remitted >= ALL:
        what = f"{tabled} of a hundred are put off and {remitted} sent back"
        mend = "let the board decide some: together they are at most 99"
        yield Problem("tabled", f"{what}, so none is ever decided", mend)
    if never_work(away):
        mend = "leave some business days of the year between the holidays"
        yield Problem("away", "nobody is ever at work", mend)
