"""The text of a document as it was read, at an address of its own: where a figure leads that no copy can be opened at.

It is in the language of the site only, since what it shows is printed in Chinese.
"""

from __future__ import annotations

from fiscal.document import Place
from publish.catalog import DepartmentYear
from publish.documents.copies import documents
from publish.documents.transcript import Transcript
from publish.evidence.sources import of_edition, published
from publish.outputs import Output
from publish.press import Press, render


def page(press: Press, one: DepartmentYear, text: Transcript) -> Output:
    """The page of one document."""
    found = next(each for each in one.disclosures if each.disclosure_id == text.disclosure_id)
    record = next(each for each in documents(found) if each.name == text.document)
    side = next((of_edition(found, edition) for edition in found.earlier if record in edition.documents), found)
    values = {
        "one": one,
        "found": found,
        "record": record,
        "text": text,
        "source": published(side, Place(record.name)),
        "others": (),
    }
    return render(press, press.site.language, "original.html", one.path + text.path, values)
