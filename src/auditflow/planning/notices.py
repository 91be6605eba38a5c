"""Which notice (anslag) counts: the appeal time runs only while one stays up."""

from collections.abc import Sequence
from typing import Final

import attrs

from auditflow.case import Case
from auditflow.events import (
    AnyEvent,
    BodyKind,
    NoticePosted,
    NoticeRemoved,
    moment_of,
)
from auditflow.memo import body_key
from auditflow.periods import rolled

_APPEAL: Final = 21  # days: the three weeks of KL 13 kap. 5 §


@attrs.frozen
class Notice:
    """What was announced: first, and as it counts now.

    ``announced`` met the duty to announce, and posting anew does not undo it;
    ``posted`` is what the appeal time runs from, ``removed`` what took it down.
    """

    announced: NoticePosted
    posted: NoticePosted
    removed: NoticeRemoved | None


def notice_in(attempt: Sequence[AnyEvent], case: Case) -> Notice | None:
    """The notice of the decision in *attempt*; None while it is not posted.

    A joint board has one on the board of each of its members, and time runs once all
    are up, from the last of them (KL 13 kap. 5 §).
    """
    if case.kind is not BodyKind.JOINT_BOARD:
        return _notice_on(attempt, None)
    boards = [_notice_on(attempt, member) for member in case.arrival.members]
    up = [one for one in boards if one is not None]
    if not up or len(up) < len(boards):
        return None
    removed = (one.removed for one in up if one.removed is not None)
    return Notice(
        max((one.announced for one in up), key=moment_of),
        max((one.posted for one in up), key=moment_of),
        min(removed, key=moment_of, default=None),
    )


def _notice_on(attempt: Sequence[AnyEvent], board: str | None) -> Notice | None:
    """The same for the only notice board, or for that of one member."""
    found: Notice | None = None
    for event in attempt:
        if not isinstance(event, NoticePosted | NoticeRemoved):
            continue
        if board is not None and body_key(event.board or "") != body_key(board):
            continue
        if isinstance(event, NoticePosted):
            if found is None:
                found = Notice(event, event, None)
            elif _was_down_too_early(found):  # announced anew, and time runs anew
                found = attrs.evolve(found, posted=event, removed=None)
        elif found is not None and found.removed is None:
            found = attrs.evolve(found, removed=event)
    return found


def _was_down_too_early(notice: Notice) -> bool:
    """Whether it was taken down before the appeal time had run out."""
    last = rolled(notice.posted.on.toordinal() + _APPEAL, "forward")
    return notice.removed is not None and notice.removed.on.toordinal() <= last
