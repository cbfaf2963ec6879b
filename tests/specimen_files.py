"""Files to try: small ones that are kept, and some of the worst."""

import io
import struct
import zipfile
import zlib
from typing import Any

from PIL import Image

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>"
    b"endobj\nxref\n0 1\n0000000000 65535 f \ntrailer<</Size 3/Root 1 0 R>>\nstartxref\n93\n%%EOF\n"
)
CSV = b'year,riders\r\n2025,"1,200"\r\n2026,1600\r\n'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<html><script>alert(document.domain)</script></html>"


def a_zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("run.exe", b"MZ")
    return made.getvalue()


def a_picture(form: str = "PNG", size: tuple[int, int] = (40, 30), **saved: Any) -> bytes:
    """A red picture whose upper left quarter is blue, so that one sees how it is turned."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (0, 0, size[0] // 2, size[1] // 2))
    made = io.BytesIO()
    picture.save(made, form, **saved)
    return made.getvalue()


def a_huge_png(width: int = 30_000, height: int = 30_000) -> bytes:
    """A picture of 2.7 GB in a few kilobytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        check = zlib.crc32(name + body)
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packing = zlib.compressobj()
    row = bytes(width * 3 + 1)
    body = b"".join(packing.compress(row) for _row in range(min(height, 300))) + packing.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
