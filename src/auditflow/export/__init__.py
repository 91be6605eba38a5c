"""What others can show of a case: pictures of where it stands."""

from auditflow.export.diagram import case_diagram, lifecycle_diagram

__all__ = ["case_diagram", "lifecycle_diagram"]
