"""A bug in a copy of auditflow is found by the state machine, and made small."""

from pathlib import Path

import pytest

from auditflow.events import Drafted, Paused
from auditflow.testing import Disagreement, check_subject
from tests.testing.planted import (
    ANSWER_FROM_DRAFTED,
    JULAFTON,
    NO_BUG,
    OVERLAPS_TWICE,
    Bug,
    Copied,
    copy_with,
)


def _found(bug: Bug, folder: Path, name: str) -> Disagreement:
    with copy_with(bug, folder, name) as copy, pytest.raises(Disagreement) as raised:
        check_subject(lambda: Copied(copy), examples=400, events=6)
    return raised.value


def test_a_copy_without_a_bug_agrees(tmp_path):
    """The machine finds nothing where there is nothing to find."""
    with copy_with(NO_BUG, tmp_path, "faithful_copy") as copy:
        check_subject(lambda: Copied(copy), examples=15)


def test_julafton_as_a_business_day_is_found(tmp_path):
    """A calendar that forgets julafton is seen in a day, without any event."""
    found = _found(JULAFTON, tmp_path, "copy_of_calendar")
    assert len(found.told) <= 4
    assert found.about.startswith("the due day of")
    assert found.ours != found.theirs
    assert "Christmas Eve" in found.why or "counted from" in found.why


def test_an_answer_from_drafted_is_found(tmp_path):
    """A lifecycle that lets a draft be sent differs as soon as there is a draft."""
    found = _found(ANSWER_FROM_DRAFTED, tmp_path, "copy_of_lifecycle")
    assert len(found.told) <= 4
    assert isinstance(found.told[-1].event, Drafted)
    assert found.about == "the steps that are allowed"
    assert "answer" in found.theirs
    assert "answer" not in found.ours


def test_overlaps_that_count_twice_are_found(tmp_path):
    """Two pauses on one day are the shortest life in which it matters."""
    found = _found(OVERLAPS_TWICE, tmp_path, "copy_of_pauses")
    assert len(found.told) <= 4
    assert sum(isinstance(one.event, Paused) for one in found.told) >= 2
    assert found.about.startswith("the due day of")
    assert found.ours < found.theirs
