"""The title of the review: a line of the head, or what a sentence calls it."""

import re
from collections.abc import Iterator
from typing import Final

from auditflow.reading.fields.addressees import Addressees
from auditflow.reading.fields.receivers import bodies_of
from auditflow.reading.lines.line import Line, Placed
from auditflow.reading.sentences.days import days_in
from auditflow.reading.sentences.names import is_name
from auditflow.reading.sentences.parts import TITLE_WORD, Parts, is_prose

_SUBJECT: Final = re.compile(
    r"(?:(?:ärende|ärendemening|rubrik|rubricering|titel|rapport|angående|ang|avseende"
    r"|avser|gäller|betr|beträffande|re)\s?[.:]|(?:angående|ang\.|avseende|beträffande)\s)"
    r"\s?",
    re.IGNORECASE,
)
# The kind of paper, before the name of the review: `Missiv – Granskning av …`.
_KIND: Final = re.compile(
    r"(?:missiv(?:skrivelse|brev)?|revisionsmissiv|revisionsskrivelse|skrivelse|följebrev"
    r"|(?:revisions|gransknings|projekt)?rapport(?:en)?)"
    r"(?:\s(?:nr\.?\s?)?[0-9]{1,4}\s?[/:]\s?[0-9]{1,4})?"
    r"(?:\s?[–—:-]\s?(?=[^\W\d_]|[”\"])|\s(?:avseende|angående|över|för|till)\s(?=[”\"A-ZÅÄÖ])|\s(?=[”\"]))",
    re.IGNORECASE,
)
_KIND_ALONE: Final = re.compile(
    r"(?:missiv(?:skrivelse|brev)?|revisionsmissiv|revisionsskrivelse|skrivelse|följebrev"
    r"|(?:revisions|gransknings|projekt)?rapport)\s?:?"
    r"(?:\s(?:nr\.?\s?)?[0-9]{1,4}(?:\s?[/:\-]\s?[0-9]{1,4})?)?",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    r"(?:[\w\-]{0,30}granskning|uppföljning|kartläggning|utvärdering|lägesrapport"
    r"|slutrapport|revisionspromemoria|pm)\b",
    re.IGNORECASE,
)
# After other things of the head, where line breaks were lost.
_INNER: Final = re.compile(
    r"\s(?=(?:(?:Fördjupad|Grundläggande|Översiktlig|Uppföljande)\sgranskning"
    r"|Granskning|Årsrapport|Delrapport|Förstudie|Uppföljning)\b)"
)
_REPORT_NUMBER: Final = re.compile(
    r"(?:\s?[,–—-]|\s)\s?\(?(?:(?:revisions|gransknings|projekt)?rapport\s(?:nr\.?\s)?"
    r"|nr\.?\s)[0-9]{1,4}\s?[/:]\s?[0-9]{1,4}\)?$|\s\((?:nr\s)?[0-9]{1,4}[/:][0-9]{1,4}\)$",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"[A-ZÅÄÖ]{0,6}[ /\-]?[0-9][0-9A-ZÅÄÖa-z./:\- ]{0,40}")
_LABEL: Final = re.compile(
    r"(?:vår|er|ert|vårt)?\s?(?:dnr|diarienummer|diarienr|ärendebeteckning|ärendenummer"
    r"|beteckning|handläggare|kontaktperson|datum|telefon|tfn|e-post|org\.?\s?nr|sida"
    r"|postadress|box|inkom|ankom|ink\.)\b",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(
    r"(?:till|för kännedom|kopia|revisionen|samtliga|alla|ledamöter\w*|presidiet"
    r"|inkom\w*"
    r"|.{0,60}\brevisor(?:er|erna|ernas|sgrupp)?(?:\s[0-9]{1,2})?|.{0,40}\brevision\w*"
    r"(?:\si\s.{1,40})?|.{0,60}\brevisor\w*\si\s.{1,60})\s?:?",
    re.IGNORECASE,
)
_MUNICIPALITY: Final = re.compile(
    r"(?:[A-ZÅÄÖ][\w\-]*\s){1,3}(?:kommun|stad|län|landsting)\b.{0,30}|Region\s.{1,40}"
    r"|Landstinget\s.{1,40}|\S{2,40}sregionen",
    re.IGNORECASE,
)
_DANGLING: Final = re.compile(
    r"(?:[,–—&-]|\b(?:och|samt|av|för|i|på|till|med|om|inom|vid|mot|över|enligt|från|som"
    r"|nr|att|den|det|de|eller|avseende|kring|under|kommunens|stadens|regionens|nämndens"
    r"|styrelsens|kommunstyrelsens))$",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"[”“\"„»](?P<title>[^”“\"„»«]{10,200})[”“\"«»]")
_REVIEW: Final = re.compile(r"gransk|rapport|förstudie|titel|rubri", re.IGNORECASE)
_UNTIL: Final = (
    r"(?=\s(?:som|i\ssyfte|för\satt|och\s(?:överlämnar|önskar|begär|har)|inom\sramen|under"
    r"|på\suppdrag|i\senlighet|enligt|har|för\s(?:yttrande|kännedom|åtgärder)|i\s[A-ZÅÄÖ]\w*"
    r"|till\s[\w-]*(?:nämnden|styrelsen))\b|\s?[.,:;(]|$)"
)
_IN_SENTENCE: Final = re.compile(
    r"\b(?P<title>(?:(?:fördjupad|grundläggande|översiktlig|uppföljande)\s)?"
    r"(?:granskning(?=\sav)|förstudie(?=\s(?:om|av|avseende))|uppföljning(?=\sav))"
    rf"\s[^.,:;(\n][^.:;(]{{5,160}}?){_UNTIL}"
    rf"|\b(?:granskat|granska)\s(?P<matter>[^.,:;(][^.:;(]{{5,160}}?){_UNTIL}",
    re.IGNORECASE,
)
_QUOTES: Final = frozenset('”“"»«')
_BRIEF: Final = 5  # words of a letterhead
_LONGEST: Final = 200


def title_of(parts: Parts, addressees: Addressees) -> Placed[str] | None:
    """The line that names the review, with the lines it goes on over.

    A plain line of the head, or a sentence that says what was reviewed, is unsure.
    """
    free = [
        (number, line)
        for number, line in enumerate(parts.head)
        if line.start not in addressees.lines and not _is_furniture(line)
    ]
    return (
        next(_named(parts, free), None)
        or next(_quoted(parts), None)
        or _plain(parts, free)
        or _from_sentence(parts)
    )


def _named(parts: Parts, free: list[tuple[int, Line]]) -> Iterator[Placed[str]]:
    """Lines under a label (`Ärende:`), or with a word such as `Granskning`."""
    for number, line in free:
        subject = _SUBJECT.match(line.text)
        start = subject.end() if subject else 0
        kind = _KIND.match(line.text, start)
        start = kind.end() if kind else start
        if start == len(line.text):
            if subject and parts.head[number + 1 : number + 2]:
                below = parts.head[number + 1]
                yield _title(parts, number + 1, below.start, sure=True)
        elif subject or kind or _is_title(line.text):
            yield _title(parts, number, line.start + start, sure=True)
        elif (inner := _INNER.search(line.text)) is not None:
            before = Line(line.text[: inner.start()], line.start, 0, after_blank=True)
            if _is_furniture(before):
                yield _title(parts, number, line.start + inner.end(), sure=True)


def _is_title(text: str) -> bool:
    return bool(TITLE_WORD.match(text) or _NAMED.match(text))


def _quoted(parts: Parts) -> Iterator[Placed[str]]:
    """`granskat …, ”Granskning av gator”` in a sentence."""
    if not parts.prose:
        return
    start, end = parts.prose[0].start, parts.prose[-1].end
    for quoted in _QUOTED.finditer(parts.text, start, end):
        before = parts.text[max(start, quoted.start() - 80) : quoted.start()]
        if TITLE_WORD.match(quoted["title"]) or _REVIEW.search(before.split(".")[-1]):
            span = quoted.span("title")
            yield Placed(parts.even.words(*span).rstrip(" .,"), *span)


def _plain(parts: Parts, free: list[tuple[int, Line]]) -> Placed[str] | None:
    """The last line of the head that is nothing else; sure if the letter repeats it."""
    plain = [
        (number, line)
        for number, line in free
        if len(line.text.split()) > 1 and not is_name(line.text) and not is_prose(line)
    ]
    if not plain:
        return None
    number, line = plain[-1]
    while number and plain[:-1] and _goes_on(plain[-2][1], line):
        plain.pop()
        number, line = plain[-1]
    title = _title(parts, number, line.start, sure=False)
    subject = re.split(r"\s(?:av|för|om)\s", title.value, maxsplit=1)[-1]
    repeated = len(subject) > 9 and subject.casefold() in _prose(parts)  # noqa: PLR2004
    return Placed(title.value, title.start, title.end, repeated)


def _prose(parts: Parts) -> str:
    if not parts.prose:
        return ""
    return parts.even.words(parts.prose[0].start, parts.prose[-1].end).casefold()


def _from_sentence(parts: Parts) -> Placed[str] | None:
    if not parts.prose:
        return None
    start = parts.prose[0].start
    end = min(parts.prose[-1].end, start + 10 * _LONGEST)
    match = _IN_SENTENCE.search(parts.text, start, end)
    if match is None:
        return None
    named = match["title"] is not None
    span = match.span("title" if named else "matter")
    text = parts.even.words(*span)
    title = f"{text[0].upper()}{text[1:]}" if named else f"Granskning av {text}"
    return Placed(title, *span, sure=False)


def _title(parts: Parts, number: int, start: int, *, sure: bool) -> Placed[str]:
    before = parts.head[number]
    end = before.end
    for line in (*parts.head[number + 1 : number + 4], *parts.prose[:2]):
        if line.start < end or not _goes_on(before, line):
            break
        end, before = line.end, line
    text = parts.even.words(start, end)
    if text[:1] in _QUOTES and text[-1:] in _QUOTES:
        text = text[
            1:-1
        ]  # `”Granskning av gator”`, but not `Granskning av ”Ekens hem”`
    text = _REPORT_NUMBER.sub("", text).removesuffix(".")
    return Placed(f"{text[:1].upper()}{text[1:]}", start, end, sure)


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a title that is broken over lines goes on over *line*."""
    if len(before.text) + len(line.text) > _LONGEST or bodies_of(line):
        return False
    dangling = _DANGLING.search(before.text)
    return bool(dangling) or line.text[0].islower()


def _is_furniture(line: Line) -> bool:
    text = line.text
    if _KIND_ALONE.fullmatch(text) or (_SUBJECT.match(text) and len(text) > _LONGEST):
        return True
    if _SUBJECT.match(text) or _is_title(text) or _KIND.match(text):
        return False
    dated = any(True for _ in days_in(text, 0, len(text)))
    place = _MUNICIPALITY.fullmatch(text) and len(text.split()) < _BRIEF
    return bool(
        dated
        or text.endswith(":")
        or text.startswith(("Vi ", "Härmed "))
        or place
        or _OTHER.fullmatch(text)
        or _LABEL.match(text)
        or bodies_of(line)
        or _NUMBER.fullmatch(text)
    )
