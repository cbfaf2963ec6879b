"""Evidence and its sources."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from debates.actions import evidence as acts
from debates.actions.sources import Cited
from debates.pages.file_forms import EvidenceFileForm, keep_sent
from debates.pages.finding import the_argument, the_debate, the_evidence
from debates.pages.requests import MemberRequest, PageRequest
from debates.pages.submitting import go, refuse, show_form, submit, typed_before
from debates.pages.views.debates import debate_head
from debates.queries import evidence
from debates.queries.arguments import card_of
from debates.queries.files import held_file
from debates.rules import why_not_cite


@login_not_required
@require_safe
def all_evidence(request: PageRequest, slug: str) -> HttpResponse:
    debate = the_debate(request, slug)
    found = evidence.evidence_in(debate, request.user)
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        found = found.filter(pk__lt=int(before))
    shown = list(found[:51])
    context = debate_head(request, debate, "evidence") | {
        "evidence": shown[:50],
        "before": shown[49].pk if len(shown) > 50 else None,
    }
    return render(request, "debates/evidence.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_evidence(request: MemberRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    refuse(request, why_not_cite(request.user, argument, argument.debate))
    unkept = keep_sent(request, by=request.user)
    form = EvidenceFileForm(
        request.POST or None,
        unkept=unkept,
        initial=typed_before(request),
        auto_id=f"cite-{argument.pk}-%s",
    )
    if request.method == "POST":

        def act() -> str:
            said = form.cleaned_data
            cited = Cited(**{name: said[name] for name in ("title", "url", "doi", "kind")})
            words = {name: said[name] for name in ("quote", "locator", "shows", "stance")}
            file = held_file(request.user, said["attached"])
            made = acts.add_evidence(argument, cited, **words, file=file, by=request.user)
            return f"/arguments/{argument.pk}/#evidence-{made.pk}"

        if to := submit(request, form, act):
            return go(request, to, _("Your evidence is added."))
    context = {
        "form": form,
        "debate": argument.debate,
        "argument": argument,
        "card": card_of(argument, request.user),
    }
    name, fragment = "debates/add_evidence.html", "debates/_evidence_form.html"
    return show_form(request, name, context, fragment=fragment)


@require_POST
def withdraw_evidence(request: MemberRequest, evidence_id: int) -> HttpResponse:
    found = the_evidence(request, evidence_id)
    acts.withdraw_evidence(found, by=request.user)
    return go(
        request, f"/arguments/{found.argument_id}/#evidence", _("Your evidence is withdrawn.")
    )


@login_not_required
@require_safe
def show_source(request: PageRequest, source_id: int) -> HttpResponse:
    """A source, and where it is cited for what."""
    try:
        source = evidence.sources_for(request.user).get(pk=source_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    context = {"source": source, "citations": evidence.citations_of(source, request.user)}
    return render(request, "debates/source.html", context)
