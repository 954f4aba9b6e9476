"""Reads the documents and builds the site; what runs when no command is named."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline import options

SUMMARY = "读文件，建网站（不写命令时就是它）"
HELP = """\
读 content/ 里的文件，核对，写出整个网站。旧网站在新网站写好之前不动；没有变的文件不重读。

  build.py                                读 content/，写 public/
  build.py --content 文件夹 --out 文件夹     读写别的文件夹

退出状态：0 全部做好；1 网站做好了，但有文件没能用上（逐个说明）；2 没有做成，旧网站原样未动；
75 另一个构建正在写同一个文件夹。"""


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
    """Build a site."""
    from pipeline.console import BUSY, FAILED, complain
    from pipeline.discover import ContentError
    from pipeline.site import PublishError
    from pipeline.write import Locked, WriteError
    from publish.catalog import DuplicateAddress
    from publish.site import SiteError
    from publish.theme import ThemeError

    try:
        return _build(arguments)
    except SiteError as error:
        complain([f"{arguments.site}：{error}"])
    except ThemeError as error:
        complain([f"{arguments.theme}：{error}"])
    except (ContentError, DuplicateAddress, PublishError, WriteError) as error:
        complain([str(error)])
    except OSError as error:
        complain([f"{error.filename or arguments.out}：{error.strerror}"])
    except Locked as error:
        complain([str(error)])
        return BUSY
    return FAILED


def _build(arguments: argparse.Namespace) -> int:
    from pipeline.console import FAILED, OK, PARTIAL, complain, progress, say
    from pipeline.gather import gather
    from pipeline.site import write_site
    from publish.catalog import catalog
    from publish.press import Press
    from publish.site import Site, read_site
    from publish.theme import read_theme

    site = read_site(arguments.site.read_text(encoding="utf-8-sig")) if arguments.site.exists() else Site()
    theme = read_theme(arguments.theme)
    with options.means(arguments) as means, progress() as bars:
        gathered = gather(arguments.content, means, bars)
        if not gathered.disclosures:
            complain(gathered.problems)
            return FAILED
        prose = [(path.stem, path.read_text(encoding="utf-8-sig")) for path in gathered.discovery.pages]
        everything = catalog(gathered.disclosures, site, prose)
        written = write_site(arguments.out, Press(site, theme), everything, means, bars)
    complain(gathered.problems)
    say(_summary(everything, written.files, written.bytes, arguments.out))
    return PARTIAL if gathered.problems and not arguments.lenient else OK


def _summary(everything: object, files: int, size: int, out: Path) -> str:
    from publish.catalog import Catalog

    assert isinstance(everything, Catalog)
    ones = everything.disclosures
    facts, findings = sum(len(one.facts) for one in ones), sum(len(one.findings) for one in ones)
    return (
        f"{len(everything.departments)} 个部门，{len(ones)} 份公开，{facts} 个数，{findings} 条核对发现\n"
        f"网站写在 {out}（{files} 个文件，{size / 2**20:.1f} MB）；打开 {out / 'index.html'}"
    )
