"""A program that asks the API as a member, or as nobody."""

import json
from typing import Any

from django.test import Client

from accounts.models import Scope, User
from accounts.tokens import make_token

ALL = (Scope.READ, Scope.WRITE, Scope.MODERATE)


class Program:
    """Asks with a token, and reads what is answered."""

    def __init__(self, member: User | None = None, *scopes: Scope) -> None:
        self.client = Client()
        self.headers: dict[str, str] = {}
        if member:
            _token, secret = make_token("test", scopes or ALL, days=1, by=member)
            self.headers["Authorization"] = f"Bearer {secret}"

    def ask(self, method: str, address: str, body: Any = None, **headers: str) -> Any:
        content = b"" if body is None else body
        if not isinstance(content, bytes):
            content = json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if not address.startswith("http"):
            address = f"/api/v1/{address}"
        return self.client.generic(
            method,
            address,
            content,
            content_type=named.pop("content-type", "application/json"),
            headers=self.headers | named,
        )

    def get(self, address: str, **headers: str) -> Any:
        return self.ask("GET", address, **headers)

    def post(self, address: str, body: Any = None, **headers: str) -> Any:
        return self.ask("POST", address, {} if body is None else body, **headers)

    def put(self, address: str, body: Any, **headers: str) -> Any:
        return self.ask("PUT", address, body, **headers)

    def patch(self, address: str, body: Any, **headers: str) -> Any:
        return self.ask("PATCH", address, body, **headers)

    def delete(self, address: str, body: Any = None, **headers: str) -> Any:
        return self.ask("DELETE", address, body, **headers)


def is_problem(answer: Any, status: int, code: str | None = None) -> dict[str, Any]:
    """The problem that was answered, which must be one of this status and code."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert told["status"] == status
    assert told["type"].startswith("/api/v1/problems/")
    assert told["title"]
    assert told["detail"]
    assert code in (None, told["code"]), told
    return told
