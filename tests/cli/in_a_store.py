"""A store in a file, and the commands about cases run on it."""

from pathlib import Path

import attrs

from auditflow.store import Store, open_store
from tests.cli.commands import LETTER, Ran, auditflow

SEED = "vanersborg/kommunstyrelsen/2022-347"
BOARD = "sala/kommunstyrelsen/"
SCHOOLS = "sala/barn-och-utbildningsnamnden/"
TWO_BODIES = """\
municipality = "Sala kommun"
dated = 2026-02-16
title = "Granskning av lokalförsörjning"
dnr = "REV 2026/12"

[[diary_numbers]]
raw = "REV 2026/12"
owner = "revisorerna"

[[bodies]]
name = "kommunstyrelsen"
role = "must_answer"
reply = { kind = "date", date = 2026-05-15 }

[[bodies]]
name = "barn- och utbildningsnämnden"
role = "must_answer"
reply = { kind = "undated", text = "återkom gärna" }

[[bodies]]
name = "kommunfullmäktige"
role = "for_information"

[[recommendations]]
text = "Ta fram en plan"

[[signatories]]
name = "Karin Ek"
role = "ordförande"
"""


@attrs.frozen
class InAStore:
    """A folder in which there is, or will be, a store in a file."""

    folder: Path

    @property
    def url(self) -> str:
        """The address of the store."""
        return f"sqlite:///{self.folder}/auditflow.db"

    @property
    def is_there(self) -> bool:
        """Whether there is a store."""
        return (self.folder / "auditflow.db").exists()

    def run(self, *words: str, lang: str = "en") -> Ran:
        """Run a command on this store."""
        env = {"AUDITFLOW_STORE": self.url, "LANG": f"{lang}_XX.UTF-8"}
        return auditflow(*words, env=env)

    def done(self, *words: str, lang: str = "en") -> Ran:
        """Run a command that must go well."""
        ran = self.run(*words, lang=lang)
        assert (ran.status, ran.err) == (0, ""), ran
        return ran

    def refused(self, *words: str) -> str:
        """Run a command that is refused: what it says, and that it wrote nothing."""
        before = self.written()
        ran = self.run(*words)
        assert (ran.status, ran.out) == (2, "")
        assert self.written() == before
        return ran.err

    def written(self) -> str | None:
        """The head of the ledger, which every entry moves; None without a store."""
        if not self.is_there:
            return None
        with self.store() as store:
            return str(store.head())

    def store(self) -> Store:
        """The store, opened as a program does; to be closed."""
        return open_store(self.url)

    def file(self, name: str, text: str) -> str:
        """Write a file, and give its path."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def with_seed(self) -> "InAStore":
        """The same with the case of the seed's letter in the store."""
        self.done("register", LETTER, "--received", "2022-09-27")
        return self
