"""What was reviewed and found, with days in it that are not the answer's."""

import random

from pendulum import Date

from tests.reading.letters.bodies import Receiver
from tests.reading.letters.days import any_form, in_words, near
from tests.reading.letters.places import Place, person
from tests.reading.letters.truth import chance

_AIMS = (
    (
        "Syftet har varit att bedöma om {body} bedriver verksamheten på "
        "ett ändamålsenligt sätt och med tillräcklig intern kontroll."
    ),
    (
        "Granskningens syfte är att pröva om {body} har en tillräcklig styrning och "
        "uppföljning inom området."
    ),
    "Granskningen har inriktats på ansvar, styrning och uppföljning.",
)
_VERDICTS = (
    (
        "Vår samlade bedömning är att {body} delvis har säkerställt en ändamålsenlig "
        "styrning. Det saknas dock en samlad uppföljning."
    ),
    (
        "Den sammanfattande bedömningen är att den interna kontrollen inte är helt "
        "tillräcklig. {Body} har inte följt upp de risker som har identifierats."
    ),
    (
        "Vi bedömer att det i allt väsentligt finns fungerande rutiner, men att de "
        "inte är kända i hela organisationen."
    ),
    (
        "Granskningen visar att ansvaret är otydligt och att uppföljningen skiljer "
        "sig åt mellan enheterna."
    ),
    "{Body} redovisar inte måluppfyllelsen. Det saknas även en handlingsplan.",
    (
        "{Body} har inte lämnat någon redovisning till fullmäktige och har inte "
        "besvarat vår förra granskning."
    ),
    "Granskningen visar att {body} inte har lämnat information om avvikelserna.",
)
_PAST = (
    "Styrdokumentet antogs {d} och har därefter inte reviderats.",
    "Underlaget avser ställningen per {d}.",
    "Delårsrapporten per {d} har utgjort ett underlag.",
    "Intervjuer genomfördes under våren, den sista {d}.",
    "Fullmäktige fastställde planen {d}, § 143.",
    "En tidigare granskning besvarades av {body} {d}.",
    "{Body} behandlade frågan vid sitt sammanträde {d}.",
    "IVO begärde {d} ett yttrande från {body} i ett eget ärende.",
    "I en tidigare skrivelse begärde vi ett svar senast {d}, vilket också lämnades.",
    "En jämförelse har gjorts med Grannsjö kommun och avser läget {d}.",
)
_COMING = (
    "Enligt {owning} egen handlingsplan ska åtgärderna vara genomförda senast {d}.",
    "Nuvarande avtal löper till och med {d}.",
    "En ny riktlinje planeras träda i kraft {d}.",
    "{Body} sammanträder nästa gång {d}.",
)
_AFTER = (
    "Rapporten behandlades vid revisorernas sammanträde {d}.",
    "Revisorerna har beslutat om denna skrivelse vid möte {d}.",
    "Rapporten är behandlad {d} och blir därmed offentlig.",
)


def review(
    rng: random.Random,
    place: Place,
    body: Receiver,
    written: Date,
    firm: str | None,
    subject: str,
) -> list[str]:
    """The paragraphs before what is recommended and asked."""
    words = {
        "body": body.inline,
        "Body": body.inline[0].upper() + body.inline[1:],
        "owning": body.owning,
    }
    first = [_who(rng, place, firm, subject)]
    if chance(rng, 80):
        first.append(rng.choice(_AIMS).format(**words))
    said = [" ".join(first)]
    middle = [rng.choice(_VERDICTS).format(**words)]
    if chance(rng, 50):
        day = any_form(rng, near(rng, written, -700, -20))
        middle.append(rng.choice(_PAST).format(d=day, **words))
    if chance(rng, 15):
        day = any_form(rng, near(rng, written, 20, 400))
        middle.append(rng.choice(_COMING).format(d=day, **words))
    said.append(" ".join(middle))
    if chance(rng, 30):
        said.append(
            f"Beslutet från {written.year - rng.randint(1, 6)} ger en god grund för "
            "det fortsatta arbetet, men det är oklart hur det ska omsättas."
        )
    if chance(rng, 10):
        said.append(
            "Granskningen har visat att\n- det finns en aktuell delegationsordning\n"
            "- uppföljningen görs två gånger per år\n- avvikelser sällan rapporteras"
        )
    if firm and chance(rng, 12):
        said.append(
            f"Granskningen har genomförts av {person(rng)}, certifierad kommunal "
            f"revisor, och {person(rng)}, revisionskonsult, {firm}."
        )
    return said


def _who(rng: random.Random, place: Place, firm: str | None, subject: str) -> str:
    elected = rng.choice(["de förtroendevalda revisorerna", "revisorerna"])
    if firm:
        return rng.choice(
            [
                (
                    f"På uppdrag av {elected} i {place.name} har {firm} granskat "
                    f"{subject}."
                ),
                (
                    f"{firm} har på uppdrag av {elected} i {place.name} genomfört en "
                    f"granskning av {subject}."
                ),
                (
                    f"Vi har, med stöd av våra sakkunniga från {firm}, "
                    f"granskat {subject} i {place.name}."
                ),
                (
                    f"{first(elected)} i {place.name} har gett {firm} i uppdrag "
                    f"att granska {subject}."
                ),
            ]
        )
    office = rng.choice(["Revisionskontoret", "Vi", first(elected)])
    return f"{office} har granskat {subject} i {place.name}."


def first(text: str) -> str:
    """With a capital first."""
    return text[0].upper() + text[1:]


def decided(rng: random.Random, written: Date) -> str:
    """A sentence about when the auditors met, or none."""
    if not chance(rng, 25):
        return ""
    day = near(rng, written, -10, 0)
    form = rng.choice([day.isoformat(), f"den {in_words(day)}"])
    return rng.choice(_AFTER).format(d=form)
