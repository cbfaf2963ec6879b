"""What a debate's members may be, said once for the pages and once for the API."""

from typing import Any, Protocol
from urllib.parse import quote

from debates.models import Debate


class RolesFace(Protocol):
    def appoint(self, debate: Debate, name: str, role: str) -> Any: ...
    def remove(self, debate: Debate, name: str) -> Any: ...


class RolesPages:
    _post: Any

    def appoint(self, debate: Debate, name: str, role: str) -> Any:
        return self._post(f"/debates/{debate.slug}/people/{quote(name)}/role/", {"role": role})

    def remove(self, debate: Debate, name: str) -> Any:
        return self._post(f"/debates/{debate.slug}/people/{quote(name)}/remove/", {})


class RolesApi:
    _send: Any

    def appoint(self, debate: Debate, name: str, role: str) -> Any:
        path = f"debates/{debate.slug}/members/{quote(name)}"
        return self._send("patch", path, {"role": role})

    def remove(self, debate: Debate, name: str) -> Any:
        return self._send("delete", f"debates/{debate.slug}/members/{quote(name)}")
