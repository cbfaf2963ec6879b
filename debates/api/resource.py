"""What every address of the API has in common."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from debates.api.described import Described
from debates.api.operations import limit_headers
from debates.api.problems import Problem

JSON = JSONRenderer()
TAKEN = {"*/*", "application/*", "application/json", "application/problem+json"}


class Negotiation(DefaultContentNegotiation):
    """One form, JSON, or the file that a view has in its place: whoever accepts that gets it.

    `?format=` is an unknown parameter.
    """

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[JSONRenderer, str]:
        accepted = request.META.get("HTTP_ACCEPT", "*/*")
        taken = TAKEN | getattr(request.parser_context["view"], "files", set())
        for one in accepted.split(","):
            media, *rest = (part.strip() for part in one.split(";"))
            if media in taken and "q=0" not in rest:
                return JSON, "application/json"
        raise exceptions.NotAcceptable


class Resource(APIView):
    """One address: it speaks JSON, tells its limits, and its answers are for one reader only."""

    schema = Described()
    content_negotiation_class = Negotiation

    # As APIView has them, with the one answer that ours give.
    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        return HttpResponse(status=204)

    def finalize_response(  # type: ignore[override]
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        answer: HttpResponseBase = super().finalize_response(request, response, *args, **kwargs)
        answer["Cache-Control"] = "private, no-cache"
        patch_vary_headers(answer, ["Authorization", "Cookie"])
        limit_headers(answer)
        return answer


class Nowhere(Resource):
    """Every address that is none."""

    permission_classes = ()
    schema = None  # type: ignore[assignment]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        why = _("There is nothing at this address.")
        if request.path.endswith("/"):
            why += " " + _("Addresses of the API end without a slash.")
        raise Problem("not_found", why)
