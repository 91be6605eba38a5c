"""Rulebooks as municipalities write them: what differs from the shipped one."""

from collections.abc import Mapping
from typing import Final

from hypothesis import strategies as st

from auditflow.rules import Rulebook
from auditflow.testing.factories import a_rulebook

_OWN: Final = """
[rules.archive]
sv = "Arkivera ärendet"
en = "Archive the case"
anchor = "answered"
period = "{period}"
roll = "{roll}"
basis = "local"
source = "dokumenthanteringsplanen"
confidence = "settled"
"""
# The keys of local rules that municipalities change, with what they write there.
_LOCAL: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("summon", "period"): (
        "-7 days",
        "-5 business days",
        "-10 days",
        "-4 business days",
    ),
    ("draft", "period"): ("-10 business days", "-3 business days", "-14 days"),
    ("draft", "needs"): ("10 business days", "3 business days", "0 days"),
    ("statements", "needs"): ("15 business days", "30 days", "5 business days"),
    ("refer", "period"): ("5 business days", "1 week", "2 business days"),
}
_changes: Final = st.dictionaries(
    st.sampled_from([*_LOCAL]), st.integers(0, 3), max_size=len(_LOCAL)
)
_archives: Final = st.none() | st.tuples(
    st.sampled_from(["1 month", "10 business days", "2 weeks"]),
    st.sampled_from(["none", "forward", "back"]),
)


@st.composite
def _texts(draw: st.DrawFn) -> str:
    changed, archive = draw(_changes), draw(_archives)
    text = ""
    for rule in dict.fromkeys(rule for rule, _ in _LOCAL):
        said = [
            f'{key} = "{words[changed[rule, key] % len(words)]}"'
            for (one, key), words in _LOCAL.items()
            if one == rule and (rule, key) in changed
        ]
        if said:
            text += "\n".join([f"\n[rules.{rule}]", *said, ""])
    if archive is not None:
        period, roll = archive
        text += _OWN.format(period=period, roll=roll)
    return text


def rulebooks() -> st.SearchStrategy[Rulebook]:
    """Rulebooks of municipalities, on top of the shipped one.

    They change periods and working times of local rules, and may add a rule; no statute
    is touched. They shrink towards the shipped rules under a name of their own, and are
    printed as the TOML that says so.
    """
    return st.builds(a_rulebook, _texts())
