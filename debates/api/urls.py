"""Where everything is: /api/v1/, without a trailing slash."""

from django.urls import path, re_path

from debates.api import schema  # noqa: F401 - the schema learns how one identifies oneself
from debates.api.resource import Nowhere
from debates.api.views import (
    arguments,
    cruxes,
    debates,
    endorsements,
    evidence,
    fairness,
    members,
    memberships,
    minds,
    moderation,
    outcomes,
    overview,
    remarks,
    syntheses,
    votes,
)

DEBATE = "debates/<slug:slug>"
ARGUMENT = "arguments/<int:argument_id>"
SYNTHESIS = "syntheses/<int:argument_id>"

urlpatterns = [
    path("debates", debates.Debates.as_view()),
    path(DEBATE, debates.OneDebate.as_view()),
    path(f"{DEBATE}/closing", debates.Closing.as_view()),
    path(f"{DEBATE}/history", debates.History.as_view()),
    path(f"{DEBATE}/outcomes", outcomes.Outcomes.as_view()),
    path(f"{DEBATE}/outcomes/<int:number>", outcomes.OneOutcome.as_view()),
    path(f"{DEBATE}/outcomes/<int:number>/disputes", outcomes.Disputes.as_view()),
    path(f"{DEBATE}/members", memberships.Places.as_view()),
    path(f"{DEBATE}/members/<str:name>", memberships.OnePlace.as_view()),
    path(f"{DEBATE}/invitation", memberships.OneInvitation.as_view()),
    path(f"{DEBATE}/arguments", arguments.ArgumentsOfDebate.as_view()),
    path(f"{DEBATE}/syntheses", syntheses.SynthesesOfDebate.as_view()),
    path(f"{DEBATE}/evidence", evidence.EvidenceOfDebate.as_view()),
    path(f"{DEBATE}/cruxes", cruxes.Cruxes.as_view()),
    path("invitations", memberships.Joining.as_view()),
    path(ARGUMENT, arguments.OneArgument.as_view()),
    path(f"{ARGUMENT}/replies", arguments.Replies.as_view()),
    path(f"{ARGUMENT}/versions", arguments.Versions.as_view()),
    path(f"{ARGUMENT}/versions/<int:number>/redaction", moderation.Redaction.as_view()),
    path(f"{ARGUMENT}/vote", votes.OneVote.as_view()),
    path(f"{ARGUMENT}/evidence", evidence.EvidenceOfArgument.as_view()),
    path(f"{ARGUMENT}/remarks", remarks.Remarks.as_view()),
    path(f"{ARGUMENT}/backlinks", arguments.Backlinks.as_view()),
    path(f"{ARGUMENT}/syntheses", syntheses.SynthesesOfArgument.as_view()),
    path(f"{ARGUMENT}/hiding", moderation.Hiding.as_view()),
    path(f"{ARGUMENT}/minds", minds.Minds.as_view()),
    path(f"{SYNTHESIS}/fairness", fairness.FairnessOfSynthesis.as_view()),
    path(f"{SYNTHESIS}/obstacle", fairness.MyObstacle.as_view()),
    path(f"{SYNTHESIS}/obstacles", fairness.ObstaclesToSynthesis.as_view()),
    path(SYNTHESIS, syntheses.OneSynthesis.as_view()),
    path(f"{SYNTHESIS}/endorsement", endorsements.OneEndorsement.as_view()),
    path(f"{SYNTHESIS}/cruxes", cruxes.LeftOpenCruxes.as_view()),
    path("cruxes/<int:crux_id>", cruxes.OneCrux.as_view()),
    path("cruxes/<int:crux_id>/second", cruxes.OneSecond.as_view()),
    path("evidence/<int:evidence_id>", evidence.OneEvidence.as_view()),
    path("remarks/<int:remark_id>", remarks.OneRemark.as_view()),
    path("sources", evidence.Sources.as_view()),
    path("sources/<int:source_id>", evidence.OneSource.as_view()),
    path("members/<str:name>", members.OneMember.as_view()),
    path("me", members.Me.as_view()),
    path("notices", members.Notices.as_view()),
    path("notices/read", members.ReadNotices.as_view()),
    path("search", members.Search.as_view()),
    path("problems", overview.Sorts.as_view()),
    path("problems/<slug:name>", overview.OneSort.as_view()),
    path("schema", overview.SchemaView.as_view(), name="api-schema"),
    path("docs", overview.DocsView.as_view(), name="api-docs"),
    re_path("^.*$", Nowhere.as_view()),
]
