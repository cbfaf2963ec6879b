"""Opening, editing, closing and reopening a debate."""

from django.utils.crypto import get_random_string
from django.utils.text import slugify

from accounts import clock, limits
from accounts.models import User
from debates import text
from debates.actions.acting import act
from debates.actions.fitting import Fitting
from debates.actions.recording import record
from debates.models import Debate, Event, Membership, Visibility
from debates.rules import (
    Stale,
    refuse_if,
    why_not_close,
    why_not_edit_debate,
    why_not_open_debate,
    why_not_reopen,
)

WRITTEN = ("question", "context", "visibility", "is_blind", "is_read_only")


@act
def open_debate(
    question: str,
    *,
    context: str = "",
    visibility: str = Visibility.PUBLIC,
    is_blind: bool = False,
    is_read_only: bool = False,
    by: User,
) -> Debate:
    """A new debate, with whoever opens it as its first member."""
    refuse_if(why_not_open_debate(by))
    limits.spend("debates", by)
    with Fitting() as fit:
        question = fit.line("question", question, most=300)
        context = fit.lines("context", context, most=10_000)
        fit.choice("visibility", visibility, Visibility.values)
    debate = Debate.objects.create(
        question=question,
        context=context,
        context_html=text.render(context),
        slug=free_slug(question),
        visibility=visibility,
        is_blind=is_blind,
        is_read_only=is_read_only,
        opened_by=by,
    )
    Membership.objects.create(debate=debate, member=by, role=Membership.Role.OPENER)
    debate.standing = Membership.Role.OPENER
    record(Event.Kind.DEBATE_OPENED, debate, by=by)
    return debate


@act
def edit_debate(
    debate: Debate,
    *,
    question: str,
    context: str,
    visibility: str | None = None,
    is_blind: bool | None = None,
    is_read_only: bool | None = None,
    read: int | None = None,
    by: User,
) -> Debate:
    """New words for a debate; its address stays. `read` is the version that was edited.

    Raises Stale when somebody edited it meanwhile.
    """
    debate = locked(debate, by=by)
    refuse_if(why_not_edit_debate(by, debate))
    if read is not None and read != debate.version:
        raise Stale(debate)
    limits.spend("arguments", by)
    with Fitting() as fit:
        debate.question = fit.line("question", question, most=300)
        debate.context = fit.lines("context", context, most=10_000)
        if visibility is not None:
            fit.choice("visibility", visibility, Visibility.values)
    debate.context_html = text.render(debate.context)
    debate.visibility = visibility or debate.visibility
    debate.is_blind = debate.is_blind if is_blind is None else is_blind
    if is_read_only is not None:
        debate.is_read_only = is_read_only
    debate.version += 1  # Under the lock taken above.
    debate.save(update_fields=[*WRITTEN, "context_html", "version"])
    record(Event.Kind.DEBATE_EDITED, debate, by=by)
    return debate


@act
def close_debate(debate: Debate, *, because: str = "", by: User) -> Debate:
    """Ends a debate: it can be read and reopened, and takes nothing new."""
    debate = locked(debate, by=by)
    refuse_if(why_not_close(by, debate))
    limits.spend("roles", by)
    with Fitting() as fit:
        because = fit.line("reason", because, most=280, blank=True)
    debate.closed_at = clock.now()
    debate.save(update_fields=["closed_at"])
    record(Event.Kind.DEBATE_CLOSED, debate, because=because, by=by)
    return debate


@act
def reopen_debate(debate: Debate, *, because: str = "", by: User) -> Debate:
    debate = locked(debate, by=by)
    refuse_if(why_not_reopen(by, debate))
    limits.spend("roles", by)
    with Fitting() as fit:
        because = fit.line("reason", because, most=280, blank=True)
    debate.closed_at = None
    debate.save(update_fields=["closed_at"])
    record(Event.Kind.DEBATE_REOPENED, debate, because=because, by=by)
    return debate


def locked(debate: Debate, *, by: User) -> Debate:
    """The debate as it is now, locked until the act is done. Votes do not wait for it."""
    Debate.objects.select_for_update(no_key=True).get(pk=debate.pk)
    return Debate.objects.with_standing_of(by).get(pk=debate.pk)


def free_slug(question: str) -> str:
    """The question as an address, with a tail that nobody has to guess at when it is taken."""
    slug = slugify(question)
    slug = (slug[:61].rpartition("-")[0] or slug[:60] if len(slug) > 60 else slug) or "debate"
    if slug not in {"new"} and not Debate.objects.filter(slug=slug).exists():
        return slug
    return f"{slug}-{get_random_string(6, 'abcdefghjkmnpqrstuvwxyz23456789')}"
