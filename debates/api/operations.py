"""How every operation is asked and answered: judged at the door, done, and told as JSON."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.serializers import Serializer

from accounts import limits
from accounts.models import Scope, Token, User, Viewer
from debates.api import described
from debates.api.answers import Given, once_only, unchanged, version_read, written
from debates.api.parameters import Parameter, asked_for, listed
from debates.api.problems import Problem
from debates.api.serializers.fields import Body, fit
from debates.api.serializers.moderation import NewRuling
from debates.rules import refuse_if, why_not_act

View = Callable[..., Given]


@dataclass
class Asked:
    """A request that was let in: who asks, with which parameters, with which body."""

    request: Request
    base: str
    """The address of this site, for addresses in answers."""
    params: dict[str, Any] = field(default_factory=dict)
    body: dict[str, Any] = field(default_factory=dict)
    expand: Sequence[str] = ()

    @property
    def viewer(self) -> Viewer:
        viewer: Viewer = self.request.user
        return viewer

    @property
    def by(self) -> User:
        """The member who acts; the door let no visitor this far."""
        assert isinstance(self.request.user, User)
        return self.request.user

    @property
    def grounds(self) -> dict[str, Any]:
        """By which rule a moderator acts, why, and who, as the acts take it; of a NewRuling."""
        return {"rule": self.body["rule"], "because": self.body["reason"], "by": self.by}

    def read_version(self, thing: Any) -> int:
        return version_read(self.request, thing)


@dataclass(frozen=True)
class Operation:
    """One verb at one address, as the door needs it and as the schema tells it."""

    name: str
    summary: str
    gives: type[Serializer[Any]] | None = None
    takes: type[Body] | None = None
    parameters: tuple[Parameter, ...] = ()
    expands: tuple[str, ...] = ()
    status: int = 200
    scope: Scope | None = None
    members_only: bool = False
    open_to_the_suspended: bool = False
    """Whether a suspended member's token gets this far: what they need to know and to appeal."""
    limited: bool = False
    """Whether reading it is limited, as every change is."""
    paged: bool = False
    versioned: bool = False
    """Whether a change needs If-Match."""
    sent_as: tuple[str, ...] = ("application/json",)
    optional_body: bool = False
    files: tuple[str, ...] = ()
    """Media types that a body may have beside JSON, or that the answer has in place of it."""
    secret: bool = False
    """Whether the answer holds what nobody may keep, so that it is never answered again."""
    example: Any = None
    about: str = ""

    @property
    def shaping(self) -> tuple[Parameter, ...]:
        shaping = []
        if self.gives is not None:
            shaping.append(Parameter("fields", "Only these fields, divided by commas."))
        if self.expands:
            which = ", ".join(f"`{name}`" for name in self.expands)
            shaping.append(Parameter("expand", f"More about each, divided by commas: {which}."))
        return tuple(shaping)


def operation(name: str, summary: str, **options: Any) -> Callable[[View], Callable[..., Any]]:
    """Makes a method of a view the operation that this describes."""
    what = Operation(name, summary, **options)

    def decorate(view: View) -> Callable[..., Any]:
        @wraps(view)
        def operated(self: Any, request: Request, **where: Any) -> HttpResponseBase:
            _admit(what, request)
            asked = Asked(request, f"{request.scheme}://{request.get_host()}")
            given = asked_for(request.GET, (*what.parameters, *what.shaping))
            allowed = what.gives().fields if what.gives and given.get("fields") else ()
            fields = listed("fields", given.pop("fields", None), allowed)
            asked.expand = listed("expand", given.pop("expand", None), what.expands)
            asked.params = given
            if what.takes:
                asked.body = fit(what.takes, _body(what, request))

            shown = [*fields, *asked.expand] if fields else []

            def done() -> HttpResponseBase:
                return written(_shaped(view(self, asked, **where), shown))

            return _answer(what, asked, done)

        return described.as_operation(what, operated)

    return decorate


def ruling_operation(
    name: str, summary: str, *, takes: type[NewRuling] = NewRuling, **options: Any
) -> Callable[[View], Callable[..., Any]]:
    """An operation that rules: for moderators, on grounds that they give."""
    return operation(name, summary, takes=takes, scope=Scope.MODERATE, **options)


def _answer(
    what: Operation, asked: Asked, done: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    request = asked.request
    if request.method == "POST" and not what.secret and isinstance(request.user, User):
        answer = once_only(request, request.user, asked.body, done)
    else:
        answer = done()
    if request.method in {"GET", "HEAD"} and unchanged(request, answer):
        kept = {name: answer[name] for name in ("ETag", "Link") if name in answer}
        answer = HttpResponse(status=304, headers=kept)
    return answer


def _admit(what: Operation, request: Request) -> None:
    """Raises a problem for whoever may not come in at all."""
    if what.members_only and not request.user.is_authenticated:
        raise Problem("signed_out")
    needed = what.scope or (Scope.READ if request.method in {"GET", "HEAD"} else Scope.WRITE)
    if isinstance(request.auth, Token) and not request.auth.allows(needed):
        raise Problem(
            "insufficient_scope",
            _("This token lacks the scope %(scope)s.") % {"scope": needed.value},
            needed=needed.value,
        )
    # A session reads on; what it may write is for the acts to judge.
    if isinstance(request.auth, Token) and not what.open_to_the_suspended:
        refuse_if(why_not_act(request.user))


def _body(what: Operation, request: Request) -> Any:
    if what.optional_body and not int(request.META.get("CONTENT_LENGTH") or 0):
        return {}
    return request.data


def _shaped(given: Given, fields: Sequence[str]) -> Given:
    """Only the fields that were asked for, of the thing or of each in a list."""
    if not fields or given.body is None:
        return given
    body = given.body
    if "results" in body:
        body = {**body, "results": [_only(one, fields) for one in body["results"]]}
    else:
        body = _only(body, fields)
    return Given(body, given.status, given.version, given.location, given.headers)


def _only(thing: dict[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    return {name: thing[name] for name in fields if name in thing}


def limit_headers(answer: HttpResponseBase, name: str = "acts") -> None:
    """Says what the last limited act left, as the IETF's draft has it."""
    left = limits.last_spent()
    if left is not None:
        answer["RateLimit-Policy"] = f'"{name}";q={left.limit};w={left.window}'
        answer["RateLimit"] = f'"{name}";r={left.remaining};t={left.reset_seconds}'
