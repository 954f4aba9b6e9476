"""What names a body, a year and a kind of disclosure, typed: the lists of ``words.toml``.

What each list is for stands beside it in the file; a misspelt key is met when the file is read.
"""

from __future__ import annotations

from pathlib import Path

from fiscal.typed import Entry, Expression, loaded


class Captions(Entry, frozen=True):
    """The table ``[captions]``."""

    strong: tuple[str, ...]
    weak: tuple[str, ...]
    publisher: tuple[str, ...]


class Body(Entry, frozen=True):
    """The table ``[body]``."""

    towns: tuple[str, ...]
    zones: tuple[str, ...]
    corps: str
    national: tuple[str, ...]
    subject: tuple[str, ...]
    giver: tuple[str, ...]
    endings: tuple[str, ...]
    sovereign: tuple[str, ...]
    qualifiers: tuple[str, ...]
    needless: tuple[str, ...]
    not_body: tuple[str, ...]
    author: Expression
    verbs: tuple[str, ...]
    placeholders: tuple[str, ...]
    people: str
    breaks: tuple[str, ...]
    same: tuple[tuple[str, str], ...]


class Kinds(Entry, frozen=True):
    """The table ``[kinds]``."""

    order: tuple[tuple[str, str], ...]
    summary: tuple[tuple[str, str], ...]
    untold: tuple[tuple[str, str], ...]
    unit: str
    department: str
    whole: tuple[tuple[str, str], ...]
    single: tuple[str, ...]
    unit_share: str
    unit_body: str
    announced: str
    placed: str
    carried: str
    speaking: str
    execution: str
    year: str


class Government(Entry, frozen=True):
    """The table ``[government]``."""

    title: str
    named: str
    books: str
    executed: str
    both: str
    about: str
    debt: str
    draft: str
    approved: str
    resolved: str
    annexed: str
    section: str
    treasury: tuple[str, ...]


class Phases(Entry, frozen=True):
    """The table ``[phases]``."""

    executed: tuple[str, ...]
    adjusted: tuple[str, ...]
    budgets: tuple[str, ...]
    draft: str
    approval: str
    source: str
    spent: str


class Pages(Entry, frozen=True):
    """The table ``[pages]``."""

    noise: tuple[str, ...]
    put: str
    speaker: str
    evaluator: str
    path: str
    label: str
    who: str
    rule: str
    reported: str
    watched: str
    ordered: str
    noted: str
    sample: str


class Year(Entry, frozen=True):
    """The table ``[year]``."""

    topics: str
    published: tuple[str, ...]


class Notices(Entry, frozen=True):
    """The table ``[notices]``."""

    untitled: str
    template: str
    no_department: str
    no_year: str
    no_kind: str
    no_region: str
    several: str
    department: str


class Address(Entry, frozen=True):
    """The table ``[address]``."""

    parts: str
    party: str
    committee: str
    committee_short: str
    committee_long: str


class Bodies(Entry, frozen=True):
    """The table ``[bodies]``."""

    qualifier: str
    year: str
    item: str
    titled: str
    gap: str
    numbered: str
    regiment: str
    party: str
    number: str
    generic: str
    town_of_one: str
    place_sign: str
    ended: str
    sets_up: str
    subject: str
    short_endings: str
    nobody: str
    town_body: str
    committee: str
    committee_first: str
    committee_short: str
    autonomous: dict[str, str]
    called: dict[str, str]
    share: str
    glued: str
    committee_rest: str
    party_short: str
    loose: str
    level: str
    division: str
    governed_zone: str
    seated: str
    office: str
    undertaken: str
    local_school: str
    whole_name: str
    short_names: tuple[tuple[str, str], ...]


class Evidence(Entry, frozen=True):
    """The table ``[evidence]``."""

    cover_ends: str
    title_ends: str
    annex: str
    stop: str
    next_caption: str


class Governments(Entry, frozen=True):
    """The table ``[governments]``."""

    opening: str
    government: str
    below: str
    seats: tuple[tuple[str, str], ...]
    prefectures: tuple[tuple[str, str], ...]
    own: str
    council: tuple[str, ...]
    collected: str
    alone: str
    unlisted: str
    aside: str
    called: str
    meeting: str
    all: str
    lesser: str
    commissioned: str
    some: str
    spoken: str
    summed: str
    drafted: str


class Places(Entry, frozen=True):
    """The table ``[places]``."""

    division: str
    signs: str
    municipality: str
    short: str
    governed: str
    zoned: str
    part: str
    part_short: str
    court: str
    reclaimed: str
    dispatched: str
    branch: str
    divisions: dict[str, str]
    seat: str
    common: str
    joined: str
    nation: str


class Years(Entry, frozen=True):
    """The table ``[years]``."""

    chinese: str
    year: str
    draft: str
    whole: str
    half: str
    measure: str
    owed: str
    corner: str
    stamp: str
    column: str
    compared: str
    numbered: str
    number: str
    span: str
    spanned: str
    spanning: str
    date: str
    behind: str
    day: str


class Words(Entry, frozen=True):
    """The whole file."""

    captions: Captions
    body: Body
    kinds: Kinds
    government: Government
    titles: dict[str, str]
    phases: Phases
    pages: Pages
    year: Year
    levels: dict[str, tuple[str, ...]]
    notices: Notices
    address: Address
    bodies: Bodies
    evidence: Evidence
    governments: Governments
    places: Places
    years: Years


WORDS = loaded(Path(__file__).with_suffix(".toml"), Words)
