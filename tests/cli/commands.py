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


def auditflow(*words: str, env: Mapping[str, str] | None = None) -> Ran:
    """Run ``auditflow`` with these words, in English unless *env* says otherwise."""
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8") for _ in range(2))
    quiet = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "en_US.UTF-8", **(env or {})}
    with (
        mock.patch("sys.stdout", out),
        mock.patch("sys.stderr", err),
        mock.patch.dict(os.environ, quiet),
    ):
        status = run(list(words))
    return Ran(status, _written(out), _written(err))


def _written(stream: TextIOWrapper) -> str:
    stream.flush()
    content = stream.buffer
    content.seek(0)
    return content.read().decode("utf-8")
