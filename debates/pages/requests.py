"""Requests as the middleware hands them to our views."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import User, Viewer


class PageRequest(HttpRequest):
    htmx: HtmxDetails
    user: Viewer


class MemberRequest(PageRequest):
    user: User
