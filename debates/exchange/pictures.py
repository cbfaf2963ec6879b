"""PNG and JPEG encoded anew, with nothing in them but the picture.

Run as a program, from standard input to standard output: a word, a line end, the picture.
The word is `png` or `jpeg`, or says why there is no picture: `too_many_pixels`, `broken`.
"""

import io
import resource
import sys
import warnings
from contextlib import suppress
from typing import Literal

from PIL import Image, ImageOps, JpegImagePlugin

MOST_PIXELS = 25_000_000
MOST_SCANS = 500
"""Of a JPEG that shows ever more; cameras write ten, and each costs a walk over all of it."""
MOST_MEMORY = 1024**3
MOST_SECONDS = 20


class TooManyScans(ValueError):
    """A picture of few bytes that would take minutes."""


class TooManyPixels(ValueError):
    """A picture that would take too much memory. Said before any of it is decoded."""


def encoded_anew(content: bytes) -> tuple[Literal["png", "jpeg"], bytes]:
    """The picture, upright, without EXIF, profiles, comments, further frames or a tail.

    Raises TooManyPixels, and whatever a decoder raises for what is no picture.
    """
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            sent = Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise TooManyPixels from error
    is_png = sent.format == "PNG"
    if not is_png and content.count(b"\xff\xda") > MOST_SCANS:
        raise TooManyScans
    sent.load()
    picture = ImageOps.exif_transpose(sent)
    # Whatever else stands here might be written again.
    picture.info = {name: picture.info[name] for name in ("transparency",) if name in picture.info}
    made = io.BytesIO()
    if is_png:
        picture.save(made, "PNG")
        return "png", made.getvalue()
    if picture.mode in {"L", "RGB"} and isinstance(sent, JpegImagePlugin.JpegImageFile):
        # As coarse as it was: so it loses next to nothing, and grows by nothing.
        subsampling = JpegImagePlugin.get_sampling(sent)
        picture.save(made, "JPEG", qtables=sent.quantization, subsampling=subsampling)
    else:
        picture.convert("RGB").save(made, "JPEG", quality=90)
    return "jpeg", made.getvalue()


def main() -> None:
    # What a picture costs is bounded here too, should a decoder be deceived about its size.
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
    ):
        with suppress(ValueError, OSError):  # Not every system has all of them.
            resource.setrlimit(what, (most, most))
    word, picture = "broken", b""
    try:
        word, picture = encoded_anew(sys.stdin.buffer.read())
    except TooManyPixels:
        word = "too_many_pixels"
    except Exception:  # noqa: S110 - decoders raise nearly anything for what is broken on purpose.
        pass
    sys.stdout.buffer.write(word.encode() + b"\n" + picture)


if __name__ == "__main__":
    main()
