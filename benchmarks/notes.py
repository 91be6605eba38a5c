"""What bounds a figure that is not reached, and what was tried: by the goal's key."""

NOTES: dict[str, str] = {
    "build": (
        "this is the first question with all tables built. Dates are kept as they are "
        "asked for; to keep all 54,056 of them at once was tried, and took the first "
        "question from about 14 to about 55 ms."
    ),
    "plan": (
        "the plan of the seed makes 12 deadlines, 4 meetings and 26 reasons, each an "
        "object of its own, in some 1,500 calls of Python functions, and it is these "
        "calls that take the time. Nearly half of it goes into the reasons, which are "
        "made when their field is read; without reading them a plan takes about half. "
        "Tried and kept, which took it to a third of what it was: reasons made on "
        "demand; one forward pass for all meetings; what comes before a meeting kept "
        "for all cases of its board; ordinals instead of dates in meeting calendars; "
        "named tuples for what is worked out and thrown away. Tried and left: making "
        "the deadlines on demand (every field is read here) and keeping whole plans (a "
        "case changes between two of them). What would help is a rulebook compiled "
        "into one function, a second telling of the rules beside the first."
    ),
    "take adopt": (
        "a decision is guarded by more than it was: who may decide, by delegation too, "
        "what kind of body it is, and what corrections have left of the history."
    ),
    "planned life": (
        "ten plans, each with its twelve deadlines, meetings and findings, in some "
        "14,000 calls of Python functions; a fifteenth of the time is the guards. "
        "Each life is that of another letter; where they are alike it takes less, and "
        "with every reason read a half more. Tried and kept: what was in force when a "
        "step was taken is kept from the plan right before it, a deadline that was met "
        "is made once, and the meeting to aim for with all days is kept for all cases "
        "alike in what it hangs on. What would help is what would help a single plan."
    ),
}
