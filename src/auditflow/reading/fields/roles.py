"""Which body has which role: what the head says, overridden by the sentences."""

from collections.abc import Iterable, Iterator

import attrs
from pendulum import Date

from auditflow.memo import Body, ReplyKind, ReplyRequest, Role, body_key
from auditflow.reading.fields.addressees import Addressees
from auditflow.reading.fields.handing import HandedOver, Purpose
from auditflow.reading.fields.requests import Ask, Requests
from auditflow.reading.sentences.body_names import Mention, fits
from auditflow.reading.sentences.parts import Parts
from auditflow.reading.sentences.reply_days import Doubt, requested
from auditflow.values import Value


@attrs.frozen(eq=False, repr=False)
class BodyRead(Value):
    """A body with its role, where its name stands, and where it is asked."""

    body: Body
    named: tuple[int, int]
    asked: tuple[int, int] | None = None
    doubt: Doubt | None = None


def bodies_read(
    parts: Parts,
    addressees: Addressees,
    requests: Requests,
    recommended_to: tuple[Mention, ...],
    dated: Date | None,
) -> tuple[BodyRead, ...]:
    """Every body that the letter speaks to, once each; who must answer comes so."""
    to_body = [one for one in requests.handed if one.body is not None]
    sent = _distinct([*addressees.to, *_handed_to(to_body)])
    free = {body_key(_meant(m, addressees.to).name) for m in requests.excepted}
    everybody = _spoken_to(addressees, to_body) or _distinct(recommended_to)
    # A letter that asks, asks somebody: what frees them all is said of something else,
    # as `nämnden behöver inte besvara det som redan är åtgärdat`.
    spoken_to = [m for m in everybody if body_key(m.name) not in free] or everybody
    answers = _answers(parts, requests.asks, spoken_to, dated)
    if not sent:
        answers = {key: _implied(one, requests) for key, one in answers.items()}
    roles = _roles(addressees, requests)
    asked = (read.mention for read in answers.values())
    everyone = _distinct([*sent, *asked, *addressees.informed])
    return tuple(_body(mention, roles, answers) for mention in everyone)


def _handed_to(handed: list[HandedOver]) -> Iterator[Mention]:
    """To whom the letter says that the report goes.

    What goes to fullmäktige, for nothing that is said, is the law's yearly report.
    """
    for one in handed:
        if one.body is not None:
            council = one.body.name.endswith("fullmäktige")
            if not (council and one.purpose is None):
                yield one.body


def _spoken_to(addressees: Addressees, handed: list[HandedOver]) -> list[Mention]:
    """Who is meant where a sentence asks without a name.

    To whom the report is handed over goes before the head. A body that only gets it
    too, or a copy of it, is asked nothing; nor is fullmäktige, unless it is named.
    """
    to = [
        one.body
        for one in handed
        if one.body is not None and one.purpose in (Purpose.ANSWER, None)
        if not one.also and not one.body.name.endswith("fullmäktige")
    ]
    copied = {
        body_key(_meant(one.body, addressees.to).name)
        for one in handed
        if one.body is not None and one.purpose is Purpose.COPY
    }
    head = [m for m in addressees.to if body_key(m.name) not in copied]
    boards = [m for m in head if not m.name.endswith("fullmäktige")]
    return _distinct(to) or _distinct(boards or head)


def _roles(addressees: Addressees, requests: Requests) -> dict[str, Role]:
    """The role of each body that is asked nothing; sentences override the head."""
    head = Role.FOR_INFORMATION if _only_informs(requests) else Role.ADDRESSEE
    roles = {body_key(mention.name): head for mention in addressees.to}
    for one in requests.handed:
        if one.body is not None:
            informs = one.purpose is Purpose.COPY
            role = Role.FOR_INFORMATION if informs else Role.ADDRESSEE
            roles[body_key(_meant(one.body, addressees.to).name)] = role
    for mention in addressees.informed:
        roles.setdefault(body_key(mention.name), Role.FOR_INFORMATION)
    return roles


def _meant(body: Mention, to: Iterable[Mention]) -> Mention:
    """The body that `nämnden` means, if there is just one."""
    fitting = [m for m in to if body.common and fits(m.name, body.name)]
    return fitting[0] if len(fitting) == 1 else body


@attrs.frozen(eq=False, repr=False)
class _Answer(Value):
    mention: Mention
    reply: ReplyRequest
    doubt: Doubt | None
    span: tuple[int, int]


def _answers(
    parts: Parts, asks: tuple[Ask, ...], spoken_to: list[Mention], dated: Date | None
) -> dict[str, _Answer]:
    answers: dict[str, _Answer] = {}
    named = _distinct(m for ask in asks for m in ask.bodies if not m.common)
    for ask in asks:
        reply, doubt = requested(ask.slot, dated)
        text = parts.even.words(ask.start, ask.end)
        place = ask.slot or ask
        span = (place.start, place.end)
        for mention in _targets(ask, named, spoken_to):
            key = body_key(mention.name)
            answer = _Answer(mention, attrs.evolve(reply, text=text), doubt, span)
            answers[key] = _merged(answers[key], answer) if key in answers else answer
    return answers


def _implied(answer: _Answer, requests: Requests) -> _Answer:
    """Doubt a body that is only named where something is recommended to it."""
    named = any(answer.mention in (*a.bodies, *a.about) for a in requests.asks)
    doubt = answer.doubt if named else answer.doubt or Doubt.IMPLIED
    return attrs.evolve(answer, doubt=doubt)


def _targets(
    ask: Ask, named: list[Mention], spoken_to: list[Mention]
) -> Iterable[Mention]:
    if any(m.group for m in ask.bodies) and spoken_to:
        # `nämnderna` are all that it is sent to
        return [*spoken_to, *(m for m in ask.bodies if not (m.common or m.group))]
    own = [m for m in ask.bodies if not m.common]
    if own:
        return own
    about = [m for m in ask.about if not m.common]
    if about and (
        not spoken_to or {m.name for m in about} <= {m.name for m in spoken_to}
    ):
        return about
    # `Yttrandet ska …` is the one that was spoken of last.
    last = max((m.start for m in named if m.start < ask.start), default=-1)
    handed = max((m.start for m in spoken_to if m.start < ask.start), default=-1)
    implied = (named if ask.known and last >= handed else spoken_to) or named
    nouns = tuple(m.name for m in ask.bodies)
    # `nämnden` is the one addressee that is a nämnd, where there is just one.
    for known in (named, spoken_to):
        fitting = [m for m in known if any(fits(m.name, noun) for noun in nouns)]
        if len(fitting) == 1:
            return fitting
    return implied


def _merged(first: _Answer, second: _Answer) -> _Answer:
    """One reply request of two: a day wins over none, two days over neither."""
    if second.reply.kind is ReplyKind.UNDATED:
        return first
    if first.reply.kind is ReplyKind.UNDATED:
        return second
    for one, other in ((first, second), (second, first)):
        # a day before the letter is told of; a day after it is asked for
        if one.doubt is Doubt.BEFORE_MEMO and other.reply.kind is ReplyKind.DATE:
            return other
        # `31 maj`, and in another sentence `31 maj 2023`
        same = one.reply.date == other.reply.date
        if same and one.doubt is Doubt.NO_YEAR and other.reply.kind is ReplyKind.DATE:
            return other
    same = (first.reply.kind, first.reply.date) == (
        second.reply.kind,
        second.reply.date,
    )
    if same:
        return first
    text = f"{first.reply.text} {second.reply.text}"
    reply = ReplyRequest(ReplyKind.UNREADABLE, text=text)
    return attrs.evolve(first, reply=reply, doubt=Doubt.SEVERAL)


def _body(
    mention: Mention, roles: dict[str, Role], answers: dict[str, _Answer]
) -> BodyRead:
    key = body_key(mention.name)
    named = (mention.start, mention.end)
    answer = answers.get(key)
    if answer is None:
        return BodyRead(Body(mention.name, roles[key]), named)
    body = Body(mention.name, Role.MUST_ANSWER, answer.reply)
    return BodyRead(body, named, answer.span, answer.doubt)


def _only_informs(requests: Requests) -> bool:
    general = {one.purpose for one in requests.handed if one.body is None} - {None}
    return general == {Purpose.COPY}


def _distinct(mentions: Iterable[Mention]) -> list[Mention]:
    """Each body once, where it is first named; `nämnden` is no name."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        if not mention.common:
            first.setdefault(body_key(mention.name), mention)
    return list(first.values())
