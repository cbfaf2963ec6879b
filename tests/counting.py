"""The tallies, counted anew from what they count."""

from debates.models import Argument
from tests.raw import run

DRIFTED = """
SELECT tally.argument_id FROM debates_tally AS tally
JOIN debates_argument AS argument ON argument.id = tally.argument_id
WHERE ROW(agree, unsure, disagree, well_argued, beside_the_point, agree_as_worded)
    IS DISTINCT FROM (
    SELECT ROW(count(*) FILTER (WHERE position = 'agree')::int,
        count(*) FILTER (WHERE position = 'unsure')::int,
        count(*) FILTER (WHERE position = 'disagree')::int,
        count(*) FILTER (WHERE vote.well_argued)::int,
        count(*) FILTER (WHERE vote.beside_the_point)::int,
        count(*) FILTER (WHERE position = 'agree' AND vote.version = argument.version)::int)
    FROM debates_vote AS vote WHERE vote.argument_id = argument.id)
OR ROW(supports, counters) IS DISTINCT FROM (
    SELECT ROW(count(*) FILTER (WHERE kind = 'claim')::int,
        count(*) FILTER (WHERE kind = 'counterclaim')::int)
    FROM debates_argument AS reply WHERE reply.parent_id = argument.id)
OR evidence <> (SELECT count(*) FROM debates_evidence AS cited
    WHERE cited.argument_id = argument.id AND withdrawn_at IS NULL)
OR needs_source <> (SELECT count(*) FROM debates_sourcerequest AS asked
    WHERE asked.argument_id = argument.id AND answered_by_id IS NULL)
OR remarks <> (SELECT count(*) FROM debates_remark AS remark
    WHERE remark.argument_id = argument.id AND withdrawn_at IS NULL)
OR syntheses <> (SELECT count(DISTINCT synthesis_id) FROM debates_concession AS kept
    JOIN debates_argument AS named ON named.id = kept.argument_id
    WHERE argument.id IN (named.id, named.merged_into_id))
"""

DRIFTED_DEBATES = """
SELECT debate_id FROM debates_debatetally AS tally
WHERE arguments <> (SELECT count(*) FROM debates_argument AS one
    WHERE one.debate_id = tally.debate_id)
OR syntheses <> (SELECT count(*) FROM debates_argument AS one
    WHERE one.debate_id = tally.debate_id AND kind = 'synthesis')
OR evidence <> (SELECT count(*) FROM debates_evidence AS one
    JOIN debates_argument AS argument ON argument.id = one.argument_id
    WHERE one.debate_id = tally.debate_id AND one.withdrawn_at IS NULL
        AND argument.hidden_at IS NULL AND argument.withdrawn_at IS NULL)
OR people <> (SELECT count(*) FROM debates_participation AS one
    WHERE one.debate_id = tally.debate_id)
"""


def drifted() -> list[int]:
    """The arguments and debates whose tally says something else than their rows."""
    return [id_ for sql in (DRIFTED, DRIFTED_DEBATES) for (id_,) in run(sql)]


def needs_source(argument: Argument) -> int:
    return Argument.objects.select_related("tally").get(pk=argument.pk).tally.needs_source
