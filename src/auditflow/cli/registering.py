"""``auditflow register``: a letter becomes a case in the store, at each body."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click
from pendulum import Date
from rich.console import RenderableType
from rich.text import Text

from auditflow.case import Case
from auditflow.cli import as_json, case_json, case_paper, paper
from auditflow.cli.given import case_given
from auditflow.cli.letter_given import memo_in, read_on_a_day
from auditflow.cli.named import Where, WhoWord, in_which_store
from auditflow.cli.shown import print_json, shown
from auditflow.cli.words import DayWord, language_option
from auditflow.errors import BodyUnknown, CaseKnown, FileRefused
from auditflow.lifecycle.words import STATE_WORDS
from auditflow.memo import Memo
from auditflow.memo.confirming import to_confirm
from auditflow.planning import Plan
from auditflow.reading import Question
from auditflow.reasons import Language

if TYPE_CHECKING:
    from auditflow.store import Store, StoredCase


@attrs.frozen
class _Registered:
    """A case of the letter: new, or one that was in the store already."""

    stored: "StoredCase"
    plan: Plan
    is_new: bool


@click.command(short_help="Open the cases of a letter in the store.")
@click.argument("file")
@click.option(
    "--received",
    type=DayWord(),
    help="The day on which the letter reached the body. Always needed: a stamp of "
    "receipt on it is offered, and never taken.",
)
@click.option("--body", help="Open only the case of this body; by default of each.")
@click.option(
    "--by",
    type=WhoWord(),
    default="registrator",
    show_default=True,
    help="Who received the letter.",
)
@click.option("--document", metavar="REF", help="A reference to the letter.")
@click.option(
    "--anew",
    is_flag=True,
    help="Open cases although another letter has the same diary number.",
)
@in_which_store
@shown
def register(
    *,
    file: str,
    received: Date | None,
    body: str | None,
    by: str,
    document: str | None,
    anew: bool,
    where: Where,
    as_data: bool,
    lang: str | None,
) -> None:
    """Open a case in the store for each body that must answer the memo in FILE.

    All of them are opened, or none. FILE is a letter, - for one on standard input, or a
    memo that a person has corrected. The same letter is not registered twice: the cases
    that are there already are shown. A store is made where there is none.
    """
    _check_is_no_case(file)
    reading = memo_in(file)
    memo, day = read_on_a_day(reading, received)
    bodies = _bodies(memo, body, day)
    with where.opened(may_make=True) as store:
        found = _registered(
            store, memo, day, bodies, by=by, document=document, anew=anew
        )
    questions = reading.questions
    if as_data:
        print_json(_as_data(memo, found, questions))
    else:
        paper.show(*_on_paper(memo, found, questions, language_option(lang)))


def _check_is_no_case(file: str) -> None:
    """Refuse a case file: that is a whole case, and no letter."""
    if file != "-" and case_given(Path(file)) is not None:
        mend = "give the letter, or bring whole cases in with: auditflow import"
        raise FileRefused(file, "is a case file", mend)


def _bodies(memo: Memo, body: str | None, day: Date) -> tuple[str, ...]:
    """The bodies at which cases are to be opened, before a store is asked or made.

    Raises:
        BodyUnknown: the memo asks nobody, or not this body.
        MemoRefused: it was received before its own day.
    """
    names = [body] if body else [one.name for one in memo.must_answer]
    if not names:
        raise BodyUnknown(None, (), "the memo asks nobody for an answer")
    return tuple(Case.open(memo, received=day, body=name).body for name in names)


def _registered(
    store: "Store",
    memo: Memo,
    received: Date,
    bodies: Iterable[str],
    *,
    by: str,
    document: str | None,
    anew: bool,
) -> list[_Registered]:
    """The case of each body; all that are new are written together, or none."""
    found: list[tuple[StoredCase, bool]] = []
    with store.transaction() as within:
        for body in bodies:
            try:
                case = within.register(
                    memo,
                    received=received,
                    body=body,
                    by=by,
                    document=document,
                    anew=anew,
                )
                found.append((case, True))
            except CaseKnown as known:
                found.append((_known(within, known, memo), False))
    return [_Registered(case, store.case(case.name).plan(), new) for case, new in found]


def _known(store: "Store", known: CaseKnown, memo: Memo) -> "StoredCase":
    """The case that is there already, of the same letter.

    Raises:
        CaseKnown: it is that of another letter.
    """
    case = store.case(known.case)
    if _said_in(case.case.memo) == _said_in(memo):
        return case
    mend = known.mend.replace("anew=True", "--anew")
    raise CaseKnown(known.case, known.why, mend) from None


def _said_in(memo: Memo) -> dict[str, as_json.Json]:
    """What tells a letter from another: names of people may have been removed."""
    return {**memo.as_json(), "signatories": []}


def _as_data(
    memo: Memo, found: Sequence[_Registered], questions: Sequence[Question]
) -> as_json.Json:
    return {
        "cases": [_of_case(one) for one in found],
        "to_confirm": list(to_confirm(memo, questions)),
        "questions": as_json.of_questions(questions),
    }


def _of_case(one: _Registered) -> as_json.Json:
    stored = one.stored
    return {
        **case_json.of_case(stored.case, stored.version, one.plan),
        "new": one.is_new,
    }


def _on_paper(
    memo: Memo,
    found: Sequence[_Registered],
    questions: Sequence[Question],
    language: Language,
) -> Iterator[RenderableType]:
    sv = language == "sv"
    yield Text(memo.title or ("(ingen rubrik)" if sv else "(no title)"), "bold")
    if not any(one.is_new for one in found):
        said = "Redan registrerat; inget skrevs."
        yield Text(said if sv else "Already registered; nothing was written.", "yellow")
    for one in found:
        yield Text()
        yield from _case(one, language)
    if questions:
        yield Text()
        yield Text("Att bekräfta" if sv else "To confirm", "bold magenta")
        for question in questions:
            yield paper.bullet("?", question.sv if sv else question.en, "magenta")
    if any(one.is_new and one.stored.case.dnr is None for one in found):
        said = "Ett ärende får sitt nummer med" if sv else "A case gets its number with"
        command = 'auditflow record CASE registered "dnr=…" --by WHO'
        yield Text()
        yield paper.bullet("→", f"{said}: {command}", "cyan")


def _case(one: _Registered, language: Language) -> Iterator[RenderableType]:
    sv, case = language == "sv", one.stored.case
    yield Text(case.name, "bold")
    state = STATE_WORDS[case.state][language]
    known = f"fanns redan, {state}" if sv else f"was there already, {state}"
    new = "nytt ärende" if sv else "a new case"
    by = "svar senast" if sv else "answer by"
    reply = case_paper.reply_by(one.plan, language)
    reply = f"{by} {reply}" if one.plan.reply_day.day else reply
    parts = (case.body, new if one.is_new else known, reply)
    yield Text(" · ".join(parts), "" if one.is_new else "dim")
    if one.is_new:
        yield from case_paper.duties(one.plan, language)
