"""What is said when a request cannot be answered: what happened, why, and what to do."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django_htmx.http import reswap

from accounts.keeping import NEVER
from accounts.limits import TooMany


def refuse(request: HttpRequest, status: int, why: str) -> HttpResponse:
    """For what cannot even be read. The page asks nothing of the session or the database."""
    if _is_api(request):
        return _problem(status, why)
    return HttpResponse(render_to_string("refused.html", {"why": why}), status=status)


def too_many(request: HttpRequest, refused: TooMany) -> HttpResponse:
    answer = (
        _problem(429, str(refused))
        if _is_api(request)
        else _page(request, 429, {"why": str(refused)})
    )
    answer["Retry-After"] = str(refused.retry_after)
    return answer


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refuse(request, 400, _("The request could not be understood."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    why = str(exception) if exception and str(exception) else _("You may not see or do this.")
    return _problem(403, why) if _is_api(request) else _page(request, 403, {"why": why})


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    why = _("There is nothing at this address.")
    return _problem(404, why) if _is_api(request) else _page(request, 404, {"why": why})


def bare_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """On the host of the files, which knows no member and has no other pages."""
    why = _("There is no such file here, or the link to it is older than five minutes.")
    return HttpResponse(render_to_string("gone.html", {"why": why}), status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    why = _("Something broke on our side. It has been noted.")
    if _is_api(request):
        return _problem(500, why)
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: most often an old page. What was typed is shown, to be copied."""
    texts = [
        text
        for name, values in request.POST.lists()
        if not any(part in name.lower() for part in NEVER)
        for text in values
        if len(text.split()) > 1
    ]
    if request.path.startswith("/account/"):
        texts = []
    why = _("This page has grown old. Reload it, then try again.")
    context = {"texts": texts, "page": request.path, "why": why}
    return _page(request, 403, context, "403_csrf.html")


def _page(
    request: HttpRequest, status: int, context: dict[str, Any], name: str | None = None
) -> HttpResponse:
    if getattr(request, "htmx", False):
        # Put where it was tried, after what stands there: a form keeps its words.
        told = render(request, "refused_in_place.html", context, status=status)
        return reswap(told, "beforeend")
    return render(request, name or f"{status}.html", context, status=status)


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _problem(status: int, detail: str) -> HttpResponse:
    titles = {400: "Bad request", 403: "Forbidden", 404: "Not found", 413: "Too large"}
    titles |= {429: "Too many requests", 500: "Server error"}
    problem = {
        "type": "about:blank",
        "title": titles[status],
        "status": status,
        "detail": detail,
    }
    return HttpResponse(json.dumps(problem), status=status, content_type="application/problem+json")
