"""What a person sees of a letter: its fields, what to confirm, and where each stood."""

from collections.abc import Iterator
from typing import Final

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from auditflow.cli.paper import bullet, width
from auditflow.cli.places import Places
from auditflow.cli.words import pages_named, with_weekday
from auditflow.memo import Memo, ReplyKind, ReplyRequest, Role
from auditflow.reading import Reading
from auditflow.reading.documents import pages_without_text
from auditflow.reasons import Language

ROLES: Final[dict[Role, dict[Language, str]]] = {
    Role.MUST_ANSWER: {"sv": "ska svara", "en": "must answer"},
    Role.FOR_INFORMATION: {"sv": "för kännedom", "en": "for information"},
    Role.ADDRESSEE: {"sv": "mottagare", "en": "addressee"},
}
_PROPOSED: Final = ReplyKind.PROPOSED
_UNSURE: Final[dict[Language, str]] = {
    "sv": " ? (att bekräfta)",
    "en": " ? (to confirm)",
}
_INDENT: Final = 2


def of_letter(
    reading: Reading, memo: Memo, language: Language, *, with_places: bool
) -> Iterator[RenderableType]:
    """A letter as it was read: the memo, then the places in its text."""
    sv = language == "sv"
    yield Text(memo.title or ("(ingen rubrik)" if sv else "(no title)"), "bold")
    yield Text()
    yield _fields(memo, language)
    if not memo.must_answer:
        said = "Ingen nämnd ska svara: inget ärende att öppna."
        told = "No body is asked for an answer: there is no case to open."
        yield Text()
        yield Text(said if sv else told, "bold")
    if memo.recommendations:
        yield Text()
        yield from _recommendations(memo, language)
    yield from _remarks(reading, language)
    places = Places.of(reading, language) if with_places else None
    yield from _to_confirm(reading, language, places)
    if places is not None and reading.found:
        yield Text()
        yield Text("Var det står" if sv else "Where it stands", "bold")
        yield from places.shown(width())


def _recommendations(memo: Memo, language: Language) -> Iterator[RenderableType]:
    count, sv = len(memo.recommendations), language == "sv"
    many = "rekommendationer" if sv else "recommendations"
    one = "rekommendation" if sv else "recommendation"
    yield Text(f"{count} {one if count == 1 else many}", "bold")
    grid = Table.grid(padding=(0, 1, 0, 0))
    for recommendation in memo.recommendations:
        number = Text(f"{recommendation.number}.", justify="right")
        grid.add_row(number, Text(recommendation.text))
    yield grid


def _remarks(reading: Reading, language: Language) -> Iterator[RenderableType]:
    """What is missing or was mended in the text, and what a stamp offers."""
    sv = language == "sv"
    remarks = [
        bullet("!", damage.sv if sv else damage.en, "yellow")
        for damage in reading.mended
    ]
    blank = pages_without_text(reading.text)
    if blank:
        pages = pages_named(blank, language)
        said = f"Ingen text på {pages} (inskannad?): det som står där är inte läst."
        told = f"No text on {pages} (scanned?): what stands there was not read."
        remarks.append(bullet("!", said if sv else told, "yellow"))
    if reading.received is not None:
        day = reading.received
        said = f"En stämpel säger att brevet kom in {day}; stämmer det, ange dagen så:"
        told = f"A stamp says that the letter came in on {day}; if so, give the day as:"
        given = f"{said if sv else told} --received {day}"
        remarks.append(bullet("→", given, "cyan"))
    if remarks:
        yield Text()
        yield from remarks


def _to_confirm(
    reading: Reading, language: Language, places: Places | None
) -> Iterator[RenderableType]:
    if not reading.questions:
        return
    sv = language == "sv"
    yield Text()
    yield Text("Att bekräfta" if sv else "To confirm", "bold magenta")
    for question in reading.questions:
        yield bullet("?", question.sv if sv else question.en, "magenta")
        if places is not None:
            for line in places.about(question, width() - _INDENT):
                yield Padding(line, (0, 0, 0, _INDENT))


def _fields(memo: Memo, language: Language) -> Table:
    sv = language == "sv"
    numbers = ", ".join(
        f"{number.raw} ({number.owner})" if number.owner else number.raw
        for number in memo.diary_numbers
    )
    signed = ", ".join(
        f"{s.name} ({s.role})" if s.role else s.name for s in memo.signatories
    )
    fields = [
        ("Kommun" if sv else "Municipality", memo.municipality),
        ("Diarienummer" if sv else "Diary number", numbers or memo.dnr),
        ("Daterat" if sv else "Dated", str(memo.dated) if memo.dated else None),
        ("Revisionsbyrå" if sv else "Audit firm", memo.audit_firm),
        ("Undertecknat" if sv else "Signed", signed or None),
        *(
            (body.name, f"{ROLES[body.role][language]}{_asked(body.reply, language)}")
            for body in memo.bodies
        ),
    ]
    grid = Table.grid(padding=(0, 2, 0, 0))
    for name, value in fields:
        grid.add_row(Text(name, "dim"), Text(value or "–"))
    return grid


def _asked(reply: ReplyRequest, language: Language) -> str:
    if reply.date is not None:
        by = "senast" if language == "sv" else "by"
        at = f" {reply.time:%H.%M}" if reply.time else ""
        said = f" {by} {with_weekday(reply.date, language)}{at}"
        return f"{said}{_UNSURE[language] if reply.kind is _PROPOSED else ''}"
    return f" (”{reply.text}”)" if reply.text else ""
