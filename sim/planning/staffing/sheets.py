"""A workbook as bytes that depend on nothing but what is in it: openpyxl writes the time of day into it."""

import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time that an archive can have
WHEN = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*")


def timeless(book: "Workbook") -> bytes:
    """Return the file of a workbook, the same for the same sheets whenever it is made."""
    saved, content = io.BytesIO(), io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as given, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for part in given.infolist():
            text = WHEN.sub(rb"\g<1>1980-01-01T00:00:00Z", given.read(part))
            made.writestr(zipfile.ZipInfo(part.filename, EPOCH), text, zipfile.ZIP_DEFLATED)
    return content.getvalue()
