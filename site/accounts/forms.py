"""The forms about accounts: allauth's, in our words and with our limits."""

from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts import limits
from accounts.address import address_of, network_of
from accounts.models import Scope, User


def count(what: limits.What, who: User | str) -> None:
    """Count one try. Raises ValidationError, saying how long to wait, when it is one too many."""
    try:
        limits.spend(what, who)
    except limits.TooMany as refused:
        raise ValidationError(str(refused), code="too-many") from refused


def _plain(field: forms.Field, label: Any = None, **attributes: str) -> None:
    """Labels stand above fields here; a placeholder would only repeat them."""
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)
    if label:
        field.label = label


class SignInForm(account.LoginForm):  # type: ignore[misc]  # allauth is not typed
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.validators.append(_short)
        password.help_text = ""  # The page links to the reset itself.
        _plain(login, _("Name or e-mail"), autocomplete="username", autocapitalize="none")
        _plain(password, _("Password"))


class SignUpForm(account.SignupForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, email, password = (self.fields[key] for key in ("username", "email", "password1"))
        _plain(name, _("Name"), autocapitalize="none", spellcheck="false")
        _plain(email, _("E-mail"))
        _plain(password, _("Password"))
        name.help_text = _("3 to 30 letters, digits, dots, dashes or underscores. All can see it.")
        email.help_text = _("For signing in and resetting your password. Nobody else sees it.")
        password.help_text = _("8 characters or more, and not a common word.")
        email.validators.append(_short)


class ResetForm(account.ResetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["email"], _("E-mail"))

    def clean_email(self) -> Any:
        place = network_of(address_of(context.request))
        count("resets", self.cleaned_data["email"].lower())
        count("resets from one place", place)
        return super().clean_email()


class AddEmailForm(account.AddEmailForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].validators.append(_short)


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""
        _plain(self.fields["oldpassword"], _("Present password"))
        _plain(self.fields["password1"], _("New password"))
        _plain(self.fields["password2"], _("New password, again"))

    def clean_oldpassword(self) -> Any:
        count("passwords", self.user)
        return super().clean_oldpassword()


class PasswordAgainForm(account.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        _plain(self.fields["password"], _("Password"))


class CountedCode(forms.Form):
    """Guessing at codes is counted."""

    user: User

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.validators.append(_short)
        _plain(code, _("Code"), autocomplete="one-time-code", autocapitalize="none")

    def clean_code(self) -> Any:
        count("second factors", self.user)
        return super().clean_code()  # type: ignore[misc]  # of the form that this is mixed into


class AuthenticateForm(CountedCode, mfa.AuthenticateForm):  # type: ignore[misc]
    pass


class ReauthenticateForm(CountedCode, mfa.ReauthenticateForm):  # type: ignore[misc]
    pass


class ActivateTOTPForm(CountedCode, totp.ActivateTOTPForm):  # type: ignore[misc]
    pass


class TokenForm(forms.Form):
    """What a new token is called, may do, and how long it lives."""

    name = forms.CharField(
        label=_("Name"), max_length=60, help_text=_("So that you know it again: “my laptop”.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("May"),
        choices=Scope.choices,
        initial=[Scope.READ, Scope.WRITE],
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.TypedChoiceField(
        label=_("Expires"),
        choices=[
            (30, _("in 30 days")),
            (90, _("in 90 days")),
            (365, _("in a year")),
            (0, _("never")),
        ],
        coerce=int,
        initial=90,
    )


def _short(text: str) -> None:
    if len(text) > 254:
        raise ValidationError(_("This is too long."), code="long")
