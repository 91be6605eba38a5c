"""Which steps come before a decision by the shipped rules, and what each hangs on."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import attrs

from auditflow.proof.lines import Line

_Table: TypeAlias = Mapping[str, object]


@attrs.frozen
class Preceding:
    """The steps that have to be done before the body decides, in one case.

    A step moves with the meeting where it is counted from the decision, or from a step
    that does. Which of them apply is told once in a proof, and must be so everywhere.
    """

    rules: Mapping[str, _Table]
    deciding: str
    steps: tuple[str, ...]
    wanted: bool
    """Whether statements are wanted."""
    replied: bool
    """Whether each body that is asked was given a reply day."""
    prepares: bool
    """Whether another body prepares the matter."""

    @classmethod
    def in_case(
        cls,
        rules: Mapping[str, _Table],
        deciding: str,
        earliest: Sequence[Line],
        before: Sequence[str],
    ) -> "Preceding":
        """What the earliest days say, and the steps *before* the first meeting."""
        asked = [line for line in earliest
                 if _is(rules, line, "met_by", "statements_received")]  # fmt: skip
        wanted = any(one.text("since") or one.text("reply_by") for one in asked)
        replied = not any(one.text("since") for one in asked)
        prepares = any(
            rules.get(rule, {}).get("applies") == "body_prepares" for rule in before
        )
        steps = tuple(line.text("rule") for line in earliest)
        return cls(rules, deciding, steps, wanted, replied, prepares)

    def moving(self) -> frozenset[str]:
        """The steps whose last day moves with the meeting."""
        return frozenset(rule for rule in self.steps if self.counted_from(rule))

    def counted_from(self, rule: str) -> tuple[str, ...]:
        """The steps from one of which *rule* is counted; none where it stands.

        More than one where it seeks a meeting, and is only counted if there is none.
        """
        found: list[str] = []
        for way in self._ways(rule):
            anchor = f"{way['anchor']}".partition(".")[0]
            if anchor == self.deciding or self.counted_from(anchor):
                found.append(anchor)
                if "meeting" not in way:
                    break
            elif anchor == "received" or (anchor == "referral" and self.replied):
                break
        return tuple(found)

    def _ways(self, rule: str) -> list[_Table]:
        """The ways of a rule that applies."""
        told = self.rules.get(rule, {})
        applies = {
            "statements_wanted": self.wanted,
            "body_prepares": self.prepares,
        }.get(f"{told.get('applies')}", True)
        if not applies or "anchor" not in told:
            return []
        other = told.get("otherwise")
        return [told, other] if isinstance(other, dict) else [told]


def _is(rules: Mapping[str, _Table], line: Line, key: str, value: str) -> bool:
    return rules.get(line.text("rule"), {}).get(key) == value
