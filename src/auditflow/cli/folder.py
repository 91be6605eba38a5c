"""A folder of letters: as a table for people, as CSV, and as JSON."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from rich.console import RenderableType
from rich.text import Text

from auditflow.cli import as_json, csv_cells, letter_json, paper
from auditflow.cli.in_swedish import refused_in_swedish
from auditflow.cli.words import with_weekday
from auditflow.errors import AuditflowError, InputRefused, Problem
from auditflow.memo import Body, Memo, ReplyKind, Role
from auditflow.reading import Letter
from auditflow.reading.folder import files_in, letter_in
from auditflow.reasons import Language

COLUMNS: Final = (
    "file", "municipality", "dnr", "dated", "title", "body", "role", "reply_kind",
    "reply_date", "reply_time", "recommendations", "signatories", "audit_firm",
    "questions", "why_not",
)  # fmt: skip
_FEW: Final = 5  # files that are read before a person wonders
_LONGEST_TITLE: Final = 60
_LONG_NAME: Final = len("samhällsbyggnadsnämnden")


def read_all(folder: Path, *, recursive: bool) -> list[Letter]:
    """Every file in *folder*, with a bar on a terminal where there are many.

    Raises:
        FileRefused: it cannot be opened, or holds no file.
    """
    files = files_in(folder, recursive=recursive)
    if len(files) <= _FEW or not sys.stderr or not sys.stderr.isatty():
        return [letter_in(path, folder) for path in files]
    # Only who waits for the bar waits for it to be imported.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import track  # noqa: PLC0415

    terminal = Console(stderr=True)
    bar = track(files, description="", console=terminal, transient=True)
    return [letter_in(path, folder) for path in bar]


def refusals(letters: Sequence[Letter]) -> InputRefused | None:
    """What to tell of the files that cannot be read at all, if there are any."""
    found = tuple(
        Problem(str(letter.path), *_why_and_mend(letter.refused))
        for letter in letters
        if letter.refused is not None
    )
    return InputRefused(found) if found else None


def _why_and_mend(refused: AuditflowError) -> tuple[str, str]:
    why, _, mend = str(refused).rpartition("; ")
    return getattr(refused, "why", why), mend


def of_letters(
    letters: Sequence[Letter], language: Language
) -> Iterator[RenderableType]:
    """A row for each file: what was read, or why not."""
    sv = language == "sv"
    table = paper.plain_table()
    table.add_column("Fil" if sv else "File", overflow="fold", max_width=20)
    table.add_column("Daterat" if sv else "Dated", no_wrap=True)
    table.add_column("Rubrik" if sv else "Title")
    body = "Ska svara" if sv else "Must answer"
    table.add_column(body, overflow="fold", width=_LONG_NAME)
    table.add_column("?", justify="right", width=2)
    for letter in letters:
        memo = letter.reading.memo if letter.reading else None
        if letter.reading is None or memo is None:
            style = "red" if letter.refused else "dim"
            why = Text(why_not(letter, language).rpartition("; ")[0])
            table.add_row(Text(letter.name), "–", why, "–", "", style=style)
            continue
        number = len(letter.reading.questions)
        table.add_row(
            Text(letter.name),
            str(memo.dated or "–"),
            Text(_shortened(memo.title or "–")),
            Text(_who(memo, language)),
            Text(str(number) if number else "", "magenta"),
        )
    yield table
    yield Text()
    yield Text(_summary(letters, language), "bold")


def _shortened(title: str) -> str:
    if len(title) <= _LONGEST_TITLE:
        return title
    return f"{title[:_LONGEST_TITLE].rsplit(' ', 1)[0]} …"


def _who(memo: Memo, language: Language) -> str:
    """Who must answer, and under each body by when."""
    nobody = "ingen" if language == "sv" else "nobody"
    return "\n".join(_by(body, language) for body in memo.must_answer) or nobody


def _by(body: Body, language: Language) -> str:
    reply = body.reply
    if reply.date is None:
        day = "utan läst dag" if language == "sv" else "no day read"
    else:
        unsure = " ?" if reply.kind is ReplyKind.PROPOSED else ""
        day = f"{with_weekday(reply.date, language)}{unsure}"
    return f"{body.name}\n  {day}"


def _summary(letters: Sequence[Letter], language: Language) -> str:
    refused = sum(letter.refused is not None for letter in letters)
    memos = [x.reading for x in letters if x.reading and x.reading.memo]
    others = len(letters) - refused - len(memos)
    questions = sum(len(reading.questions) for reading in memos)
    if language == "sv":
        files = _number(len(letters), "fil", "filer")
        other = _number(others, "annat papper", "andra papper")
        unread = _number(refused, "oläst", "olästa")
        read = f"{files}: {len(memos)} missiv, {other}, {unread}"
        return f"{read}; {questions} att bekräfta"
    files = _number(len(letters), "file", "files")
    memo = _number(len(memos), "memo", "memos")
    other = _number(others, "other paper", "other papers")
    return f"{files}: {memo}, {other}, {refused} unread; {questions} to confirm"


def _number(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def why_not(letter: Letter, language: Language) -> str:
    """Why no memo was read in a file; empty where one was."""
    if letter.refused is not None:
        why, mend = _why_and_mend(letter.refused)
        if language == "sv":
            why, mend = refused_in_swedish(why, mend)
        return f"{why}; {mend}"
    said = letter.reading.why_not if letter.reading else None
    if said is None:
        return ""
    return said.sv if language == "sv" else said.en


def as_csv(letters: Sequence[Letter], language: Language) -> str:
    """The table as CSV, a row for each letter and body that must answer."""
    rows = (row for letter in letters for row in _rows(letter, language))
    return csv_cells.as_csv(COLUMNS, rows)


def _rows(letter: Letter, language: Language) -> Iterator[dict[str, str]]:
    memo = letter.reading.memo if letter.reading else None
    if letter.reading is None or memo is None:
        yield {"file": letter.name, "why_not": why_not(letter, language)}
        return
    row = {
        "file": letter.name,
        "municipality": memo.municipality or "",
        "dnr": memo.dnr or "",
        "dated": as_json.iso(memo.dated) or "",
        "title": memo.title or "",
        "recommendations": str(len(memo.recommendations)),
        "signatories": "; ".join(
            f"{s.name} ({s.role})" if s.role else s.name for s in memo.signatories
        ),
        "audit_firm": memo.audit_firm or "",
        "questions": str(len(letter.reading.questions)),
    }
    for body in memo.must_answer:
        yield row | _of_body(body)
    if not memo.must_answer:
        yield row | _of_receivers(memo)


def _of_body(body: Body) -> dict[str, str]:
    reply = body.reply
    return {
        "body": body.name,
        "role": body.role.value,
        "reply_kind": reply.kind.value,
        "reply_date": as_json.iso(reply.date) or "",
        "reply_time": reply.time.isoformat("minutes") if reply.time else "",
    }


def _of_receivers(memo: Memo) -> dict[str, str]:
    """Those to whom a letter is sent that asks nobody for an answer."""
    for role in (Role.ADDRESSEE, Role.FOR_INFORMATION):
        names = [body.name for body in memo.bodies if body.role is role]
        if names:
            kind = ReplyKind.NONE.value
            return {"body": "; ".join(names), "role": role.value, "reply_kind": kind}
    return {}


def as_data(letters: Sequence[Letter]) -> as_json.Json:
    """A list with an object for each file."""
    return [_of_file(letter) for letter in letters]


def _of_file(letter: Letter) -> as_json.Json:
    reading = letter.reading
    memo = reading.memo if reading else None
    why = reading.why_not if reading else None
    return {
        "file": letter.name,
        "memo": letter_json.of_letter(reading, memo) if reading and memo else None,
        "why_not": {"sv": why.sv, "en": why.en} if why else None,
        "refused": why_not(letter, "en") if letter.refused else None,
    }
