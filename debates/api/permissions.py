"""Who comes through the door; what they may do there, the rules say."""

from typing import Any

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request


class SignedInToWrite(BasePermission):
    """Everyone reads what they may see; only members write."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return request.method in SAFE_METHODS or bool(request.user.is_authenticated)
