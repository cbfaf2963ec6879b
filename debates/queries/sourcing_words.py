"""How well each side is sourced, in a sentence: the picture is never the only way to know."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from debates.queries.sourcing import SideSourced


def words_of_sourcing(sides: Sequence[SideSourced]) -> str:
    """One sentence on the claims and what opposes them, one more on syntheses; or none."""
    if not sides:
        return ""
    claims, against, *syntheses = map(_rests, sides)
    said = _("The claims at the top rest on %(claims)s; what opposes them, on %(against)s.")
    words = [said % {"claims": claims, "against": against}]
    if syntheses:
        words.append(_("Syntheses rest on %(them)s.") % {"them": syntheses[0]})
    return " ".join(words)


def _rests(side: SideSourced) -> str:
    if not side.pieces:
        return _("nothing yet")
    pieces = ngettext("%(num)d piece", "%(num)d pieces", side.pieces) % {"num": side.pieces}
    sources = ngettext("%(num)d source", "%(num)d sources", side.sources) % {"num": side.sources}
    named = {"pieces": pieces, "sources": sources, "checked": _checked(side)}
    return _("%(pieces)s from %(sources)s, %(checked)s") % named


def _checked(side: SideSourced) -> str:
    if not side.checked:
        return _("none checked")
    if side.checked == side.pieces:
        return ngettext("and it is checked", "all of them checked", side.pieces)
    return ngettext("%(num)d of them checked", "%(num)d of them checked", side.checked) % {
        "num": side.checked
    }
