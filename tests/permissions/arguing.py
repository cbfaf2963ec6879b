"""Acts on debates and arguments, with the words that they take."""

from tests.permissions.asking import Act, api, page, reads

CONCESSIONS = [{"argument": "@claim", "text": "One"}, {"argument": "@counter", "text": "Two"}]
PICKED = "argument={claim}&argument={counter}"
SYNTHESIS = {"statement": "Both, otherwise", "keeps_{claim}": "One", "keeps_{counter}": "Two"}

ARGUING = [
    Act(
        "open a debate",
        (
            *reads("/debates/new/"),
            page("/debates/new/", question="Is it?", visibility="public"),
        ),
        (api("post", "debates", question="Is it?"),),
    ),
    Act(
        "post a claim",
        (page("/debates/{slug}/claims/new/", statement="One more claim"),),
        (api("post", "debates/{slug}/arguments", kind="claim", statement="One more claim"),),
    ),
    Act(
        "answer an argument",
        (
            page("/arguments/{claim}/support/", statement="It is"),
            page("/arguments/{claim}/counter/", statement="It is not"),
        ),
        (api("post", "arguments/{claim}/replies", kind="claim", statement="It is"),),
    ),
    Act(
        "edit one's own argument",
        (page("/arguments/{claim}/edit/", statement="Reworded", reasoning="", version="1"),),
        (api("patch", "arguments/{claim}", statement="Reworded"),),
    ),
    Act(
        "withdraw one's own argument",
        (page("/arguments/{claim}/withdraw/", sure="yes"),),
        (api("delete", "arguments/{claim}"),),
    ),
    Act(
        "vote on an argument",
        (page("/arguments/{claim}/vote/", position="agree"),),
        (
            api("put", "arguments/{claim}/vote", position="agree"),
            api("delete", "arguments/{claim}/vote"),
        ),
    ),
    Act(
        "write a synthesis",
        (page("/debates/{slug}/syntheses/new/?" + PICKED, **SYNTHESIS),),
        (
            api(
                "post",
                "debates/{slug}/syntheses",
                statement="Both, otherwise",
                concessions=CONCESSIONS,
            ),
        ),
    ),
    Act(
        "revise another's synthesis",
        (page("/arguments/{synthesis}/revise/", **SYNTHESIS),),
        (),
    ),
    Act(
        "edit one's own synthesis",
        (),
        (
            api(
                "patch",
                "syntheses/{synthesis}",
                statement="Both, reworded",
                concessions=CONCESSIONS,
            ),
        ),
    ),
    Act(
        "re-affirm a synthesis",
        (page("/arguments/{stale}/affirm/", sure="yes"),),
        (api("post", "syntheses/{stale}/affirmations"),),
    ),
    Act(
        "say whether a side is stated fairly",
        (page("/arguments/{synthesis}/fairness/{counter}/", is_fair="yes"),),
        (api("put", "syntheses/{synthesis}/fairness", argument="@counter", is_fair=True),),
    ),
    Act(
        "take back whether a side is stated fairly",
        (page("/arguments/{synthesis}/fairness/{counter}/", is_fair="none"),),
        (api("delete", "syntheses/{synthesis}/fairness", argument="@counter"),),
    ),
    Act(
        "name an obstacle",
        (page("/arguments/{synthesis}/obstacle/", text="It leaves us out"),),
        (api("put", "syntheses/{synthesis}/obstacle", text="It leaves us out"),),
    ),
    Act(
        "take back an obstacle",
        (page("/arguments/{synthesis}/obstacle/withdraw/", sure="yes"),),
        (api("delete", "syntheses/{synthesis}/obstacle"),),
    ),
    Act(
        "name what changed one's mind",
        (page("/arguments/{claim}/minds/new/", changed_by="{counter}"),),
        (api("post", "arguments/{claim}/minds", changed_by="@counter"),),
    ),
    Act(
        "name a crux",
        (page("/cruxes/new/?first={claim}&second={counter}", question="Is it so?", kind="fact"),),
        (
            api(
                "post",
                "debates/{slug}/cruxes",
                question="Is it so?",
                kind="fact",
                first="@claim",
                second="@counter",
            ),
        ),
    ),
    Act(
        "second a crux",
        (page("/cruxes/{crux}/second/"),),
        (api("put", "cruxes/{crux}/second"),),
    ),
    Act(
        "take back that one seconds a crux",
        (page("/cruxes/{crux}/second/", take_back="yes"),),
        (api("delete", "cruxes/{crux}/second"),),
    ),
    Act(
        "withdraw a crux",
        (page("/cruxes/{crux}/withdraw/"),),
        (api("delete", "cruxes/{crux}"),),
    ),
    Act(
        "leave cruxes open in one's own synthesis",
        (page("/arguments/{synthesis}/cruxes/", cruxes=["{crux}"]),),
        (api("put", "syntheses/{synthesis}/cruxes", cruxes=["@crux"]),),
    ),
    Act(
        "make a remark",
        (page("/arguments/{claim}/remarks/new/", text="Always?"),),
        (api("post", "arguments/{claim}/remarks", text="Always?"),),
    ),
    Act(
        "withdraw one's own remark",
        (page("/remarks/{remark}/withdraw/", sure="yes"),),
        (api("delete", "remarks/{remark}"),),
    ),
    Act(
        "mark a remark as answered",
        (page("/remarks/{remark}/answered/", sure="yes"),),
        (api("patch", "remarks/{remark}", answered=True),),
    ),
    Act(
        "follow a debate",
        (page("/debates/{slug}/following/", follow="yes"),),
        (api("put", "debates/{slug}/following"), api("delete", "debates/{slug}/following")),
    ),
]

RUNNING = [
    Act(
        "edit a debate",
        (
            page(
                "/debates/{slug}/edit/",
                question="Is it now?",
                visibility="{seen}",
                version="{version}",
            ),
        ),
        (api("patch", "debates/{slug}", question="Is it now?"),),
    ),
    Act(
        "close a debate",
        (page("/debates/{slug}/close/", reason="Done"),),
        (api("put", "debates/{slug}/closing", reason="Done"),),
    ),
    Act(
        "reopen a debate",
        (page("/debates/{slug}/reopen/", reason="Go on"),),
        (api("delete", "debates/{slug}/closing"),),
    ),
    Act(
        "restate the outcome",
        (page("/debates/{slug}/outcomes/new/", synthesis="none", text="So, after all."),),
        (api("post", "debates/{slug}/outcomes", text="So, after all."),),
    ),
    Act(
        "dispute the outcome",
        (page("/debates/{slug}/outcomes/{number}/dispute/", text="It leaves us out."),),
        (api("post", "debates/{slug}/outcomes/{number}/disputes", text="It leaves us out."),),
    ),
    Act(
        "invite members",
        (
            page("/debates/{slug}/people/", name="{guest}"),
            page("/debates/{slug}/people/link/"),
        ),
        (
            api("post", "debates/{slug}/members", name="{guest}"),
            api("post", "debates/{slug}/invitation"),
            api("delete", "debates/{slug}/invitation"),
        ),
    ),
    Act(
        "appoint or discharge a moderator",
        (
            page("/debates/{slug}/people/{second}/role/", role="moderator"),
            page("/debates/{slug}/people/{deputy}/role/", role="participant"),
        ),
        (
            api("patch", "debates/{slug}/members/{second}", role="moderator"),
            api("patch", "debates/{slug}/members/{deputy}", role="participant"),
        ),
    ),
    Act(
        "hand a debate over",
        (page("/debates/{slug}/people/{second}/role/", role="opener"),),
        (api("patch", "debates/{slug}/members/{second}", role="opener"),),
    ),
    Act(
        "remove a member",
        (page("/debates/{slug}/people/{second}/remove/"),),
        (api("delete", "debates/{slug}/members/{second}"),),
    ),
    Act(
        "leave a debate",
        (page("/debates/{slug}/people/{me}/remove/"),),
        (api("delete", "debates/{slug}/members/{me}"),),
    ),
    Act(
        "join by a secret link",
        (page("/invitations/{secret}/"),),
        (api("post", "invitations", secret="{secret}"),),
    ),
]
