"""Lists of recommendations in every form, and lists that hold none."""

import random
from collections.abc import Callable, Sequence

import attrs

from auditflow.memo import Recommendation
from tests.reading.letters.advised import Advice, advice, first_up
from tests.reading.letters.bodies import Receiver
from tests.reading.letters.truth import chance, pick

BULLETS = ("-", "-", "•", "●", "–", "\uf0b7", "\uf0a7", "o", "*", "▪")
_COUNTS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju")


@attrs.frozen(kw_only=True)
class Advised:
    """The paragraphs with the recommendations, and which they are."""

    paragraphs: tuple[str, ...]
    truth: tuple[Recommendation, ...] = ()
    form: str = ""
    in_report: bool = False


@attrs.frozen
class Asker:
    """Who recommends, to whom, and how it may be put."""

    rng: random.Random
    bodies: tuple[Receiver, ...]
    running_head: str

    @property
    def body(self) -> Receiver:
        """The first body, that most forms speak to."""
        return self.bodies[0]

    @property
    def called(self) -> str:
        """The body by name; by its noun where it is the only one."""
        alone = len(self.bodies) == 1
        return self.rng.choice([self.body.inline, self.body.noun][: 1 + alone])

    def some(self, least: int = 2, most: int = 6) -> list[Advice]:
        """A few recommendations."""
        return advice(self.rng, self.rng.randint(least, most))

    def bullet(self) -> str:
        """One of the marks before an item."""
        return self.rng.choice(BULLETS)

    def because(self) -> str:
        """How the sentence begins."""
        return self.rng.choice(
            [
                "Utifrån vår bedömning och slutsats rekommenderar vi",
                "Vi rekommenderar",
                "Mot bakgrund av granskningen rekommenderar vi",
                "Med anledning av ovanstående rekommenderar revisorerna",
                "Efter genomförd granskning rekommenderar vi",
            ]
        )


def numbered(
    texts: Sequence[str], body: Receiver | None, after: int = 0
) -> tuple[Recommendation, ...]:
    """The recommendations of the truth, from the number *after*."""
    name = body.name if body else None
    return tuple(Recommendation(n, t, name) for n, t in enumerate(texts, after + 1))


def _listed(asker: Asker, texts: Sequence[str]) -> list[str]:
    mark = asker.bullet()
    return [f"{mark} {text}" for text in texts]


def _infinitives(asker: Asker) -> Advised:
    texts = [f"{first_up(one.do)}{asker.rng.choice(['.', ''])}" for one in asker.some()]
    if chance(asker.rng, 12):
        texts[0] = f"{texts[0].rstrip('.')}. Det gäller särskilt de mindre enheterna."
    lead = f"{asker.because()} {asker.called} att:"
    gap = asker.rng.choice(["\n", "\n\n"])
    return Advised(
        paragraphs=(lead + gap + "\n".join(_listed(asker, texts)),),
        truth=numbered(texts, asker.body),
    )


def _gap_in_the_middle(asker: Asker) -> Advised:
    texts = [f"{first_up(one.do)}." for one in asker.some(3, 6)]
    items = _listed(asker, texts)
    lead = f"{asker.because()} {asker.called} att:"
    cut = asker.rng.randint(1, len(items) - 1)
    parts = (lead, "\n".join(items[:cut]), "\n".join(items[cut:]))
    return Advised(paragraphs=parts, truth=numbered(texts, asker.body))


def _over_a_page(asker: Asker) -> Advised:
    texts = [f"{first_up(one.do)}." for one in asker.some(3, 6)]
    items = _listed(asker, texts)
    lead = f"{asker.because()} {asker.called} att:"
    cut = asker.rng.randint(1, len(items) - 1)
    page = asker.rng.choice(
        ["2 (3)", "Sida 2 av 3", f"{asker.running_head}\n2(2)", "2"]
    )
    parts = (lead, "\n".join(items[:cut]), page, "\n".join(items[cut:]))
    return Advised(paragraphs=parts, truth=numbered(texts, asker.body))


def _numbers(asker: Asker) -> Advised:
    texts = [f"{first_up(one.do)}." for one in asker.some()]
    form = asker.rng.choice(["{}.", "{})", "({})", "{}"])
    marks = asker.rng.choice(["123456", "123456", "abcdef"])
    form = form if form != "{}" else "{}."
    items = [f"{form.format(m)} {t}" for m, t in zip(marks, texts, strict=False)]
    lead = f"{asker.because()} {asker.called} att:"
    return Advised(
        paragraphs=(lead + "\n" + "\n".join(items),),
        truth=numbered(texts, asker.body),
    )


def _clauses(asker: Asker) -> Advised:
    texts = [one.do for one in asker.some(2, 5)]
    ends = [","] * (len(texts) - 2) + [rng_and(asker.rng), "."]
    items = _listed(asker, [t + end for t, end in zip(texts, ends, strict=True)])
    lead = f"{asker.because()} {asker.called} att"
    return Advised(
        paragraphs=(lead + "\n" + "\n".join(items),),
        truth=numbered(texts, asker.body),
    )


def rng_and(rng: random.Random) -> str:
    """How the last but one item ends."""
    return rng.choice([" samt", ", och", ", samt", " och"])


def _whole_sentences(asker: Asker) -> Advised:
    """As it is asked for comments; the last one names no body."""
    chosen = asker.some(3, 5)
    name = first_up(asker.body.inline)
    texts = [f"{name} bör {one.do}." for one in chosen[:-1]]
    texts.append(f"Det bör även finnas en rutin för att {chosen[-1].do}.")
    count = _COUNTS[len(texts)]
    lead = (
        f"Revisorerna önskar ta del av {asker.body.owning} kommentarer och slutsatser "
        f"om {count} rekommendationer."
    )
    truth = numbered(texts[:-1], asker.body)
    return Advised(
        paragraphs=(lead + "\n" + "\n".join(_listed(asker, texts)),),
        truth=(*truth, Recommendation(len(texts), texts[-1], None)),
    )


def _run_together(asker: Asker) -> Advised:
    texts = [first_up(one.do) for one in asker.some(3, 5)]
    lead = f"{asker.because()} att åtgärder vidtas för att"
    return Advised(
        paragraphs=(f"{lead} {' '.join(texts)}",), truth=numbered(texts, None)
    )


def _present(asker: Asker) -> Advised:
    name = first_up(asker.body.inline)
    texts = [f"{name} {one.does}." for one in asker.some()]
    lead = "Vi bedömer att följande rekommendationer bör prioriteras:"
    return Advised(
        paragraphs=(lead + "\n" + "\n".join(_listed(asker, texts)),),
        truth=numbered(texts, asker.body),
    )


def _att_present(asker: Asker) -> Advised:
    name = asker.body.inline
    texts = [f"Att {name} {one.does}" for one in asker.some()]
    lead = asker.rng.choice(
        ["Följande rekommendationer bör prioriteras:", "Vi rekommenderar:"]
    )
    return Advised(
        paragraphs=(lead + "\n" + "\n".join(_listed(asker, texts)),),
        truth=numbered(texts, asker.body),
    )


def _no_breaks(asker: Asker) -> Advised:
    name = first_up(asker.called)
    ways: list[Callable[[Advice], str]] = [
        lambda one: f"{one.order}.",
        lambda one: f"{name} ska {one.do}.",
        lambda one: f"{name} bör {one.do}.",
    ]
    texts = [asker.rng.choice(ways)(one) for one in asker.some(2, 5)]
    lead = "Mot bakgrund av vår granskning rekommenderar vi följande:"
    by_name = [asker.body if text.startswith(name) else None for text in texts]
    truth = tuple(
        Recommendation(n, text, body.name if body else None)
        for n, (text, body) in enumerate(zip(texts, by_name, strict=True), 1)
    )
    return Advised(paragraphs=(f"{lead} {' '.join(texts)}",), truth=truth)


def _counted(asker: Asker) -> Advised:
    texts = [f"{first_up(one.do)}." for one in asker.some(2, 6)]
    count = _COUNTS[len(texts)]
    lead, body = asker.rng.choice(
        [
            (f"Vi lämnar följande {count} rekommendationer till {{}}:", asker.body),
            (f"Granskningen ger {count} rekommendationer till {{}}:", asker.body),
            (f"Utifrån granskningen lämnar vi {count} rekommendationer:", None),
        ]
    )
    items = "\n".join(_listed(asker, texts))
    return Advised(
        paragraphs=(f"{lead.format(asker.called)}\n{items}",),
        truth=numbered(texts, body),
    )


def _own_lines(asker: Asker) -> Advised:
    """Infinitives on lines of their own; the bullets were lost, or never there."""
    texts = [f"{first_up(one.do)}." for one in asker.some()]
    lead = f"{asker.because()} {asker.called} att:"
    return Advised(
        paragraphs=(lead + "\n" + "\n".join(texts),),
        truth=numbered(texts, asker.body),
    )


def _under_a_heading(asker: Asker) -> Advised:
    texts = [f"{first_up(one.do)}." for one in asker.some()]
    items = "\n".join(_listed(asker, texts))
    name = asker.body.inline
    heading, body = asker.rng.choice(
        [
            ("Rekommendationer", None),
            ("Våra rekommendationer", None),
            (f"Rekommendationer till {name}", asker.body),
        ]
    )
    return Advised(paragraphs=(heading, items), truth=numbered(texts, body))


def _in_a_sentence(asker: Asker) -> Advised:
    texts = [one.do for one in asker.some(1, 3)]
    joined = [f"att {text}" for text in texts]
    said = " samt ".join(filter(None, [", ".join(joined[:-1]), joined[-1]]))
    return Advised(
        paragraphs=(f"{asker.because()} {asker.called} {said}.",),
        truth=numbered(texts, asker.body),
    )


def _per_body(asker: Asker) -> Advised:
    truth: tuple[Recommendation, ...] = ()
    paragraphs = []
    headed = chance(asker.rng, 40)
    if headed:
        paragraphs.append("Vi lämnar följande rekommendationer:")
    chosen = advice(asker.rng, 3 * len(asker.bodies))
    for at, body in enumerate(asker.bodies):
        mine = chosen[3 * at : 3 * at + asker.rng.randint(1, 3)]
        texts = [f"{first_up(one.do)}." for one in mine]
        lead = f"{asker.because()} {body.inline} att:"
        if headed:
            lead = f"{body.head}:"
        paragraphs.append(lead + "\n" + "\n".join(_listed(asker, texts)))
        truth += numbered(texts, body, len(truth))
    return Advised(paragraphs=tuple(paragraphs), truth=truth)


def _prose(asker: Asker) -> Advised:
    one, two = advice(asker.rng, 2)
    texts = [
        f"Enligt vår mening bör {asker.called} {one.do}.",
        f"Det är angeläget att {asker.called} {two.does}.",
    ][: asker.rng.randint(1, 2)]
    return Advised(
        paragraphs=(f"Arbetet har utvecklats sedan förra året. {' '.join(texts)}",),
        truth=numbered(texts, asker.body),
    )


def _none(asker: Asker) -> Advised:
    said = asker.rng.choice(
        [
            "Granskningen ger inte anledning till någon kritik.",
            (
                "Vår sammanfattande bedömning är att verksamheten har bedrivits på ett "
                "ändamålsenligt sätt."
            ),
            "Vi har inte funnit några väsentliga brister.",
        ]
    )
    return Advised(paragraphs=(said,))


def _in_the_report(asker: Asker) -> Advised:
    said = asker.rng.choice(
        [
            "Våra rekommendationer framgår av rapporten.",
            f"I bifogad rapport lämnas ett antal rekommendationer till {asker.called}.",
            (
                "För iakttagelser, bedömningar och rekommendationer hänvisas till "
                "rapporten i sin helhet."
            ),
        ]
    )
    return Advised(paragraphs=(said,), in_report=True)


def _verdicts(asker: Asker) -> Advised:
    said = [
        "Granskning av hemtjänsten 2019: nämnden har vidtagit åtgärder.",
        "Granskning av elevhälsan: åtgärder har inte helt vidtagits.",
        "Granskning av upphandling 2020: nämnden har ej vidtagit åtgärder.",
        "Det finns en dokumenterad rutin för riskanalys.",
        "Uppföljningen sker inte i tillräcklig omfattning.",
    ]
    items = _listed(asker, asker.rng.sample(said, asker.rng.randint(2, 4)))
    lead = asker.rng.choice(
        [
            "Vi har följt upp följande granskningar:",
            "Utifrån revisionsfrågorna gör vi följande bedömningar:",
            "Våra svar på revisionsfrågorna är i korthet:",
        ]
    )
    return Advised(paragraphs=(lead + "\n" + "\n".join(items),))


_MADE: dict[str, tuple[int, Callable[[Asker], Advised]]] = {
    "att: bulleted infinitives": (26, _infinitives),
    "blank line in the middle": (6, _gap_in_the_middle),
    "over a page": (6, _over_a_page),
    "numbered": (8, _numbers),
    "clauses with commas": (6, _clauses),
    "N bör, comments wished": (5, _whole_sentences),
    "run together, capitals": (3, _run_together),
    "prioriteras: N does": (4, _present),
    "Att N does": (4, _att_present),
    "följande: no breaks": (4, _no_breaks),
    "count announced": (8, _counted),
    "on lines without bullets": (4, _own_lines),
    "under a heading": (4, _under_a_heading),
    "in a sentence": (5, _in_a_sentence),
    "per body": (6, _per_body),
    "bör in prose": (4, _prose),
    "none": (8, _none),
    "in the report": (6, _in_the_report),
    "verdicts, none": (5, _verdicts),
}
FORMS = (*_MADE,)


def recommendations(
    rng: random.Random, bodies: tuple[Receiver, ...], running_head: str
) -> Advised:
    """What is recommended to *bodies*, in one of the forms."""
    form = pick(rng, {name: weight for name, (weight, _) in _MADE.items()})
    if form == "per body" and len(bodies) == 1:
        form = "att: bulleted infinitives"
    made = _MADE[form][1](Asker(rng, bodies, running_head))
    return attrs.evolve(made, form=form)
