"""What is shipped, and what an import costs."""

import subprocess
import sys
from importlib.resources import files

import pytest

import auditflow
from auditflow.rules import Rulebook

_DOORS = (
    "holidays", "transitions", "click", "rich", "pypdf", "docx", "numpy",
    "sqlalchemy", "alembic", "psycopg",
)  # fmt: skip


def _loaded_by(code: str) -> set[str]:
    """The modules that are loaded once *code* has run, in an interpreter of its own."""
    paths = f"import sys; sys.path[:] = {sys.path!r}"
    told = "print(*sys.modules, sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", f"{paths}\n{code}\n{told}"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return {*done.stdout.splitlines()}


def test_importing_auditflow_loads_none_of_the_libraries():
    """Whoever imports it to catch an error waits for nothing; not even for itself."""
    loaded = _loaded_by("import auditflow")
    assert "auditflow" in loaded
    assert loaded.isdisjoint(_DOORS)
    assert not any(name.startswith("auditflow.") for name in loaded)


@pytest.mark.parametrize(
    ("code", "not_loaded"),
    [
        pytest.param(
            "from auditflow import BusinessCalendar; BusinessCalendar.sweden()",
            {*_DOORS},
            id="a-calendar-that-nobody-asked",
        ),
        pytest.param(
            "from auditflow import Rulebook; Rulebook.default()",
            {*_DOORS},
            id="the-rulebook",
        ),
        pytest.param(
            "from auditflow import Case", {*_DOORS} - {"transitions"}, id="case"
        ),
        pytest.param(
            "import auditflow.store",
            {*_DOORS} - {"sqlalchemy", "transitions"},
            id="a-store",
        ),
        pytest.param(
            "import auditflow.bulk",
            {*_DOORS} - {"numpy"},
            id="columns",
        ),
        pytest.param(
            "from auditflow.business_calendar import BusinessCalendar as B;"
            "from datetime import date; B.sweden().is_business_day(date(2022, 1, 3))",
            {*_DOORS} - {"holidays"},
            id="a-calendar-that-was-asked",
        ),
    ],
)
def test_a_library_is_loaded_when_it_is_needed(code, not_loaded):
    """Each enters by its own door, and no sooner."""
    loaded = _loaded_by(code)
    assert loaded.isdisjoint(not_loaded)
    assert {*_DOORS} - not_loaded <= loaded


def test_the_command_line_waits_for_no_numpy():
    """Columns are for programs; a single day is not worth the wait."""
    asked = "auditflow(['days', 'why', '2022-06-24'], standalone_mode=False)"
    loaded = _loaded_by(f"from auditflow.cli.commands import auditflow\n{asked}")
    assert {"click", "holidays"} <= loaded
    assert "numpy" not in loaded


def test_without_numpy_the_mend_is_told():
    """Whoever counts on columns without the extra reads how to install it."""
    code = """
sys.modules["numpy"] = None
from auditflow.errors import ExtraMissing
try:
    import auditflow.bulk
except ExtraMissing as missing:
    assert "counting on columns needs an extra" in str(missing)
    assert "auditflow[numpy]" in str(missing)
else:
    sys.exit("imported all the same")
"""
    assert "auditflow.bulk" not in _loaded_by(code)


def test_a_plan_loads_nothing_that_proves():
    """Whoever only plans waits neither for proofs nor for the second algorithm."""
    loaded = _loaded_by("from auditflow import plan; import auditflow.cli")
    assert "auditflow.planning" in loaded
    assert not any(name.startswith("auditflow.proof") for name in loaded)
    assert loaded.isdisjoint({"auditflow.planning.deriving", "holidays"})


def test_the_face_is_sorted_and_complete():
    """The root offers the everyday names and nothing by accident."""
    assert auditflow.__all__ == sorted(auditflow.__all__) == dir(auditflow)
    for name in auditflow.__all__:
        assert getattr(auditflow, name).__name__ == name


def test_a_name_that_is_not_there_is_an_attribute_error():
    """As of any module; the lazy names change nothing about that."""
    with pytest.raises(AttributeError, match="has no attribute 'Deadline'"):
        auditflow.Deadline  # noqa: B018


def test_the_package_says_that_it_is_typed():
    """Without the marker a type checker looks at nothing of it."""
    assert files("auditflow").joinpath("py.typed").is_file()


def test_the_rulebook_is_in_the_package():
    """It is read from there, so it must be shipped there, and under its own id."""
    path = files("auditflow").joinpath("rulebooks/se-audit-memo.toml")
    text = path.read_text(encoding="utf-8")
    assert Rulebook.from_text(text) == Rulebook.default()
    assert Rulebook.default().id == "se-audit-memo"
