"""The bodies of which a letter says that they need not answer.

To lose a request is worse than to ask a body too many: only what frees a body from
answering counts, and no criticism of what it does not do.
"""

import re
from typing import Final

from auditflow.reading.sentences.body_names import Mention
from auditflow.reading.sentences.phrases import Phrases

# Beside a request: dock inte från nämnden, utom nämnden, med undantag för nämnden
_EXCEPTED: Final = re.compile(r"[NX][FVIp]{0,3}B|NAFI{0,2}B")
# What frees a body by itself. `Nämnden lämnar inga svar` is criticism and frees nobody.
_FREED: Final = re.compile(
    # nämnden behöver inte svara, ombeds inte svara; behöver nämnden inte svara
    r"B[p+]?[nSw]N[^BN]{0,5}?[Aa]|[nSw]BN[^BN]{0,5}?[Aa]"
    # nämnden undantas från att svara
    r"|B[px]?f[^BN]{0,4}?[Aa]"
    # från nämnden krävs inget svar; vi begär inget svar från nämnden
    r"|[FV]I{0,2}Bp{0,2}[Ww]U?N[px]{0,3}A"
    r"|(?:w|U[^BW]{0,3}W|WU)N[px]{0,3}A[^NABQq]{0,4}?[FV]I{0,2}B"
    # inget svar från nämnden krävs, inget svar krävs från nämnden
    r"|N[px]{0,3}A[^NABQq]{0,4}?[FV]I{0,2}B[^NABQq]{0,4}?w"
    r"|N[px]{0,3}A[^NABQq]{0,4}?w[^NABQq]{0,2}?[FV]I{0,2}B"
    # svar från nämnden förväntas inte, svar krävs inte från nämnden
    r"|A[^NABQq]{0,4}?[FV]I{0,2}B[^NABQq]{0,4}?wN"
    r"|A[^NABQq]{0,4}?wN[^NABQq]{0,2}?[FV]I{0,2}B"
)
# That nämnden need not tell or report (redovisa) something is said of its work.
_ANSWER_ITSELF: Final = re.compile(r"svar|yttra", re.IGNORECASE)


def excepted_in(phrases: Phrases, *, asks: bool) -> list[Mention]:
    """The bodies that need not answer, as a sentence says that *asks* or does not.

    >>> from auditflow.reading.sentences.body_names import mentions
    >>> from auditflow.reading.sentences.parts import Sentence
    >>> from auditflow.reading.sentences.phrases import phrases_of
    >>> def excepted(text):
    ...     whole = Sentence(0, len(text))
    ...     phrases = phrases_of(text, whole, list(mentions(text)))
    ...     return [body.name for body in excepted_in(phrases, asks=False)]
    >>> excepted("Socialnämnden behöver inte svara.")
    ['socialnämnden']
    >>> excepted("Socialnämnden lämnar inga svar.")
    []
    """
    spans = [match.span() for match in _FREED.finditer(phrases.letters)]
    if asks:
        spans += (match.span() for match in _EXCEPTED.finditer(phrases.letters))
    found = (phrases.found[start:end] for start, end in spans)
    return [
        body
        for run in found
        if asks or _ANSWER_ITSELF.search(phrases.text, run[0].start, run[-1].end)
        for phrase in run
        for body in phrase.bodies
    ]
