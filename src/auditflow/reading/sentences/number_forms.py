"""What a diary number looks like in a letter, and what only looks like one.

Days are no part of a number: they are hidden before one is looked for.
"""

import re
from collections.abc import Iterator
from typing import Final

from auditflow.memo import DiaryNumber
from auditflow.reading.lines.line import Placed
from auditflow.reading.sentences.days import days_in

_BOARD: Final = r"(?:[A-ZÅÄÖ]{1,6}|[A-ZÅÄÖ][a-zåäö]{1,2})"
_DIGITS: Final = r"[0-9]{1,8}"
_CLASS: Final = r"[0-9]{1,2}(?:\.[0-9]{1,3}){1,5}"
NUMBER: Final = re.compile(
    rf"(?<![\w/:.\-–])(?:{_BOARD}[ /:\-–]{{0,2}})?"
    # 3.1.2-56/2016, KS/2019/0001/0009, LJ2014/ 194, 2014/KS 0012 001
    rf"(?:(?:{_CLASS}|{_DIGITS})"
    rf"(?:(?: ?[/:] ?| ?[\-–] ?)(?:[A-ZÅÄÖ]{{1,6}}[ /:\-–])?{_DIGITS}){{1,4}}"
    r"(?:(?<=[A-ZÅÄÖ] [0-9]{4}) [0-9]{3}\b)?"
    r"(?: ?\.[0-9]{2,4}(?:\.[0-9]{1,3}){0,4}| [0-9]{1,2}(?:\.[0-9]{1,3}){2,5})?"
    # 2007.1451
    r"|(?:19|20)[0-9]{2}\.[0-9]{1,6})"
    r"(?:,? ?\b[Dd]pl\.? ?[0-9]{1,4})?"
    r"(?![\w/:]|[.\-–][0-9])"
)
AND: Final = re.compile(r" ?(?:,|;|&|och|samt|resp\.?|respektive) ?")
# Not a board's code: statutes, reports, standards, and what else stands before figures.
_OTHER_CODES: Final = re.compile(
    r"AD|AFS|BET|BILAGA|BOX|COM|DEL|DNR|DS|E[GU]|FAX|GDPR|HFD|ISBN|ISO|ISSN|JO|KAP|KL|MÖD"
    r"|NJA|NR|ORG|PROP|RÅ|SFS|SID(?:AN?)?|SK[LR]|SOU|SS|TEL|VOL|ÅR|BDO|EY|KPMG|PWC",
    re.IGNORECASE,
)
_OTHER_FORMS: Final = re.compile(
    r"[0-9]{6}-?[0-9]{4}|[0-9]{8}-[0-9]{4}"  # a number of an organisation or a person
    r"|0[0-9]{1,3} ?[\-–/].*"  # a telephone
    r"|[0-9]{3,4}-[0-9]{4}"  # a bank giro
    r"|(?:19|20)[0-9]{2} ?[\-–/] ?(?:19|20)[0-9]{2}"  # a period
)
_CODE: Final = re.compile(r"[^\W\d_]*")


def numbers_in(text: str, start: int, end: int) -> Iterator[Placed[str]]:
    """What looks like a diary number between *start* and *end*, and is none of a day.

    >>> [found.value for found in numbers_in("2022-09-27 KS 2022/347, 2/2014", 0, 30)]
    ['KS 2022/347', '2/2014']
    """
    hidden, done = list[str](), start
    for day in days_in(text, start, end):
        hidden += text[done : day.start], "_" * (day.end - day.start)
        done = day.end
    for found in NUMBER.finditer("".join([*hidden, text[done:end]])):
        # `2022 / 347` was written without spaces: extraction put them there.
        raw = " ".join(found[0].split()).replace(" / ", "/")
        if is_number(raw):
            yield Placed(raw, start + found.start(), start + found.end())


def is_number(raw: str) -> bool:
    """Whether what stands after a label is a diary number, and not something else.

    >>> is_number("KS 2022/347"), is_number("SFS 2017:725"), is_number("212000-0142")
    (True, False, False)
    """
    code = _CODE.match(raw)
    if code and _OTHER_CODES.fullmatch(code[0]):
        return False
    return DiaryNumber(None, raw).year is not None or not _OTHER_FORMS.fullmatch(raw)


def is_unmistakable(raw: str) -> bool:
    """Whether a diary number is one even where no label says so.

    >>> is_unmistakable("RK 201604-0036"), is_unmistakable("3.1.2-56/2016")
    (True, True)
    >>> is_unmistakable("2017:725"), is_unmistakable("2022/347")
    (False, False)
    """
    number = DiaryNumber(None, raw)
    if number.year is None or number.serial is None or not is_number(raw):
        return False
    return (number.board is not None and raw[:2].isupper()) or number.class_ is not None
