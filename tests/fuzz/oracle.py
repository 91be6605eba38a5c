"""What is wrong with a reading, seen by eyes that share nothing with the reader.

The scanner here knows nothing of sentences, bodies or lines: it looks for a day's own
digits and letters as a person would with a finger, and for a word of asking near them.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from auditflow.memo import Memo
from auditflow.reading import Reading

_NEAR = 700  # characters between the day and a word of asking
_MONTHS = (
    *("jan", "feb", "mar", "apr", "maj", "jun"),
    *("jul", "aug", "sep", "okt", "nov", "dec"),
)
_ASKING = re.compile(
    "svar|yttra|yttrande|besked|kommentar|synpunkt|redogörelse|redovisning"
    "|återkoppling|återrapport|förklaring|information|remisstid",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+|[^\w\s]|\s+|[\d_]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\0]")
_HYPHENS = re.compile(r"[\u2010-\u2015\u2212]")


def complaints(text: str, reading: Reading) -> Iterator[str]:
    """Every promise about a *reading* of *text* that is not kept."""
    memo = reading.memo
    if (memo is None) == (reading.why_not is None):
        yield "a memo and a reason why there is none, or neither"
    for found in reading.found:
        if not 0 <= found.start <= found.end <= len(text):
            yield f"{found.field} stands outside the text"
    if reading.text != text:
        yield "the reading is of another text"
    for question in reading.questions:
        if not (question.field and question.sv and question.en):
            yield f"a question is empty: {question!r}"
    if memo is not None:
        yield from _about_days(text, memo, [q.field for q in reading.questions])


def _about_days(text: str, memo: Memo, asked: list[str]) -> Iterator[str]:
    seen = versions(text)
    if memo.dated and not any(_own_day_stands(memo.dated, v) for v in seen):
        yield f"the letter's own day {memo.dated} does not stand in the text"
    for body in memo.bodies:
        day, kind = body.reply.date, body.reply.kind.value
        if kind not in {"date", "none"} and not _asks(asked, body.name):
            yield f"{body.name}: {kind} without a question"
        if (day is not None) != (kind in {"date", "proposed"}):
            yield f"{body.name}: {kind} and {day}"
        if day is None:
            continue
        year = kind == "date"
        # `före den 2 maj` proposes the day before
        days = [day] if year else [day, day + timedelta(days=1)]
        if not any(day_stands(one, v, year=year) for one in days for v in seen):
            yield f"{body.name}: {day} ({kind}) stands near no word of asking"


def _own_day_stands(day: date, text: str) -> bool:
    return (
        day_stands(day, text, asking=False)
        or re.search(rf"\b{day.year}\s?-\s?0?{day.month}\s?-\s?0?{day.day}\b", text)
        is not None
    )


def _asks(asked: list[str], body: str) -> bool:
    wanted = f"bodies.{body}.reply"
    return any(wanted == field or wanted.startswith(f"{field}.") for field in asked)


def versions(text: str) -> list[str]:
    """The text as it stands, and with its breaks, its encoding and entities mended."""
    plain = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    mended = plain
    for _ in range(3):
        mended = re.sub(r"[^\x00-\x7f]+", _decoded, mended)
    mended = unicodedata.normalize("NFC", html.unescape(_INVISIBLE.sub("", mended)))
    seen = [_HYPHENS.sub("-", one) for one in dict.fromkeys((plain, mended))]
    joined = [re.sub(r"(?<=[a-zåäö])-\s*\n\s*(?=[a-zåäö])", "", one) for one in seen]
    unquoted = [re.sub(r"^[> ]+", "", one, flags=re.MULTILINE) for one in seen]
    return list(dict.fromkeys((*seen, *joined, *unquoted)))


def day_stands(day: date, text: str, *, year: bool = True, asking: bool = True) -> bool:
    """Whether *day* is written in *text*, and near a word of asking.

    Without *year*, a day whose year or zeros are missing is one too.

    >>> day_stands(date(2022, 11, 25), "svar senast den 25 november 2022")
    True
    >>> day_stands(date(2022, 11, 5), "svar senast den 2 5 november 2022")
    False
    >>> day_stands(date(2022, 11, 25), "Dagtecknat 2022-11-25")
    False
    """
    spoken = [found.start() for found in _ASKING.finditer(text)]
    return any(
        not asking or any(abs(at - place) <= _NEAR for place in spoken)
        for at in _places(day, _words(text), year=year)
    )


def _words(text: str) -> list[tuple[str, int]]:
    """Digits, letters and marks one by one; a line break counts as one of them."""
    found = ((m[0], m.start()) for m in _TOKEN.finditer(text))
    return [
        ("\n" if word.isspace() else word.lower(), at)
        for word, at in found
        if not word.isspace() or "\n" in word or "\r" in word
    ]


def _places(day: date, words: list[tuple[str, int]], *, year: bool) -> Iterator[int]:
    for number, (word, at) in enumerate(words):
        before = words[number - 1][0] if number else ""
        after = [one for one, _ in words[number + 1 : number + 12] if one not in "\n.,"]
        if word in {"sista", "siste"}:
            found = _is_last(day, after, year=year)
        elif not (word.isascii() and word.isdecimal()):
            found = False
        elif before.isdecimal() and not _ends_clock(words, number):
            # `2 5 november` is not the fifth, but `kl. 17.00 5 november` is.
            found = _is_iso(day, word, after, zeros=year)
        else:
            found = (
                _is_iso(day, word, after, zeros=year)
                or _is_named(day, word, after, year=year)
                or _is_slashed(day, word, after, year=year)
                or (not year and before == "-" and _is_dashed(day, word, after))
            )
        if found:
            yield at


def _ends_clock(words: list[tuple[str, int]], number: int) -> bool:
    return any(
        one in {"kl", "klockan"} for one, _ in words[max(0, number - 6) : number]
    )


def _is_iso(day: date, word: str, after: list[str], *, zeros: bool) -> bool:
    match after[:4]:
        case ["-", month, "-", last] if month.isdecimal() and last.isdecimal():
            if zeros and len(month + last) < 4:
                return False
            parts = (int(word), int(month), int(last))
            return parts == (day.year, day.month, day.day)
        case _:
            return False


def _is_named(day: date, word: str, after: list[str], *, year: bool) -> bool:
    if len(word) > 2 or int(word) != day.day:
        return False
    rest = [one for one in after if one not in {":", "e", "a"}]
    if not rest or not rest[0].startswith(_MONTHS[day.month - 1]):
        return False
    return not year or rest[1:2] == [str(day.year)]


def _is_slashed(day: date, word: str, after: list[str], *, year: bool) -> bool:
    """`25/11 2022`, also `25/11-2022`."""
    match [one for one in after[:4] if one != "-"]:
        case ["/", month, *rest] if month.isdecimal() and len(word + month) <= 4:
            same = (int(word), int(month)) == (day.day, day.month)
            return same and (not year or rest[:1] == [str(day.year)])
        case _:
            return False


def _is_last(day: date, after: list[str], *, year: bool) -> bool:
    """`den sista maj 2023`."""
    last = (day + timedelta(days=1)).month != day.month
    named = bool(after) and after[0].startswith(_MONTHS[day.month - 1])
    return last and named and (not year or after[1:2] == [str(day.year)])


def _is_dashed(day: date, word: str, after: list[str]) -> bool:
    """`-11-25`, whose year was lost."""
    return (word, after[:2]) == (f"{day.month:02}", ["-", f"{day.day:02}"])


def _decoded(run: re.Match[str]) -> str:
    try:
        content = b"".join(_byte(char) for char in run[0])
        return content.decode()
    except UnicodeError:
        return run[0]


def _byte(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")
