"""``build.py init``: a fork becomes its publisher's own, and nothing of the publisher's is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline import commands, wording
from pipeline.commands.init import ASKED, answers
from pipeline.starting import shipped, with_settings
from publish.site import Site, read_site
from tests.pipeline.goldens import CONTENT
from tests.pipeline.samples import write

ROOT = Path(__file__).resolve().parents[2]
PAGES = {page.file: page for page in shipped().page}
SETTINGS = '# 说明\ntitle = "明账"\npublisher = ""  \nlanguage = "zh"\n\n[licence]\nname = "CC0-1.0"\ntitle = "CC0"\n'


@pytest.fixture
def fork(tmp_path: Path) -> Path:
    """A checkout as it comes: samples, About pages, settings."""
    shutil.copytree(CONTENT, tmp_path / "content")
    for name, page in PAGES.items():
        write(tmp_path, f"content/pages/{name}", f"# About\n\nOne.\n\n{page.samples}\n\n## Two\n\nThree.\n")
    write(tmp_path, "site.toml", SETTINGS)
    return tmp_path


def init(fork: Path, *options: str) -> int:
    paths = [f"--content={fork / 'content'}", f"--site={fork / 'site.toml'}"]
    return commands.main(["init", *paths, "--yes", *options])


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_list_of_samples_is_what_ships() -> None:
    named = {f"{one.folder}/{name}" for one in shipped().sample for name in one.files}
    assert named == set(files(CONTENT))


def test_samples_are_moved_not_deleted(fork: Path) -> None:
    before = files(CONTENT)
    assert init(fork) == 0
    assert files(fork / "samples") == before
    assert {path.name for path in (fork / "content").iterdir()} == {"pages"}


def test_what_is_not_a_sample_stays(fork: Path) -> None:
    own = write(fork, "content/某局/2024/预算.txt", "own")
    first = next(path for path in (fork / "content").glob("*/*/*.txt") if path != own)
    beside = write(first.parent, "own.txt", "own")
    first.write_text(first.read_text(encoding="utf-8") + "\n改过", encoding="utf-8")
    assert init(fork) == 0
    assert own.is_file()
    assert beside.is_file()
    assert first.is_file()


def test_nothing_is_overwritten(fork: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert init(fork) == 0
    shutil.copytree(CONTENT, fork / "content", dirs_exist_ok=True)
    before = files(fork)
    assert init(fork) == 1
    assert files(fork) == before
    assert "samples" in capsys.readouterr().err


def test_settings_are_written_and_all_else_in_the_file_stays(fork: Path) -> None:
    assert init(fork, "--title", '某市"账本"\\', "--publisher", "某市观察", "--base-url", "https://a.example/b") == 0
    text = (fork / "site.toml").read_text(encoding="utf-8")
    site = read_site(text)
    assert (site.title, site.publisher, site.base_url) == ('某市"账本"\\', "某市观察", "https://a.example/b/")
    assert site.licence.title == "CC0"
    assert text.count("# 说明") == 1


def test_a_bad_value_changes_nothing(fork: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(fork)
    assert init(fork, "--base-url", "a.example") == 2
    assert files(fork) == before
    assert "base_url" in capsys.readouterr().err


def test_about_pages_speak_of_the_publisher_and_not_of_the_samples(fork: Path) -> None:
    for publisher in ("某市观察", "另一家"):
        assert init(fork, "--publisher", publisher, "--contact", "a@b.example") == 0
        for name, page in PAGES.items():
            text = (fork / "content" / "pages" / name).read_text(encoding="utf-8")
            assert page.samples not in text
            assert text.count(publisher) == text.count("a@b.example") == 1
            assert text.index(publisher) < text.index("One.")
            assert "Three." in text
    assert "某市观察" not in text


def test_without_a_publisher_the_about_page_only_loses_the_samples(fork: Path) -> None:
    assert init(fork) == 0
    for name in PAGES:
        text = (fork / "content" / "pages" / name).read_text(encoding="utf-8")
        assert text == "# About\n\nOne.\n\n## Two\n\nThree.\n"


def test_the_shipped_about_pages_hold_the_paragraph_that_is_taken_out() -> None:
    """As long as the samples are shipped with them."""
    for name, page in PAGES.items():
        path = ROOT / "content" / "pages" / name
        samples = (ROOT / "content" / shipped().sample[0].folder).is_dir()
        assert not samples or page.samples in path.read_text(encoding="utf-8").split("\n\n")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_person_is_asked_for_each_and_enter_leaves_it(language: str) -> None:
    wording.speak(language)
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return " 某市观察 " if len(asked) == ASKED.index("publisher") + 1 else ""

    assert answers(list(ASKED), Site(), ask) == {"publisher": "某市观察"}
    assert len(set(asked)) == len(ASKED)
    wording.speak("zh")


def test_a_key_that_the_file_lacks_is_added() -> None:
    assert read_site(with_settings("[licence]\nname = 'CC0-1.0'\n", {"title": "甲"})).title == "甲"
    assert read_site(with_settings("", {"title": "甲"})).title == "甲"
