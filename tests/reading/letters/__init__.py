"""Letters that were never sent, in the forms of real ones, with what is true of each.

Written without a look at the reader: `letter_of(seed)` makes a letter, and
`python -m tests.reading.letters` reads many and prints what came of each field and
form.
"""
