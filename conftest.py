"""Every example in README, docs and docstrings is a test."""

from doctest import ELLIPSIS

from sybil import Sybil
from sybil.parsers import markdown, rest

_prose = Sybil(
    parsers=[
        markdown.PythonCodeBlockParser(doctest_optionflags=ELLIPSIS),
        markdown.SkipParser(),
    ],
    patterns=["*.md"],
)
_docstrings = Sybil(
    parsers=[rest.DocTestParser(optionflags=ELLIPSIS)], patterns=["*.py"]
)
pytest_collect_file = (_prose + _docstrings).pytest()
