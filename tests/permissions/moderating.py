"""What moderators and staff rule on arguments, threads and debates."""

from tests.permissions.asking import Act, api, page, reads

WHY = {"rule": "insult", "reason": "It attacks a person."}
MERGED = {"rule": "duplicate", "reason": "Both say the same."}
APART = {"question": "A question of its own?", "rule": "off_topic", "reason": "Another matter."}
MOVED = {"parent": None, "kind": "claim"}
ALL = "/people/{second}/hide-all/?debate={slug}"

HIDING = [
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
        "hide evidence",
        (page("/evidence/{evidence}/hide/", **WHY),),
        (api("put", "evidence/{evidence}/hiding", **WHY),),
    ),
    Act(
        "hide a thread, or all that a member wrote",
        (page("/arguments/{claim}/hide-thread/", **WHY), page(ALL, **WHY)),
        (
            api("post", "arguments/{claim}/thread-hiding", **WHY),
            api("post", "debates/{slug}/members/{second}/hiding", **WHY),
        ),
    ),
    Act(
        "look at what hiding many would change",
        reads("/arguments/{claim}/hide-thread/", ALL),
        (
            api("post", "arguments/{claim}/thread-hiding/preview"),
            api("post", "debates/{slug}/members/{second}/hiding/preview"),
        ),
    ),
    Act(
        "redact words",
        (
            page("/arguments/{counter}/history/1/redact/", **WHY),
            page("/evidence/{evidence}/redact/", field="quote", **WHY),
            page("/evidence/{evidence}/checks/claim/{checker}/redact/", **WHY),
            page("/remarks/{remark}/redact/", **WHY),
        ),
        (
            api("put", "arguments/{counter}/versions/1/redaction", **WHY),
            api("put", "evidence/{evidence}/redaction", field="quote", **WHY),
            api("put", "evidence/{evidence}/checks/claim/{checker}/redaction", **WHY),
            api("put", "remarks/{remark}/redaction", **WHY),
        ),
    ),
    Act(
        "undo a ruling",
        (page("/rulings/{ruling}/undo/", **WHY),),
        (api("put", "rulings/{ruling}/undoing", **WHY),),
    ),
    Act(
        "undo a ruling on the whole site",
        (page("/rulings/{suspension}/undo/", **WHY),),
        (api("put", "rulings/{suspension}/undoing", **WHY),),
    ),
]

THREADS = [
    Act(
        "lock a thread",
        (page("/arguments/{claim}/lock/", **WHY),),
        (api("put", "arguments/{claim}/lock", **WHY),),
    ),
    Act(
        "unlock a thread",
        (page("/arguments/{claim}/unlock/", **WHY),),
        (api("delete", "arguments/{claim}/lock", **WHY),),
    ),
    Act(
        "slow a thread down",
        (page("/arguments/{claim}/slow/", minutes="10", **WHY),),
        (api("put", "arguments/{claim}/slowing", minutes=10, **WHY),),
    ),
    Act(
        "let a thread go at its own pace",
        (page("/arguments/{slowed}/unslow/", **WHY),),
        (api("delete", "arguments/{slowed}/slowing", **WHY),),
    ),
    Act(
        "move a thread",
        (page("/arguments/{loose}/move/?to=top&kind=claim", **WHY),),
        (api("put", "arguments/{loose}/place", **MOVED, **WHY),),
    ),
    Act(
        "look at what moving a thread would change",
        reads("/arguments/{loose}/move/?to=top&kind=claim"),
        (api("get", "arguments/{loose}/place?parent=none&kind=claim"),),
    ),
    Act(
        "make a claim of a counterclaim, or the reverse",
        (page("/arguments/{loose}/reclassify/", kind="claim", **WHY),),
        (api("put", "arguments/{loose}/kind", kind="claim", **WHY),),
    ),
    Act(
        "merge arguments that say the same",
        (page("/arguments/{loose}/merge/", into="{counter}", **MERGED),),
        (api("put", "arguments/{loose}/merging", into="@counter", **MERGED),),
    ),
    Act(
        "look at what merging would change",
        reads("/arguments/{loose}/merge/?into={counter}"),
        (api("post", "arguments/{loose}/merging/preview", into="@counter"),),
    ),
    Act(
        "make a debate of its own of a thread",
        (page("/arguments/{loose}/split/", **APART),),
        (api("post", "arguments/{loose}/splitting", **APART),),
    ),
    Act(
        "look at what a split would take along",
        reads("/arguments/{loose}/split/"),
        (api("post", "arguments/{loose}/splitting/preview"),),
    ),
    Act(
        "close a debate by a ruling",
        (page("/debates/{slug}/shut/", **WHY),),
        (api("put", "debates/{slug}/shutting", **WHY),),
    ),
    Act(
        "undo the ruling that closed a debate",
        (page("/debates/{shut}/unshut/", **WHY),),
        (api("delete", "debates/{shut}/shutting", **WHY),),
    ),
    Act(
        "hold first arguments",
        (page("/debates/{slug}/screen/", **WHY),),
        (api("put", "debates/{slug}/screening", **WHY),),
    ),
    Act(
        "hold first arguments no longer",
        (page("/debates/{shut}/unscreen/", **WHY),),
        (api("delete", "debates/{shut}/screening", **WHY),),
    ),
]
