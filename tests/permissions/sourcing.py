"""Acts on evidence, sources and files, with the words that they take."""

from tests.permissions.asking import Act, Try, api, page

CITED = {"url": "https://example.org/new", "title": "A new essay"}

SOURCING = [
    Act(
        "add evidence",
        (
            page(
                "/arguments/{claim}/evidence/new/",
                shows="That it is so",
                stance="supports",
                kind="article",
                **CITED,
            ),
        ),
        (api("post", "arguments/{claim}/evidence", source=CITED, shows="So", stance="supports"),),
    ),
    Act(
        "withdraw one's own evidence",
        (page("/evidence/{evidence}/withdraw/", sure="yes"),),
        (api("delete", "evidence/{evidence}"),),
    ),
    Act(
        "check evidence",
        (page("/evidence/{evidence}/checks/quote/", answer="yes"),),
        (api("post", "evidence/{evidence}/checks", question="quote", answer="yes"),),
    ),
    Act(
        "take back one's own check",
        (page("/evidence/{evidence}/checks/quote/", answer="none"),),
        (api("delete", "evidence/{evidence}/checks/quote"),),
    ),
    Act(
        "settle a check",
        (page("/evidence/{evidence}/checks/claim/{checker}/settle/", because="It shows it."),),
        (
            api(
                "put",
                "evidence/{evidence}/checks/claim/{checker}/settling",
                because="It shows it.",
            ),
        ),
    ),
    Act(
        "ask for a source",
        (page("/arguments/{claim}/source-request/", sure="yes"),),
        (api("put", "arguments/{claim}/source-request"),),
    ),
    Act(
        "take back that one asks for a source",
        (page("/arguments/{claim}/source-request/withdraw/", sure="yes"),),
        (api("delete", "arguments/{claim}/source-request"),),
    ),
    Act(
        "hand in a bibliography",
        (page("/debates/{slug}/bibliography/intakes/new/", text="@book{{a, title={{A}}}}"),),
        (
            api(
                "post",
                "debates/{slug}/bibliography/intakes",
                format="bibtex",
                text="@book{{a, title={{A}}}}",
            ),
        ),
    ),
    Act(
        "take a source off the bibliography",
        (page("/debates/{slug}/bibliography/{listed}/remove/"),),
        (api("delete", "debates/{slug}/bibliography/{listed}"),),
    ),
    Act(
        "correct a source",
        (
            page(
                "/sources/{source}/edit/",
                url="{address}",
                title="A better title",
                kind="article",
                version="{edition}",
            ),
        ),
        (api("patch", "sources/{source}", title="A better title"),),
    ),
    Act(
        "merge two sources",
        (page("/sources/{twin}/merge/", into="{source}"),),
        (api("put", "sources/{twin}/merging", into="@source"),),
    ),
    Act(
        "mark a source as retracted",
        (
            page(
                "/sources/{source}/retraction/",
                kind="retracted",
                url="https://example.org/notice",
                because="Made up",
            ),
        ),
        (
            api(
                "put",
                "sources/{source}/retraction",
                kind="retracted",
                url="https://example.org/notice",
                because="Made up",
            ),
        ),
    ),
    Act(
        "take back that a source was retracted",
        (page("/sources/{fallen}/retraction/undo/", sure="yes"),),
        (api("delete", "sources/{fallen}/retraction"),),
    ),
    Act(
        "look up what a source says of itself",
        (page("/sources/{source}/suggestion/ask/"),),
        (api("post", "sources/{source}/suggestion"),),
    ),
    Act(
        "take or drop what a source says of itself",
        (
            page("/sources/{suggested}/suggestion/take/", fields=["title"]),
            page("/sources/{suggested}/suggestion/drop/"),
        ),
        (
            api("put", "sources/{suggested}/suggestion", fields=["title"]),
            api("delete", "sources/{suggested}/suggestion"),
        ),
    ),
    Act(
        "keep a file",
        (),
        (Try("post", "/api/v1/files", {"body": "year,riders\n2026,8\n"}, media="text/csv"),),
    ),
]
