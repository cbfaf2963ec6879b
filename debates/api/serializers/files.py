"""Files as the API takes and shows them."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from debates.api.answers import moment
from debates.api.serializers.fields import Body
from debates.api.serializers.shapes import Shape
from debates.models import File, FileKind
from debates.queries.files import link_to


@extend_schema_field(OpenApiTypes.BINARY)
class Content(serializers.Field[Any, Any, Any, Any]):
    """The bytes of a file; of its name and type nothing is believed."""

    def to_internal_value(self, sent: Any) -> bytes:
        if isinstance(sent, bytes):
            return sent
        if not hasattr(sent, "read"):
            raise serializers.ValidationError(_("This must be a file."), code="wrong_type")
        content: bytes = sent.read()
        return content


class NewFile(Body):
    """A file."""

    file = Content()


class FileShape(Shape):
    """A file that evidence can show."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=FileKind.values)
    size = serializers.IntegerField(help_text="In bytes; of a picture after it was encoded anew.")
    sha256 = serializers.CharField()
    kept_at = serializers.DateTimeField()
    url = serializers.URLField(help_text="Where a signed-in browser finds it, always.")
    link = serializers.URLField(
        help_text="Gives the file to whoever has this address, for five minutes."
    )


def file(shown: File, base: str) -> dict[str, Any]:
    return {
        "id": shown.pk,
        "kind": shown.kind,
        "size": shown.size,
        "sha256": shown.sha256,
        "kept_at": moment(shown.kept_at),
        "url": f"{base}/files/{shown.pk}/",
        "link": link_to(shown, base),
    }
