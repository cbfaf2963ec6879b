"""The reason behind each constraint: what people are told when the database refuses."""

from django.utils.translation import gettext as _

from debates.rules.reasons import Reason


def reason_for(constraint: str) -> Reason | None:
    """What the constraint of this name forbids, or None for one that no member can meet."""
    texts = {
        "a_closed_debate_takes_nothing": _("This debate is closed."),
        "a_locked_thread_takes_nothing": _("This thread is locked."),
        "a_hidden_argument_takes_no_reply": _("This argument is hidden."),
        "a_merged_argument_takes_nothing": _("This was merged into another argument. Go on there."),
        "what_stands_for_others_is_not_merged_away": _("One of the two was merged meanwhile."),
        "a_synthesis_is_merged_into_a_synthesis": _(
            "A synthesis is merged into a synthesis, any other argument into what is none."
        ),
        "what_a_synthesis_reconciles_stays_apart": _(
            "A synthesis reconciles the two: they stay apart."
        ),
        "threads_have_no_loops": _("An argument cannot answer what stands under it."),
        "a_rule_is_published": _("This rule is not published here."),
        "a_closed_case_takes_no_flag": _("A moderator has just looked at this. Look again."),
        "one_open_flag_per_member_and_thing": _("You have flagged this already."),
        "a_case_is_closed_once": _("Another moderator has just closed this."),
        "debates_ruling_undoes_id_key": _("This ruling is undone already."),
        "one_restriction_at_a_time": _("They are restricted so already."),
        "the_restricted_take_no_part": _(
            "You have just been muted or suspended: your notices say why."
        ),
        "one_appeal_per_ruling_and_member": _("You have appealed this ruling already."),
        "an_appeal_is_judged_by_somebody_else": _("Somebody else judges an appeal against you."),
        "nobody_judges_their_own_appeal": _("Nobody judges their own appeal."),
        "an_appeal_is_judged_once": _("This appeal is judged already."),
        "whom_a_ruling_concerns_appeals_within_30_days": _(
            "Whom a ruling concerns may appeal it for 30 days."
        ),
        "one_rule_per_code": _("There is a rule with this code."),
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
    if constraint in texts:
        return Reason(constraint, texts[constraint])
    if "_is_of_the_debate_of_its_" in constraint:  # Its thread was split off at this very moment.
        return Reason("moved", _("This was moved to another debate meanwhile. Load it again."))
    return None
