"""What only a local start has: its mail on a page, and demo members to sign in as."""

from typing import Any

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import mailbox
from accounts.models import User


@login_not_required
@never_cache
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    _only_local()
    return render(request, "accounts/mails.html", {"mails": mailbox.newest()})


@login_not_required
@require_http_methods(["GET", "POST"])
def demo_members(request: Any) -> HttpResponse:
    _only_local()
    members = User.objects.filter(is_demo=True, is_active=True).order_by("username")
    if request.method == "GET":
        return render(request, "accounts/demo_members.html", {"members": members})
    chosen = request.POST.get("member", "")
    member = get_object_or_404(members, pk=chosen if chosen.isascii() and chosen.isdigit() else 0)
    answer: HttpResponse = perform_login(
        request, member, email_verification="none", redirect_url="/"
    )
    return answer


def _only_local() -> None:
    if not settings.LOCAL:
        raise Http404
