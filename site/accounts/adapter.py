"""What allauth asks of this site: names, mails, limits."""

from typing import Any
from unicodedata import normalize

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import limits, verifying
from accounts.address import address_of, network_of
from accounts.models import User
from accounts.names import skeleton_of, validate_name


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy("That name or e-mail and password do not match."),
        "username_password_mismatch": gettext_lazy(
            "That name or e-mail and password do not match."
        ),
        "email_taken": gettext_lazy(
            "An account with this e-mail exists. Sign in, or reset its password."
        ),
        "incorrect_code": gettext_lazy("This code is wrong or was used before."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "enter_current_password": gettext_lazy("This is not your present password."),
    }

    def clean_username(self, username: str, shallow: bool = False) -> str:
        name = normalize("NFC", username.strip())
        validate_name(name)
        if not shallow and User.objects.filter(skeleton=skeleton_of(name)).exists():
            raise ValidationError(
                _("This name is taken, or looks like one that is. Please choose another."),
                code="taken",
            )
        return name

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """To `member`: in a page's context `user` is whoever asks, who may not be signed in."""
        super().send_mail(template_prefix, email, context | {"member": context.get("user")})

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Each try counts, right or wrong: by name from one place, and by place."""
        place = network_of(address_of(request))
        name = credentials.get("email") or credentials.get("username") or ""
        try:
            limits.spend("sign-ins", f"{name.lower()}\n{place}")
            limits.spend("sign-ins from one place", place)
        except limits.TooMany as refused:
            raise ValidationError(str(refused), code="too-many") from refused

    def send_confirmation_mail(
        self, request: HttpRequest, emailconfirmation: Any, signup: bool
    ) -> None:
        if not signup:
            try:
                limits.spend("confirmations", emailconfirmation.email_address.email)
            except limits.TooMany as refused:
                answer = render(request, "429.html", {"why": str(refused)}, status=429)
                answer["Retry-After"] = str(refused.retry_after)
                raise ImmediateHttpResponse(answer) from refused
        super().send_confirmation_mail(request, emailconfirmation, signup)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Whoever shows that an address is theirs gets it, from anyone who only typed it."""
        try:
            with transaction.atomic():
                verifying.release(email_address.email, keeper=email_address.user)
                return bool(super().confirm_email(request, email_address))
        except IntegrityError:
            return False  # Another account showed the same at this very moment.

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        return "/account/" if self.request.user.is_authenticated else "/account/login/"
