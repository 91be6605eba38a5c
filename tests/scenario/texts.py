"""Short scenarios, for claims about how they are read and played."""

from auditflow.scenario import Played, Scenario, play, scenario_from_text

HEAD = 'title = "Ett svar"'
BEGIN = """\
memo = { dated = 2022-09-27, asks = { kommunstyrelsen = 2022-11-25 } }
[case]
received = 2022-09-27"""


def text_of(*then: str, top: str = "", begin: str = BEGIN) -> str:
    """A scenario of the seed memo in short, with what is said of its days."""
    parts = [HEAD, top, begin, *(f"[[then]]\n{one}" for one in then)]
    return "\n".join(part for part in parts if part)


def scenario(*then: str, top: str = "", begin: str = BEGIN) -> Scenario:
    """The same, read."""
    return scenario_from_text(text_of(*then, top=top, begin=begin), "a.toml")


def played(*then: str, top: str = "", begin: str = BEGIN) -> Played:
    """The same, played."""
    return play(scenario(*then, top=top, begin=begin))


def otherwise(result: Played) -> list[tuple[int, str, object]]:
    """What was otherwise than expected: the number of the day, what, and what was."""
    return [
        (stage.happening.number, check.key, check.found)
        for stage in result.stages
        for check in stage.not_met
    ]
