"""Where to send the answer, and who signed."""

import random
from collections.abc import Callable

import attrs
from pendulum import Date

from auditflow.memo import Signatory
from tests.reading.letters.days import in_words
from tests.reading.letters.places import Place, person
from tests.reading.letters.truth import chance, pick

LEADS = {
    "På revisorernas vägnar": 24,
    "För kommunens revisorer": 24,
    "På uppdrag av revisorerna i grupp": 10,
    "För X:s revisorer": 8,
    "Med vänlig hälsning": 8,
    "Paragrafen justerad": 6,
    "none": 20,
}
LAYOUTS = {
    "name / role": 34,
    "name / blank / role": 10,
    "name, role": 12,
    "names and roles on one line": 10,
    "columns: names / roles": 16,
    "columns with gaps": 8,
    "names only": 5,
    "name (role)": 4,
    "role name": 4,
    "under lines to sign on": 5,
    "not signed": 2,
}
FORMS = (*LAYOUTS,)
_Pairs = list[tuple[str, str]]
_ROLES = (
    ("Ordförande", "Vice ordförande"),
    ("Ordförande", "Vice ordförande"),
    ("Ordförande", "Sekreterare"),
    ("Ordförande", "Revisor"),
    ("Revisionens ordförande", "Revisionens vice ordförande"),
    ("Ordförande i revisionen", "Förtroendevald revisor"),
    ("Ordförande", "1:e vice ordförande", "2:e vice ordförande"),
    ("Revisorernas ordförande", "Revisionsdirektör"),
)


@attrs.frozen
class Close:
    """The last lines of a letter and who signed it."""

    text: str
    signatories: tuple[Signatory, ...]
    lead: str
    layout: str


def delivery(rng: random.Random, place: Place, firm: str | None) -> str:
    """Where the answer shall be sent and what it shall hold, or nothing."""
    mail = place.mail
    if firm in ("KPMG", "PwC", "EY", "Deloitte"):
        mail = rng.choice([mail, f"karin.ek@{firm.lower()}.example"])
    return rng.choice(
        [
            "",
            "",
            f"Svaret skickas till {mail}.",
            (
                f"Svaret ställs till {place.auditors} och skickas digitalt till "
                f"{mail}, telefon 0521-72 10 00."
            ),
            (
                "Av svaret ska framgå:\n- vilka åtgärder som har vidtagits\n- vilka "
                "åtgärder som planeras och när de ska vara genomförda"
            ),
            (
                "I svaret bör framgå vilka åtgärder som ska vidtas och när i tiden de "
                "beräknas vara genomförda."
            ),
            f"Frågor besvaras av {person(rng)}, tfn 08-508 29 000.",
        ]
    )


def enclosed(rng: random.Random, firm: str | None) -> str:
    """What stands below the names: enclosures, how it was signed; or nothing."""
    report = f"Granskningsrapport, {firm}" if firm else "Granskningsrapport"
    if chance(rng, 70):
        return ""
    return rng.choice(
        [
            f"Bilaga: {report}",
            f"Bilagor\n1. {report}\n2. Sammanfattning",
            "Skrivelsen är elektroniskt undertecknad.",
            f"Bilaga\n{report}",
        ]
    )


def close(
    rng: random.Random, place: Place, written: Date, *, with_day: bool, lay: bool
) -> Close:
    """The lead-in, the names and the roles; *with_day* the place and day above."""
    lead, layout = pick(rng, LEADS), pick(rng, LAYOUTS)
    roles: tuple[str, ...] = rng.choice(_ROLES)
    if lay:
        roles = ("Lekmannarevisor",) * len(roles[:2])
    elif chance(rng, 10):
        roles = roles[:1]
    if lead == "Paragrafen justerad":
        roles = ("Ordförande", "Sekreterare")
    signed = tuple(Signatory(person(rng), role) for role in roles)
    if layout == "names only":
        signed = tuple(Signatory(one.name, None) for one in signed)
    if layout == "not signed":
        signed = ()
    day = f"{place.town} den {in_words(written)}"
    if chance(rng, 40):
        day = f"{place.town} {written.isoformat()}"
    parts = [day if with_day else "", _lead(rng, lead, place), _names(layout, signed)]
    if chance(rng, 40):
        parts[:2] = [parts[1], parts[0]]
    return Close("\n\n".join(filter(None, parts)), signed, lead, layout)


def _lead(rng: random.Random, form: str, place: Place) -> str:
    match form:
        case "För kommunens revisorer":
            org = {"stad": "stadens", "region": "regionens"}.get(
                place.kind, "kommunens"
            )
            if place.kind == "landsting":
                org = "landstingets"
            return f"För {org} revisorer"
        case "På uppdrag av revisorerna i grupp":
            group = rng.randint(1, 5)
            return f"På uppdrag av revisorerna i revisorsgrupp {group}."
        case "För X:s revisorer":
            return f"För {place.its_auditors}"
        case "Paragrafen justerad":
            return "Paragrafen förklarades omedelbart justerad."
        case "none":
            return ""
        case _:
            return form


def _columns(pairs: _Pairs, gap: str) -> str:
    return "\n".join(gap.join(column) for column in zip(*pairs, strict=True))


_LAID_OUT: dict[str, Callable[[_Pairs], str]] = {
    "name / role": lambda them: "\n\n\n".join(f"{n}\n{r}" for n, r in them),
    "name / blank / role": lambda them: "\n\n".join(f"{n}\n\n{r}" for n, r in them),
    "name, role": lambda them: "\n".join(
        f"{n}, {r[0].lower()}{r[1:]}" for n, r in them
    ),
    "names and roles on one line": lambda them: " ".join(f"{n} {r}" for n, r in them),
    "columns: names / roles": lambda them: _columns(them, " "),
    "columns with gaps": lambda them: _columns(them, "\t"),
    "name (role)": lambda them: "\n".join(f"{n} ({r.lower()})" for n, r in them),
    "role name": lambda them: "\n\n".join(f"{r}\n{n}" for n, r in them),
    "names only": lambda them: "\n".join(n for n, _ in them),
    "under lines to sign on": lambda them: "\n\n".join(
        f"{'_' * 24}\n{n}\n{r}" for n, r in them
    ),
    "not signed": lambda _: "",
}


def _names(layout: str, signed: tuple[Signatory, ...]) -> str:
    return _LAID_OUT[layout]([(one.name, one.role or "") for one in signed])
