"""Letters that were never sent, in the forms of real ones, with what is true of each.

`letter_of(seed)` makes a letter, and `python -m tests.reading.letters` reads many and
prints what came of each field and form.
"""
