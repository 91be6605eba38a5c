"""What the papers say is what happens: sessions run, names are complete, links hold.

A block fenced as ``console`` is a session in an empty folder with the demo files in it.
Each line that begins with ``$ auditflow`` is run, and what the terminal would show must
stand under it; a line ``…`` stands for lines left out. ``$ cd`` changes the folder, and
``$ echo $?`` shows the exit status, which must be 0 where it is not shown. A block with
a title, such as ``toml title="sala.toml"``, is saved under that name first.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import attrs
import click
import pytest

import auditflow
from auditflow import errors
from auditflow.cli.commands import auditflow as command_line
from auditflow.confidence import Confidence
from auditflow.events import ExtensionFrom
from auditflow.periods import FIRST_DAYS, MONTH_ENDS, ROLLS, Deeming, Holds
from auditflow.rules import model
from auditflow.rules.reading import SHIPPED, shipped_text
from auditflow.rules.sheet import WAY_KEYS

ROOT = Path(__file__).parents[1]
SOURCE = Path(auditflow.__file__).parent
DEMO = SOURCE / "demo"
REFERENCE = ROOT / "docs" / "reference"
PAPERS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")]
)
LEFT_OUT = "…"


def _name(paper: Path) -> str:
    return paper.relative_to(ROOT).as_posix()


@attrs.frozen
class Block:
    """A fenced block: what stands behind the fence, its line, and its lines."""

    info: str
    line: int
    lines: tuple[str, ...]

    @property
    def language(self) -> str:
        return self.info.partition(" ")[0]

    @property
    def title(self) -> str | None:
        found = re.search(r'title="([^"]+)"', self.info)
        return found[1] if found else None


def blocks_of(text: str) -> Iterator[Block]:
    """The fenced blocks of a Markdown text."""
    info, start, inside = None, 0, list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("```"):
            inside.append(line)
        elif info is None:
            info, start, inside = line.removeprefix("```").strip(), number, []
        else:
            yield Block(info, start, tuple(inside))
            info = None


def agrees(expected: list[str], actual: list[str]) -> bool:
    """Whether *actual* is what was *expected*, where ``…`` stands for some lines."""
    chunks: list[list[str]] = [[]]
    for line in expected:
        if line.strip() == LEFT_OUT:
            chunks.append([])
        else:
            chunks[-1].append(line)
    first, *others = chunks
    if actual[: len(first)] != first:
        return False
    at = len(first)
    for number, chunk in enumerate(others, 1):
        last = number == len(others)
        places = range(at + 1, len(actual) - len(chunk) + 1)
        if last and chunk:
            places = range(max(at + 1, len(actual) - len(chunk)), places.stop)
        found = next((p for p in places if actual[p : p + len(chunk)] == chunk), None)
        if found is None:
            return False
        at = len(actual) if last else found + len(chunk)
    return at == len(actual)


@attrs.define
class Session:
    """A terminal in a folder of its own."""

    folder: Path
    status: int = 0

    @classmethod
    def within(cls, folder: Path) -> "Session":
        for file in DEMO.iterdir():
            shutil.copy(file, folder)
        return cls(folder)

    def run(self, command: str) -> list[str]:
        """What the terminal shows after *command*."""
        match shlex.split(command):
            case ["auditflow", *words]:
                return self._auditflow(words)
            case ["cd", folder]:
                self.folder /= folder
                return []
            case ["echo", "$?"]:
                return [str(self.status)]
            case _:
                pytest.fail(f"a session cannot run {command!r}")

    def _auditflow(self, words: list[str]) -> list[str]:
        foreign = re.compile("LC_|FORCE_COLOR|_?AUDITFLOW_")
        inherited = {k: v for k, v in os.environ.items() if not foreign.match(k)}
        done = subprocess.run(
            [sys.executable, "-m", "auditflow", *words],
            cwd=self.folder,
            env=inherited
            | {
                "PYTHONPATH": str(SOURCE.parent),
                "PYTHONUTF8": "1",
                "LANG": "C.UTF-8",
                "NO_COLOR": "1",
                "COLUMNS": "80",
            },
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        self.status = done.returncode
        return (done.stdout + done.stderr).splitlines()


def differences(text: str, folder: Path) -> Iterator[str]:
    """Each session line in *text* under which something else stands than is shown."""
    session = Session.within(folder)
    for block in blocks_of(text):
        if block.title is not None:
            written = "\n".join(block.lines) + "\n"
            (folder / block.title).write_text(written, encoding="utf-8")
        if block.language != "console":
            continue
        starts = [i for i, line in enumerate(block.lines) if line.startswith("$ ")]
        for start, end in pairwise([*starts, len(block.lines)]):
            command = block.lines[start].removeprefix("$ ")
            actual = session.run(command)
            follows = block.lines[end] if end < len(block.lines) else ""
            if not agrees([*block.lines[start + 1 : end]], actual):
                shown = "\n".join(actual)
                yield f"line {block.line + start + 1}: $ {command}\n{shown}"
            if command == "echo $?":
                session.status = 0
            if session.status and follows != "$ echo $?":
                yield f"line {block.line + start + 1}: exit status {session.status}"


def _has_session(paper: Path) -> bool:
    return "```console" in paper.read_text(encoding="utf-8")


@pytest.mark.parametrize("paper", [*filter(_has_session, PAPERS)], ids=_name)
def test_what_the_terminal_shows_stands_in_the_paper(paper, tmp_path):
    """Each session of the papers is what a reader gets."""
    found = [*differences(paper.read_text(encoding="utf-8"), tmp_path)]
    assert not found, f"{_name(paper)}\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("shown", "differs"),
    [
        pytest.param("2022-10-11", False, id="right"),
        pytest.param("2022-10-12", True, id="one-character"),
        pytest.param("2022-10-11\nmore", True, id="a-line-too-many"),
        pytest.param("", True, id="nothing"),
        pytest.param("2022-10-11\n…", True, id="nothing-was-left-out"),
    ],
)
def test_a_wrong_session_is_noticed(shown, differs, tmp_path):
    """The test of the papers can fail."""
    text = f"```console\n$ auditflow days add 2022-09-27 10\n{shown}\n```\n"
    text = text.replace("\n\n", "\n")
    assert bool([*differences(text, tmp_path)]) is differs


def test_an_exit_status_must_be_shown(tmp_path):
    """A session that fails says so."""
    text = "```console\n$ auditflow days add 2022-09-27 0\n…\n```\n"
    assert "exit status 2" in "".join(differences(text, tmp_path))


@pytest.mark.parametrize(
    ("expected", "actual", "same"),
    [
        pytest.param("a b", "a b", True, id="equal"),
        pytest.param("a …", "a b c", True, id="the-end-left-out"),
        pytest.param("a …", "a", False, id="nothing-left-out"),
        pytest.param("a … d", "a b c d", True, id="the-middle-left-out"),
        pytest.param("a … c", "a b c d", False, id="the-end-not-left-out"),
        pytest.param("a … c …", "a b c d", True, id="two-parts-left-out"),
        pytest.param("a … x …", "a b c d", False, id="what-is-not-there"),
    ],
)
def test_lines_can_be_left_out(expected, actual, same):
    """A line ``…`` stands for one line or more, and for nothing else."""
    assert agrees(expected.split(), actual.split()) is same


def _commands(
    command: click.Command = command_line, path: str = "auditflow"
) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None, name
            yield from _commands(inner, f"{path} {name}")


def _sections(page: Path) -> dict[str, str]:
    """The text under each heading of a page."""
    parts = re.split(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _options(command: click.Command) -> Iterator[str]:
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            yield from (*parameter.opts, *parameter.secondary_opts)


@pytest.mark.parametrize(
    ("path", "command"), [pytest.param(*found, id=found[0]) for found in _commands()]
)
def test_each_command_and_option_is_in_the_reference(path, command):
    """Nobody has to guess what the command line takes."""
    sections = _sections(REFERENCE / "command-line.md")
    assert f"`{path}`" in sections
    section = sections[f"`{path}`"]
    assert [o for o in _options(command) if f"`{o}" not in section] == []


def test_the_reference_names_no_option_that_does_not_exist():
    """Nobody is sent looking for an option."""
    page = (REFERENCE / "command-line.md").read_text(encoding="utf-8")
    known = {o for _, command in _commands() for o in _options(command)}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", page))
    assert named - known <= {"--help"}


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


@pytest.mark.parametrize(
    "words",
    [
        "read vanersborg-2022.txt",
        "count 2022-12-05 '3 weeks' --roll forward",
        "days add 2022-09-27 10",
        "days count 2022-09-27 2022-11-25",
        "days why 2022-06-24",
        "plan vanersborg-2022.txt --received 2022-09-27 --meetings gullspang-2022.csv",
        "lint sala.toml",
    ],
)
def test_each_json_key_is_in_the_reference(words, tmp_path):
    """Whoever writes a script finds each key explained."""
    unsaid = shipped_text().replace('seek = "last_before"', "")
    (tmp_path / "sala.toml").write_text(unsaid, encoding="utf-8")
    printed = "\n".join(Session.within(tmp_path).run(f"auditflow {words} --json"))
    name = "auditflow " + " ".join(words.split()[: 2 if words[:4] == "days" else 1])
    sections = _sections(REFERENCE / "command-line.md")
    explained = sections[f"`{name}`"] + sections["Reasons in JSON"]
    keys = set(_keys(json.loads(printed)))
    assert {key for key in keys if f"`{key}`" not in explained} == set()


def test_the_reference_names_every_word_of_a_rulebook():
    """Whoever writes rules finds each key, each word and each shipped rule."""
    page = (REFERENCE / "rulebook.md").read_text(encoding="utf-8")
    closed_sets = (
        model.Anchor,
        model.Applies,
        model.Basis,
        Confidence,
        model.CountedOn,
        Deeming,
        ExtensionFrom,
        Holds,
        model.Kind,
        model.MetBy,
        model.Seek,
        model.Which,
        model.Whose,
    )
    book = tomllib.loads(shipped_text())
    words = {word.value for words in closed_sets for word in words}
    words |= {*ROLLS, *FIRST_DAYS, *MONTH_ENDS, *WAY_KEYS}
    words |= {key for rule in book["rules"].values() for key in rule}
    words |= {*book, *book["rules"], SHIPPED}
    assert {word for word in words if f"`{word}`" not in page} == set()
    sources = {rule["source"] for rule in book["rules"].values()}
    assert {source for source in sources if source not in page} == set()


def test_the_reference_names_the_face_and_every_error():
    """Whoever calls the library finds each name that it promises."""
    page = (REFERENCE / "python.md").read_text(encoding="utf-8")
    raised = {
        name
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, Exception)
    }
    names = {*auditflow.__all__, *raised}
    assert {name for name in names if not re.search(rf"\b{name}\b", page)} == set()


def test_the_readme_draws_the_floors_as_they_are_proved():
    """The table of floors is the contract of import-linter, floor by floor."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = pyproject["tool"]["importlinter"]["contracts"][0]["layers"]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| ([^|]+) \|", readme, flags=re.MULTILINE)
    floors = [(int(n), re.findall(r"`(\w+)/?`", names)) for n, names in rows]
    top = len(layers) - 1
    expected = [(top - i, layer.split(" | ")) for i, layer in enumerate(layers)]
    assert floors == expected


def test_the_readme_is_short():
    """A README is read to its end only if it has one in sight."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150


def _prose(paper: Path) -> str:
    text = paper.read_text(encoding="utf-8")
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


def _anchors(paper: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", _prose(paper), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


@pytest.mark.parametrize("paper", PAPERS, ids=_name)
def test_links_between_papers_resolve(paper):
    """A link inside the project leads somewhere, to its heading too."""
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", _prose(paper)):
        if link.startswith(("https://", "http://", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (paper.parent / path) if path else paper
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            broken.append(link)
    assert broken == []


def test_every_page_is_in_the_index():
    """No page of the documentation is lost."""
    index = ROOT / "docs" / "index.md"
    linked = set(re.findall(r"\]\(([^)#\s]+)", index.read_text(encoding="utf-8")))
    pages = {p.relative_to(index.parent).as_posix() for p in index.parent.rglob("*.md")}
    assert pages - linked == {"index.md"}
