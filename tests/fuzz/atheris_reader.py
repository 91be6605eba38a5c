"""The reader under atheris, which looks for new ways through the code by itself.

Run ``python -m tests.fuzz.atheris_reader -runs=100000`` in the checkout, after
``pip install --group fuzz``; everything after the name goes to libFuzzer. Each promise
of `tests.fuzz.oracle` is checked, and the first one that is broken ends the run.
"""

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import atheris

MISSING = "atheris is not installed; run: pip install --group fuzz"


def main(words: list[str]) -> int:
    """Hand the reader to atheris, or say how to install it."""
    try:
        import atheris  # noqa: PLC0415
    except ModuleNotFoundError:
        print(MISSING, file=sys.stderr)  # noqa: T201
        return 2
    # What is imported in here is watched, so that new paths are seen.
    with atheris.instrument_imports(include=["auditflow.reading"]):
        from auditflow.reading import read_memo  # noqa: PLC0415
    from tests.fuzz.fragments import BLOCKS, GAPS, WORDS  # noqa: PLC0415
    from tests.fuzz.oracle import complaints  # noqa: PLC0415

    pieces = (*WORDS, *BLOCKS)

    def text_from(data: "atheris.FuzzedDataProvider") -> str:
        """Words of letters, and now and then any characters."""
        parts: list[str] = []
        while data.remaining_bytes() and len(parts) < 80:
            any_characters = data.ConsumeIntInRange(0, 9) == 0
            parts += [
                data.ConsumeUnicodeNoSurrogates(12)
                if any_characters
                else pieces[data.ConsumeIntInRange(0, len(pieces) - 1)],
                GAPS[data.ConsumeIntInRange(0, len(GAPS) - 1)],
            ]
        return "".join(parts)

    def read_one(content: bytes) -> None:
        text = text_from(atheris.FuzzedDataProvider(content))
        for complaint in complaints(text, read_memo(text)):
            message = f"{complaint}: {text!r}"
            raise AssertionError(message)

    # Long texts from the start: a short one has no letter in it. What went wrong is
    # kept, but not in the checkout.
    kept = Path(tempfile.gettempdir()) / "atheris-"
    own = ["-len_control=0", "-max_len=400", f"-artifact_prefix={kept}"]
    atheris.Setup([sys.argv[0], *own, *words], read_one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
