"""TOML as typed values: an unknown key, a value of the wrong sort or outside its list is named, with what is allowed.

Every file that people write by hand passes here, so that a typing mistake never drops a line without a word.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_origin

import msgspec
from msgspec import inspect

Wanted = TypeVar("Wanted")
FOUND = re.compile(r"(?P<what>.*?)(?: - at (?P<of>`key` in )?`(?P<at>[^`]*)`)?", re.DOTALL)
NAME = re.compile(r"`(?P<name>.*)`")
STEP = re.compile(r"\.(?P<key>[^.\[]+)|\[(?P<index>\d+|\.\.\.)\]")
EXPECTED = re.compile(r"Expected `(?P<wanted>[^`]*)`")
SOME = "..."
"""How msgspec points at some value of a table whose keys are free."""
PATTERN = "Invalid pattern: "
Pattern = re.Pattern[str]
"""A regular expression; the file holds its text."""


class Expression(str):
    """The text of a regular expression that is put together with others; one that is none by itself is refused."""

    __slots__ = ()


ROOT = Path(__file__).resolve().parents[1]
SHOWN = 60
"""Characters of a value that are shown."""


class Mistake(Exception):
    """A file that cannot be used: one line with the key, the reason and what is allowed."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One table of a file; keys that it has no field for are refused."""


@cache
def said() -> dict[str, dict[str, str]]:
    """The sentences about mistakes."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def decoded(text: str, wanted: type[Wanted]) -> Wanted:
    """A text of TOML as a value of a type. Raises Mistake."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Mistake(_say("broken", reason=error)) from error
    try:
        return msgspec.convert(data, wanted, dec_hook=_compiled)
    except msgspec.ValidationError as error:
        raise Mistake(_told(str(error), data, wanted)) from error


def _compiled(wanted: type[Any], value: object) -> object:
    """A pattern of a file, compiled where it is read. Raises ValueError, which names its key as any bad value does."""
    if isinstance(value, str) and (wanted is Expression or get_origin(wanted) is re.Pattern):
        try:
            compiled = re.compile(value)
        except re.error as error:
            raise ValueError(f"{PATTERN}{error}") from error
        return Expression(value) if wanted is Expression else compiled
    raise ValueError(f"Expected `{wanted.__name__}`")


def broken(key: str, text: str, error: re.error) -> Mistake:
    """A pattern of a file that is none."""
    return Mistake(_say("pattern", key=key, value=repr(text)[:SHOWN], reason=error))


def loaded(path: Path, wanted: type[Wanted]) -> Wanted:
    """A file of the project as a value of a type. Raises Mistake that begins with the name of the file."""
    with told_of(path):
        return decoded(path.read_text(encoding="utf-8"), wanted)


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """Let a mistake begin with the name of its file, below the project's folder where it stands there."""
    try:
        yield
    except Mistake as error:
        shown = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
        raise Mistake(f"{shown}：{error}") from error


def unknown(key: str, value: object, allowed: Sequence[str], shown: Sequence[str] = ()) -> Mistake:
    """A value that stands in no list, with the nearest that does; ``shown`` where the list is too long to print."""
    return Mistake(_unknown("unknown_value", key, str(value), allowed, shown, repr(value)))


def _unknown(
    frame: str, key: str, word: str, allowed: Sequence[str], shown: Sequence[str] = (), value: str = ""
) -> str:
    near = get_close_matches(word, allowed, n=1, cutoff=0.6)
    listed = "、".join(shown or allowed)
    return _say(f"{frame}_near" if near else frame, key=key, value=value, allowed=listed, near="".join(near))


def _say(frame: str, **slots: object) -> str:
    return said()["said"][frame].format(**slots)


def _told(message: str, data: object, wanted: Any) -> str:
    """One of msgspec's messages in our words, with the keys or values that are allowed where it points."""
    found = FOUND.fullmatch(message)
    what, at = (found["what"], found["at"] or "$") if found else (message, "$")
    steps = [step["key"] or step["index"] for step in STEP.finditer(at)]
    kind = _at(inspect.type_info(wanted), steps)
    if found and found["of"] and isinstance(kind, inspect.DictType) and isinstance(kind.key_type, inspect.LiteralType):
        name = what.removeprefix("Invalid enum value ").strip("'")
        return _unknown("unknown_key", _path([*steps, name]), name, [str(one) for one in kind.key_type.values])
    field = NAME.search(what)
    if field and ("unknown field" in what or "missing required" in what):
        key = _path([*steps, field["name"]])
        fields = [one.encode_name for one in kind.fields] if isinstance(kind, inspect.StructType) else []
        return _say("missing", key=key) if "missing" in what else _unknown("unknown_key", key, field["name"], fields)
    value = _value(data, steps)
    if "Invalid enum value" in what and isinstance(kind, inspect.LiteralType):
        allowed = [str(one) for one in kind.values]
        return _unknown("unknown_value", _path(steps), str(value), allowed, value=repr(value))
    if what.startswith(PATTERN):
        return _say("pattern", key=_path(steps), value=repr(value)[:SHOWN], reason=what.removeprefix(PATTERN))
    expected = EXPECTED.search(what)
    sorts = [word.strip() for word in expected["wanted"].split("|")] if expected else [what]
    words = "/".join(said()["wanted"].get(word, word) for word in sorts if word != "null")
    if SOME in steps:
        return _say("wanted_some", key=_path(steps), wanted=words)
    return _say("wanted", key=_path(steps), wanted=words, value=repr(value)[:SHOWN])


def _path(steps: Iterable[str]) -> str:
    """Keys joined by points, members of lists counted from 1."""
    return ".".join(str(int(step) + 1) if step.isdigit() else step for step in steps if step != SOME)


def _value(data: object, steps: Sequence[str]) -> object:
    """What stands at a path; blank where the path names no key."""
    for step in steps:
        if isinstance(data, list) and step.isdigit():
            data = data[int(step)]
        elif isinstance(data, dict) and step in data:
            data = data[step]
        else:
            return ""
    return data


def _at(kind: inspect.Type, steps: Sequence[str]) -> inspect.Type:
    """The type that is wanted at a path."""
    for step in steps:
        if isinstance(kind, inspect.UnionType):
            kind = next((one for one in kind.types if not isinstance(one, inspect.NoneType)), kind)
        if isinstance(kind, inspect.StructType):
            kind = next((field.type for field in kind.fields if field.encode_name == step), inspect.AnyType())
        elif isinstance(kind, inspect.DictType):
            kind = kind.value_type
        elif isinstance(kind, inspect.VarTupleType | inspect.ListType):
            kind = kind.item_type
        else:
            return inspect.AnyType()
    if isinstance(kind, inspect.UnionType):
        return next((one for one in kind.types if not isinstance(one, inspect.NoneType)), kind)
    return kind
