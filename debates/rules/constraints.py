"""The reason behind each constraint: what people are told when the database refuses."""

from django.utils.translation import gettext as _

from debates.rules.reasons import Reason


def reason_for(constraint: str) -> Reason | None:
    """What the constraint of this name forbids, or None for one that no member can meet."""
    texts = {
        "a_closed_debate_takes_nothing": _("This debate is closed."),
        "nobody_votes_on_their_own_argument": _("You cannot vote on your own argument."),
        "only_replies_are_beside_the_point": _("Only a reply can be beside the point."),
        "argument_is_of_the_debate_of_its_parent": _("What this answers is of another debate."),
        "one_concession_per_reconciled_argument": _(
            "A synthesis keeps one thing of each argument."
        ),
        "a_synthesis_reconciles_two_or_three": _("A synthesis reconciles two or three arguments."),
        "a_synthesis_never_reconciles_itself": _("A synthesis cannot reconcile itself."),
        "one_source_per_identifier": _("Another source here has this address or number."),
        "nobody_checks_their_own_evidence": _("Others check the evidence that you added."),
        "one_standing_retraction_per_source": _("This source is marked already."),
        "files_of_a_member_fit_their_quota": _("Your files take more than 100 MB."),
        "sources_are_merged_once": _("One of these sources was merged meanwhile."),
        "a_private_source_stays_in_its_debate": _("This source is of another debate."),
        "a_side_is_one_that_is_reconciled": _("This synthesis does not reconcile that argument."),
        "debates_mindchange_pkey": _("You have named what changed your mind already."),
        "a_mind_changes_from_agree_or_disagree": _("Your vote on this changed meanwhile."),
        "a_question_is_named_once_for_a_pair": _("This question is named already."),
        "one_place_per_member_and_debate": _("They are a member of this debate already."),
        "outcomes_of_a_debate_are_numbered": _(
            "The outcome was restated at this very moment. Read it, and try again."
        ),
        "debates_dispute_pkey": _("You have disputed this outcome already."),
    }
    return Reason(constraint, texts[constraint]) if constraint in texts else None
