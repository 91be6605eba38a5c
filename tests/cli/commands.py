"""Runs the command line in this process, as a shell would."""

import json
import os
from collections.abc import Mapping
from io import BytesIO, TextIOWrapper
from unittest import mock

import attrs

from auditflow.cli import run
from tests.planning.cases import DEMO

LETTER = str(DEMO / "vanersborg-2022.txt")
GULLSPANG = str(DEMO / "gullspang-2022.csv")
BENGTSFORS = str(DEMO / "bengtsfors-2022.csv")


@attrs.frozen
class Ran:
    """What a command did: its exit status, and what it wrote where."""

    status: int
    out: str
    err: str

    @property
    def json(self):
        """Standard output as JSON."""
        return json.loads(self.out)


def auditflow(
    *words: str, env: Mapping[str, str] | None = None, given: bytes = b""
) -> Ran:
    """Run ``auditflow`` with these words, in English unless *env* says otherwise.

    What is *given* stands on standard input.
    """
    written, complained = BytesIO(), BytesIO()
    out = TextIOWrapper(written, encoding="utf-8")
    err = TextIOWrapper(complained, encoding="utf-8")
    quiet = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "en_US.UTF-8", **(env or {})}
    with (
        mock.patch("sys.stdout", out),
        mock.patch("sys.stderr", err),
        mock.patch("sys.stdin", TextIOWrapper(BytesIO(given))),
        mock.patch.dict(os.environ, quiet),
    ):
        status = run(list(words))
    out.flush()
    err.flush()
    return Ran(status, written.getvalue().decode(), complained.getvalue().decode())
