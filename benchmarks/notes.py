"""What bounds a figure that is not reached, and what was tried: by the goal's key."""

NOTES: dict[str, str] = {}
