"""Cases that somebody kept in a spreadsheet: a table in CSV, one row for each case.

Its days are read as they are written, and never guessed; what a row tells passes the
guards that it would have passed on the day.
"""

from auditflow.case.spreadsheet.columns import COLUMNS, Column
from auditflow.case.spreadsheet.reading import Spreadsheet, read_spreadsheet

__all__ = ["COLUMNS", "Column", "Spreadsheet", "read_spreadsheet"]
