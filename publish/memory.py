"""What was made before and stands as it would be made again: told by a hash of all that it is made from.

What speaks of many disclosures is made of a few kilobytes of each. Where none of these have changed, it is not made
again, and its files stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from fiscal.hashing import digest
from publish.outputs import Placed, Standing

Known = Mapping[str, tuple[Standing, ...]]
"""Files that stand, by the hash of what they are made from."""


@dataclass(slots=True)
class Memory:
    """Gives files that stand instead of making them; ``told`` grows by all files, made or not, for the next time.

    Settings, theme and code are no part of the hashes here: whoever keeps these files keeps them by those as well.
    """

    known: Known = field(default_factory=dict)
    told: dict[str, tuple[Standing, ...]] = field(default_factory=dict)

    def files(self, parts: Iterable[str], make: Callable[[], Iterable[Placed]]) -> tuple[Placed, ...]:
        """The files that are made from these parts. A blank part is one that nothing tells: then they are made."""
        named = tuple(parts)
        if not all(named):
            return tuple(make())
        key = digest(*named)
        stand = self.known.get(key)
        made: tuple[Placed, ...] = tuple(make()) if stand is None else stand
        self.told[key] = tuple(Standing(one.path, one.size, one.sha256) for one in made) if stand is None else stand
        return made
