"""Files as members send them, judged by what is in them: never by a name or a type they claim.

Everything here may be hostile. What is kept is one kind of file and nothing else besides.
"""

import csv
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Kind = Literal["pdf", "png", "jpeg", "csv"]

PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
PDF = re.compile(rb"%PDF-[12]\.\d")
PDF_END = re.compile(rb"startxref\s+\d+\s+%%EOF[\s\0]*\Z")
MARKUP = re.compile(rb"<\s*(\?xml|\?php|!doctype|html|head|body|script|svg|iframe)\b", re.I)
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
SIGNS = "=-+@＝－＋＠"
"""What a formula begins with, full-width where that is usual."""
MAYBE_FORMULA = re.compile(rb'(?:\A|[,;"]|(?<!\s)\s)\s*(?:[-=+@]|\xef\xbc[\x8b\x8d\x9d\xa0])')
CALLS = re.compile(
    r"""(?:\A|[-+*/^&=<>(,;:"'!%@{])\s*[A-Za-z_][\w.]*\s*\("""  # A function,
    r"|\w\s*\|[^|]*!"  # another program,
    r"|\](?:\w+|[^'\]]*')!"  # or another file.
)
"""What a spreadsheet would reach for, in a cell that begins with a sign."""
LONGEST_ROW = 100_000
HEAD = 1_024
ARCHIVE_HEAD = 1_000_000
"""So far an unpacker looks for the archive behind a program that unpacks itself."""

ARCHIVES = {
    b"Rar!\x1a\x07": gettext_lazy("a RAR archive"),
    b"7z\xbc\xaf\x27\x1c": gettext_lazy("a 7-Zip archive"),
}
BINARY = ARCHIVES | {
    b"PK\x03\x04": gettext_lazy("a ZIP archive, as .docx and .xlsx are too"),
    b"PK\x05\x06": gettext_lazy("an empty ZIP archive"),
    b"\x1f\x8b": gettext_lazy("a gzip archive"),
    b"GIF8": gettext_lazy("a GIF picture"),
    b"BM": gettext_lazy("a BMP picture"),
    b"II*\0": gettext_lazy("a TIFF picture"),
    b"MM\0*": gettext_lazy("a TIFF picture"),
    b"RIFF": gettext_lazy("a WebP picture, a sound or a video"),
    b"MZ": gettext_lazy("a program for Windows"),
    b"\x7fELF": gettext_lazy("a program for Linux"),
    b"\xcf\xfa\xed\xfe": gettext_lazy("a program for macOS"),
    b"\xd0\xcf\x11\xe0": gettext_lazy("an old Office document"),
    b"SQLite format 3": gettext_lazy("a database"),
    b"\xff\xfe": gettext_lazy("text in UTF-16; save it as UTF-8"),
    b"\xfe\xff": gettext_lazy("text in UTF-16; save it as UTF-8"),
}
WRITTEN = {
    b"#!": gettext_lazy("a script"),
    b"%!PS": gettext_lazy("PostScript"),
    b"{\\rtf": gettext_lazy("an RTF document"),
}


class NotKept(ValueError):
    """A file that is not kept: a stable code for programs, a text for people."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


@dataclass(frozen=True)
class Judged:
    """A file as it is kept: of this kind, and fit to be given to others."""

    kind: Kind
    content: bytes


def judged(content: bytes, *, largest: int) -> Judged:
    """The file that this is: pictures encoded anew, PDF and CSV as they are.

    Raises NotKept for everything else, and for what takes more than `largest` bytes.
    """
    if not content:
        raise NotKept("empty", _("This file is empty."))
    _refuse_larger(content, largest)
    if content.startswith(PICTURES):
        picture = _picture(content)
        _refuse_larger(picture.content, largest)
        return picture
    if content.startswith(b"%PDF-"):
        _refuse_bad_pdf(content)
        return Judged("pdf", content)
    _refuse_other_kinds(content)
    _refuse_bad_table(content)
    return Judged("csv", content)


def _refuse_larger(content: bytes, largest: int) -> None:
    if len(content) > largest:
        why = _("This file is too large: %(most)d MB fit.") % {"most": largest // 1024**2}
        raise NotKept("too_large", why)


def _picture(content: bytes) -> Judged:
    """The picture, from a process of its own.

    A decoder that a picture breaks or bloats takes only that process down, and the memory that
    decoding takes, ten times a web process's, is given back.
    """
    code = [sys.executable, "-I", str(Path(__file__).with_name("pictures.py"))]
    try:
        ran = subprocess.run(code, input=content, capture_output=True, timeout=30)  # noqa: S603 - ours
        word, _end, anew = ran.stdout.partition(b"\n")
    except subprocess.TimeoutExpired:
        word, anew = b"", b""
    match word:
        case b"png":
            return Judged("png", anew)
        case b"jpeg":
            return Judged("jpeg", anew)
        case b"too_many_pixels":
            raise NotKept("too_many_pixels", _("This picture has more than 25 million pixels."))
    raise NotKept("broken", _("This picture cannot be read: it is damaged or cut off."))


def _refuse_bad_pdf(content: bytes) -> None:
    if not PDF.match(content):
        raise NotKept("broken", _("This begins like a PDF, and is none."))
    if zipfile.is_zipfile(io.BytesIO(content)):
        _refuse_two_in_one(_("a ZIP archive"))
    for sign, what in ARCHIVES.items():
        if sign in content[:ARCHIVE_HEAD]:
            _refuse_two_in_one(str(what))
    if MARKUP.search(content[:HEAD]):
        _refuse_two_in_one(_("a web page"))
    if not PDF_END.search(content[-HEAD:]):
        why = _("This PDF does not end as one: it is cut off, or something stands after its end.")
        raise NotKept("broken", why)


def _refuse_two_in_one(what: str) -> None:
    why = _("This is a PDF and %(what)s in one. Print it to a PDF anew.") % {"what": what}
    raise NotKept("two_in_one", why)


def _refuse_other_kinds(content: bytes) -> None:
    """Says what a file really is, where that can be told."""
    head = content[:HEAD]
    # A table may begin with BMI or MZ, too; but it holds no control characters.
    is_binary = bool(CONTROL.search(head))
    signs = WRITTEN | (BINARY if is_binary else {})
    found = next((str(what) for sign, what in signs.items() if head.startswith(sign)), "")
    words = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if is_binary and head[4:8] == b"ftyp":
        found = _("a video, or a HEIC or AVIF picture")
    elif re.match(rb"<[a-z!?/]", words):
        found = _("an SVG picture") if b"<svg" in words else _("a web page, or XML")
    if found:
        why = _("This is %(what)s. PDF, PNG, JPEG and CSV files are kept here.") % {"what": found}
        raise NotKept("wrong_kind", why)


def _refuse_bad_table(content: bytes) -> None:
    is_text, delimiter = not CONTROL.search(content), None
    if is_text and MARKUP.search(content):
        raise NotKept("markup", _("This table holds parts of a web page or a script."))
    try:
        delimiter = next((one for one in ",;\t" if is_text and _is_table(content, one)), None)
    except UnicodeDecodeError:
        is_text = False
    if not is_text:
        why = _("This is neither a PDF, a PNG, a JPEG nor a CSV table in UTF-8.")
        raise NotKept("wrong_kind", why)
    if delimiter is None:
        why = _("This is no CSV table: every row has the same number of columns, two or more.")
        raise NotKept("no_table", why)
    if MAYBE_FORMULA.search(content) and _holds_formula(content, delimiter):
        raise NotKept("formula", _("A cell of this table holds a formula: keep its value only."))


def _rows(content: bytes, delimiter: str) -> Iterator[list[str]]:
    """The rows, each of so many characters at most: so the whole never stands in memory.

    Raises UnicodeDecodeError and csv.Error.
    """
    room = LONGEST_ROW

    def lines() -> Iterator[str]:
        nonlocal room
        for line in io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", newline=""):
            room -= len(line)
            if room < 0:
                raise csv.Error("a row is too long")
            yield line

    for row in csv.reader(lines(), delimiter=delimiter, strict=True):
        room = LONGEST_ROW
        yield row


def _is_table(content: bytes, delimiter: str) -> bool:
    """Whether all rows have the same number of columns, two at least."""
    columns = 0
    try:
        for row in filter(None, _rows(content, delimiter)):
            columns = columns or len(row)
            if len(row) != columns or columns < 2:
                return False
    except csv.Error:
        return False
    return columns > 1


def _holds_formula(content: bytes, delimiter: str) -> bool:
    return any(_is_formula(cell.lstrip()) for row in _rows(content, delimiter) for cell in row)


def _is_formula(cell: str) -> bool:
    """Whether a spreadsheet would run it. What stands for a number or a note it only shows."""
    return cell[:1] in {"=", "＝"} or (cell[:1] in set(SIGNS) and bool(CALLS.search(cell[1:])))
