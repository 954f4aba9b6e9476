"""Makes a fork a publisher's own: takes the samples away, writes the settings, lets the About page speak of them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import options
from pipeline.wording import word

if TYPE_CHECKING:
    from publish.site import Site

ASKED = ("title", "title_en", "base_url", "publisher", "contact", "language")
"""Keys of site.toml that are asked for, in this order."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    root = options.ROOT
    folder, file = word("command.folder"), word("command.file")
    parser.add_argument("--content", type=Path, default=root / "content", metavar=folder, help=word("options.content"))
    parser.add_argument("--site", type=Path, default=root / "site.toml", metavar=file, help=word("options.site"))
    for key in ASKED:
        parser.add_argument(f"--{_option(key)}", dest=f"set_{key}", metavar=word("command.text"), help=_name(key))
    parser.add_argument("--keep-samples", action="store_true", help=word("init.keep_samples"))
    parser.add_argument("--yes", action="store_true", help=word("init.yes"))


def _option(key: str) -> str:
    return "site-language" if key == "language" else key.replace("_", "-")


def _name(key: str) -> str:
    return word("init.site_language" if key == "language" else f"init.{key}")


def run(arguments: argparse.Namespace) -> int:
    """Ask, then change everything; a mistake in what was said changes nothing."""
    from pipeline.console import FAILED, complain, say
    from pipeline.starting import with_settings
    from publish.site import SiteError, read_site

    text = arguments.site.read_text(encoding="utf-8") if arguments.site.exists() else ""
    given = {key: value for key in ASKED if (value := getattr(arguments, f"set_{key}")) is not None}
    try:
        now = read_site(text)
        if not arguments.yes and sys.stdin.isatty():
            given |= answers([key for key in ASKED if key not in given], now, input)
        changed = with_settings(text, given)
        site = read_site(changed)
    except SiteError as error:
        complain([f"{arguments.site}：{error}"])
        return FAILED
    except (EOFError, KeyboardInterrupt):
        complain([word("init.stopped")])
        return FAILED
    if given:
        arguments.site.write_text(changed, encoding="utf-8")
        say(word("init.settings", path=arguments.site, names=", ".join(given)))
    return _content(arguments, site)


def answers(keys: list[str], now: Site, ask: Callable[[str], str]) -> Mapping[str, str]:
    """What a person answers for some keys; a blank answer leaves a key out."""
    found = {}
    for key in keys:
        value = getattr(now, key)
        said = ask(word("init.ask", name=_name(key), now=value) if value else word("init.ask_blank", name=_name(key)))
        if said.strip():
            found[key] = said.strip()
    return found


def _content(arguments: argparse.Namespace, site: Site) -> int:
    """Samples and About pages."""
    from pipeline.console import OK, PARTIAL, complain, say
    from pipeline.starting import move_samples

    target = arguments.content.parent / "samples"
    if not arguments.keep_samples:
        try:
            moved = move_samples(arguments.content, target)
        except FileExistsError as error:
            complain([word("init.taken", target=error)])
            return PARTIAL
        say(word("init.moved", count=moved.samples, target=target) if moved.samples else word("init.no_samples"))
        for folder in moved.kept:
            say(word("init.kept", path=folder))
        _about(arguments.content, site)
    say(word("init.next"))
    return OK


def _about(content: Path, site: Site) -> None:
    from pipeline.console import say
    from pipeline.starting import about, about_pages

    for path, page in about_pages(content):
        text = path.read_text(encoding="utf-8")
        changed = about(text, page, site.publisher, site.contact)
        if changed != text:
            path.write_text(changed, encoding="utf-8")
            say(word("init.about", path=path))
