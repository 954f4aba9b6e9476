"""What was promised and what was achieved: the indicators and figures of performance tables and forms.

It stands apart from the money tables because a form is read cell by cell, not column by column.
"""

from fiscal.performance.reading import Reading, read

__all__ = ["Reading", "read"]
