"""What is ruled on members, and ignoring them."""

from tests.permissions.asking import Act, api, page

WHY = {"rule": "insult", "reason": "Three insults since Monday."}
WEEK = {"lasts": "week", **WHY}

RESTRICTING = [
    Act(
        "warn or mute a member in a debate",
        (
            page("/people/{second}/warn/?debate={slug}", **WHY),
            page("/people/{second}/mute/?debate={slug}", **WEEK),
        ),
        (
            api("post", "members/{second}/warnings", debate="{slug}", **WHY),
            api("put", "debates/{slug}/members/{second}/mute", **WEEK),
        ),
    ),
    Act(
        "let a member speak again in a debate",
        (page("/people/{muted}/unmute/?debate={slug}", **WHY),),
        (api("delete", "debates/{slug}/members/{muted}/mute", **WHY),),
    ),
    Act(
        "warn or mute a moderator in a debate",
        (
            page("/people/{deputy}/warn/?debate={slug}", **WHY),
            page("/people/{deputy}/mute/?debate={slug}", **WEEK),
        ),
        (
            api("post", "members/{deputy}/warnings", debate="{slug}", **WHY),
            api("put", "debates/{slug}/members/{deputy}/mute", **WEEK),
        ),
    ),
    Act(
        "warn, mute or suspend a member on the whole site",
        (
            page("/people/{second}/warn/", **WHY),
            page("/people/{second}/mute/", **WEEK),
            page("/people/{second}/suspend/", **WEEK),
        ),
        (
            api("post", "members/{second}/warnings", debate=None, **WHY),
            api("put", "members/{second}/mute", **WEEK),
            api("put", "members/{second}/suspension", **WEEK),
        ),
    ),
    Act(
        "let a member speak or in again on the whole site",
        (
            page("/people/{silenced}/unmute/", **WHY),
            page("/people/{suspended}/reinstate/", **WHY),
        ),
        (
            api("delete", "members/{silenced}/mute", **WHY),
            api("delete", "members/{suspended}/suspension", **WHY),
        ),
    ),
    Act(
        "ignore a member, or no longer",
        (page("/people/{second}/ignore/"), page("/people/{second}/ignore/", ignore="no")),
        (api("put", "members/{second}/ignoring"), api("delete", "members/{second}/ignoring")),
    ),
]
