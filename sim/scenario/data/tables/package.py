"""The parts of a workbook: a zip of XML that may be damaged, or made to do harm.

Nothing is unpacked to disk. Only parts that are asked for are read, within one budget of bytes and XML elements for the
whole workbook; a document type, which entities would need, is refused. The library that writes workbooks reads them
too, but in bounded memory it tells neither merged cells nor formulas without a value, and it believes what a sheet
says of its own size.
"""

import io
import posixpath
import zlib
from collections.abc import Callable
from typing import NoReturn
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from sim.problems import Place, sentence
from sim.scenario.data.tables.faults import refuse
from sim.wording import noted, say

MIB = 1 << 20
MOST_UNPACKED = 48 * MIB
MOST_ELEMENTS = 1_500_000
MOST_PARTS = 2_000

TYPES = "[Content_Types].xml"
WORKBOOK_TYPE = "sheet.main+xml"
ALLOWED = noted("an XLSX workbook, as Excel or LibreOffice saves it")
_OLE = b"\xd0\xcf\x11\xe0"
_BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError)

Attributes = dict[str, str]


class Handler:
    """What is read of the elements of a part; names are without their prefixes."""

    def begin(self, name: str, attributes: Attributes) -> None:
        """Begin an element."""

    def text(self, text: str) -> None:
        """Read text within the element that began last."""

    def end(self, name: str) -> None:
        """End an element."""


class Package:
    """The parts of a workbook by name. TableError for anything that is no sound XLSX."""

    def __init__(self, raw: bytes, file: str) -> None:
        self.file = file
        self.bytes_left, self.elements_left = MOST_UNPACKED, MOST_ELEMENTS
        if raw.startswith(_OLE):
            self.wrong(
                say("an old workbook (.xls) or one with a password"),
                say("{allowed}, without a password", allowed=str(ALLOWED)),
            )
        if not raw.startswith(b"PK"):
            self.wrong(say("no workbook, though it is called .xlsx"), ALLOWED)
        try:
            self.zip = ZipFile(io.BytesIO(raw))
        except _BROKEN:
            self.wrong(say("a damaged workbook (its zip has no table of contents)"), ALLOWED)
        self._check_parts()

    def _check_parts(self) -> None:
        parts = self.zip.infolist()
        names = {part.filename for part in parts}
        if len(parts) > MOST_PARTS or len(names) < len(parts):
            self.wrong(say("too many parts, or two of one name"), ALLOWED)
        if any(name.startswith("/") or "\\" in name or ".." in name.split("/") for name in names):
            self.wrong(say("a part whose name leads out of the workbook"), ALLOWED)
        if any(part.flag_bits & 1 for part in parts):
            self.wrong(say("a workbook with a password"), say("{allowed}, without a password", allowed=str(ALLOWED)))
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            self.wrong(say("a workbook with macros"), say("one without: save it as .xlsx"))
        if TYPES not in names:
            self.wrong(say("a zip that is no workbook"), ALLOWED)

    def wrong(self, found: str, allowed: str) -> NoReturn:
        """Raise TableError about the workbook as a whole."""
        refuse(Place(self.file, 0, 0), sentence(found, allowed))

    def has(self, part: str) -> bool:
        """Return whether there is a part of this name."""
        return part in self.zip.NameToInfo

    def part(self, name: str) -> bytes:
        """Return what a part holds."""
        info = self.zip.NameToInfo.get(name)
        if info is None or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            self.wrong(say("a damaged workbook (its part {name} is missing)", name=_short(name)), ALLOWED)
        self.bytes_left -= info.file_size
        if self.bytes_left < 0:
            self.wrong(
                say("a workbook of more than {most_unpacked} MiB when unpacked", most_unpacked=MOST_UNPACKED // MIB),
                say("less, or a CSV"),
            )
        try:
            return self.zip.read(info)
        except _BROKEN:
            self.wrong(say("a damaged workbook (its part {name} cannot be unpacked)", name=_short(name)), ALLOWED)

    def walk(self, name: str, handler: Handler) -> None:
        """Tell a handler of every element of a part."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._counted(handler.begin)
        parser.CharacterDataHandler = handler.text
        parser.EndElementHandler = lambda full: handler.end(full.rpartition(":")[2])
        parser.StartDoctypeDeclHandler = self._doctype
        raw = self.part(name)
        try:
            parser.Parse(raw, True)
        except (expat.ExpatError, LookupError, UnicodeError):
            self.wrong(say("a damaged workbook (its part {name} is no XML)", name=_short(name)), ALLOWED)

    def _counted(self, begin: Callable[[str, Attributes], None]) -> Callable[[str, Attributes], None]:
        def counting(full: str, attributes: Attributes) -> None:
            self.elements_left -= 1
            if self.elements_left < 0:
                self.wrong(
                    say("a workbook of more than {most_elements} elements", most_elements=MOST_ELEMENTS),
                    say("fewer cells, or a CSV"),
                )
            begin(full.rpartition(":")[2], attributes)

        return counting

    def _doctype(self, *_: object) -> None:
        self.wrong(say("a workbook with a document type of its own"), ALLOWED)


class _Links(Handler):
    """The links of a part to others: kind and target by identifier."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.found: dict[str, tuple[str, str]] = {}

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", self.folder, attributes.get("Target", ""))).lstrip("/")
            self.found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], target)


class _Types(Handler):
    """The kinds of parts that say so themselves, by name."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "Override":
            self.found[attributes.get("PartName", "").lstrip("/")] = attributes.get("ContentType", "")


def links(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Kind and target of every link of a part ("" for the workbook as a whole), by identifier."""
    folder, name = posixpath.split(part)
    handler = _Links(folder)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if package.has(listed):
        package.walk(listed, handler)
    return handler.found


def main_part(package: Package) -> str:
    """Return the name of the part that lists the sheets."""
    types = _Types()
    package.walk(TYPES, types)
    part = next((target for kind, target in links(package, "").values() if kind == "officeDocument"), "")
    kind = types.found.get(part, "")
    if "macroEnabled" in kind:
        package.wrong(say("a workbook with macros"), say("one without: save it as .xlsx"))
    if not kind.endswith(WORKBOOK_TYPE):
        package.wrong(
            say("a document that is no workbook") if kind else say("a damaged workbook (no list of sheets)"), ALLOWED
        )
    return part


def _short(name: str) -> str:
    return "".join(letter for letter in name[:60] if letter.isprintable())
