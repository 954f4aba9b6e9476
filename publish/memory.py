"""What was made before and stands as it would be made again: told by a hash of all that it is made from.

What speaks of many disclosures is made of a few kilobytes of each. Where none of these have changed, it is not made
again, and its files stay as they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

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


def digest(*parts: bytes | str) -> str:
    """Hash of parts, none of which can run into the next."""
    state = hashlib.blake2b(digest_size=20)
    for part in parts:
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()
