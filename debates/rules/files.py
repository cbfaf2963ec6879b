"""Files: who may keep more of them, and attach which."""

from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import File, Quota
from debates.models.file import QUOTA
from debates.rules.reasons import Reason

MB = 1024**2


def why_not_keep_file(viewer: Viewer, size: int) -> Reason | None:
    """`size` is in bytes, of a file that the viewer does not keep already."""
    if not viewer.is_authenticated:
        return Reason("signed_out", _("Sign in to take part."))
    used = Quota.objects.filter(member=viewer.pk).values_list("used", flat=True).first() or 0
    if used + size <= QUOTA:
        return None
    why = _(
        "This file takes %(size).1f MB, and %(left).1f MB of your %(all)d MB are left. Files that"
        " no evidence shows are removed after a week."
    ) % {"size": size / MB, "left": (QUOTA - used) / MB, "all": QUOTA / MB}
    return Reason("files_of_a_member_fit_their_quota", why)


def why_not_attach(held: File | None) -> Reason | None:
    """Evidence shows only what whoever adds it keeps here: `held` is that file."""
    return None if held else Reason("not_kept", _("You keep no such file here."))
