"""What moderators and staff do, and what those concerned do about it."""

from tests.permissions.asking import Act, api, page

WHY = {"rule": "insult", "reason": "It attacks a person."}

MODERATING = [
    Act(
        "hide an argument",
        (page("/arguments/{claim}/hide/", **WHY),),
        (api("put", "arguments/{claim}/hiding", **WHY),),
    ),
    Act(
        "restore an argument",
        (page("/arguments/{claim}/restore/", **WHY),),
        (api("delete", "arguments/{claim}/hiding", **WHY),),
    ),
    Act(
        "redact words",
        (page("/arguments/{counter}/history/1/redact/", **WHY),),
        (api("put", "arguments/{counter}/versions/1/redaction", **WHY),),
    ),
]
