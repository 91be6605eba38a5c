"""Run by ``make peers`` alone: there a peer that is missing fails, and never skips."""

import os

collect_ignore_glob = [] if os.environ.get("AUDITFLOW_PEERS") == "1" else ["test_*.py"]
