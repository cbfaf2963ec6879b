"""What is compared with: as little as Django can do for the same."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from debates.actions.votes import CAST
from debates.models import Argument


@login_not_required
def page(request: HttpRequest, debate: int) -> HttpResponse:
    """One indexed query, 50 rows, a Django template."""
    rows = Argument.objects.filter(debate=debate, parent=None, kind="claim")
    rows = rows.order_by("-rank", "-pk").select_related("author")[:50]
    return render(request, "bench/page.html", {"rows": rows}, using="django")


@csrf_exempt
def vote(request: HttpRequest, argument: int) -> HttpResponse:
    """Whoever is signed in votes, by the statement that the site uses."""
    now = timezone.now()
    values: dict[str, Any] = {"member": request.user.pk, "argument": argument, "now": now}
    values |= {"position": "agree", "well_argued": False, "beside_the_point": False}
    values |= {"keep_position": False, "keep_well": True, "keep_beside": True}
    with connection.cursor() as cursor:
        cursor.execute(CAST, values)
    return HttpResponse(status=204)
