"""How long an import and a plan take, each beside the least that they could take.

Each pair of commands is run in turn, as whole processes, from compiled bytecode: as an
installed package starts.
"""

import compileall
import subprocess
import sys
from pathlib import Path

import auditflow
from benchmarks import seed
from benchmarks.measuring import Comparison, Contender, compared

LIBRARIES = "import attrs, pendulum, transitions"
HOLIDAYS = """
import attrs, click, holidays, pendulum, transitions
holidays.country_holidays("SE", years=range(1953, 2101), expand=False, language="sv",
    categories=("public", "de_facto"), include_sundays=False)
"""
PLAN = [
    "-m",
    "auditflow",
    "plan",
    str(seed.LETTER),
    "--received",
    str(seed.RECEIVED),
    "--meetings",
    str(seed.MEETINGS),
]
THE_IMPORTS = "import attrs, pendulum, transitions"
IMPORT = "import auditflow"
FACE = "every name of the face"
THE_HOLIDAYS = "those, click, and the holidays of 1953–2100"
COMMAND = "auditflow plan"


def _process(name: str, *arguments: str) -> Contender:
    def run() -> None:
        command = [sys.executable, *arguments]
        subprocess.run(command, check=True, capture_output=True)

    return Contender(name, run)


def compile_package() -> None:
    """Write the bytecode that an installed package has, whatever the environment."""
    compileall.compile_dir(str(Path(auditflow.__file__).parent), quiet=2)


def importing(*, rounds: int) -> Comparison:
    """An import beside that of the libraries it stands on."""
    compile_package()
    return compared(
        "import",
        "An import, as a whole process",
        "one process",
        [
            _process(THE_IMPORTS, "-c", LIBRARIES),
            _process(IMPORT, "-c", "import auditflow"),
            _process(FACE, "-c", "from auditflow import *"),
        ],
        rounds=rounds,
    )


def commanding(*, rounds: int) -> Comparison:
    """A plan at the command line beside what it has to load."""
    compile_package()
    return compared(
        "command",
        "A plan at the command line, as a whole process",
        "one process",
        [_process(THE_HOLIDAYS, "-c", HOLIDAYS), _process(COMMAND, *PLAN)],
        rounds=rounds,
    )
