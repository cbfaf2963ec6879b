from django.urls import include, path

from accounts.views import local, overview, sessions, signing, tokens

urlpatterns = [
    path("account/", overview.account, name="account"),
    path("account/signup/", signing.sign_up, name="account_signup"),
    path("account/email/", signing.change_email, name="account_email"),
    path("account/sessions/<int:session_id>/end/", sessions.end_session, name="end-session"),
    path("account/tokens/", tokens.list_tokens, name="tokens"),
    path("account/tokens/new/", tokens.make_token, name="make-token"),
    path("account/tokens/<int:token_id>/revoke/", tokens.revoke_token, name="revoke-token"),
    path("account/", include("allauth.urls")),
    path("mail/", local.mails, name="mails"),
    path("demo/", local.demo_members, name="demo-members"),
]
