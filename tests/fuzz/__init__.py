"""Texts and files that nobody wrote, given to the reader by the hundred thousand.

Run ``python -m tests.fuzz --inputs 100000`` in the checkout (or ``make fuzz``), and
``python -m tests.fuzz.linear`` for the time that hostile texts take. A few hundred of
the same inputs are in the gates.
"""
