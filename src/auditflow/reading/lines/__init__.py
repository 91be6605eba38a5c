"""The first step: the text of a letter → its lines, each with its span.

Damage is mended on the way, and what only the page or the mail needs is left out.
"""
