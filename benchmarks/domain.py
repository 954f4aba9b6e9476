"""Writes ``docs/domain.md`` and ``docs/en/domain.md``: kinds, tables, identities, checks, forms of figures, from the
data files that the program itself reads, so that every id in the code leads to a page and no page is out of date.

    python -m benchmarks.domain --write
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fiscal.amounts import read_amount
from fiscal.findings.series import ORDER, Check, checks
from fiscal.tables import Definition, Identity, definitions

ROOT = Path(__file__).resolve().parent.parent
PAGES = {"zh": ROOT / "docs" / "domain.md", "en": ROOT / "docs" / "en" / "domain.md"}
WORDS = Path(__file__).with_suffix(".toml")
SERIES = ROOT / "fiscal" / "findings" / "series"
TITLES = 3
"""Titles of a table that are shown."""


@cache
def words() -> dict[str, Any]:
    """The words around what comes from the data files."""
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Page:
    """The page in one language."""

    language: str

    @property
    def up(self) -> str:
        """Path from the page to the checkout."""
        return "../" if self.language == "zh" else "../../"

    def word(self, group: str, name: str) -> str:
        """A word of this page."""
        return self.of(words()[group][name])

    def of(self, pair: list[str]) -> str:
        """One of a pair of words in both languages."""
        return pair[0 if self.language == "zh" else 1]

    def text(self) -> str:
        """The whole page as Markdown."""
        parts = [f"# {self.word('heading', 'title')}", self.word("lede", "title")]
        for name, section in (
            ("kinds", self.kinds()),
            ("tables", self.tables()),
            ("checks", self.checks()),
            ("numbers", self.numbers()),
            ("codes", self.codes()),
        ):
            parts += [f'<a id="{name}"></a>\n\n## {self.word("heading", name)}', self.word("lede", name), *section]
        return "\n\n".join(parts) + "\n"

    def kinds(self) -> Iterator[str]:
        """Every kind with its name."""
        strings = tomllib.loads((ROOT / "theme" / "strings" / f"{self.language}.toml").read_text(encoding="utf-8"))
        yield self.table(("id", "name"), [(_anchored(name), said) for name, said in strings["kind"].items()])

    def tables(self) -> Iterator[str]:
        """Every table by family."""
        for family in words()["family"]:
            yield f"### {self.word('family', family)}"
            for one in definitions():
                if one.family == family:
                    yield "\n".join(self._table(one))

    def _table(self, one: Definition) -> Iterator[str]:
        name = one.name if self.language == "zh" else f"{one.name_en} {one.name}"
        yield f'<a id="{one.table_id}"></a>'
        yield f"**[`{one.table_id}`]({self.up}fiscal/tables/{one.table_id}.toml)** {name}"
        yield ""
        titles = self.of(["、", ", "]).join(one.titles[:TITLES])
        if titles:
            yield f"- {self.word('label', 'titles')}: {titles}"
        if one.required:
            alternatives = (f" {self.word('label', 'or')} ".join(_code(name.split("|"))) for name in one.required)
            yield f"- {self.word('label', 'required')}: {', '.join(alternatives)}"
        for identity in one.identities:
            yield f"- [{identity.check}](#{identity.check.lower()}): {self._identity(identity)}"

    def _identity(self, one: Identity) -> str:
        if one.kind in ("row_sum", "row_whole"):
            mark = "Σ " if one.kind == "row_whole" else ""
            said = f"`{one.total}` = {mark}`{' + '.join(one.parts).replace('+ -', '- ')}`"
        else:
            total = re.split(r"[|(\[]", one.total)[0] or one.total
            said = self.word("label", f"{one.kind}_of" if one.of else one.kind).format(total=total)
        if one.kind in ("row_sum", "tree") and one.needs:
            said += f" ({self.word('label', 'needs').format(names=', '.join(_code(one.needs)))})"
        if one.kind in ("row_sum", "tree") and one.unless:
            said += f" ({self.word('label', 'unless').format(names=f'`{one.unless}`')})"
        return said

    def checks(self) -> Iterator[str]:
        """Every check by series."""
        stated: dict[str, list[str]] = {}
        for one in definitions():
            for identity in dict.fromkeys(identity.check for identity in one.identities):
                stated.setdefault(identity, []).append(one.table_id)
        for series in ORDER:
            yield f"### {self.word('series', series)}"
            for name in tomllib.loads((SERIES / f"{series}.toml").read_text(encoding="utf-8")).get("check", {}):
                yield "\n".join(self._check(name, checks()[name], stated.get(name, [])))

    def _check(self, name: str, one: Check, tables: list[str]) -> Iterator[str]:
        chinese = self.language == "zh"
        yield f'<a id="{name.lower()}"></a>'
        yield f"**{name}** {one.name if chinese else one.name_en}"
        yield ""
        yield f"- {self.word('label', 'rule')}: {one.rule if chinese else one.rule_en}"
        if one.why:
            yield f"- {one.why if chinese else one.why_en}"
        modules = ", ".join(f"[`{module}`]({self.up}fiscal/checks/{module}.py)" for module in one.by)
        yield f"- {self.word('label', 'level')}: {self.word('label', one.level)}" + (
            f"; {self.word('label', 'modules')}: {modules}" if modules else ""
        )
        if tables:
            yield f"- {self.word('label', 'stated')}: " + ", ".join(f"[`{table}`](#{table})" for table in tables)

    def numbers(self) -> Iterator[str]:
        """What is made of some cells, by the reader itself."""
        yield self.table(("printed", "value", "unit", "status", "why"), [self._cell(one) for one in words()["cell"]])

    def _cell(self, cell: Mapping[str, Any]) -> tuple[str, ...]:
        amount = read_amount(cell["printed"])
        printed = f"`{cell['printed']}`" if cell["printed"] else ""
        if amount is None:
            return printed, self.word("label", "nothing"), "", "", self.of(cell["why"])
        if amount.value is None:
            return printed, self.word("label", amount.null), "", "", self.of(cell["why"])
        value = f"{amount.value:f}" + (f" ({amount.qualifier})" if amount.qualifier else "")
        return printed, value, amount.unit, f"`{amount.status}`", self.of(cell["why"])

    def codes(self) -> Iterator[str]:
        """The code lists and their length."""
        rows = []
        for name in words()["list"]:
            path = ROOT / "fiscal" / "codes" / f"{name}.csv"
            link = f"[`{path.name}`]({self.up}fiscal/codes/{path.name})"
            rows.append((link, self.word("list", name), f"{len(path.read_text(encoding='utf-8').splitlines()) - 1:,}"))
        yield self.table(("list", "name", "rows"), rows)

    def table(self, columns: tuple[str, ...], rows: Iterable[Sequence[str]]) -> str:
        """A Markdown table."""
        heads = [self.word("column", name) for name in columns]
        return "\n".join(f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows))


def _anchored(name: str) -> str:
    return f'<a id="kind-{name}"></a>`{name}`'


def _code(names: list[str] | tuple[str, ...]) -> list[str]:
    return [f"`{name}`" for name in names]


def main() -> int:
    """Write both pages, or tell whether they are current."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the pages")
    write = parser.parse_args().write
    stale = [path for language, path in PAGES.items() if _stale(path, Page(language).text(), write=write)]
    for path in stale:
        print(f"{path.relative_to(ROOT)}: {'written' if write else 'out of date'}")
    return 1 if stale and not write else 0


def _stale(path: Path, text: str, *, write: bool) -> bool:
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return False
    if write:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return True


if __name__ == "__main__":
    raise SystemExit(main())
