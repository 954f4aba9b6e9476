"""Commands speak Chinese and English: every message, every reason, every option."""

from __future__ import annotations

import ast
import errno
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import parsers.words
import pipeline.said
import publish.said
from pipeline import commands, wording
from tests.pipeline.samples import budget, write

ROOT = Path(__file__).resolve().parents[2]
CHINESE = wording.CHINESE
SAYING = re.compile(r"(Error|Unreadable|Problem|Failure|Locked|DuplicateAddress)$")
"""Names of what carries a reason to the terminal."""
SAID = {"parsers": parsers.words.SAID, "pipeline": pipeline.said.SAID, "publish": publish.said.SAID}
"""Sentences of a room that stand in its file of words."""
KEYED = [
    (f"{group}.{name}", message)
    for group, messages in wording.messages().items()
    if isinstance(messages, dict)
    for name, message in messages.items()
]


@pytest.fixture
def english() -> Iterator[None]:
    wording.speak("en")
    yield
    wording.speak("zh")


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize(("key", "message"), KEYED, ids=[key for key, _ in KEYED])
def test_a_message_is_there_in_both_languages_with_the_same_slots(key: str, message: wording.Said) -> None:
    assert slots(message.zh) == slots(message.en)
    assert not CHINESE.search(message.en)


def test_every_message_is_said_somewhere_and_every_word_is_known() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8") for room in ("pipeline", "fiscal") for path in (ROOT / room).rglob("*.py")
    )
    known = {key for key, _ in KEYED}
    asked = set(re.findall(r'word\(\s*["\']([a-z]+\.[a-z_]+)["\']', code))
    assert asked <= known
    built = {f"{name}.{part}" for name in commands.COMMANDS for part in ("summary", "help")}
    built |= {f"errno.{name}" for name in errno.errorcode.values()}
    tails = {f'"{key}"' for key in known} | {f'"{key.partition(".")[2]}"' for key in known}
    said = {tail.strip('"') for tail in tails if tail in code}
    unsaid = {key for key in known - asked - built if key not in said and key.partition(".")[2] not in said}
    assert not unsaid


def templates(path: Path) -> Iterator[tuple[str, str]]:
    """Every Chinese sentence that a file gives as a reason, with ``甲`` … for what is filled in."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and SAYING.search(ast.unparse(node.func)):
            for argument in (*node.args, *(one.value for one in node.keywords)):
                place = path.relative_to(ROOT)
                yield from ((f"{place}:{node.lineno}", text) for text in sentences(argument, place.parts[0]))


def sentences(node: ast.expr, room: str) -> Iterator[str]:
    """Texts of an expression, the parts of f-strings and the slots of sentences that are filled in as ``x1``."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(one.value) if isinstance(one, ast.Constant) else "x1" for one in node.values)
    elif isinstance(node, ast.IfExp):
        yield from sentences(node.body, room)
        yield from sentences(node.orelse, room)
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "SAID":
        yield re.sub(r"\{[^{}]*\}", "x1", getattr(SAID[room], node.attr))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        yield from sentences(node.func.value, room)


def reasons() -> list[tuple[str, str]]:
    files = [path for room in ("parsers", "pipeline", "publish", "fiscal") for path in (ROOT / room).rglob("*.py")]
    return sorted({found for path in files for found in templates(path) if CHINESE.search(found[1])})


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(("place", "reason"), reasons())
def test_a_reason_is_said_in_english(place: str, reason: str) -> None:
    assert not CHINESE.search(wording.told(reason)), f"{place}: not in messages.toml: {reason}"


@pytest.mark.usefixtures("english")
def test_what_fills_a_reason_is_said_in_english_too_and_names_stay() -> None:
    said = wording.told("某局/disclosure.toml：kindd：不认识的键；可用的键：kind、year；这个文件夹里的文件都没有读")
    assert said == "某局/disclosure.toml: kindd: unknown key; keys are kind, year; no file of this folder was read"
    assert wording.told("读取超时：没有在 20 秒内完成") == "reading took too long: not done within 20 seconds"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_TW"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, ""),
        ({"LANG": "zh_CN", "LC_ALL": ""}, "zh"),
        ({}, ""),
    ],
)
def test_the_system_says_the_language(environment: dict[str, str], language: str) -> None:
    assert wording.of_system(environment) == language


@pytest.mark.parametrize(
    ("arguments", "language", "rest"),
    [
        (["--language", "en", "check"], "en", ["check"]),
        (["check", "--language=zh", "a"], "zh", ["check", "a"]),
        (["check", "--language", "fr"], "", ["check", "--language", "fr"]),
        ([], "", []),
    ],
)
def test_a_command_line_may_say_it_anywhere(arguments: list[str], language: str, rest: list[str]) -> None:
    assert wording.asked(arguments) == language
    assert wording.without_language(arguments) == rest


def test_a_machine_without_a_language_speaks_that_of_the_site(tmp_path: Path) -> None:
    assert wording.of_site(write(tmp_path, "site.toml", 'language = "en"\n')) == "en"
    assert wording.of_site(write(tmp_path, "bad.toml", "language = \n")) == "zh"
    assert wording.of_site(tmp_path / "missing.toml") == "zh"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "build.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", ["", *commands.COMMANDS])
def test_help_is_english_through_and_through(name: str) -> None:
    result = run(*filter(None, [name]), "--help", "--language", "en")
    assert result.returncode == 0
    assert not CHINESE.search(result.stdout)
    assert "usage" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("add",),
        ("check", "--format", "x"),
        ("serve", "--port", "x"),
        ("nothing",),
        ("build", "--nothing"),
        ("verify", "--summary"),
    ],
)
def test_a_mistaken_command_line_is_told_in_the_language_of_the_reader(arguments: tuple[str, ...]) -> None:
    assert not CHINESE.search(run("--language", "en", *arguments).stderr)
    told = run("--language", "zh", *arguments).stderr.splitlines()[-1]
    assert CHINESE.search(told.partition(":")[2]), told


def test_problems_are_told_in_english(tmp_path: Path) -> None:
    write(tmp_path, "content/a/budget.txt", budget())
    write(tmp_path, "content/a/empty.txt", "")
    write(tmp_path, "content/b/disclosure.toml", "kindd = 1\n")
    write(tmp_path, "content/b/budget.txt", budget("河源市和平县财政局"))
    paths = [f"--content={tmp_path / 'content'}", f"--out={tmp_path / 'public'}", "--no-cache", "--jobs=1"]
    result = run(*paths, "--language", "en")
    assert result.returncode == 1
    assert not CHINESE.search(result.stdout + result.stderr)
    assert "a/empty.txt: the file is empty" in result.stderr
    assert "The site is in" in result.stdout


def test_a_report_of_checks_is_told_in_english(tmp_path: Path) -> None:
    write(tmp_path, "content/a/budget.txt", budget().replace("70.00", "71.00", 1))
    write(tmp_path, "content/a/empty.txt", "")
    result = run("check", f"--content={tmp_path / 'content'}", "--no-cache", "--jobs=1", "--language", "en")
    assert "a/empty.txt: the file is empty" in result.stdout
    assert "should be 700,000 yuan" in " ".join(result.stdout.split())
    assert "Disclosures: 1; findings: 1 (error 1); files that could not be used: 1." in result.stdout
