"""Whatever hands over a column, read block by block as days since 1970.

Nothing is copied where the days lie in memory as they are: numpy ``datetime64`` of any
unit (pandas too), and Arrow's dates, timestamps and whole numbers (PyArrow, Polars,
DuckDB). A block is what fits into the cache of a processor core.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final, Protocol, runtime_checkable

import attrs
import numpy as np
import numpy.typing as npt

from auditflow.bulk.arrow import (
    ArrowArray,
    ArrowStream,
    Buffer,
    StreamFailed,
    Told,
    handed_over,
)
from auditflow.day import date_at, ordinal_of
from auditflow.errors import ColumnsContradict, NotDays

BLOCK: Final = 1 << 15
EPOCH: Final = date(1970, 1, 1).toordinal()
MISSING: Final = int(np.iinfo(np.int64).min)  # what numpy's NaT is made of
_MOST: Final = int(np.iinfo(np.int64).max)

Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Flags = Mask | bool  # row by row, or the same for all


@runtime_checkable
class HasArray(Protocol):
    """Whatever numpy can read: an array, a pandas Series or Index."""

    def __array__(self) -> npt.NDArray[np.generic]: ...


@runtime_checkable
class WrapsArrow(Protocol):
    """What pandas keeps an Arrow column in."""

    def __arrow_array__(self) -> object: ...


DayColumn = HasArray | ArrowArray | ArrowStream | Sequence[date | None]
"""A column of days: numpy, pandas, Polars, PyArrow, DuckDB's, or a list of dates."""
NumberColumn = HasArray | ArrowArray | ArrowStream | Sequence[int]
"""A column of whole numbers, from the same places."""

_PER_DAY: Final = {
    "D": 1,
    "h": 24,
    "m": 24 * 60,
    "s": 86_400,
    "ms": 86_400_000,
    "us": 86_400_000_000,
    "ns": 86_400_000_000_000,
}
_ARROW_UNITS: Final = {"tss": "s", "tsm": "ms", "tsu": "us", "tsn": "ns"}
_ITS_DATE: Final = "give the date of each instant, read in Europe/Stockholm"
_ONE_COLUMN: Final = "give one column of days: datetime64, Arrow dates or a list"


class Part(Protocol):
    """A stretch of a column that lies in one piece of memory."""

    @property
    def numbers(self) -> npt.NDArray[np.integer]:
        """The numbers as they lie there."""

    def missing(self, start: int, stop: int) -> Mask | None:
        """Which of the numbers from *start* to *stop* are missing, if any may be."""


@attrs.frozen(eq=False)
class Plain:
    """Numbers of numpy's, with the mask of those that are missing if there is one."""

    numbers: npt.NDArray[np.integer]
    mask: Mask | None = None

    def missing(self, start: int, stop: int) -> Mask | None:
        """Which of the numbers from *start* to *stop* are missing, if any may be."""
        return None if self.mask is None else self.mask[start:stop]


@attrs.frozen(eq=False)
class Column:
    """A column to be read: whole numbers, of which ``per_day`` make one day.

    ``single`` is one day that stands for each row of a column beside it.
    """

    name: str
    parts: Sequence[Part]
    per_day: int = 1
    single: bool = False

    @property
    def length(self) -> int:
        """How many rows there are."""
        return sum(len(part.numbers) for part in self.parts)

    def block(self, start: int, stop: int) -> Whole:
        """The rows from *start* to *stop* as days since 1970, `MISSING` among them.

        Raises:
            NotDays: one of them is an instant within a day.
        """
        if self.single:
            start, stop = 0, 1
        pieces = [*self._pieces(start, stop)]
        return pieces[0] if len(pieces) == 1 else np.concatenate(pieces)

    def _pieces(self, start: int, stop: int) -> Iterator[Whole]:
        begun = 0
        for part in self.parts:
            ends = begun + len(part.numbers)
            if start < ends and begun < stop:
                first, last = max(start, begun), min(stop, ends)
                yield self._read(part, first - begun, last - begun, first)
            begun = ends

    def _read(self, part: Part, start: int, stop: int, index: int) -> Whole:
        raw = part.numbers[start:stop]
        missing = part.missing(start, stop)
        days: Whole = raw.astype(np.int64, copy=False)
        if self.per_day > 1:
            missing = (
                days == MISSING if missing is None else missing | (days == MISSING)
            )
            days = self._whole_days(days, missing, index)
        if missing is None:
            return days
        return np.where(missing, MISSING, days)

    def _whole_days(self, instants: Whole, missing: Mask, index: int) -> Whole:
        days = instants // self.per_day
        within = (days * self.per_day != instants) & ~missing
        if within.any():
            at = int(within.argmax())
            unit = next(unit for unit, n in _PER_DAY.items() if n == self.per_day)
            instant = str(instants[at : at + 1].view(f"M8[{unit}]")[0])
            given = f"the instant {instant.replace('T', ' ')}"
            raise NotDays(index + at, f"{self.name} is {given}", _ITS_DATE)
        return days


def blocks(rows: int) -> Iterator[tuple[int, int]]:
    """Where each block of so many *rows* starts and stops."""
    return ((at, min(at + BLOCK, rows)) for at in range(0, rows, BLOCK))


def rows_of(columns: Sequence[Column]) -> int:
    """How many rows the *columns* have, each as many as the others.

    Raises:
        ColumnsContradict: their lengths differ.
        NotDays: all are single days.
    """
    lengths = {column.length: column.name for column in columns if not column.single}
    if len(lengths) == 1:
        return next(iter(lengths))
    if not lengths:
        names = " and ".join(column.name for column in columns)
        mend = "give a column, or ask the calendar about a single day"
        raise NotDays(None, f"{names} are single days", mend)
    said = " and ".join(f"{name} has {rows}" for rows, name in lengths.items())
    raise ColumnsContradict(None, f"{said} rows", "give columns of the same length")


def days_in(values: DayColumn, name: str) -> Column:
    """The column of days that *values* hold; *name* is what to call it in errors.

    Raises:
        NotDays: it holds no days.
    """
    arrow = _arrow(values)
    if arrow is not None:
        return _days_of_arrow(arrow, name)
    array = _array(values)
    if array is None:
        return _days_of_objects(values, name)
    _check_is_row(array, name)
    if array.dtype.kind == "O":
        return _days_of_objects(array.tolist(), name)
    unit = _unit(array)
    if unit not in _PER_DAY:
        raise NotDays(None, f"{name} is a column of {array.dtype}", _ONE_COLUMN)
    return Column(name, [_plain(array)], _PER_DAY[unit])


def days_or_day(values: DayColumn | date, name: str) -> Column:
    """As `days_in`, where one day may stand for a whole column.

    Raises:
        DayRefused: the one day is none, or the column holds none.
    """
    if isinstance(values, np.datetime64):
        column = days_in(np.array([values]), name)
        day = int(column.block(0, 1)[0])
        if day != MISSING:
            date_at(day + EPOCH)  # refuses what lies outside the known years
    elif isinstance(values, date):
        day = ordinal_of(values) - EPOCH
    else:
        return days_in(values, name)
    return Column(name, [Plain(np.array([day]))], single=True)


def numbers_in(values: NumberColumn, name: str) -> Column:
    """The column of whole numbers that *values* hold.

    Raises:
        NotDays: it holds something else.
    """
    mend = "give a column of whole numbers"
    arrow = _arrow(values)
    if arrow is not None:
        told, parts = _handed_over(arrow, name)
        if told.coded or len(told.format) != 1 or told.format not in "cCsSiIlL":
            raise NotDays(None, f"{name} is an Arrow column of {told.format}", mend)
        return _countable(Column(name, parts))
    array = _array(values)
    if array is None:
        array = _array_of_numbers(values)
    _check_is_row(array, name)
    if array.dtype.kind not in "iu":
        raise NotDays(None, f"{name} is a column of {array.dtype}", mend)
    return _countable(Column(name, [_plain(array)]))


def _countable(column: Column) -> Column:
    """*column*, if each of its numbers is one that signed arithmetic can count with.

    Raises:
        NotDays: one is too large for it; from there it would come back negative.
    """
    begun = 0
    for part in column.parts:
        numbers = part.numbers
        unsigned = numbers.dtype.kind == "u"
        beyond = numbers > _MOST if unsigned else numbers == MISSING
        missing = part.missing(0, len(numbers))
        if missing is not None:
            beyond = beyond & ~missing
        if beyond.any():
            at = int(beyond.argmax())
            mend = "give a number that leads to a day within 1953–2100"
            raise NotDays(begun + at, f"{column.name} is {numbers[at]}", mend)
        begun += len(numbers)
    return column


def _array_of_numbers(values: object) -> npt.NDArray[np.generic]:
    try:
        array = np.asarray(values)
    except ValueError:  # lists of different lengths within
        array = np.empty((0, 0))
    return array if array.size else array.astype(np.int64)


def _arrow(values: object) -> ArrowArray | ArrowStream | None:
    """*values* as Arrow hands them over, unless numpy's own types lie within."""
    if isinstance(getattr(values, "dtype", None), np.dtype):
        return None
    # A pandas Series around an Arrow column hands it over only if its array is asked.
    within = getattr(values, "array", None)
    if isinstance(within, WrapsArrow):
        values = within.__arrow_array__()
    return values if isinstance(values, ArrowArray | ArrowStream) else None


def _array(values: object) -> npt.NDArray[np.generic] | None:
    """*values* as numpy reads them; None where it would have to look at each."""
    if isinstance(values, np.ndarray):
        return values
    return np.asarray(values) if isinstance(values, HasArray) else None


def _unit(array: npt.NDArray[np.generic]) -> str:
    """The unit of a column of ``datetime64``; a column of bare NaT has any."""
    name = str(array.dtype.newbyteorder("="))
    if name == "datetime64" and np.isnat(array).all():
        return "D"
    return name.removeprefix("datetime64[").removesuffix("]")


def _plain(array: npt.NDArray[np.generic]) -> Plain:
    mask = np.ma.getmaskarray(array) if isinstance(array, np.ma.MaskedArray) else None
    bare = np.ma.getdata(array)
    native = bare.astype(bare.dtype.newbyteorder("="), copy=False)
    numbers: npt.NDArray[np.integer] = (
        native.view(np.int64) if native.dtype.kind == "M" else native
    )
    return Plain(numbers, mask)


def _check_is_row(array: npt.NDArray[np.generic], name: str) -> None:
    if array.ndim != 1:
        given = f"{name} has {array.ndim} dimensions"
        raise NotDays(None, given, "give one column, of one dimension")


def _handed_over(
    values: ArrowArray | ArrowStream, name: str
) -> tuple[Told, list[Buffer]]:
    try:
        return handed_over(values)
    except StreamFailed as error:
        mend = "read it anew, or give it as a numpy array"
        raise NotDays(None, f"{name} breaks off: {error}", mend) from None


def _days_of_arrow(values: ArrowArray | ArrowStream, name: str) -> Column:
    told, parts = _handed_over(values, name)
    kind, _, zone = told.format.partition(":")
    given = f"{name} is an Arrow column of {told.format}"
    if kind == "+s":
        raise NotDays(None, f"{name} is a table", "give one of its columns")
    if told.coded:
        raise NotDays(None, f"{given} in a dictionary", "decode the dictionary first")
    if kind == "tdD":
        return Column(name, parts)
    if kind == "tdm":
        return Column(name, parts, _PER_DAY["ms"])
    if kind in _ARROW_UNITS and not zone:
        return Column(name, parts, _PER_DAY[_ARROW_UNITS[kind]])
    if zone:
        raise NotDays(None, f"{name} has instants in {zone}", _ITS_DATE)
    raise NotDays(None, given, _ONE_COLUMN)


def _days_of_objects(values: object, name: str) -> Column:
    if not isinstance(values, Sequence) or isinstance(values, str | bytes | Mapping):
        raise NotDays(None, f"{name} is a {type(values).__name__}", _ONE_COLUMN)
    numbers = np.fromiter(
        (_day(value, index, name) for index, value in enumerate(values)),
        np.int64,
        len(values),
    )
    return Column(name, [Plain(numbers)])


def _day(value: object, index: int, name: str) -> int:
    """One day since 1970; None, NaT and nan are missing: they do not equal themselves.

    Other things are not asked what they equal, for they might not know.
    """
    may_be_missing = datetime | np.datetime64 | float
    if value is None or (isinstance(value, may_be_missing) and value != value):  # noqa: PLR0124
        return MISSING
    if isinstance(value, datetime):
        given = f"{name} is the instant {value.isoformat(sep=' ')}"
        raise NotDays(index, given, _ITS_DATE)
    if isinstance(value, date):
        return value.toordinal() - EPOCH
    raise NotDays(index, f"{name} is {value!r}", "give datetime.date, or None")
