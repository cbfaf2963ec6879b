"""A picture loses all that is not the picture, and stays the picture that it was."""

import io
import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from debates.exchange import pictures
from debates.exchange.files import judged
from debates.models.file import LARGEST
from tests.judging import kind_of, refusal_of
from tests.specimen_files import HTML, a_picture, a_zip

GPS = 0x8825
ORIENTATION = 0x0112


def kept(content: bytes) -> bytes:
    return judged(content, largest=LARGEST).content


def pixels_of(content: bytes) -> tuple[tuple[int, int], bytes]:
    with Image.open(io.BytesIO(content)) as picture:
        return picture.size, picture.convert("RGBA").tobytes()


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
