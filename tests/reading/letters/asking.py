"""How an answer is asked for, in one sentence or two."""

import random
import re
from collections.abc import Sequence

import attrs
from pendulum import Date

from tests.reading.letters import wordings
from tests.reading.letters.bodies import Receiver
from tests.reading.letters.by_when import ByWhen
from tests.reading.letters.days import any_form, near
from tests.reading.letters.review import first
from tests.reading.letters.truth import pick

FORMS = (*wordings.ALL,)


@attrs.frozen
class Request:
    """The words that ask, and the name of their form."""

    words: str
    form: str


def names(bodies: Sequence[Receiver]) -> str:
    """``a, b och c``, or *samt* where a name holds an *och* itself."""
    inline = [body.inline for body in bodies]
    last = " samt " if any(" och " in name for name in inline) else " och "
    return last.join(filter(None, [", ".join(inline[:-1]), inline[-1]]))


def request(
    rng: random.Random,
    bodies: tuple[Receiver, ...],
    by: ByWhen,
    auditors: str,
    written: Date,
    *,
    named: bool,
) -> Request:
    """A request to *bodies*; *named* if only this sentence says who must answer."""
    among = _fitting(bodies, by, named=named)
    form = pick(rng, {name: weight for name, (weight, _) in among.items()})
    words = _filled(rng, among[form][1], bodies, by, auditors, named=named)
    words = words.replace("{met}", any_form(rng, near(rng, written, -8, 0)))
    words = words.replace("{after}", any_form(rng, near(rng, written, 180, 220)))
    return Request(words.removesuffix(".") if by.form == "cut off" else words, form)


def _fitting(
    bodies: tuple[Receiver, ...], by: ByWhen, *, named: bool
) -> dict[str, tuple[int, str]]:
    """The wordings that go with those bodies and that day."""
    among = dict(wordings.NAMED)
    whole = by.dated and by.request.time is None
    if by.words.startswith("senast ") and by.day:
        among |= wordings.DAY_FIRST
    if whole and len(bodies) == 1:
        among |= wordings.DAY_ALONE
    if named:
        among = {
            form: made
            for form, made in among.items()
            if form not in wordings.UNSURE_IF_OTHERS
        }
    else:
        among |= wordings.UNNAMED
    nameless = named and bodies[0].inline not in bodies[0].owning
    if len(bodies) > 1 or nameless:
        among = {f: m for f, m in among.items() if _fits_several(m[1])}
    if by.form == "cut off":
        among = {f: m for f, m in among.items() if m[1].endswith("{by}.")}
    return among


def _fits_several(template: str) -> bool:
    return not re.search(r"\{(?:own|Own|nouns)\}| sitt ", template)


def _filled(
    rng: random.Random,
    template: str,
    bodies: tuple[Receiver, ...],
    by: ByWhen,
    auditors: str,
    *,
    named: bool,
) -> str:
    body = bodies[0]
    alone = len(bodies) == 1 and not named and rng.randrange(4) == 0
    who = body.noun if alone else names(bodies)
    own = f"{body.noun}s" if alone else body.owning
    words = template.format(
        n=who,
        N=first(who),
        own=own,
        Own=first(own),
        nouns=f"{body.noun}s",
        g=auditors,
        G=first(auditors),
        by=by.words,
        By=first(by.words) if by.words else "",
        d=by.day,
        met="{met}",
        after="{after}",
    )
    return re.sub(r" +([.,])", r"\1", re.sub(r"  +", " ", words))
