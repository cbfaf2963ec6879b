"""What the API says of itself: its schema, its docs, and the problems it answers with."""

from typing import Any

from csp.decorators import csp_update
from django.utils.decorators import method_decorator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiJsonRenderer2
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework import serializers

from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.problems import SORTS, Problem
from debates.api.resource import Resource
from debates.api.serializers.shapes import Shape


class SortShape(Shape):
    """One sort of problem."""

    type = serializers.CharField()
    status = serializers.IntegerField()
    title = serializers.CharField()
    meaning = serializers.CharField()


class SortsShape(Shape):
    """Every sort of problem."""

    results = SortShape(many=True)


class Sorts(Resource):
    """Every sort of problem that the API answers with."""

    @operation("list_problems", "The problems that this API answers with", gives=SortsShape)
    def get(self, asked: Asked) -> Given:
        return Given({"results": [_sort(name) for name in SORTS]})


class OneSort(Resource):
    """One sort of problem: what a `type` leads to."""

    @operation("read_problem", "What a problem means, and what to do", gives=SortShape)
    def get(self, asked: Asked, name: str) -> Given:
        if name not in SORTS:
            raise Problem("not_found")
        return Given(_sort(name))


class SchemaView(SpectacularAPIView):
    """The OpenAPI description of all this."""

    renderer_classes = (OpenApiJsonRenderer2, OpenApiJsonRenderer)  # type: ignore[assignment]
    authentication_classes = ()
    permission_classes = ()


# Swagger UI sets its own styles as it draws, and its pictures are data: addresses.
@method_decorator(csp_update({"style-src": ["'unsafe-inline'"]}), name="dispatch")
class DocsView(SpectacularSwaggerSplitView):
    """The schema to read and try, without another host."""

    url_name = "api-schema"
    authentication_classes = ()
    permission_classes = ()


def _sort(name: str) -> dict[str, Any]:
    sort = SORTS[name]
    return {
        "type": f"/api/v1/problems/{name}",
        "status": sort.status,
        "title": str(sort.title),
        "meaning": str(sort.meaning),
    }
