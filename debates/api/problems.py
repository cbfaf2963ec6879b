"""Why a request was not done, as RFC 9457 has it: application/problem+json."""

import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import (
    ObjectDoesNotExist,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.core.signals import got_request_exception
from django.http import Http404, HttpResponse, UnreadablePostError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions

from accounts.limits import TooMany
from debates.actions.once import AnotherRequest, InFlight
from debates.queries.orders import BadCursor
from debates.rules import Refused, Stale, Unfit

Errors = Sequence[Mapping[str, str]]
log = logging.getLogger("django.request")


class Sort(NamedTuple):
    """One sort of problem: its status, its name, and what to do about it."""

    status: int
    title: Any
    meaning: Any


SORTS = {
    "unreadable": Sort(
        400,
        gettext_lazy("Unreadable body"),
        gettext_lazy("Send one JSON object in UTF-8, as the schema describes."),
    ),
    "unfit": Sort(
        400,
        gettext_lazy("Unfit value"),
        gettext_lazy(
            "Each entry of errors names a field by its pointer, or a parameter, and says "
            "what is wrong with it."
        ),
    ),
    "bad_request": Sort(
        400, gettext_lazy("Bad request"), gettext_lazy("The request could not be understood.")
    ),
    "signed_out": Sort(
        401,
        gettext_lazy("Not signed in"),
        gettext_lazy("Send a personal token as Authorization: Bearer, or sign in."),
    ),
    "bad_token": Sort(
        401, gettext_lazy("Bad token"), gettext_lazy("The token is unknown, revoked or expired.")
    ),
    "refused": Sort(
        403,
        gettext_lazy("Refused"),
        gettext_lazy("A rule of the debate forbids it; code says which one."),
    ),
    "insufficient_scope": Sort(
        403,
        gettext_lazy("Insufficient scope"),
        gettext_lazy("The token lacks the scope that this needs."),
    ),
    "csrf_failed": Sort(
        403,
        gettext_lazy("CSRF check failed"),
        gettext_lazy("A browser's session must send its CSRF token."),
    ),
    "not_found": Sort(
        404,
        gettext_lazy("Not found"),
        gettext_lazy("There is no such thing, or you may not see it."),
    ),
    "wrong_method": Sort(
        405,
        gettext_lazy("Method not allowed"),
        gettext_lazy("Allow lists the methods that this address takes."),
    ),
    "not_acceptable": Sort(
        406, gettext_lazy("Not acceptable"), gettext_lazy("This API speaks application/json.")
    ),
    "in_flight": Sort(
        409,
        gettext_lazy("In flight"),
        gettext_lazy("A request with this Idempotency-Key is under way. Try again in a moment."),
    ),
    "stale": Sort(
        412,
        gettext_lazy("Edited meanwhile"),
        gettext_lazy("Read it again, and send your change with its new ETag."),
    ),
    "too_large": Sort(
        413,
        gettext_lazy("Too large"),
        gettext_lazy("A body holds at most 1 MB, and a file at most 10 MB."),
    ),
    "wrong_type": Sort(
        415, gettext_lazy("Unsupported media type"), gettext_lazy("Send application/json.")
    ),
    "key_reused": Sort(
        422,
        gettext_lazy("Key reused"),
        gettext_lazy("This Idempotency-Key was used for another request. Take a new one."),
    ),
    "if_match_needed": Sort(
        428,
        gettext_lazy("If-Match needed"),
        gettext_lazy("Send the ETag of what you edit as If-Match, so that nobody's edit is lost."),
    ),
    "too_many": Sort(
        429, gettext_lazy("Too many requests"), gettext_lazy("Wait as long as Retry-After says.")
    ),
    "broken": Sort(
        500,
        gettext_lazy("Server error"),
        gettext_lazy("Something broke on our side. It has been noted."),
    ),
}


class Problem(exceptions.APIException):
    """A request that is not done, and why. `code` is finer than the sort where a rule says why."""

    def __init__(
        self,
        sort: str,
        detail: str = "",
        *,
        code: str = "",
        errors: Errors = (),
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        kind = SORTS[sort]
        super().__init__(detail or str(kind.meaning))
        self.sort, self.status_code, self.errors = sort, kind.status, list(errors)
        self.words, self.headers = detail or str(kind.meaning), dict(headers or {})
        self.code, self.more = code or sort, more

    def answer(self) -> HttpResponse:
        shown: dict[str, Any] = {
            "type": f"/api/v1/problems/{self.sort}",
            "title": str(SORTS[self.sort].title),
            "status": self.status_code,
            "detail": self.words,
            "code": self.code,
            **self.more,
        }
        if self.errors:
            shown["errors"] = self.errors
        headers = dict(self.headers)
        if self.status_code == 401:
            headers["WWW-Authenticate"] = "Bearer"
        return HttpResponse(
            json.dumps(shown, ensure_ascii=False),
            status=self.status_code,
            content_type="application/problem+json",
            headers=headers,
        )


def problem(error: Exception, context: Mapping[str, Any]) -> HttpResponse:
    """The answer to any exception that a view ends with."""
    found = error if isinstance(error, Problem) else _of_the_domain(error) or _of_http(error)
    if found is None:
        request = context["request"]._request
        log.error("%s %s", request.method, request.path, exc_info=error)
        got_request_exception.send(sender=None, request=request)
        found = Problem("broken")
    return found.answer()


def unfit(errors: Errors) -> Problem:
    """What was sent cannot be taken; the detail is that of the first error."""
    return Problem("unfit", errors[0]["detail"], errors=errors)


def unfit_parameter(name: str, why: str, code: str = "invalid") -> Problem:
    return unfit([{"parameter": name, "detail": why, "code": code}])


def _of_the_domain(error: Exception) -> Problem | None:
    match error:
        case Refused():
            reason = error.reason
            more: dict[str, Any] = {"ruling": reason.ruling} if reason.ruling else {}
            return Problem("refused", reason.text, code=reason.code, **more)
        case Unfit():
            return unfit(
                [
                    {"pointer": f"/{field}" if field else "", "detail": why.text, "code": why.code}
                    for field, why in error.errors.items()
                ]
            )
        case Stale():
            return Problem("stale", current_version=error.current.version)
        case TooMany():
            return Problem("too_many", str(error), headers={"Retry-After": str(error.retry_after)})
        case AnotherRequest():
            return Problem("key_reused")
        case InFlight():
            return Problem("in_flight", headers={"Retry-After": "1"})
        case BadCursor():
            return unfit_parameter(
                "cursor", _("This cursor is not of this list. Begin without one.")
            )
        case ObjectDoesNotExist():
            return Problem("not_found")
    return None


def _of_http(error: Exception) -> Problem | None:
    match error:
        case Http404() | exceptions.NotFound():
            return Problem("not_found")
        case exceptions.NotAuthenticated() | exceptions.AuthenticationFailed():
            return Problem("signed_out")
        case exceptions.MethodNotAllowed():
            return Problem("wrong_method")
        case exceptions.NotAcceptable():
            return Problem("not_acceptable")
        case exceptions.UnsupportedMediaType():
            return Problem("wrong_type")
        case RequestDataTooBig():
            return Problem("too_large")
        case PermissionDenied() | exceptions.PermissionDenied():
            return Problem("refused", _("You may not do this."))
        case SuspiciousOperation() | UnreadablePostError() | exceptions.ParseError():
            return Problem("bad_request")
    return None
