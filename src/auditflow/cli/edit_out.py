"""``auditflow read FILE --edit-out MEMO``: a reading for a person to correct."""

from pathlib import Path

from auditflow.cli import as_json, letter_json
from auditflow.errors import FileRefused
from auditflow.files import write_new
from auditflow.reading import Reading


def write_memo(reading: Reading, name: str) -> None:
    """Write what was read to a new file: JSON where its *name* ends so, else TOML.

    Raises:
        FileRefused: another file is there, or the folder cannot be written to; or the
            name is one that does not say what is in the file.
    """
    memo = reading.memo
    if memo is None:
        return
    path = Path(name)
    match path.suffix.lower():
        case ".toml":
            text = memo.to_toml(reading.questions)
        case ".json":
            text = as_json.written(letter_json.of_memo(memo, reading.questions)) + "\n"
        case _:
            why = "does not say how to write the memo"
            raise FileRefused(name, why, "name a file that ends in .toml or .json")
    write_new(path, text.encode("utf-8", "replace"))
