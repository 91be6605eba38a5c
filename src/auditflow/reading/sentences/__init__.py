"""The second step: lines → head, sentences and close, and the words in them.

What a day, a body, a person and a diary number look like is said here, and nothing of
what a letter means by them.
"""
