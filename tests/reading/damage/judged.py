"""What stands in a reading, field by field: right, asked about, or wrong."""

from collections.abc import Iterator
from enum import StrEnum

import attrs

from auditflow.memo import Memo
from auditflow.reading import Reading
from tests.reading.papers import SEED

RIGHT_BODIES = {
    "kommunstyrelsen": "must_answer",
    "socialnämnden": "for_information",
    "kommunfullmäktige": "for_information",
}
OR = " or "
_AND = " | "
REPLY = "bodies.kommunstyrelsen.reply"
_LIST = [line[2:] for line in SEED.splitlines() if line.startswith("- ")]
TITLE = "Granskning av kommunens arbete med integration och arbetsmarknadsinsatser"
SIGNED = "Thomas Boström, Ordförande | Torsten Gunnarsson, Vice ordförande"
# Whose number it is may be left out where the stamp is no longer whole.
NO_OWNER = f"kommunstyrelsen 2022/347{OR}None 2022/347"
# Every field of the seed's memo, by its path, as one line of text.
SEED_SAYS = {
    "municipality": "Vänersborgs kommun",
    "dnr": "2022/347",
    "diary_numbers": "kommunstyrelsen 2022/347",
    "dated": "2022-09-27",
    "title": TITLE,
    **{f"bodies.{name}": role for name, role in RIGHT_BODIES.items()},
    REPLY: "date 2022-11-25",
    "bodies.socialnämnden.reply": "none",
    "bodies.kommunfullmäktige.reply": "none",
    "recommendations": _AND.join(f"kommunstyrelsen: {text}" for text in _LIST),
    "signatories": SIGNED,
    "audit_firm": "KPMG",
}
FIRST_FOUR = _AND.join(f"kommunstyrelsen: {text}" for text in _LIST[:4])


class Verdict(StrEnum):
    """How a field came out."""

    RIGHT = "right"
    ASKED = "asked"
    WRONG = "wrong"


@attrs.frozen
class Judged:
    """One field: what it should say, what it says, and whether a person is asked.

    Where two readings are right, ``should`` has both, with `OR` between them.
    """

    field: str
    should: str
    says: str
    asked: bool

    @property
    def verdict(self) -> Verdict:
        """A field that is right is right, also if a person is asked to confirm it."""
        if self.says in self.should.split(OR):
            return Verdict.RIGHT
        return Verdict.ASKED if self.asked else Verdict.WRONG

    def __str__(self) -> str:
        asked = "and asks" if self.asked else "without asking"
        should, says = self.should.split(_AND), self.says.split(_AND)
        missing = _AND.join(_short(part) for part in should if part not in says)
        odd = _AND.join(_short(part) for part in says if part not in should)
        return f"{self.field}: should say {missing!r}, says {odd!r} {asked}"


def judged(reading: Reading, should: dict[str, str]) -> tuple[Judged, ...]:
    """Each field of *reading* beside what it *should* say; a body too many is wrong."""
    says = {} if reading.memo is None else dict(_said(reading.memo))
    asked = [question.field for question in reading.questions]
    return tuple(
        Judged(
            field,
            should.get(field, ""),
            says.get(field, ""),
            any(_about(question, field) for question in asked),
        )
        for field in dict.fromkeys([*should, *says])
    )


def _short(part: str) -> str:
    """A long text by its beginning and its end."""
    return part if len(part) <= 90 else f"{part[:60]} … {part[-25:]}"


def _about(question: str, field: str) -> bool:
    """Whether a question is about a field, a part of it, or what it is part of."""
    if field == "dnr":
        field = "diary_numbers"
    return f"{question}.".startswith(f"{field}.") or field.startswith(f"{question}.")


def _said(memo: Memo) -> Iterator[tuple[str, str]]:
    yield "municipality", memo.municipality or ""
    yield "dnr", memo.dnr or ""
    numbers = (f"{number.owner} {number.raw}" for number in memo.diary_numbers)
    yield "diary_numbers", _AND.join(numbers)
    yield "dated", str(memo.dated or "")
    yield "title", memo.title or ""
    for body in memo.bodies:
        yield f"bodies.{body.name}", body.role.value
        day, time = body.reply.date, body.reply.time
        told = [body.reply.kind.value]
        told += [str(day)] if day else []
        told += [f"{time:%H:%M}"] if time else []
        yield f"bodies.{body.name}.reply", " ".join(told)
    advice = (f"{one.body}: {one.text}" for one in memo.recommendations)
    yield "recommendations", _AND.join(advice)
    signed = (f"{one.name}, {one.role}" for one in memo.signatories)
    yield "signatories", _AND.join(signed)
    yield "audit_firm", memo.audit_firm or ""
