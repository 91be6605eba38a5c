"""The matter: one memo with the cases of all the bodies that must answer it."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import attrs

from auditflow.case.case import Case
from auditflow.errors import BodyUnknown, ValueRefused
from auditflow.events import Closed, last_of
from auditflow.lifecycle import State
from auditflow.memo import Memo, body_key


class MatterState(StrEnum):
    """Where the matter as a whole stands."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"
    """Every case ended, and none with an answer."""


def _cases(cases: Iterable[Case]) -> tuple[Case, ...]:
    return tuple(cases)


@attrs.frozen
class Matter:
    """One memo, and a case for each body that must answer it.

    Each case has its own diary number and its own state. The matter is answered when
    each of them is, by the body itself or by another that answered in its place; a
    case that was withdrawn or opened by mistake wants no answer.

    >>> from auditflow.memo import Body
    >>> memo = Memo(bodies=[Body("KS", "must_answer"), Body("BUN", "must_answer")])
    >>> matter = Matter.open(memo, received=date(2022, 9, 27))
    >>> [case.body for case in matter.waited_for]
    ['KS', 'BUN']
    """

    memo: Memo
    cases: tuple[Case, ...] = attrs.field(converter=_cases)

    def __attrs_post_init__(self) -> None:
        bodies = [body_key(case.body) for case in self.cases]
        if len(set(bodies)) < len(bodies):
            given = "a matter with two cases of one body"
            raise ValueRefused(given, "keep one of them")
        missing = [
            b.name for b in self.memo.must_answer if body_key(b.name) not in bodies
        ]
        if missing:
            given = f"a matter without the case of {', '.join(missing)}"
            raise ValueRefused(given, "open it with Matter.open, or add that case")
        if strange := [c.name for c in self.cases if c.memo != self.memo]:
            given = f"{', '.join(strange)} about another memo"
            raise ValueRefused(given, "open a matter of its own for it")

    @classmethod
    def open(
        cls,
        memo: Memo,
        *,
        received: date,
        by: str = "registrator",
        authority: str | None = None,
    ) -> "Matter":
        """Open a case for each body that must answer *memo*.

        Where they received it on different days, open each with `Case.open`.

        Raises:
            BodyUnknown: the memo asks nobody for an answer.
            MemoRefused: it was received before the memo's own day.
        """
        if not memo.must_answer:
            raise BodyUnknown(None, (), "the memo asks nobody for an answer")
        return cls(
            memo,
            [
                Case.open(
                    memo, received=received, body=b.name, by=by, authority=authority
                )
                for b in memo.must_answer
            ],
        )

    def case(self, body: str) -> Case:
        """The case of *body*, however it is spelt.

        Raises:
            BodyUnknown: it has none in this matter.
        """
        key = body_key(body)
        for case in self.cases:
            if body_key(case.body) == key:
                return case
        names = tuple(case.body for case in self.cases)
        raise BodyUnknown(body, names, f"{body} has no case in this matter")

    def with_case(self, case: Case) -> "Matter":
        """The matter with *case* in the place of the one of the same body.

        Raises:
            BodyUnknown: the body has none in this matter.
        """
        old = self.case(case.body)
        return attrs.evolve(self, cases=[case if c is old else c for c in self.cases])

    def answered_jointly(
        self, by_body: str, *, on: date, by: str, instead_of: Iterable[str] = ()
    ) -> "Matter":
        """Close the cases for which the answer of another body holds (gemensamt svar).

        Args:
            by_body: the body that answers for all.
            on: the day on which that was decided.
            by: who closes the cases.
            instead_of: the bodies that it answers for; by default all that have not
                answered themselves.

        Raises:
            BodyUnknown: one of the bodies has no case here.
            ValueRefused: the case of the body that answers is closed.
            NotAllowed: one of the cases cannot be closed; none is then.
        """
        answering = self.case(by_body)
        if answering.state is State.CLOSED:
            given = f"{answering.body} to answer for others, whose own case is closed"
            raise ValueRefused(given, "name a body that will answer, or has answered")
        named = [self.case(body) for body in instead_of]
        closing = named or [c for c in self.waited_for if c is not answering]
        matter = self
        for case in closing:
            closed = case.take(
                "close",
                on=on,
                by=by,
                reason=f"besvaras gemensamt av {answering.body}",
                answered_by=answering.body,
            )
            matter = matter.with_case(closed)
        return matter

    @property
    def waited_for(self) -> tuple[Case, ...]:
        """The cases whose answer is still to come, from themselves or from another."""
        return tuple(case for case in self.cases if not self._is_settled(case))

    @property
    def state(self) -> MatterState:
        """Where the matter as a whole stands."""
        if self.waited_for:
            return MatterState.OPEN
        states = {case.state for case in self.cases}
        return MatterState.ANSWERED if State.ANSWERED in states else MatterState.CLOSED

    def _is_settled(self, case: Case) -> bool:
        """Whether nobody waits for the answer of *case* any longer."""
        closed = last_of(case.events, Closed)
        if case.state is not State.CLOSED or closed is None:
            return case.state is State.ANSWERED
        return closed.answered_by is None or self._is_answered_by(closed.answered_by)

    def _is_answered_by(self, body: str, asked: frozenset[str] = frozenset()) -> bool:
        """Whether *body* answered, or another in its place, and so on.

        A body that has no case here answers elsewhere.
        """
        key = body_key(body)
        case = next((one for one in self.cases if body_key(one.body) == key), None)
        if case is None or case.state is State.ANSWERED:
            return True
        closed = last_of(case.events, Closed)
        if case.state is not State.CLOSED or closed is None or key in asked:
            return False
        by = closed.answered_by
        return by is not None and self._is_answered_by(by, asked | {key})
