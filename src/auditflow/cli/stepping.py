"""``auditflow step`` and ``auditflow record``: what happens to a case in the store."""

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Final

import attrs
import click
from pendulum import Date
from rich.console import RenderableType
from rich.text import Text

from auditflow.case import Case
from auditflow.case.entries import Entry
from auditflow.case.telling import told
from auditflow.cli import case_json, case_paper, paper
from auditflow.cli.entry_words import RECORDED, event_said, form_of, keys_of
from auditflow.cli.given import CaseGiven
from auditflow.cli.history import entries_told, of_entry
from auditflow.cli.in_store import with_store
from auditflow.cli.named import WhoWord, today
from auditflow.cli.shown import print_json, shown
from auditflow.cli.words import DayWord, language_option, with_weekday
from auditflow.errors import NotAllowed, ValueRefused, meant
from auditflow.events import Answered, AnyEvent, Received
from auditflow.lifecycle import EVENT_OF
from auditflow.lifecycle.words import STATE_WORDS
from auditflow.planning import Plan
from auditflow.reasons import Language

if TYPE_CHECKING:
    from auditflow.store import Store, StoredCase

_NEXT: Final = 3  # duties that are shown after a step
_STEPS: Final[dict[str, type[AnyEvent]]] = {
    step.value: kind for step, kind in EVENT_OF.items()
}
_TAKEN: Final = {kind.word: step for step, kind in _STEPS.items()} | {
    step: step for step in _STEPS
}
"""Each step by the words that somebody may record it with."""


class _Listing(click.Command):
    """A command whose help lists its words, each with the keys that it takes."""

    kinds: ClassVar[Mapping[str, type[AnyEvent]]]
    heading: ClassVar[str]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list under the options."""
        del ctx
        forms = [
            (word, " ".join(map(form_of, keys_of(kind))) or "–")
            for word, kind in self.kinds.items()
        ]
        with formatter.section(self.heading):
            formatter.write_dl(forms)


class _ListingSteps(_Listing):
    kinds = _STEPS
    heading = "Steps, and the keys of each; those in [brackets] may be left out"


class _ListingEvents(_Listing):
    kinds = RECORDED
    heading = "Events, and the keys of each; those in [brackets] may be left out"


_ENTRY_OPTIONS: Final = (
    click.argument("words", nargs=-1, metavar="[KEY=VALUE]…"),
    click.option(
        "--on",
        type=DayWord(),
        help="The day on which it happened; by default today in Stockholm.",
    ),
    click.option(
        "--by", type=WhoWord(), required=True, help="Who did it, or who records it."
    ),
    click.option(
        "--despite",
        metavar="WHY",
        help="Why it is done although it is irregular.",
    ),
    click.option("--document", metavar="REF", help="A reference to a document."),
    click.option(
        "--expect",
        type=click.IntRange(min=1),
        metavar="N",
        help="How many entries the case had when you looked at it: if somebody has "
        "written to it since, nothing is written, and what they wrote is told.",
    ),
    shown,
    with_store(),
)


@attrs.frozen
class _Saying:
    """What the options say of an entry."""

    store: "Store"
    case: str
    words: tuple[str, ...]
    on: Date | None
    by: str
    despite: str | None
    document: str | None
    expect: int | None

    def write(self, kind: type[AnyEvent], what: str) -> "StoredCase":
        """Write an event of this *kind*, and give the case after it.

        Raises:
            CaseRefused: with all that is wrong in the words.
            NotAllowed: something stands in the way.
            UsageError: something is irregular, and nobody said why it is done.
            Conflict: somebody else has written to the case meanwhile.
        """
        stored = self.store.case(self.case)
        options: dict[str, object] = {
            "on": str(self.on or today()),
            "by": self.by,
            "despite": self.despite,
            "document": self.document,
        }
        if kind is Answered:
            options["to"] = stored.addressee
        event = event_said(
            kind, what, self.words, options=options, entries=stored.entries
        )
        try:
            return self._as_seen(stored).record(event)
        except NotAllowed as refused:
            if refused.impossible:
                raise
            said = str(refused).replace('despite="…"', '--despite "…"')
            raise click.UsageError(said) from None

    def _as_seen(self, stored: "StoredCase") -> "StoredCase":
        """The case as it was when the caller saw it."""
        if self.expect is None:
            return stored
        if self.expect > stored.version:
            given = f"--expect {self.expect}, but the case has {stored.version} entries"
            raise ValueRefused(given, "give the version that auditflow show prints")
        return attrs.evolve(stored, entries=stored.entries[: self.expect])


def _about_an_entry(command: Callable[..., object]) -> Callable[..., object]:
    """Give *command* the options of an entry; it is called with ``saying``."""

    @functools.wraps(command)
    def asked(
        *,
        store: "Store",
        case: str,
        words: tuple[str, ...],
        on: Date | None,
        by: str,
        despite: str | None,
        document: str | None,
        expect: int | None,
        **others: object,  # what the command itself asks for
    ) -> object:
        saying = _Saying(store, case, words, on, by, despite, document, expect)
        return command(saying=saying, **others)

    for option in reversed(_ENTRY_OPTIONS):
        asked = option(asked)
    return asked


@click.command(cls=_ListingSteps, short_help="Take a step with a case in the store.")
@click.argument("case")
@click.argument("step_word", metavar="STEP")
@_about_an_entry
def step(*, saying: _Saying, step_word: str, as_data: bool, lang: str | None) -> None:
    """Take a STEP with CASE, such as refer.

    For example: auditflow step CASE refer to=socialnämnden to=miljönämnden=2022-10-20
    --by registrator

    What the step takes is said as KEY=VALUE, with quotes where there are spaces:
    "paragraph=§ 140". A key of a list may be given again. A value in JSON may stand in
    a file: responses=@responses.json holds a list, as in a case file.

    What is impossible is refused; what is irregular needs --despite.
    """
    after = saying.write(_step_of(step_word), step_word)
    _show(after, as_data=as_data, lang=lang)


@click.command(cls=_ListingEvents, short_help="Record what happened to a case.")
@click.argument("case")
@click.argument("event_word", metavar="EVENT")
@_about_an_entry
def record(
    *, saying: _Saying, event_word: str, as_data: bool, lang: str | None
) -> None:
    """Record that EVENT happened to CASE, such as registered.

    For example: auditflow record CASE registered "dnr=KS 2022/347" --by registrator

    What is said of it stands as KEY=VALUE, with quotes where there are spaces. A value
    in JSON may stand in a file: response=@response.json

    A wrong entry is corrected, never deleted: corrected corrects=3 "reason=skrivfel"
    right=null, where nothing takes its place, or right=@entry.json, with the entry as
    it should be: {"event": "registered", "on": "2022-09-28", "by": "anna", "dnr": "…"}
    """
    after = saying.write(_event_of(event_word), event_word)
    _show(after, as_data=as_data, lang=lang)


def _step_of(word: str) -> type[AnyEvent]:
    """The kind of event that the step called *word* is.

    Raises:
        ValueRefused: it is none.
    """
    if word in _STEPS:
        return _STEPS[word]
    mend = meant(word, tuple(_STEPS))
    if word in RECORDED:
        mend = f"record it with: auditflow record CASE {word}"
    raise ValueRefused(f"{word!r} is no step", mend)


def _event_of(word: str) -> type[AnyEvent]:
    """The kind of event called *word* that is recorded beside the steps.

    Raises:
        ValueRefused: there is none.
    """
    if word in RECORDED:
        return RECORDED[word]
    if word in _TAKEN:
        mend = f"take it with: auditflow step CASE {_TAKEN[word]}"
        raise ValueRefused(f"{word!r} is a step", mend)
    if word == Received.word:
        mend = "correct that entry with: auditflow record CASE corrected corrects=1"
        raise ValueRefused("a case is received once, when it is opened", mend)
    raise ValueRefused(f"{word!r} is no event", meant(word, tuple(RECORDED)))


def _show(after: "StoredCase", *, as_data: bool, lang: str | None) -> None:
    """Print where the case stands after the latest entry, and that entry."""
    plan = after.plan()
    entries = entries_told(CaseGiven(after.case, after.entries), None)
    written = next(entry for entry in entries if entry.number == after.version)
    if as_data:
        of_case = case_json.of_case(after.case, after.version, plan)
        print_json({**of_case, "written": of_entry(written)})
    else:
        paper.show(*_on_paper(after.case, written, plan, language_option(lang)))


def _on_paper(
    case: Case, written: Entry, plan: Plan, language: Language
) -> Iterator[RenderableType]:
    sv, event = language == "sv", written.event
    state = STATE_WORDS[case.state][language]
    line = f"{case.body} · {'läge' if sv else 'state'}: {state}"
    yield from paper.headed(case, line)
    head = "Skrivet som nr" if sv else "Written as no."
    day = with_weekday(event.on, language)
    yield Text(f"{head} {written.number}: {day} {told(event, language)}", "green")
    yield Text()
    yield from case_paper.duties(plan, language, _NEXT)
    yield Text()
    allowed = case_paper.steps(case.allowed, language)
    yield Text(f"{'Möjliga steg' if sv else 'Steps now'}: {allowed}")
