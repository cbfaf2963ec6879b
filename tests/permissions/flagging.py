"""Flags, published rules, cases of the queue, and appeals, with the words that they take."""

from tests.permissions.asking import Act, api, gets, page, reads

WHY = {"rule": "insult", "reason": "It attacks a person."}
FLAG = {"rule": "insult", "note": "The second sentence."}
RULE = {"code": "no_songs", "title": "No songs", "text": "Argue; do not sing."}
PLEA = {"text": "I quoted it in order to answer it."}
GRANTED = {"outcome": "granted", "answer": "You are right: it is a quotation."}

FLAGGING = [
    Act(
        "flag an argument",
        (page("/arguments/{claim}/flag/", **FLAG),),
        (api("post", "arguments/{claim}/flags", **FLAG),),
    ),
    Act(
        "flag evidence",
        (page("/evidence/{evidence}/flag/", **FLAG),),
        (api("post", "evidence/{evidence}/flags", **FLAG),),
    ),
    Act(
        "flag a profile",
        (page("/people/{author}/flag/", **FLAG),),
        (api("post", "members/{author}/flags", **FLAG),),
    ),
    Act("read one's own flag", (), gets("flags/{flag}")),
    Act(
        "take back one's own flag",
        (page("/flags/{flag}/withdraw/"),),
        (api("delete", "flags/{flag}"),),
    ),
    Act(
        "publish or withdraw a rule of a debate",
        (
            page("/debates/{slug}/rules/new/", **RULE),
            page("/debates/{slug}/rules/{code}/withdraw/"),
        ),
        (
            api("post", "debates/{slug}/rules", **RULE),
            api("delete", "debates/{slug}/rules/{code}"),
        ),
    ),
    Act(
        "publish or withdraw a rule of the site",
        (page("/rules/new/", **RULE), page("/rules/{site_code}/withdraw/")),
        (api("post", "rules", **RULE), api("delete", "rules/{site_code}")),
    ),
]

QUEUE = [
    Act(
        "read the queue of a debate",
        reads("/debates/{slug}/moderation/", "/cases/{case}/"),
        gets("debates/{slug}/cases", "cases/{case}"),
    ),
    Act(
        "read the queue of the site",
        reads("/moderation/", "/cases/{profile_case}/"),
        gets("cases", "cases/{profile_case}"),
    ),
    Act(
        "claim or release a case",
        (page("/cases/{case}/claim/"), page("/cases/{case}/release/")),
        (api("put", "cases/{case}/claim"), api("delete", "cases/{case}/claim")),
    ),
    Act(
        "find no breach",
        (
            page("/cases/{case}/dismiss/", reason="It is a quotation."),
            page("/cases/dismissals/", case=["{case}"], reason="It is a quotation."),
        ),
        (
            api("post", "cases/{case}/dismissal", reason="It is a quotation."),
            api("post", "cases/dismissals", cases=["@case"], reason="It is a quotation."),
        ),
    ),
    Act(
        "find no breach in a profile",
        (page("/cases/{profile_case}/dismiss/", reason="It is their name."),),
        (api("post", "cases/{profile_case}/dismissal", reason="It is their name."),),
    ),
    Act(
        "hide what several cases are about",
        (page("/cases/hidings/", case=["{case}"], **WHY),),
        (api("post", "cases/hidings", cases=["@case"], **WHY),),
    ),
]

APPEALING = [
    Act(
        "appeal a ruling on the author",
        (page("/rulings/{ruling}/appeal/", **PLEA),),
        (api("post", "rulings/{ruling}/appeals", **PLEA),),
    ),
    Act(
        "appeal a mute",
        (page("/rulings/{mute}/appeal/", **PLEA),),
        (api("post", "rulings/{mute}/appeals", **PLEA),),
    ),
    Act(
        "appeal a suspension",
        (page("/rulings/{suspension}/appeal/", **PLEA),),
        (api("post", "rulings/{suspension}/appeals", **PLEA),),
    ),
    Act("read an appeal", reads("/appeals/{appeal}/"), gets("appeals/{appeal}")),
    Act(
        "reply to an appeal",
        (page("/appeals/{appeal}/replies/new/", **PLEA),),
        (api("post", "appeals/{appeal}/replies", **PLEA),),
    ),
    Act(
        "judge an appeal",
        (page("/appeals/{appeal}/outcome/", **GRANTED),),
        (api("put", "appeals/{appeal}/outcome", **GRANTED),),
    ),
    Act(
        "judge an overdue appeal",
        (page("/appeals/{overdue}/outcome/", **GRANTED),),
        (api("put", "appeals/{overdue}/outcome", **GRANTED),),
    ),
    Act(
        "read the appeals in a debate",
        reads("/debates/{slug}/moderation/appeals/"),
        gets("debates/{slug}/appeals"),
    ),
    Act(
        "read the appeals that the staff judge",
        reads("/moderation/appeals/"),
        gets("appeals?whose=staff"),
    ),
]
