"""A memo as TOML for a person: remarks say what to confirm, and what is still empty.

TOML is read with `tomllib`; written are only texts, days, times and whole numbers.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from auditflow.errors.plain import whole
from auditflow.memo.bodies import Body, ReplyKind, ReplyRequest, Role
from auditflow.memo.confirming import to_confirm
from auditflow.memo.diary_number import DiaryNumber
from auditflow.memo.memo import Asked, Memo, Recommendation, Signatory

_HEAD: Final = """\
# A memo (missiv) as auditflow read it: correct it, save it, and give it back with
#     auditflow plan FILE --received DAY
# What stands after # is a remark. Take the # away to let an example hold.
"""
_ROLES: Final = {
    Role.MUST_ANSWER: "is asked for an answer (ska svara)",
    Role.FOR_INFORMATION: "gets the letter för kännedom",
    Role.ADDRESSEE: "gets the letter, and is asked nothing",
}
_KINDS: Final = {
    ReplyKind.DATE: "a day that holds, such as date = 2022-11-25",
    ReplyKind.PROPOSED: 'a day to confirm: write kind = "date" if it is right',
    ReplyKind.RELATIVE: "within a time, such as three months",
    ReplyKind.UNDATED: "an answer is asked for, without a day",
    ReplyKind.UNREADABLE: "a day is asked for, but cannot be read",
    ReplyKind.NONE: "no answer is asked for",
}
_TOP: Final = {
    "municipality": '"Ekvikens kommun"',
    "dated": "2022-09-27",
    "title": '"Granskning av …"',
    "audit_firm": '"…"',
}
_LISTS: Final = {
    "diary_numbers": ('raw = "KS 2022/347"', 'owner = "kommunstyrelsen"'),
    "bodies": (
        'name = "kommunstyrelsen"',
        'role = "must_answer"',
        'reply = { kind = "date", date = 2022-11-25 }',
    ),
    "recommendations": ('text = "…"', 'body = "kommunstyrelsen"'),
    "signatories": ('name = "Karin Ek"', 'role = "ordförande"'),
}


def toml_of(memo: Memo, questions: Iterable[Asked]) -> str:
    """The text of *memo*, with each question beside what it asks about."""
    asked = [*questions]
    remarks = _Remarks([*asked])
    top = [*_top(memo, remarks), *_unsure(to_confirm(memo, asked))]
    blocks = [_HEAD.rstrip("\n"), "\n".join(top)]
    for name in _LISTS:
        blocks += _listed(memo, name, remarks)
    left = [*remarks.left()]
    blocks[1:1] = ["\n".join(left)] if left else []
    text = "\n\n".join(blocks) + "\n"
    return whole(text)


@attrs.define
class _Remarks:
    """The questions, each of which is told once."""

    questions: list[Asked]

    def about(self, *fields: str) -> Iterator[str]:
        """Take out and tell what is asked about these *fields*."""
        for question in [q for q in self.questions if q.field in fields]:
            self.questions.remove(question)
            yield from _asked(question)

    def left(self) -> Iterator[str]:
        """What is asked about something that has no place of its own."""
        for question in self.questions:
            yield from _asked(question)


def _asked(question: Asked) -> Iterator[str]:
    yield f"# ? {_one_line(question.sv)}"
    yield f"# ? {_one_line(question.en)}"


def _top(memo: Memo, remarks: _Remarks) -> Iterator[str]:
    for name, example in _TOP.items():
        yield from remarks.about(name)
        value = getattr(memo, name)
        if value is None:
            yield f"# {name} = {example}"
        else:
            yield f"{name} = {_text(value) if isinstance(value, str) else value}"
    yield from remarks.about("dnr")
    first = memo.diary_numbers[0].raw if memo.diary_numbers else None
    if memo.dnr != first:
        # What follows from the first of the diary numbers need not be said.
        yield f"dnr = {_text(memo.dnr or '')}"


def _unsure(fields: Iterable[str]) -> Iterator[str]:
    """The fields that hold what may be wrong, and what to do about them."""
    lines = [f"    {_text(field)}," for field in fields]
    if lines:
        yield "# Unsure: confirm or correct each of these, and take it out of the list."
        yield from ("to_confirm = [", *lines, "]")


def _listed(memo: Memo, name: str, remarks: _Remarks) -> Iterator[str]:
    """The list called *name*, one block of text for each; an example if it is empty."""
    about = [*remarks.about(name)]
    if name == "bodies":
        about += _explained()
    listed = getattr(memo, name)
    if not listed:
        yield "\n".join(
            [*about, f"# [[{name}]]", *(f"# {key}" for key in _LISTS[name])]
        )
    for number, one in enumerate(listed, 1):
        asked = remarks.about(f"{name}.{number}")
        if isinstance(one, Body):
            asked = remarks.about(f"{name}.{number}", f"{name}.{one.name}")
        keys = [*_keys(one, number, remarks)]
        yield "\n".join([*about, *asked, f"[[{name}]]", *keys])
        about = []


def _keys(
    one: DiaryNumber | Body | Recommendation | Signatory, number: int, remarks: _Remarks
) -> Iterator[str]:
    match one:
        case DiaryNumber(owner, raw):
            yield f"raw = {_text(raw)}"
            yield from _maybe("owner", owner, "kommunstyrelsen")
        case Body(name, role, reply):
            yield f"name = {_text(name)}"
            yield f"role = {_text(role.value)}"
            asked = [*remarks.about(f"bodies.{name}.reply", f"bodies.{number}.reply")]
            if reply != ReplyRequest() or asked:
                yield "\n".join([*asked, "[bodies.reply]", *_reply_keys(reply)])
        case Recommendation(given, text, body):
            if given != number:
                yield f"number = {given}"
            yield f"text = {_text(text)}"
            if body is not None:
                yield f"body = {_text(body)}"
        case Signatory(name, role):
            yield f"name = {_text(name)}"
            yield from _maybe("role", role, "ordförande")


def _reply_keys(reply: ReplyRequest) -> Iterator[str]:
    yield f"kind = {_text(reply.kind.value)}"
    yield f"date = {reply.date}" if reply.date else "# date = 2022-11-25"
    if reply.time is not None:
        yield f"time = {reply.time.isoformat()}"
    if reply.text:
        yield f"text = {_text(reply.text)}"


def _maybe(key: str, value: str | None, example: str) -> Iterator[str]:
    yield f"# {key} = {_text(example)}" if value is None else f"{key} = {_text(value)}"


def _explained() -> Iterator[str]:
    """What the words of a body mean, told once."""
    for key, words in (("role", _ROLES), ("kind of a reply", _KINDS)):
        yield f"# {key}:"
        yield from (f"#     {word.value:<16} {said}" for word, said in words.items())


def _text(value: str) -> str:
    """*value* as a TOML basic string: that of JSON, but for one control character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def _one_line(text: str) -> str:
    """*text* as a remark can hold it."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
