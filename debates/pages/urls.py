from django.urls import path

from debates.pages.views import (
    arguments,
    debates,
    evidence,
    moderation,
    notices,
    people,
    remarks,
    search,
    syntheses,
    votes,
)

urlpatterns = [
    path("", debates.home, name="home"),
    path("about/", debates.about, name="about"),
    path("search/", search.search, name="search"),
    path("debates/", debates.all_debates, name="debates"),
    path("debates/new/", debates.open_debate, name="open-debate"),
    path("debates/<slug:slug>/", debates.show_debate, name="debate"),
    path("debates/<slug:slug>/edit/", debates.edit_debate, name="edit-debate"),
    path("debates/<slug:slug>/close/", debates.close_debate, name="close-debate"),
    path("debates/<slug:slug>/reopen/", debates.reopen_debate, name="reopen-debate"),
    path("debates/<slug:slug>/history/", debates.show_history, name="debate-history"),
    path("debates/<slug:slug>/claims/new/", arguments.post_claim, name="post-claim"),
    path("debates/<slug:slug>/syntheses/", syntheses.all_syntheses, name="syntheses"),
    path("debates/<slug:slug>/syntheses/new/", syntheses.post_synthesis, name="post-synthesis"),
    path("debates/<slug:slug>/evidence/", evidence.all_evidence, name="evidence"),
    path("debates/<slug:slug>/people/", people.people_of_debate, name="people"),
    path("debates/<slug:slug>/people/link/", people.make_invitation, name="make-invitation"),
    path("debates/<slug:slug>/people/<str:name>/role/", people.change_role, name="change-role"),
    path(
        "debates/<slug:slug>/people/<str:name>/remove/", people.remove_member, name="remove-member"
    ),
    path("invitations/<str:secret>/", people.join, name="join"),
    path("arguments/<int:argument_id>/", arguments.show_argument, name="argument"),
    path("arguments/<int:argument_id>/replies/", arguments.show_replies, name="replies"),
    path("arguments/<int:argument_id>/history/", arguments.show_versions, name="versions"),
    path("arguments/<int:argument_id>/support/", arguments.support, name="support"),
    path("arguments/<int:argument_id>/counter/", arguments.counter, name="counter"),
    path("arguments/<int:argument_id>/edit/", arguments.edit_argument, name="edit-argument"),
    path(
        "arguments/<int:argument_id>/withdraw/",
        arguments.withdraw_argument,
        name="withdraw-argument",
    ),
    path("arguments/<int:argument_id>/vote/", votes.cast_vote, name="cast-vote"),
    path("arguments/<int:argument_id>/evidence/new/", evidence.add_evidence, name="add-evidence"),
    path("arguments/<int:argument_id>/remarks/new/", remarks.make_remark, name="make-remark"),
    path("arguments/<int:argument_id>/hide/", moderation.hide, name="hide-argument"),
    path("arguments/<int:argument_id>/restore/", moderation.restore, name="restore-argument"),
    path(
        "arguments/<int:argument_id>/history/<int:number>/redact/",
        moderation.redact,
        name="redact-version",
    ),
    path(
        "evidence/<int:evidence_id>/withdraw/", evidence.withdraw_evidence, name="withdraw-evidence"
    ),
    path("sources/<int:source_id>/", evidence.show_source, name="source"),
    path("remarks/<int:remark_id>/answered/", remarks.mark_answered, name="mark-answered"),
    path("remarks/<int:remark_id>/withdraw/", remarks.withdraw_remark, name="withdraw-remark"),
    path("people/<str:name>/", people.show_member, name="member"),
    path("notices/", notices.show_notices, name="notices"),
    path("notices/read/", notices.mark_all_read, name="mark-read"),
    path("drafts/", notices.save_draft, name="save-draft"),
]
