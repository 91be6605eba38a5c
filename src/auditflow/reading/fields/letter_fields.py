"""All fields of a letter, before a memo is made of them."""

import attrs
from pendulum import Date

from auditflow.memo import DiaryNumber, Role, body_key
from auditflow.reading.fields.addressees import Addressees, addressees_of
from auditflow.reading.fields.day_of_letter import DayOfLetter, day_of_letter
from auditflow.reading.fields.diary_numbers import diary_numbers
from auditflow.reading.fields.firms import firm_of
from auditflow.reading.fields.recommendations import Recommended, recommended
from auditflow.reading.fields.requests import Requests, requests_of
from auditflow.reading.fields.roles import BodyRead, bodies_read
from auditflow.reading.fields.sender import municipality_of
from auditflow.reading.fields.signatories import Signed, signatories_of
from auditflow.reading.fields.titles import title_of
from auditflow.reading.lines.line import Placed
from auditflow.reading.sentences.body_names import Mention, fits
from auditflow.reading.sentences.parts import Parts
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
    signatories: tuple[Placed[Signed], ...]
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

    def recommended_to(self, whom: tuple[Mention, ...]) -> str | None:
        """The one body that *whom* means, under the name of the memo."""
        names = {body_key(m.name): m.name for m in whom}
        if len(names) != 1:
            return None
        [(key, name)] = names.items()
        if whom[0].common:
            return self._meant_by(name)
        known = (b.body.name for b in self.bodies if body_key(b.body.name) == key)
        # `stadsdelsnämnden` is the one of Östra Heden.
        return next(known, None) or self._meant_by(name) or name

    def _meant_by(self, noun: str) -> str | None:
        """The one body that is a *noun*: of those asked, or else of those sent to."""
        sent = [b.body for b in self.bodies if b.body.role is not Role.FOR_INFORMATION]
        asked = [body for body in sent if body.role is Role.MUST_ANSWER]
        keys = {body_key(mention.name) for mention in self.addressees.to}
        to = [b.body for b in self.bodies if body_key(b.body.name) in keys]
        for bodies in (asked, sent, to):
            fitting = [b.name for b in bodies if fits(b.name, noun)]
            if len(fitting) == 1:
                return fitting[0]
        return None
