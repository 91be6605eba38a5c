"""Who gets the letter, in which role, and what is asked of whom."""

import random
from collections.abc import Callable

import attrs
from pendulum import Date

from auditflow.memo import Body, ReplyRequest, Role
from tests.reading.letters import by_when
from tests.reading.letters.asking import names, request
from tests.reading.letters.bodies import Receiver, council
from tests.reading.letters.places import Place
from tests.reading.letters.review import first
from tests.reading.letters.truth import chance, pick


@attrs.frozen(kw_only=True)
class Handing:
    """The bodies in their places of the letter, and the sentences to them."""

    to: tuple[Receiver, ...]
    """In the block of addressees."""
    asked: tuple[Receiver, ...] = ()
    """Those that the recommendations go to."""
    informed: tuple[Receiver, ...] = ()
    """In a block for information."""
    paragraphs: tuple[str, ...]
    bodies: tuple[Body, ...]
    days: tuple[str, ...] = ()
    form: str = ""
    request: tuple[str, ...] = ()
    by: tuple[str, ...] = ()


@attrs.frozen
class Sender:
    """Where the letter comes from, and when."""

    rng: random.Random
    place: Place
    written: Date

    def boards(self, least: int, most: int) -> tuple[Receiver, ...]:
        """A few boards, the place's own board often first."""
        rng = self.rng
        chosen = rng.sample(self.place.boards, rng.randint(least, most))
        if chance(rng, 45):
            chosen[0] = self.place.board
        return tuple(chosen)

    def report(self) -> str:
        """What is handed over."""
        return self.rng.choice(["Rapporten", "Granskningsrapporten", "Bifogad rapport"])


def _bodies(
    receivers: tuple[Receiver, ...], role: Role, reply: ReplyRequest | None = None
) -> tuple[Body, ...]:
    reply = reply or ReplyRequest()
    return tuple(Body(receiver.name, role, reply) for receiver in receivers)


def _asked(
    sender: Sender,
    to: tuple[Receiver, ...],
    asked: tuple[Receiver, ...],
    *,
    named: bool,
) -> Handing:
    by = by_when.by_when(sender.rng, sender.written)
    wish = request(
        sender.rng, asked, by, sender.place.auditors, sender.written, named=named
    )
    others = tuple(receiver for receiver in to if receiver not in asked)
    return Handing(
        to=to,
        asked=asked,
        paragraphs=(wish.words,),
        bodies=_bodies(asked, Role.MUST_ANSWER, by.request)
        + _bodies(others, Role.ADDRESSEE),
        days=(by.day,) if by.day else (),
        request=(wish.form,),
        by=(by.form,),
    )


def _one(sender: Sender) -> Handing:
    to = sender.boards(1, 1)
    return _asked(sender, to, to, named=False)


def _one_only_in_the_sentence(sender: Sender) -> Handing:
    asked = sender.boards(1, 1)
    return _asked(sender, (), asked, named=True)


def _several(sender: Sender) -> Handing:
    to = sender.boards(2, 4)
    return _asked(sender, to, to, named=False)


def _one_of_several(sender: Sender) -> Handing:
    to = sender.boards(2, 3)
    return _asked(sender, to, to[:1], named=True)


def _companies(sender: Sender) -> Handing:
    rng = sender.rng
    to = tuple(rng.sample(sender.place.companies, rng.randint(1, 2)))
    return _asked(sender, to, to, named=False)


def _days_of_their_own(sender: Sender) -> Handing:
    to = sender.boards(2, 2)
    rng, form = sender.rng, sender.rng.choice(by_when.WHOLE[:5])
    by = [by_when.by_when(rng, sender.written, (form,)) for _ in to]
    words = rng.choice(
        [
            "Vi önskar svar från {0} {1} och från {2} {3}.",
            (
                "{G} överlämnar rapporten till {0} för yttrande {1} och till {2} för "
                "yttrande {3}."
            ),
            "Yttrande från {0} emotses {1}. Yttrande från {2} emotses {3}.",
            "Vi önskar svar från {0} {1}.\n\nFrån {2} önskar vi svar {3}.",
            "Vi önskar svar enligt följande:\n- {0} {1}\n- {2} {3}",
        ]
    ).format(
        to[0].inline,
        by[0].words,
        to[1].inline,
        by[1].words,
        G=first(sender.place.auditors),
    )
    replies = zip(to, by, strict=True)
    return Handing(
        to=to,
        asked=to,
        paragraphs=(words,),
        bodies=tuple(
            Body(body.name, Role.MUST_ANSWER, when.request) for body, when in replies
        ),
        days=tuple(when.day for when in by),
        request=("several days",),
        by=(form,),
    )


def _sentence_overrides(sender: Sender) -> Handing:
    to = sender.boards(2, 3)
    asked, other = to[:-1], to[-1:]
    by = by_when.by_when(sender.rng, sender.written, by_when.FORMS[:-2])
    words = sender.rng.choice(
        [
            (
                "{G} överlämnar rapporten till {a} för yttrande {by} samt till {o} för "
                "kännedom."
            ),
            "Rapporten överlämnas till {o} för kännedom. Vi önskar svar från {a} {by}.",
            (
                "Vi önskar svar från {a} {by}. Rapporten överlämnas också till {o} för "
                "kännedom."
            ),
        ]
    ).format(
        G=first(sender.place.auditors), a=names(asked), o=names(other), by=by.words
    )
    return Handing(
        to=to,
        asked=asked,
        paragraphs=(words.replace(" .", ".").replace("  ", " "),),
        bodies=_bodies(asked, Role.MUST_ANSWER, by.request)
        + _bodies(other, Role.FOR_INFORMATION),
        days=(by.day,) if by.day else (),
        request=("yttrande and kännedom",),
        by=(by.form,),
    )


def _for_information(sender: Sender) -> Handing:
    to = sender.boards(1, 3)
    words = sender.rng.choice(
        [
            f"{sender.report()} överlämnas till {names(to)} för kännedom.",
            f"{sender.report()} översänds härmed för kännedom.",
            (
                f"{first(sender.place.auditors)} överlämnar rapporten för "
                f"kännedom till {names(to)}."
            ),
        ]
    )
    return Handing(
        to=to,
        asked=to,
        paragraphs=(words,),
        bodies=_bodies(to, Role.FOR_INFORMATION),
        request=("for information",),
    )


def _for_measures(sender: Sender) -> Handing:
    to = sender.boards(1, 2)
    words = sender.rng.choice(
        [
            f"{sender.report()} överlämnas till {names(to)} för åtgärder.",
            (
                f"{first(sender.place.auditors)} har beslutat att överlämna "
                f"rapporten till {names(to)} för åtgärd."
            ),
            f"{sender.report()} överlämnas för beaktande och vidare åtgärder.",
        ]
    )
    return Handing(
        to=to,
        asked=to,
        paragraphs=(words,),
        bodies=_bodies(to, Role.ADDRESSEE),
        request=("for measures",),
    )


def _nothing(sender: Sender) -> Handing:
    to = sender.boards(1, 2)
    words = sender.rng.choice(
        [
            f"{sender.report()} överlämnas härmed till {names(to)}.",
            f"{sender.report()} överlämnas till {names(to)}. Något svar önskas inte.",
            f"{sender.report()} överlämnas härmed. Vi begär inget yttrande över den.",
            (
                f"{first(sender.place.auditors)} överlämnar rapporten till "
                f"{names(to)} och kommer att följa upp granskningen nästa år."
            ),
        ]
    )
    return Handing(
        to=to,
        asked=to,
        paragraphs=(words,),
        bodies=_bodies(to, Role.ADDRESSEE),
        request=("nothing",),
    )


_MADE: dict[str, tuple[int, Callable[[Sender], Handing]]] = {
    "one asked": (42, _one),
    "one, in the sentence only": (5, _one_only_in_the_sentence),
    "several asked": (12, _several),
    "one asked, others addressed": (6, _one_of_several),
    "several with days of their own": (5, _days_of_their_own),
    "sentence overrides the head": (5, _sentence_overrides),
    "company boards": (7, _companies),
    "for information": (6, _for_information),
    "for measures": (5, _for_measures),
    "asked nothing": (6, _nothing),
}
FORMS = (*_MADE,)


def handing(rng: random.Random, place: Place, written: Date) -> tuple[Handing, str]:
    """To whom the letter goes and what it asks; and where the copies are told."""
    form = pick(rng, {name: weight for name, (weight, _) in _MADE.items()})
    made = attrs.evolve(_MADE[form][1](Sender(rng, place, written)), form=form)
    return _with_copies(rng, made, place)


def _with_copies(
    rng: random.Random, made: Handing, place: Place
) -> tuple[Handing, str]:
    cut = "cut off" in made.by
    form = pick(
        rng,
        {"block": 30, "sentence": 7, "below the names": 8, "negated": 3, "none": 52},
    )
    if form in ("sentence", "negated") and cut:
        form = "none"
    if form == "none":
        return made, form
    copied = _copied(rng, made, place)
    if form == "negated":
        said = f"Rapporten behöver inte skickas till {names(copied)} för kännedom."
        return attrs.evolve(made, paragraphs=(*made.paragraphs, said)), form
    if form == "sentence":
        said = f"Rapporten överlämnas också till {names(copied)} för kännedom."
        made = attrs.evolve(made, paragraphs=(*made.paragraphs, said))
    bodies = made.bodies + _bodies(copied, Role.FOR_INFORMATION)
    shown = () if form == "sentence" else copied
    return attrs.evolve(made, bodies=bodies, informed=shown), form


def _copied(rng: random.Random, made: Handing, place: Place) -> tuple[Receiver, ...]:
    """Fullmäktige as a rule, and sometimes a board that the letter is not to."""
    boards = (place.board, *place.boards)
    others = [body for body in boards if body not in made.to + made.asked]
    copied = rng.sample(others, rng.randint(0, 1))
    if not copied or chance(rng, 75):
        copied.append(council(rng, place.word))
    return tuple(copied)
