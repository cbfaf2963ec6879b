"""What a file is, by what is in it; and that a picture loses all that is not the picture."""

import io
import re
import subprocess
import sys
import time
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from debates.exchange import pictures
from debates.exchange.files import NotKept, judged
from debates.models import FileKind
from debates.models.file import LARGEST
from tests.specimen_files import CSV, HTML, PDF, SVG, a_huge_png, a_picture, a_zip

ROOT = Path(__file__).parent.parent
GPS = 0x8825
ORIENTATION = 0x0112


def kind_of(content: bytes) -> str:
    return judged(content, largest=LARGEST).kind


def kept(content: bytes) -> bytes:
    return judged(content, largest=LARGEST).content


def refusal_of(content: bytes) -> tuple[str, str]:
    with pytest.raises(NotKept) as refused:
        judged(content, largest=LARGEST)
    return refused.value.code, refused.value.text


def pixels_of(content: bytes) -> tuple[tuple[int, int], bytes]:
    with Image.open(io.BytesIO(content)) as picture:
        return picture.size, picture.convert("RGBA").tobytes()


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


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_picture_stands_upright_and_keeps_nothing_of_its_camera(form: str) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # To be turned by a quarter, clockwise.
    exif[GPS] = {1: "N", 2: (52.0, 31.0, 12.0)}
    exif[0x010F] = "A camera"
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "A camera")
    more = {"pnginfo": told} if form == "PNG" else {"comment": b"A camera"}
    sent = a_picture(form, exif=exif, icc_profile=b"A camera" * 99, **more) + HTML + a_zip()
    clean = kept(sent)
    with Image.open(io.BytesIO(clean)) as picture:
        assert (picture.format, picture.size) == (form, (30, 40))
        assert dict(picture.getexif()) == {}
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        red, _green, blue = picture.convert("RGB").getpixel((29, 0))  # type: ignore[misc]
        assert blue > 200 > red
    for trace in (b"camera", b"Exif", b"<html", b"PK\x03\x04", b"ICC"):
        assert trace not in clean


def test_of_a_moving_picture_the_first_is_kept() -> None:
    made = io.BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    frames[0].save(made, "PNG", save_all=True, append_images=frames[1:])
    clean = kept(made.getvalue())
    assert b"acTL" not in clean
    assert pixels_of(clean)[1][:3] == b"\xff\0\0"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_keeps_every_pixel(mode: str) -> None:
    made = io.BytesIO()
    Image.linear_gradient("L").resize((40, 30)).convert("RGBA").convert(
        "L" if mode == "I;16" else mode
    ).convert(mode).save(made, "PNG")
    assert pixels_of(kept(made.getvalue())) == pixels_of(made.getvalue())


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_a_jpeg_stays_what_it_was(mode: str) -> None:
    made = io.BytesIO()
    Image.radial_gradient("L").convert(mode).save(made, "JPEG", quality=60)
    (size, before), (size_after, after) = (
        pixels_of(made.getvalue()),
        pixels_of(kept(made.getvalue())),
    )
    assert size == size_after
    assert max(abs(one - other) for one, other in zip(before, after, strict=True)) < 16


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


@given(st.data())
@trying(max_examples=200)
def test_a_damaged_picture_is_another_picture_or_none(drawn: st.DataObject) -> None:
    form = drawn.draw(st.sampled_from(["PNG", "JPEG"]))
    sent = bytearray(a_picture(form))
    for _turn in range(drawn.draw(st.integers(1, 4))):
        sent[drawn.draw(st.integers(0, len(sent) - 1))] = drawn.draw(st.integers(0, 255))
    try:
        kind, clean = pictures.encoded_anew(bytes(sent))
    except Exception:
        return  # What decoders raise, the program around them turns into a word.
    again, same = pictures.encoded_anew(clean)
    assert again == kind
    if kind == "png":
        assert pixels_of(same) == pixels_of(clean)


def test_a_picture_of_very_many_scans_is_not_walked_through() -> None:
    sent = io.BytesIO()
    Image.new("RGB", (3_000, 3_000), "red").save(sent, "JPEG", progressive=True)
    content = sent.getvalue()
    starts = [at.start() for at in re.finditer(b"\xff\xda", content)]
    scan = min((content[one:two] for one, two in pairwise(starts[1:])), key=len)
    assert kind_of(content) == "jpeg"
    began = time.monotonic()
    assert refusal_of(content[:-2] + scan * 60_000 + content[-2:])[0] == "broken"
    assert time.monotonic() - began < 5
