"""What is compared with: as little as Django can do for the same."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from accounts import tokens
from debates.actions.votes import CAST
from debates.models import Argument


@login_not_required
def page(request: HttpRequest, debate: int) -> HttpResponse:
    """One indexed query, 50 rows, a Django template."""
    rows = Argument.objects.filter(debate=debate, parent=None, kind="claim")
    rows = rows.order_by("-rank", "-pk").select_related("author")[:50]
    return render(request, "bench/page.html", {"rows": rows}, using="django")


@login_not_required
@csrf_exempt
def vote(request: HttpRequest, argument: int) -> HttpResponse:
    """Whoever the token names votes, by the statement that the site uses."""
    token = tokens.member_of(request.headers["Authorization"].removeprefix("Bearer "))
    if token is None:
        return HttpResponse(status=401)
    values: dict[str, Any] = {"member": token.member_id, "argument": argument, "now": token.made_at}
    values |= {"position": "agree", "well_argued": False, "beside_the_point": False}
    values |= {"keep_position": False, "keep_well": True, "keep_beside": True}
    with connection.cursor() as cursor:
        cursor.execute(CAST, values)
    return HttpResponse(status=204)
