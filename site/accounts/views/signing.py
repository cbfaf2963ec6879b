"""Signing up and changing the e-mail address: allauth's views, safe when two do so at once."""

from typing import Any

from allauth.account.views import EmailView, SignupView
from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts import limits
from accounts.address import address_of, network_of
from accounts.models import User


class SignUp(SignupView):  # type: ignore[misc]  # allauth is not typed
    def form_valid(self, form: Any) -> HttpResponse:
        try:
            limits.spend("sign-ups", network_of(address_of(self.request)))
        except limits.TooMany as refused:
            form.add_error(None, str(refused))
            return self._too_many(form, refused)
        try:
            with transaction.atomic():
                self.user, answer = form.try_save(self.request)
                if self.user and _takes_over(self.user):
                    messages.success(
                        self.request,
                        _("You are the first to sign up here, so you run this site as its staff."),
                    )
        except IntegrityError:
            # Someone else took the name or the e-mail between our look and our insert.
            form.full_clean()
            if form.is_valid():
                form.add_error(None, _("Someone took this name or e-mail just now. Try another."))
            return _invalid(self, form)
        if answer:
            return answer  # type: ignore[no-any-return]
        form.try_save = lambda request: (self.user, None)  # It is saved: allauth does the rest.
        return super().form_valid(form)  # type: ignore[no-any-return]

    def _too_many(self, form: Any, refused: limits.TooMany) -> HttpResponse:
        answer = _invalid(self, form)
        answer.status_code = 429
        answer["Retry-After"] = str(refused.retry_after)
        return answer

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context["runs_the_site"] = settings.LOCAL and not _is_run()
        return super().get_context_data(**context)  # type: ignore[no-any-return]


class ChangeEmail(EmailView):  # type: ignore[misc]
    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().form_valid(form)  # type: ignore[no-any-return]
        except IntegrityError:
            form.add_error(
                "email", _("This address was added just now. Reload the page to see it.")
            )
            return _invalid(self, form)


def _invalid(view: Any, form: forms.BaseForm) -> HttpResponse:
    answer: HttpResponse = view.form_invalid(form)
    return answer


def _is_run() -> bool:
    return User.objects.filter(is_staff=True, is_demo=False).exists()


def _takes_over(user: User) -> bool:
    """Make the first account of a local start staff. True when it was this one."""
    if not settings.LOCAL:
        return False
    with connection.cursor() as cursor:  # Of two who sign up at once, one is first.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('the first account'))")
    if _is_run():
        return False
    user.is_staff = user.is_superuser = True
    user.save(update_fields=["is_staff", "is_superuser"])
    return True


sign_up = SignUp.as_view()
change_email = ChangeEmail.as_view()
