"""The example of an application that shares its transaction, on each database."""

import runpy
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

EXAMPLES = Path(__file__).parents[2] / "examples"
PROGRAM = EXAMPLES / "10_in_your_own_transaction.py"


@pytest.mark.parametrize("kind", ["sqlite", "plain_postgres"])
def test_it_prints_the_same_on_each_database(request, capsys, monkeypatch, kind):
    """What is committed and what is gone is the same, and so are the tables."""
    url = request.getfixturevalue(f"{kind}_url")
    monkeypatch.setattr(sys, "argv", [str(PROGRAM), url])
    runpy.run_path(str(PROGRAM), run_name="__main__")
    expected = PROGRAM.with_suffix(".out").read_bytes()
    assert capsys.readouterr().out.encode() == expected
    engine = create_engine(url)
    tables = inspect(engine).get_table_names()
    engine.dispose()
    assert {"errand", "auditflow_entry"} <= {*tables}
