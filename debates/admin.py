from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest

from debates.models import (
    Argument,
    Concession,
    Debate,
    Event,
    Evidence,
    Membership,
    Remark,
    Ruling,
    Source,
    Version,
)

# What tells how people voted, also where a debate votes blind.
FOLLOW_VOTES = ("rank", "contest")


@admin.register(Argument, Concession, Debate, Event, Evidence, Membership, Remark, Ruling, Source)
@admin.register(Version)
class LookOnly(admin.ModelAdmin):
    """For looking things up. Changes go through actions, which keep the rules.

    Votes are not here: positions are secret, from staff too.
    """

    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return FOLLOW_VOTES if self.model is Argument else ()

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """An address cannot sift by what is not shown."""
        return not lookup.startswith(FOLLOW_VOTES) and super().lookup_allowed(
            lookup, value, request
        )

    def get_queryset(self, request: HttpRequest) -> Any:
        """What is of a private debate is for its members, and staff are no exception."""
        rows = super().get_queryset(request)
        seen = Debate.objects.visible_to(request.user)
        if self.model is Source:
            return rows.filter(Q(debate=None) | Q(debate__in=seen))
        return rows.filter(**{"pk__in" if self.model is Debate else "debate__in": seen})
