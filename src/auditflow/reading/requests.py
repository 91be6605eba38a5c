"""The sentences that ask a body for an answer."""

import re
from bisect import bisect_left
from itertools import islice
from typing import Final

import attrs

from auditflow.reading.body_names import Mention, mentions, runs
from auditflow.reading.handing import (
    PURPOSE,
    HandedOver,
    Purpose,
    handed_in,
    introduced_by,
)
from auditflow.reading.parts import BULLET, Parts, Sentence
from auditflow.reading.reply_days import Doubt, Slot, slots
from auditflow.values import Value

_ANSWER = (
    r"(?:svar|svaret|yttrande|yttrandet|yttranden|besked|kommentarer|synpunkter"
    r"|redogörelse|redovisning|återkoppling|återrapportering|förklaring|information)\b"
)
_REACH: Final = 240  # the most letters between a verb and what it asks for
_MOST_VERBS: Final = 50  # in one sentence; only a hostile text has more
_WISH = re.compile(
    r"\b(?:önskar|emotser|motser|begär|begärt|förväntar\soss|vill\s(?:ha|få|ta)|ber"
    r"|anhåller\som|hemställer\som|ser\sfram\semot|uppmanar|anmodar)\b",
    re.IGNORECASE,
)
_WISHED = re.compile(
    rf"\b{_ANSWER}|\b(?:att\s)?(?:svarar?|yttrar?\ssig)\b(?!\sför\b)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(rf"\b{_ANSWER}", re.IGNORECASE)
_IS_WISHED = re.compile(
    r"\b(?:önskas|emotses|begärs|förväntas|(?:ska|skall|bör)\s(?:\w+\s){0,4}?(?:ha\s)?"
    r"(?:inkommit|inkomma|lämnas|lämnats|insändas|skickas|sändas|ges|vara)\b)",
    re.IGNORECASE,
)
_SHALL = re.compile(
    r"\b(?:ska|skall|ombeds|uppmanas|anmodas|har\satt)\b", re.IGNORECASE
)
_SHALL_WHAT = re.compile(
    rf"\b(?:svara\b(?!\sför\b)|besvara\b|yttra\ssig|avge\s(?:ett\s)?{_ANSWER}"
    rf"|(?:inkomma|återkomma|komma\sin)\smed\s(?:\w+\s){{0,3}}?{_ANSWER}"
    rf"|{_ANSWER}\s(?:\w+\s){{0,3}}?(?:lämnas|ges|avges|inkomma|ha\sinkommit))",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"(?:remisstid|svarsdatum|(?:sista\s)?svarsdag|svar\ssenast|yttrande\ssenast)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:inte|ej|inget|inga)\s(?:\w+\s){0,3}?(?:svar|yttrande|besvar\w+|yttra\ssig)\b"
    r"|\b(?:önska|begär|emotse|förvänta)[rs]?\s(?:\w+\s)?(?:inte|ej|inget|inga)\b",
    re.IGNORECASE,
)
_OTHERS_WISH = re.compile(
    r"(?:styrelsen|nämnden|fullmäktige|utskottet|förvaltningen|verket|inspektionen"
    r"|kontoret|myndigheten|regeringen|ledningen|chefen|hen|de)\s(?:har\s|också\s)?$",
    re.IGNORECASE,
)
_LATEST = re.compile(r"\bsenast\b", re.IGNORECASE)
_FAR = re.compile(rf"{_ANSWER}\s+(?=\S)", re.IGNORECASE)
_NOT_FROM = re.compile(r"\b(?:inte|ej)\s(?:av|från)\s$", re.IGNORECASE)
_SPOKEN_TO = re.compile(r"\b(?:ber|uppmanar|anmodar|att)\s(?:vi\s)?$", re.IGNORECASE)
_CLAUSE = re.compile(
    r"\b(?:hur|vilka|vilken|vilket|som|när|huruvida|där|att|över)\b", re.IGNORECASE
)

_WORD = re.compile(r"\w+")
_OF_ASKING: Final = frozenset(
    word
    for line in (
        "alla anhåller anmodas att av avge avseende avses begär begära begärs",
        "begärt ber besked bifogad bör del den denna dess dessa det detta emotse",
        "emotser emotses en er era ert ett fem från fyra för förklaring",
        "förvaltningens förväntar förväntas ge ges gjorda granskning granskningen",
        "granskningens ha har hemställer härmed i iakttagelser iakttagelserna",
        "information inkomma inkommer inkommit insändas insändes jämte komma",
        "kommentarer kommunens lämna lämnade lämnas lämnats med motser nio nämnda",
        "nämnden nämndens nämnder och om ombeds oss ovan ovanstående på rapport",
        "rapporten rapportens redogörelse redovisning rekommendation",
        "rekommendationer rekommendationerna revision revisionen revisionens",
        "revisorer revisorerna revisorernas s samlat samt sex sig sju ska skall",
        "skicka skickas skriftlig skriftligen skriftligt slutsats slutsatser",
        "slutsatserna stadsrevisionen styrelsen styrelsens svar svara svaret",
        "synpunkter sända sändas ta tacksamma till tillhanda tio tre två uppmanas",
        "ut vad var vara vi vid vår våra vårt yttra yttrande yttranden yttrandet",
        "åter återkomma återkoppling återrapportering åtta önskar önskas",
    )
    for word in line.split()
)
_AND_THAT = re.compile(r"\b(?:och|samt)\satt\b", re.IGNORECASE)
_ANOTHER_TIME = re.compile(r"\b(?:tidigare|förra|redan)\b", re.IGNORECASE)
_OURS = re.compile(r"\b(?:vår|vårt|våra|revisionens|revisorernas)\b", re.IGNORECASE)
_AUDITORS = re.compile(r"\b(?:vi|oss|\w*revis(?:or|ion)\w*)\b", re.IGNORECASE)


@attrs.frozen(eq=False, repr=False)
class Ask(Value):
    """A request for an answer: from which bodies (none: those of the head), by when."""

    bodies: tuple[Mention, ...]
    slot: Slot | None
    start: int
    end: int


@attrs.frozen(eq=False, repr=False)
class Requests(Value):
    """Everything that the sentences of a letter ask for and hand over.

    ``unread`` is where an answer ``senast`` is spoken of, but not understood.
    """

    asks: tuple[Ask, ...]
    handed: tuple[HandedOver, ...]
    unread: int | None = None


def requests_of(parts: Parts) -> Requests:
    """Read each sentence of *parts*, and the headings in its head."""
    asks: list[Ask] = []
    handed: list[HandedOver] = []
    named = _Named.of(parts)
    unread: int | None = None
    for line in parts.head:
        if _HEADING.match(line.text):
            asks += _asks(parts.text, Sentence(line.start, line.end), [], line.start)
    for sentence in parts.sentences:
        if BULLET.match(parts.text, sentence.start):
            continue
        bodies = named.within(sentence)
        over = handed_in(parts.text, sentence, bodies)
        handed += over
        place = _asked_at(parts.text, sentence, over)
        if place is not None:
            asks += _asks(parts.text, sentence, _asked(parts.text, bodies, over), place)
        elif unread is None and _may_ask(parts.text, sentence):
            unread = sentence.start
    return Requests(tuple(asks), tuple(handed), None if asks else unread)


@attrs.frozen(eq=False, repr=False)
class _Named(Value):
    found: tuple[Mention, ...]

    @classmethod
    def of(cls, parts: Parts) -> "_Named":
        if not parts.prose:
            return cls(())
        return cls(
            tuple(mentions(parts.text, parts.prose[0].start, parts.prose[-1].end))
        )

    def within(self, sentence: Sentence) -> list[Mention]:
        first = bisect_left(self.found, sentence.start, key=lambda m: m.start)
        after = bisect_left(self.found, sentence.end, key=lambda m: m.start)
        return list(self.found[first:after])


def _asked_at(text: str, sentence: Sentence, over: list[HandedOver]) -> int | None:
    """Where the sentence asks for an answer, if it does."""
    start, end = sentence.start, sentence.end
    if _NOT.search(text, start, end):
        return None
    if _HEADING.match(text, start, end):
        return start
    if any(one.purpose is Purpose.ANSWER for one in over):
        return start if not (at := PURPOSE.search(text, start, end)) else at.start()
    for first, then in (
        (_WISH, _WISHED),
        (_PASSIVE, _IS_WISHED),
        (_SHALL, _SHALL_WHAT),
    ):
        for verb in islice(first.finditer(text, start, end), _MOST_VERBS):
            others = first is _WISH and _is_others(text, verb, start)
            if first is _PASSIVE:
                # `vår slutliga redovisning ska lämnas` is no answer of anybody else
                others = bool(
                    _OURS.search(text, max(start, verb.start() - 30), verb.start())
                )
            if not others and then.search(
                text, verb.end(), min(end, verb.end() + _REACH)
            ):
                return verb.start()
    return None


def _may_ask(text: str, sentence: Sentence) -> bool:
    place = (sentence.start, sentence.end)
    return bool(
        _LATEST.search(text, *place)
        and _PASSIVE.search(text, *place)
        and not _NOT.search(text, *place)
    )


def _is_others(text: str, verb: re.Match[str], start: int) -> bool:
    # `nämnden önskar svar`, `därför önskar nämnden svar`: not the auditors' wish
    before = text[max(start, verb.start() - 40) : verb.start()]
    if _OTHERS_WISH.search(before):
        return True
    subject = next(mentions(text, verb.end(), min(len(text), verb.end() + 60)), None)
    return (
        subject is not None
        and subject.start == verb.end() + 1
        and not subject.genitive
        and verb[0].lower() not in {"ber", "uppmanar", "anmodar"}
    )


def _asks(
    text: str, sentence: Sentence, bodies: list[Mention], place: int
) -> list[Ask]:
    """One request for each day of the sentence, with the bodies named before it."""
    start, end = sentence.start, sentence.end
    found = [
        slot
        for slot in slots(text, start, end)
        if slot.start >= place or slot.start <= start + 1
    ]
    if not found:
        return [Ask(tuple(bodies), None, start, end)]
    clauses = [
        tuple(m for m in bodies if since <= m.start < slot.start)
        for since, slot in zip(
            [start, *(slot.end for slot in found)], found, strict=False
        )
    ]
    if len(found) > 1 and not all(clauses):
        return [Ask(tuple(bodies), _one_of(text, found, end), start, end)]
    if len(found) == 1:
        slot = _belonging(text, found[0], place, bodies)
        if _somebody_elses(text, sentence, bodies) and slot.day and not slot.doubt:
            slot = attrs.evolve(slot, doubt=Doubt.ELSEWHERE)
        return [Ask(tuple(bodies), slot, start, end)]
    return [
        Ask(clause, slot, start, end)
        for clause, slot in zip(clauses, found, strict=True)
    ]


def _somebody_elses(text: str, sentence: Sentence, bodies: list[Mention]) -> bool:
    """Whether somebody asks actively, and it is neither the auditors nor a body."""
    place = (sentence.start, sentence.end)
    if _AUDITORS.search(text, *place) or _HEADING.match(text, *place):
        return False
    active = _WISH.search(text, *place) is not None
    return active or (not bodies and _SHALL.search(text, *place) is not None)


def _one_of(text: str, found: list[Slot], end: int) -> Slot:
    first, second = found[:2]
    if _CLAUSE.search(text, first.end, second.start):
        return first  # `… senast D1 om hur det som beslutades till D2 …`
    return Slot(first.start, end, doubt=Doubt.SEVERAL)


def _belonging(text: str, slot: Slot, place: int, bodies: list[Mention]) -> Slot:
    """Doubt a day that may say when something else than the answer is due.

    Between the request and its day only words of asking may stand: what is planned,
    published or revised by a day is no day of answering.
    """
    if slot.doubt is not None or slot.day is None:
        return slot
    last = max((m.end for m in bodies if m.end <= slot.start), default=place)
    between = text[max(last, place) : slot.start]
    clause = _CLAUSE.search(between)
    if not slot.at_latest and slot.start > last:
        # `begärt besked till D`, but not `svar på arbetet till D`
        clause = clause or _FAR.search(between)
    asking = all(word.lower() in _OF_ASKING for word in _WORD.findall(between))
    elsewhere = _AND_THAT.search(text, place, slot.start) or _ANOTHER_TIME.search(
        text, max(0, place - 40), place
    )
    if clause is None and asking and elsewhere is None:
        return slot
    return attrs.evolve(slot, doubt=Doubt.ELSEWHERE)


def _asked(text: str, bodies: list[Mention], over: list[HandedOver]) -> list[Mention]:
    """The bodies of a sentence that are asked, as far as it names them."""
    handed = [
        one.body
        for one in over
        if one.purpose is Purpose.ANSWER and one.body is not None
    ]
    if handed:
        return handed
    asked: list[Mention] = []
    for run in runs(text, bodies):
        before = text[max(0, run[0].start - 60) : run[0].start]
        if _NOT_FROM.search(before):
            continue
        after = text[run[-1].end : run[-1].end + 60]
        if (
            introduced_by(text, run[0]) == "från"
            or _SHALL.match(after.lstrip())
            or _SPOKEN_TO.search(before)
            or (run[-1].genitive and re.match(r"\s(?:\w+\s){0,2}?" + _ANSWER, after))
        ):
            asked += run
    return asked
