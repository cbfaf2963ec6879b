"""Files, kept first and then attached to evidence."""

from rest_framework.parsers import MultiPartParser

from debates.actions.files import keep_file
from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.parsers import RawFileParser
from debates.api.resource import Resource
from debates.api.serializers.files import FileShape, NewFile, file
from debates.queries.files import find_file


class Files(Resource):
    """Where files are kept."""

    parser_classes = (MultiPartParser, RawFileParser)

    @operation(
        "keep_file",
        "Keep a file, to attach it to evidence",
        takes=NewFile,
        sent_as=("multipart/form-data",),
        gives=FileShape,
        status=201,
        about="PDF, PNG, JPEG or CSV, 10 MB at most and 100 MB of all that you keep. Send it as "
        "the field `file` of a form, or as the body itself. What it is, is judged by what is in "
        "it. Pictures are encoded anew, without EXIF. The same file again is the same one here, so "
        "Idempotency-Key is not looked at. What no evidence shows is removed after a week.",
        # Its link opens to whoever holds it. And under a key, in whose transaction it was done, a
        # try that fails would not be counted.
        secret=True,
    )
    def post(self, asked: Asked) -> Given:
        kept = keep_file(asked.body["file"], by=asked.by)
        at = f"{asked.base}/api/v1/files/{kept.pk}"
        return Given(file(kept, asked.base), status=201, location=at)


class OneFile(Resource):
    """One file."""

    @operation("read_file", "A file that you keep, or see as evidence", gives=FileShape)
    def get(self, asked: Asked, file_id: int) -> Given:
        return Given(file(find_file(asked.viewer, file_id), asked.base))
