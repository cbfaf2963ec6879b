"""Saying whether a synthesis states one's side fairly."""

from django.utils.translation import gettext as _

from accounts import clock, limits
from accounts.models import User
from debates.actions.acting import act
from debates.actions.fitting import Fitting
from debates.models import Argument, Concession, Fairness
from debates.rules import refuse_if, why_not_judge_fairness, why_not_take_back_fairness
from debates.rules.sides import held_by


@act
def judge_fairness(
    synthesis: Argument, side: int, *, is_fair: bool, read: int | None = None, by: User
) -> None:
    """Says it of the side of one reconciled argument, in place of what one said before.

    `read` is the version of the synthesis that was read; None: the present.
    """
    with Fitting() as fit:
        author = _author_of(synthesis, side, fit)
        if read is not None and not 1 <= read <= synthesis.version:
            fit.refuse("version", "no_such_version", _("There is no such version."))
    held = held_by(by, [synthesis.pk]).get(synthesis.pk)
    refuse_if(
        why_not_judge_fairness(by, synthesis, synthesis.debate, side=side, author=author, held=held)
    )
    limits.spend("votes", by)
    _keep(synthesis, side, is_fair=is_fair, version=read or synthesis.version, by=by)


@act
def take_back_fairness(synthesis: Argument, side: int, *, by: User) -> None:
    """Takes back what one said of a side; without anything said, nothing happens."""
    with Fitting() as fit:
        _author_of(synthesis, side, fit)
    refuse_if(why_not_take_back_fairness(by, synthesis, synthesis.debate))
    limits.spend("votes", by)
    Fairness.objects.filter(synthesis=synthesis, argument=side, member=by).delete()


def _author_of(synthesis: Argument, side: int, fit: Fitting) -> int | None:
    author = (
        Concession.objects.filter(
            synthesis=synthesis, synthesis_version=synthesis.version, argument=side
        )
        .values_list("argument__author", flat=True)
        .first()
    )
    if author is None:
        why = _("This synthesis does not reconcile that argument.")
        fit.refuse("argument", "not_reconciled", why)
    return author


def _keep(synthesis: Argument, side: int, *, is_fair: bool, version: int, by: User) -> None:
    # Nobody holds two sides: what was said from another counts no more.
    Fairness.objects.filter(synthesis=synthesis, member=by).exclude(argument=side).exclude(
        argument__author=by
    ).delete()
    Fairness.objects.bulk_create(
        [
            Fairness(
                debate_id=synthesis.debate_id,
                synthesis=synthesis,
                argument_id=side,
                member=by,
                is_fair=is_fair,
                version=version,
                said_at=clock.now(),
            )
        ],
        update_conflicts=True,
        unique_fields=["synthesis", "argument", "member"],
        update_fields=["is_fair", "version", "said_at"],
    )
