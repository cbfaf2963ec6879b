"""Files as they come in, by whichever form: in memory, and never more of them than is kept."""

from io import BytesIO
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from debates.models.file import LARGEST

LARGEST_BODY = 10 * LARGEST


class SmallFiles(FileUploadHandler):
    """Reads a file that is too large to its end and drops what is too much.

    So the rest of the form arrives, and it can say at its field what is wrong. A body that goes
    beyond all reason is not read at all.
    """

    def handle_raw_input(
        self, input_data: Any, meta: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        if content_length > LARGEST_BODY:
            raise RequestDataTooBig
        self.room = LARGEST + 1
        """For all files of the request together."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.room -= self.file.write(raw_data[: self.room])

    def file_complete(self, file_size: int) -> UploadedFile:
        self.file.seek(0)
        return InMemoryUploadedFile(
            self.file, self.field_name, self.file_name, self.content_type, file_size, self.charset
        )
