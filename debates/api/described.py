"""What an operation tells the schema: its parameters, its bodies, its problems."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
)
from rest_framework import serializers

from debates.api.problems import SORTS

if TYPE_CHECKING:
    from debates.api.operations import Operation
    from debates.api.parameters import Parameter


class ErrorShape(serializers.Serializer[Any]):
    """One thing that is wrong with a request, and where."""

    pointer = serializers.CharField(required=False, help_text="Where in the body: a JSON pointer.")
    parameter = serializers.CharField(required=False, help_text="Which query parameter.")
    detail = serializers.CharField()
    code = serializers.CharField()


class ProblemShape(serializers.Serializer[Any]):
    """Why a request was not done (RFC 9457)."""

    type = serializers.CharField(help_text="The sort of problem: an address that explains it.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField(help_text="A stable word for programs; of a refusal, which rule.")
    ruling = serializers.IntegerField(
        required=False, help_text="The ruling behind a refusal, which can be appealed."
    )
    # The field's name is also an attribute of the serializer: the API's word goes before.
    errors = ErrorShape(many=True, required=False)  # type: ignore[assignment]


class Described(AutoSchema):
    """The schema of one address. A DELETE that takes a body says so."""

    def get_serializer_name(self, serializer: Any, direction: Any) -> str:
        name: str = super().get_serializer_name(serializer, direction)
        return name.removesuffix("Shape")

    def _get_request_body(self, direction: Any = "request") -> Any:
        method = self.method
        try:
            if method == "DELETE":
                self.method = "POST"
            # The schema library has no types for what its extensions override.
            return super()._get_request_body(direction)  # type: ignore[no-untyped-call]
        finally:
            self.method = method


def as_operation(what: "Operation", view: Callable[..., Any]) -> Callable[..., Any]:
    """`view`, with all that the schema tells of it."""
    taken: dict[str, Any] | None = None
    if what.takes:
        raw = dict.fromkeys(what.files, OpenApiTypes.STR)
        taken = dict.fromkeys(what.sent_as, what.takes) | raw
    decorated: Callable[..., Any] = extend_schema(
        operation_id=what.name,
        summary=what.summary,
        description=_about(what),
        tags=[view.__module__.rpartition(".")[2]],
        parameters=[_parameter(one) for one in (*what.parameters, *what.shaping)]
        + _headers(what, view.__name__.upper()),
        request=taken,
        responses=_responses(what, view.__name__.upper()),
        examples=_examples(what),
        # OpenAPI's form, which the library takes and its types do not.
        auth=[{"token": []}, {"session": []}]  # type: ignore[list-item]
        if _needs_member(what, view)
        else [{}, {"token": []}, {"session": []}],  # type: ignore[list-item]
    )(view)
    return decorated


def _needs_member(what: "Operation", view: Callable[..., Any]) -> bool:
    return what.members_only or view.__name__ != "get"


def _about(what: "Operation") -> str:
    parts = [what.about] if what.about else []
    if what.versioned:
        parts.append(
            "Send the ETag that you read as If-Match. Only the edit version in it (`v3`) is "
            "compared: votes change what is read, and no words."
        )
    if what.scope:
        parts.append(f"A token needs the scope `{what.scope.value}`.")
    return "\n\n".join(parts)


def _parameter(one: "Parameter") -> OpenApiParameter:
    schema: dict[str, Any] = {"type": "string"}
    if one.most:
        schema = {"type": "integer", "minimum": 1, "maximum": one.most}
        if one.also:
            schema = {"oneOf": [schema, {"type": "string", "enum": [one.also]}]}
    if one.choices:
        schema["enum"] = list(one.choices)
    if one.default is not None:
        schema["default"] = one.default
    return OpenApiParameter(one.name, schema, description=one.about, required=one.required)


def _headers(what: "Operation", method: str) -> list[OpenApiParameter]:
    def header(name: str, about: str, **options: Any) -> OpenApiParameter:
        return OpenApiParameter(
            name, OpenApiTypes.STR, OpenApiParameter.HEADER, description=about, **options
        )

    found = []
    if method == "GET":
        found.append(header("If-None-Match", "An ETag that you hold: 304 when nothing changed."))
        found.append(header("ETag", "Changes with what is read.", response=[200]))
        if what.paged:
            found.append(header("Link", "The pages beside this one.", response=[200]))
    if method == "POST" and not what.secret:
        found.append(
            header(
                "Idempotency-Key",
                "Up to 255 visible characters. The same key and body are answered the same, "
                "and done once.",
            )
        )
    if what.versioned:
        found.append(header("If-Match", "The ETag of what you edit, or *.", required=True))
    if what.status in {201, 202}:
        found.append(header("Location", "The address of what was made.", response=[what.status]))
    return found


def _responses(what: "Operation", method: str) -> dict[Any, Any]:
    gives: Any = what.gives
    if gives is not None and what.paged:
        gives = _page_of(gives)
    answered = gives or OpenApiResponse(description="Done; there is nothing to say.")
    responses: dict[Any, Any] = {what.status: answered}
    if what.files and gives is None:
        responses = {(what.status, media): OpenApiTypes.STR for media in what.files}
    if method == "GET":
        responses[304] = OpenApiResponse(description="You hold this already.")
    for status in _statuses(what, method):
        titles = " / ".join(str(sort.title) for sort in SORTS.values() if sort.status == status)
        responses[status, "application/problem+json"] = OpenApiResponse(ProblemShape, titles)
    return responses


def _statuses(what: "Operation", method: str) -> list[int]:
    statuses = {400, 401, 403, 404, 406}
    if what.takes:
        statuses |= {413, 415}
    if method != "GET" or what.limited:
        statuses.add(429)
    if method == "POST" and not what.secret:
        statuses |= {409, 422}
    if what.versioned:
        statuses |= {412, 428}
    return sorted(statuses)


def _page_of(shape: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
    """The shape of a page of such things."""
    name = f"{shape.__name__.removesuffix('Shape')}PageShape"
    if name not in _pages:
        fields = {
            "results": shape(many=True),
            "next": serializers.URLField(allow_null=True),
            "previous": serializers.URLField(allow_null=True),
        }
        _pages[name] = type(name, (serializers.Serializer,), fields)
    return _pages[name]


_pages: dict[str, type[serializers.Serializer[Any]]] = {}


def _examples(what: "Operation") -> list[OpenApiExample]:
    if what.example is None:
        return []
    return [OpenApiExample("A request", value=what.example, request_only=True)]
