"""The second step: a letter → its fields, each read by the file of its noun."""

import attrs
from pendulum import Date

from auditflow.memo import DiaryNumber, Signatory, body_key
from auditflow.reading.addressees import Addressees, addressees_of
from auditflow.reading.day_of_letter import DayOfLetter, day_of_letter
from auditflow.reading.diary_numbers import diary_numbers
from auditflow.reading.head import title_of
from auditflow.reading.lines import Placed
from auditflow.reading.parts import Parts
from auditflow.reading.recommendations import Recommended, recommended
from auditflow.reading.requests import Requests, requests_of
from auditflow.reading.roles import BodyRead, bodies_read
from auditflow.reading.sender import firm_of, municipality_of
from auditflow.reading.signatories import signatories_of
from auditflow.values import Value


@attrs.frozen(eq=False, repr=False)
class Fields(Value):
    """Each field where it stands, before a memo is made of them."""

    municipality: Placed[str] | None
    day: DayOfLetter
    title: Placed[str] | None
    diary_numbers: tuple[Placed[DiaryNumber], ...]
    addressees: Addressees
    requests: Requests
    bodies: tuple[BodyRead, ...]
    recommended: Recommended
    signatories: tuple[Placed[Signatory], ...]
    firm: Placed[str] | None

    @classmethod
    def of(cls, parts: Parts) -> "Fields":
        """Read every field of a letter."""
        addressees = addressees_of(parts)
        day = day_of_letter(parts, addressees)
        requests = requests_of(parts)
        found = recommended(parts)
        dated = day.day.value if day.day else None
        return cls(
            municipality_of(parts),
            day,
            title_of(parts, addressees),
            diary_numbers(parts, addressees),
            addressees,
            requests,
            bodies_read(parts, addressees, requests, found.whom, dated),
            found,
            signatories_of(parts),
            firm_of(parts),
        )

    @property
    def dated(self) -> Date | None:
        """The letter's own day."""
        return self.day.day.value if self.day.day else None

    @property
    def recommended_to(self) -> str | None:
        """The one body that the lead-in speaks to, under the name of the memo."""
        names = {body_key(m.name): m.name for m in self.recommended.whom}
        if len(names) != 1:
            return None
        [(key, name)] = names.items()
        if self.recommended.whom[0].common:
            fitting = [b.body.name for b in self.bodies if b.body.name.endswith(name)]
            return fitting[0] if len(fitting) == 1 else None
        known = (b.body.name for b in self.bodies if body_key(b.body.name) == key)
        return next(known, name)
