"""The seed in many damaged and re-laid forms, each with what is to be read from it.

What happens to letters on their way: text extraction from a PDF, conversion, mail,
copying by hand, a database field. The functions take a text and give a text; the
`table` names them, and says what a reading of each must hold.
"""

from tests.reading.damage.form import Form
from tests.reading.damage.judged import Judged, Verdict, judged
from tests.reading.damage.table import FORMS

__all__ = ["FORMS", "Form", "Judged", "Verdict", "judged"]
