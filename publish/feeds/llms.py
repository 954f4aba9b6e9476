"""``llms.txt``: where a language model finds the data, in a few lines of Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from publish.catalog import Catalog
from publish.compare.items import topics
from publish.datasets.schema import schemas
from publish.outputs import Output, text
from publish.peers import FOLDER

MOST = 200
"""Pages named; all of them stand in the sitemap and in disclosures.csv."""


def feed(catalog: Catalog) -> Iterator[Output]:
    """The file."""
    site = catalog.site
    data = "\n".join(
        f"- [{schema.title_en}]({site.absolute(f'data/#{schema.name}')}): {schema.meaning_en}"
        for schema in schemas().values()
    )
    pages = "\n".join(
        f"- [{one.department.name} {one.year}]({site.absolute(f'{one.path}index.md')})"
        for one in catalog.department_years[:MOST]
    )
    compared = "\n".join(
        f"- [{one.removeprefix(FOLDER).removesuffix('/')}]({site.absolute(f'{one}compare.csv')})"
        for one in list(catalog.comparisons)[:MOST]
    )
    items = "\n".join(
        f"- [{topic.en}]({site.absolute(f'items/{name}/items.csv')}): who spends how much on it, and which projects"
        for name, topic in topics().items()
    )
    yield text(
        "llms.txt",
        f"# {site.title} {site.title_en}\n\n> {site.tagline_en}\n\n"
        "Values are as printed; a blank is not zero; findings.csv says which figures are in doubt. "
        "value_yuan is in yuan, value in the printed unit.\n\n"
        f"## Data\n\n- [Data Package]({site.absolute('data/datapackage.json')}): types, keys, licence\n"
        f"- [Index]({site.absolute('data/index.json')}): every file, its rows, bytes, SHA-256, and where it is\n"
        f"- [Addresses]({site.absolute('data/openapi.json')}): OpenAPI 3.1; beside each page stand index.md (the page "
        "as plain text), index.json, data.zip and data.xlsx\n"
        f"- [Catalogue]({site.absolute('data/catalog.jsonld')}): DCAT and schema.org\n"
        f"- [CSV on the Web]({site.absolute('data/csv-metadata.json')}): columns, types and keys of the tables\n"
        f"- [Types]({site.absolute('data/dtypes.json')}): for pandas, DuckDB and R; codes are text\n"
        f"{data}\n\n"
        f"## Comparisons\n\n- [Coverage]({site.absolute('coverage/coverage.csv')}): who published what, and what is "
        f"missing\n{items}\n{compared}\n\n"
        f"## Pages\n\n{pages}\n",
    )
