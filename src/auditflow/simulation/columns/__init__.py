"""Many runs of one case at once: the draws and the days of `course`, in columns.

A run has the same number here and there, and then the same answer, to the day.
"""

from auditflow.errors import ExtraMissing

try:
    import numpy as np
except ModuleNotFoundError:
    raise ExtraMissing("playing many cases many times", "numpy") from None

del np
