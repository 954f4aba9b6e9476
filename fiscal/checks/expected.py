"""What a document of its kind is expected to say: the words by which that is recognised, typed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fiscal.typed import Entry, Pattern, loaded


class Listed(Entry, frozen=True):
    """Sentences that list the parts of spending."""

    sentence: Pattern
    split: Pattern
    groups: dict[str, tuple[str, ...]]
    """Economic 类 of the parts, by the name of what is divided."""


class Explained(Entry, frozen=True):
    """Entries of the list of terms."""

    entry: Pattern


class Goals(Entry, frozen=True):
    """The section of goals, and what surrounds the name of a project."""

    section: Pattern
    end: Pattern
    wrapping: Pattern
    promise: Pattern
    past: Pattern
    clause: Pattern


class Promised(Entry, frozen=True):
    """Figures and dates in the goal of one project."""

    clause: Pattern
    figure: Pattern
    past: Pattern
    filling: Pattern
    person: Pattern
    people: str
    things: Pattern
    deadline: Pattern
    month: Pattern
    equipment: Pattern
    buying: Pattern


class Season(Entry, frozen=True):
    """A season and all months that it may touch, anywhere in the country."""

    name: Pattern
    months: tuple[int, ...]


class Order(Entry, frozen=True):
    """What begins before what ends."""

    first: Pattern
    last: Pattern


class Months(Entry, frozen=True):
    """Dates in indicators."""

    range: Pattern
    month: Pattern
    day: Pattern
    year: Pattern
    deadline: Pattern
    season: tuple[Season, ...]
    order: tuple[Order, ...]


class BaseData(Entry, frozen=True):
    """Columns of base data."""

    planned: str
    done: str
    no_result: str


class Forms(Entry, frozen=True):
    """Labels that a form prints before anybody fills it in."""

    share: Pattern
    kinds: Pattern


class Fields(Entry, frozen=True):
    """Labels of the fields of forms, and of columns that somebody fills in with words."""

    label: Pattern
    due: Pattern
    alone: Pattern
    column: Pattern
    owner: Pattern
    carrier: Pattern
    person: Pattern
    number: Pattern
    dialled: Pattern


class Headings(Entry, frozen=True):
    """Numbers and paths of headings, and what a body calls itself."""

    step: Pattern
    stepped: str
    """What every ``step`` holds."""
    self_name: Pattern
    series: Pattern
    bracketed: Pattern
    first: str
    numbered: Pattern
    unnumbered: Pattern


class Classes(Entry, frozen=True):
    """Sentences that list the classes of all spending."""

    sentence: Pattern
    path: Pattern


class Swapped(Entry, frozen=True):
    """Endings of terms whose words are taken for another order when they are exchanged, and names of helpers."""

    term: Pattern
    role: Pattern
    numbered: Pattern
    numbers: str
    filling: Pattern


class Procured(Entry, frozen=True):
    """How a text says that nothing is procured, and indicators of what is bought."""

    none: Pattern
    bought: Pattern


class Counted(Entry, frozen=True):
    """Sentences that count offices and then name them, what divides the names, and what shows that they are not all."""

    sentence: Pattern
    split: Pattern
    joined: Pattern
    open: Pattern
    other: Pattern
    longest: int
    own: Pattern
    units: Pattern


class ProjectsCounted(Entry, frozen=True):
    """How a text tells of the number of its projects."""

    sentence: Pattern
    part: Pattern
    every: Pattern
    money: Pattern


class Kinds(Entry, frozen=True):
    """Second levels of indicators."""

    official: tuple[str, ...]


class Speaking(Entry, frozen=True):
    """Whose figures a sentence tells, and of which year."""

    sentence: Pattern


class Topic(Entry, frozen=True):
    """A member of ``[[topic]]``: what disclosures of these kinds must speak of, from a year on."""

    name: str
    name_en: str
    kinds: tuple[str, ...]
    since: int
    words: Pattern


class Draft(Entry, frozen=True):
    """Names of drafts."""

    words: Pattern


class Rows(Entry, frozen=True):
    """Labels of rows."""

    numbering: Pattern
    telling: Pattern


class Expected(Entry, frozen=True):
    """The file."""

    listed: Listed
    explained: Explained
    goals: Goals
    promised: Promised
    months: Months
    base_data: BaseData
    forms: Forms
    fields: Fields
    headings: Headings
    classes: Classes
    swapped: Swapped
    procured: Procured
    counted: Counted
    speaking: Speaking
    kinds: Kinds
    projects_counted: ProjectsCounted
    posts: dict[str, tuple[str, str]]
    """What kinds of staff are called."""
    topic: tuple[Topic, ...]
    due: tuple[Topic, ...]
    """Tables, by their titles or by what the text calls them."""
    draft: Draft
    rows: Rows


@cache
def expected() -> Expected:
    """The file of words."""
    return loaded(Path(__file__).with_suffix(".toml"), Expected)
