"""Whether lines that add to another in one column do so in the others: one sum alone may be chance.

In a list of a few hundred small figures some add to the one above them; that they do in two columns is no chance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from fiscal.recognise.rows import Line


def agreed(head: Line, below: Sequence[Line], parents: Mapping[int, int | None]) -> bool:
    """Whether the lines whose parent is the head add to it in half of the columns that it and they print."""
    parts = [line for line in below if parents.get(line.row) == head.row]
    whole = [line for line in parts if line.kind != "of_which"]
    return _adds(head, whole) or (len(whole) < len(parts) and _adds(head, parts))


def _adds(head: Line, parts: Sequence[Line]) -> bool:
    told = []
    for column, whole in enumerate(head.amounts):
        found = [part.amounts[column] for part in parts]
        values = [
            (amount.value, amount.decimals) for amount in found if amount is not None and amount.value is not None
        ]
        if whole is None or whole.value is None or not values:
            continue
        gap = abs(whole.value - sum((value for value, _ in values), Decimal(0)))
        told.append(gap <= sum((Decimal(5).scaleb(-places - 1) for _, places in values), Decimal(0)))
    return sum(told) * 2 >= len(told)
