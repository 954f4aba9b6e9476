"""Reads the documents and builds the site; what runs when no command is named."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline import options
from pipeline.cache import digest
from pipeline.unchanged import Record

SUMMARY = "读文件，建网站（不写命令时就是它）"
HELP = """\
读 content/ 里的文件，核对，写出整个网站。旧网站在新网站写好之前不动；没有变的文件不重读，什么都没变就不动。

  build.py                                读 content/，写 public/
  build.py --content 文件夹 --out 文件夹     读写别的文件夹

退出状态：0 全部做好；1 网站做好了，但有文件没能用上（逐个说明）；2 没有做成，旧网站原样未动；
75 另一个构建正在写同一个文件夹。"""

CODE = ("build.py", "pipeline", "parsers", "fiscal", "publish")
"""What decides a site beside documents, settings and theme."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    options.configure(parser)
    parser.add_argument(
        "--site", type=Path, default=options.ROOT / "site.toml", metavar="文件", help="网站设置（默认 site.toml）"
    )
    parser.add_argument(
        "--theme", type=Path, default=options.ROOT / "theme", metavar="文件夹", help="版式（默认 theme/）"
    )
    parser.add_argument("--lenient", action="store_true", help="有文件没能用上时，退出状态仍为 0")


def run(arguments: argparse.Namespace) -> int:
    """Build a site, unless it stands there already. Gives the exit status."""
    from pipeline.console import BUSY, FAILED, complain
    from pipeline.write import Locked, locked

    try:
        with locked(arguments.out):
            made = _made(arguments)
    except Locked as error:
        complain([str(error)])
        return BUSY
    except OSError as error:
        complain([f"{error.filename or arguments.out}：{error.strerror or error}"])
        return FAILED
    return FAILED if made is None else made.status


def _made(arguments: argparse.Namespace) -> Record | None:
    """What came of the build, or of the last one where nothing has changed since; None after a failure."""
    from pipeline.unchanged import inputs, read_record, write_record

    if arguments.no_cache:
        return _try(arguments, "")
    watched = (arguments.content, arguments.site, arguments.theme, *(options.ROOT / room for room in CODE))
    state = inputs(watched, str(arguments.lenient))
    path = arguments.cache / f"built-{digest(str(arguments.out.absolute()))}.json"
    made = _again(arguments.out, read_record(path), state)
    if made is None:
        made = _try(arguments, state)
        if made is not None and state:
            write_record(path, made)
    return made


def _again(out: Path, record: Record | None, state: str) -> Record | None:
    """Say again what the last build said, where it was made from the same and its files are untouched."""
    from pipeline.console import complain, say
    from pipeline.unchanged import listing

    if record is None or not state or record.inputs != state or record.outputs != listing([out]):
        return None
    complain(record.problems)
    say(f"没有变化，网站原样未动。\n{record.said}")
    return record


def _try(arguments: argparse.Namespace, state: str) -> Record | None:
    """Build; a failure is told in one line."""
    from pipeline.console import complain
    from pipeline.discover import ContentError
    from pipeline.site import PublishError
    from pipeline.write import WriteError
    from publish.catalog import DuplicateAddress
    from publish.site import SiteError
    from publish.theme import ThemeError

    try:
        return _build(arguments, state)
    except SiteError as error:
        complain([f"{arguments.site}：{error}"])
    except ThemeError as error:
        complain([f"{arguments.theme}：{error}"])
    except (ContentError, DuplicateAddress, PublishError, WriteError) as error:
        complain([str(error)])
    return None


def _build(arguments: argparse.Namespace, state: str) -> Record | None:
    from pipeline.console import OK, PARTIAL, complain, progress, say
    from pipeline.gather import gather
    from pipeline.site import Job, write_site
    from publish.catalog import Unusable, catalog
    from publish.press import Press
    from publish.site import Site, read_site
    from publish.theme import read_theme

    site = read_site(_text(arguments.site)) if arguments.site.exists() else Site()
    theme = read_theme(arguments.theme)
    with options.means(arguments) as means, progress() as bars:
        gathered = gather(arguments.content, means, bars)
        if not gathered.disclosures:
            complain(gathered.problems)
            return None
        prose = [(path.stem, _text(path)) for path in gathered.discovery.pages]
        unusable = [Unusable(one.file, one.code, one.published) for one in gathered.problems]
        everything = catalog(gathered.disclosures, site, prose, unusable)
        written = write_site(arguments.out, Job(Press(site, theme), everything, gathered.files, means, bars))
    problems = tuple(str(problem) for problem in gathered.problems)
    warnings = [f"提醒：{warning}" for warning in written.warnings]
    said = "\n".join((*warnings, _summary(everything, written.files, written.bytes, arguments.out)))
    complain(problems)
    say(said)
    return Record(state, written.state, PARTIAL if problems and not arguments.lenient else OK, problems, said)


def _text(path: Path) -> str:
    from pipeline.discover import ContentError

    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentError(f"{path}：不是 UTF-8 编码，请另存为 UTF-8") from error


def _summary(everything: object, files: int, size: int, out: Path) -> str:
    from publish.catalog import Catalog

    assert isinstance(everything, Catalog)
    ones = everything.disclosures
    facts, findings = sum(len(one.facts) for one in ones), sum(len(one.findings) for one in ones)
    return (
        f"{len(everything.departments)} 个部门，{len(ones)} 份公开，{facts} 个数，{findings} 条核对发现\n"
        f"网站写在 {out}（{files} 个文件，{size / 2**20:.1f} MB）；打开 {out / 'index.html'}"
    )
