"""A folder of letters: who must answer by when, the most pressing first."""

from pathlib import Path

import auditflow
from auditflow.reading import read_folder

DEMO = Path(auditflow.__file__).parent / "demo"


def main() -> None:
    asked = []
    for letter in read_folder(DEMO):
        if letter.reading is None:
            print(f"{letter.name}: cannot be read: {letter.refused}")
        elif letter.reading.memo is None:
            print(f"{letter.name}: no memo: {letter.reading.why_not}")
        else:
            for body in letter.reading.memo.must_answer:
                day = str(body.reply.date or "no day")
                asked += [(day, body.name, letter.name)]

    print()
    for day, who, name in sorted(asked):
        print(f"{day:10}  {who:20}  {name}")


if __name__ == "__main__":
    main()
