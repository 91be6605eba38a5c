"""The diary number (diarienummer, dnr): as written, taken apart, and compared."""

from functools import cached_property
from typing import TypeAlias

import attrs

from auditflow.memo.names import body_key
from auditflow.memo.number_parts import NumberParts, parts_of, pieces_of
from auditflow.values import Value

NumberKey: TypeAlias = tuple[str | int | None, ...]


@attrs.frozen(eq=False, repr=False)
class DiaryNumber(Value):
    """A diary number (diarienummer, dnr) as written, and whose diary it is.

    Its parts are worked out when they are asked for. One that is not written is
    ``None``, and so is one that cannot be told from another: a year has four digits,
    and where two numbers could be the year, neither is.

    >>> number = DiaryNumber("kommunstyrelsen", "KS/2019/0001/0009")
    >>> number.board, number.year, number.serial, number.document
    ('KS', 2019, 1, 9)
    >>> DiaryNumber(None, "3.1.2-56/2016").class_
    '3.1.2'
    """

    owner: str | None
    raw: str

    @cached_property
    def _parts(self) -> NumberParts:
        return parts_of(self.raw)

    @property
    def board(self) -> str | None:
        """The code of the board (nämndkod), such as ``KS``, in capitals."""
        return self._parts.board

    @property
    def year(self) -> int | None:
        """The year of the case (ärende)."""
        return self._parts.year

    @property
    def month(self) -> int | None:
        """The month, in the diaries that begin anew with each: ``RK 201604-0036``."""
        return self._parts.month

    @property
    def serial(self) -> int | None:
        """The number of the case (löpnummer) within its year."""
        return self._parts.serial

    @property
    def document(self) -> int | None:
        """The number of the document (handling) or event, such as ``-00``."""
        return self._parts.document

    @property
    def class_(self) -> str | None:
        """The class (klassificering, diarieplan), as written: ``912``, ``3.1.2``."""
        return self._parts.class_

    @cached_property
    def key(self) -> NumberKey:
        """What two spellings of one number have in common, for comparing.

        Separators and zero padding do not count, nor the case of letters. Of a number
        that cannot be taken apart, all words and numbers count in their order.

        >>> DiaryNumber(None, "LJ2014/ 0194").key[:4]
        ('LJ', 2014, None, 194)
        """
        parts = self._parts
        if not parts.told:
            return ("", *pieces_of(self.raw))
        return (
            parts.board,
            parts.year,
            parts.month,
            parts.serial,
            parts.document,
            parts.class_,
        )

    def same_as(self, other: "DiaryNumber") -> bool:
        """Whether *other* is this number, maybe spelt otherwise.

        Each authority has its own diary: with two owners, they are two numbers.

        >>> KS = DiaryNumber("kommunstyrelsen", "KS-2014/742.912")
        >>> KS.same_as(DiaryNumber(None, "KS 2014/742.912"))
        True
        >>> KS.same_as(DiaryNumber("revisorerna", "KS 2014/742.912"))
        False
        """
        owners = {body_key(n.owner) for n in (self, other) if n.owner is not None}
        return len(owners) < 2 and self.key == other.key  # noqa: PLR2004
