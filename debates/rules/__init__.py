"""Who may do what, and when.

A rule answers with the Reason it forbids, or None. So one function serves
three callers: the action refuses, the page disables the button, the API
explains itself, all in the same words.

What this imports is what other layers import from here.
"""

from debates.rules.appeals import (
    appealed_until,
    why_not_appeal,
    why_not_appealable,
    why_not_judge,
    why_not_read_appeal,
    why_not_reply_to_appeal,
)
from debates.rules.arguments import (
    why_not_answer,
    why_not_cite,
    why_not_edit,
    why_not_post,
    why_not_reconcile,
    why_not_remark,
    why_not_withdraw,
)
from debates.rules.bibliographies import why_not_take_in, why_not_unlist
from debates.rules.blindness import is_blind_to, why_not_see_counts, why_not_sort_by_votes
from debates.rules.cases import (
    is_claimed,
    what_was_decided,
    who_claimed,
    why_not_decide,
    why_not_work_on,
)
from debates.rules.checks import why_not_check, why_not_settle, why_not_take_back_check
from debates.rules.cruxes import (
    why_not_between,
    why_not_leave_open,
    why_not_name_crux,
    why_not_second,
    why_not_withdraw_crux,
)
from debates.rules.debates import (
    why_not_change_role,
    why_not_close,
    why_not_edit_debate,
    why_not_hand_over,
    why_not_invite,
    why_not_open_debate,
    why_not_remove_member,
    why_not_reopen,
    why_not_run,
    why_not_screen,
    why_not_shut,
    why_not_unscreen,
    why_not_unshut,
)
from debates.rules.fairness import (
    why_not_judge_fairness,
    why_not_read_counts,
    why_not_take_back_fairness,
)
from debates.rules.files import why_not_attach, why_not_keep_file
from debates.rules.flags import why_not_flag, why_not_flag_again, why_not_take_back_flag
from debates.rules.floods import adds_flood, flood_of
from debates.rules.follows import why_not_follow
from debates.rules.houserules import added_title, rules_of, title_in, title_of, why_not_named
from debates.rules.ignores import why_not_ignore
from debates.rules.landscapes import why_not_see_landscape
from debates.rules.locks import why_not_lock, why_not_slow, why_not_unlock, why_not_unslow
from debates.rules.merges import why_not_become, why_not_merge_argument, why_not_separate
from debates.rules.minds import why_not_credit, why_not_name_mind_change
from debates.rules.moderation import (
    why_not_hide,
    why_not_hide_evidence,
    why_not_moderate,
    why_not_put_evidence_back,
    why_not_read,
    why_not_restore,
    why_not_undo,
    why_not_undo_own,
)
from debates.rules.obstacles import (
    why_not_name_obstacle,
    why_not_read_obstacles,
    why_not_take_back_obstacle,
)
from debates.rules.outcomes import why_not_dispute, why_not_end_with, why_not_state_outcome
from debates.rules.places import (
    no_longer_apart,
    why_not_be,
    why_not_move,
    why_not_reclassify,
    why_not_stand_under,
)
from debates.rules.publishing import published_rules, why_not_publish_rule
from debates.rules.pulls import are_opposed, signs_between, why_not_reconcile_together
from debates.rules.reasons import Reason, Refused, Stale, Unfit, refuse_if
from debates.rules.recognising import recognise, why_not_recognised
from debates.rules.redactions import why_not_redact
from debates.rules.remarks import (
    why_not_mark_answered,
    why_not_withdraw_evidence,
    why_not_withdraw_remark,
)
from debates.rules.restricting import (
    Term,
    how_it_stands,
    why_not_mute,
    why_not_reinstate_member,
    why_not_suspend,
    why_not_unmute,
    why_not_warn,
)
from debates.rules.restrictions import end_in_words, why_not_act
from debates.rules.retractions import why_not_reinstate, why_not_retract
from debates.rules.revising import why_not_revise
from debates.rules.sourcerequests import why_not_ask_for_source, why_not_take_back_request
from debates.rules.sources import (
    debates_about,
    edition_of,
    tends,
    why_not_edit_source,
    why_not_merge,
    why_not_tend,
)
from debates.rules.splits import why_not_rejoin, why_not_split
from debates.rules.staleness import why_not_affirm
from debates.rules.standing import moderates, why_not_take_part
from debates.rules.suggestions import (
    why_not_ask_for_suggestion,
    why_not_drop_suggestion,
    why_not_take_suggestion,
)
from debates.rules.votes import why_not_mark_beside_the_point, why_not_vote
