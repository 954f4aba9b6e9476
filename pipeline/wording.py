"""What the commands say, in the reader's language.

All of it stands in ``messages.toml``. A command asks for its words by key (``word``). Reasons that come from deeper in
the house are Chinese sentences with names and numbers in them; ``told`` finds the sentence that a reason was made from
and says it in English. Nothing but the terminal uses this: a published site speaks through its theme.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from fiscal.typed import Entry, Mistake, decoded, loaded

LANGUAGES = ("zh", "en")
FILE = Path(__file__).with_name("messages.toml")
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
SLOT = re.compile(r"\{\w*\}")
_spoken = ["zh"]
"""The language of this run: set once, when the command starts."""


def speak(language: str) -> None:
    """Say everything from here on in one of LANGUAGES."""
    _spoken[0] = language


def spoken() -> str:
    """Language of this run."""
    return _spoken[0]


def asked(arguments: Sequence[str]) -> str:
    """Language that a command line asks for with ``--language``; blank where it does not, or asks for another."""
    return next((value for _, value in _options(arguments)), "")


def without_language(arguments: Sequence[str]) -> list[str]:
    """A command line without what ``asked`` has read, wherever it stood."""
    taken = {place for places, _ in _options(arguments) for place in places}
    return [argument for place, argument in enumerate(arguments) if place not in taken]


def _options(arguments: Sequence[str]) -> Iterator[tuple[tuple[int, ...], str]]:
    """Places and values of ``--language zh`` and ``--language=zh``."""
    for place, argument in enumerate(arguments):
        name, mark, value = argument.partition("=")
        following = arguments[place + 1] if place + 1 < len(arguments) else ""
        if name == "--language" and (value if mark else following) in LANGUAGES:
            yield ((place,), value) if mark else ((place, place + 1), following)


def of_system(environment: Mapping[str, str]) -> str:
    """Language of the system by LC_ALL, LC_MESSAGES and LANG in the order of POSIX; blank where they say none."""
    said = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name))), "")
    code = re.split(r"[_.@-]", said.lower())[0]
    return "" if code in ("", "c", "posix") else "zh" if code == "zh" else "en"


def of_site(path: Path) -> str:
    """Language of a ``site.toml``, for machines that have none, such as those of a workflow; or else Chinese."""
    try:
        language = decoded(path.read_text(encoding="utf-8-sig"), dict[str, Any]).get("language")
    except (OSError, ValueError, Mistake):
        return LANGUAGES[0]
    return next((one for one in LANGUAGES if one == language), LANGUAGES[0])


class Said(Entry, frozen=True):
    """One message in both languages."""

    zh: str
    en: str


Group = dict[str, Said] | tuple[Said, ...]
"""Messages of a command by name; sentences of ``reason`` and ``argparse`` in a list."""


@cache
def messages() -> dict[str, Group]:
    """The file of messages."""
    return loaded(FILE, dict[str, Group])


def word(key: str, **values: object) -> str:
    """The words for ``command.key``, slots filled. Raises KeyError for an unknown key."""
    group, _, name = key.partition(".")
    known = messages()[group]
    assert isinstance(known, dict), group
    return _in(known[name], spoken()).strip("\n").format(**values)


def of_errno(error: OSError) -> str:
    """What the system says of a file or a port, in the language of this run; in its own words where we have none."""
    known = messages()["errno"]
    name = errno.errorcode.get(error.errno or 0, "")
    return word(f"errno.{name}") if name in known else error.strerror or " ".join(str(error).split())


def told(reason: object) -> str:
    """A reason in the language of this run; as it is where no sentence is known for it."""
    text = str(reason)
    if spoken() == "zh" or not CHINESE.search(text):
        return text
    known = _said("reason", text)
    if known:
        return known
    head, mark, tail = text.partition("：")
    if mark and tail:
        return f"{told(head)}: {told(tail)}"
    listed = text.replace("、", ", ")
    return text if CHINESE.search(listed) else listed


QUOTED = re.compile(r"'([\w-]+)'")
"""A word as Python quotes it: people read 'build' as build."""


def of_argparse(message: str) -> str:
    """What argparse says, which is English, in the language of this run."""
    plain = QUOTED.sub(r"\1", message)
    return plain if spoken() == "en" else _said("argparse", plain) or plain


def _said(group: str, text: str) -> str:
    """The sentence that a text was made from in the other language, and so for what stands in its slots; or blank."""
    again = told if group == "reason" else of_argparse
    for pattern, template in _sentences(group):
        found = pattern.fullmatch(text)
        if found:
            return _filled(template, [again(part) for part in found.groups()])
    return ""


@cache
def _sentences(group: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Pairs of a pattern for one sentence and what stands for it in the other language, fewest slots first."""
    source, target = ("zh", "en") if group == "reason" else ("en", "zh")
    known = messages()[group]
    assert isinstance(known, tuple), group
    ordered = sorted(known, key=lambda one: len(SLOT.findall(_in(one, source))))
    return tuple((_pattern(_in(one, source)), _in(one, target)) for one in ordered)


def _in(said: Said, language: str) -> str:
    return said.en if language == "en" else said.zh


def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile("(.*?)".join(re.escape(part) for part in SLOT.split(sentence)), re.DOTALL)


def _filled(template: str, values: list[str]) -> str:
    """A template with its slots filled in their order; ``{2}`` takes the second value."""
    numbered = iter(values)
    return SLOT.sub(lambda slot: values[int(slot[0][1:-1]) - 1] if slot[0] != "{}" else next(numbered), template)
