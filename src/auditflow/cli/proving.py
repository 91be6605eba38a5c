"""The commands that explain one deadline, write a proof of it, and check one."""

from pathlib import Path

import click

from auditflow.cli import as_json, paper
from auditflow.cli.asked import Planned, about_a_plan
from auditflow.cli.shown import print_json, shown
from auditflow.cli.words import language_option
from auditflow.files import read_text, write_new
from auditflow.proof import Proof, Verdict, prove
from auditflow.proof import check as checked

_HOLDS, _DOES_NOT_HOLD = 0, 1


@click.command(short_help="Say why one deadline is that day; prove it.")
@about_a_plan
@click.argument("deadline_id", metavar="DEADLINE")
@click.option(
    "--proof",
    "proof_file",
    metavar="FILE",
    help="Write a proof of the day to this new file, for auditflow check.",
)
@shown
def explain(
    *,
    planned: Planned,
    deadline_id: str,
    proof_file: str | None,
    as_data: bool,
    lang: str | None,
) -> None:
    """Say why DEADLINE of the memo in FILE falls on its day, and prove it.

    FILE is a letter, a case file, or the name of a case in the store: those two say
    themselves what happened, and when.

    DEADLINE is the id of a rule. The shipped ones: register, refer, statements, draft,
    prepare, summon, adopt, adjust_minutes, post_notice, answer, appeal_ends, follow_up.
    """
    deadline = planned.plan[deadline_id]
    if proof_file is not None:
        write_new(Path(proof_file), prove(deadline).as_json().encode())
    if as_data:
        print_json(as_json.of_deadline(deadline))
        return
    language = language_option(lang)
    paper.show(paper.of_deadline(deadline, language))
    if proof_file is not None:
        said = "Beviset finns i" if language == "sv" else "The proof is in"
        click.echo(f"{said} {proof_file}")


@click.command(short_help="Check a proof by a second way of counting.")
@click.argument("file")
@click.option("--text", "in_words", is_flag=True, help="Tell the proof in words too.")
@shown
def check(*, file: str, in_words: bool, as_data: bool, lang: str | None) -> int:
    """Check the proof in FILE by a second way of counting, line by line.

    The exit status is 0 if the proof holds, 1 if it does not, 2 if FILE is no proof.
    """
    proof = Proof.from_json(read_text(Path(file)), file)
    verdict = checked(proof)
    if as_data:
        print_json(_of_verdict(proof, verdict))
    else:
        language = language_option(lang)
        if in_words:
            click.echo(f"{proof.text(language)}\n")
        click.echo(verdict.text(language))
    return _HOLDS if verdict.holds else _DOES_NOT_HOLD


def _of_verdict(proof: Proof, verdict: Verdict) -> as_json.Json:
    head, proved = proof.head, proof.lines[-1]
    return {
        "holds": verdict.holds,
        "case": head.text("case"),
        "deadline": head.text("deadline"),
        "due": proved.text("due") or None,
        "hash": proof.hash,
        "lines": verdict.lines,
        "steps": verdict.steps,
        "misfits": [
            {
                "line": misfit.line,
                "why": misfit.why.value,
                "key": misfit.key or None,
                "stands": misfit.stands,
                "says": misfit.says,
                "sv": misfit.text("sv"),
                "en": misfit.text("en"),
            }
            for misfit in verdict.misfits
        ],
        "notes": [
            {"kind": note.kind.value, "sv": note.sv, "en": note.en}
            for note in verdict.notes
        ],
    }
