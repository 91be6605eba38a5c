"""The risk as a picture; needs the extra ``[plot]``."""

from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final

from auditflow.errors import ExtraMissing, FileRefused
from auditflow.reasons import Language
from auditflow.simulation.risk import AimRisk, Risk, percent

try:
    from matplotlib.figure import Figure
except ModuleNotFoundError:
    raise ExtraMissing("drawing a picture", "plot") from None

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SUFFIXES: Final = (".png", ".svg", ".pdf")
_COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00")
_HUNDRED: Final = 100
_WORDS: Final[dict[str, dict[Language, str]]] = {
    "axis": {"sv": "besvarat, av hundra omgångar", "en": "answered, of a hundred runs"},
    "aim": {"sv": "sikta på {}: {} i tid", "en": "aim for {}: {} in time"},
    "plan": {"sv": " (planen)", "en": " (the plan)"},
    "reply": {"sv": "svar önskat {}", "en": "answer wanted {}"},
}


def drawn_to(path: Path, found: Risk, language: Language) -> None:
    """Draw *found* into a new file: for each meeting, how many are answered by when.

    Raises:
        FileRefused: the file is there already, cannot be written, or is called as
            nothing that can be drawn.
    """
    check_picture(path)
    figure = figure_of(found, language)
    try:
        with path.open("xb") as file:
            figure.savefig(file, format=path.suffix[1:].lower(), dpi=150)
    except FileExistsError:
        raise _already_there(path) from None
    except OSError as error:
        mend = "name a file that you may write to"
        raise FileRefused(str(path), f"{error.strerror}", mend) from None


def check_picture(path: Path) -> None:
    """Refuse a *path* to which no picture can be drawn, before anything is played.

    Raises:
        FileRefused: the file is there already, or is called as no picture is.
    """
    if path.suffix.lower() not in _SUFFIXES:
        mend = f"call it something that ends with {', '.join(_SUFFIXES)}"
        raise FileRefused(str(path), "is no picture", mend)
    if path.exists():
        raise _already_there(path)


def _already_there(path: Path) -> FileRefused:
    mend = "name a new file, or remove it first"
    return FileRefused(str(path), "is already there", mend)


def figure_of(found: Risk, language: Language) -> Figure:
    """The same as a figure of matplotlib, to be drawn elsewhere."""
    figure = Figure(figsize=(8, 4.5), layout="constrained")
    axes = figure.add_subplot()
    for number, aim in enumerate(found.aims):
        _draw(axes, aim, _COLOURS[number % len(_COLOURS)], language)
    if found.reply_by is not None:
        said = _WORDS["reply"][language].format(found.reply_by)
        axes.axvline(found.reply_by, color="black", linestyle="--", label=said)  # type: ignore[arg-type]
    axes.set_title(found.case)
    axes.set_ylabel(_WORDS["axis"][language])
    axes.set_ylim(0, _HUNDRED)
    axes.grid(alpha=0.3)
    axes.legend(loc="best", fontsize="small")
    figure.autofmt_xdate()
    return figure


def _draw(axes: "Axes", aim: AimRisk, colour: str, language: Language) -> None:
    """One rising line: how many runs are answered by each day."""
    days = [day for day, _ in aim.answered] or [aim.meeting]
    counts = [*accumulate((number for _, number in aim.answered), initial=0)]
    counts += [0] * (1 - len(aim.answered))  # of none that was answered, a flat line
    shares = [_HUNDRED * count / aim.runs for count in counts]
    likely = "–" if aim.likelihood is None else percent(aim.likelihood)
    said = _WORDS["aim"][language].format(aim.meeting, likely)
    said += _WORDS["plan"][language] if aim.chosen else ""
    width = 2.5 if aim.chosen else 1.2
    begins = [*days[:1], *days]
    axes.step(begins, shares, where="post", color=colour, linewidth=width, label=said)  # type: ignore[arg-type]
