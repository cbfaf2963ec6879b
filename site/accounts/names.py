"""Names of members: what one may be, and what two share that people cannot tell apart."""

import re
import unicodedata

from confusable_homoglyphs import confusables
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

ALLOWED = re.compile(r"[^\W_](?:[\w.-]*[^\W_])?")
RESERVED = frozenset(
    {
        "admin",
        "administrator",
        "api",
        "dialectic",
        "everyone",
        "former-member",
        "help",
        "info",
        "mail",
        "me",
        "mod",
        "moderator",
        "none",
        "nobody",
        "null",
        "root",
        "security",
        "staff",
        "support",
        "system",
        "undefined",
        "webmaster",
    }
)
# Latin look-alikes that the Unicode tables leave apart, because no typographer confuses them.
LOOKS = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "_": "", "-": "", ".": ""})


def skeleton_of(name: str) -> str:
    """What a name looks like: names that share it cannot be told apart. At most 120 characters."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    return "".join(map(_prototype, plain)).translate(LOOKS).replace("rn", "m")[:120]


def _prototype(char: str) -> str:
    """The Latin letter that a character passes for, if any."""
    if char.isascii():
        return char
    found = confusables.is_confusable(char, preferred_aliases=["latin"], greedy=True)
    if not found:
        return char
    latin = [glyph["c"] for glyph in found[0]["homoglyphs"] if glyph["c"].isascii()]
    return str((latin or [char])[0]).casefold()


def validate_name(name: str) -> None:
    """Raises ValidationError, saying why, for a name that nobody may take."""
    if not 3 <= len(name) <= 30:
        raise ValidationError(_("A name has 3 to 30 characters."), code="length")
    if unicodedata.normalize("NFC", name) != name or not ALLOWED.fullmatch(name):
        raise ValidationError(
            _("Use letters, digits, dots, dashes, underscores; a letter or digit at each end."),
            code="characters",
        )
    skeleton = skeleton_of(name)
    if skeleton in _RESERVED_SKELETONS or skeleton.startswith(_FORMER):
        raise ValidationError(_("This name is reserved. Please choose another."), code="reserved")


_FORMER = skeleton_of("former-member")  # Deleted accounts are renamed to it, with a number.
_RESERVED_SKELETONS = frozenset(map(skeleton_of, RESERVED))
