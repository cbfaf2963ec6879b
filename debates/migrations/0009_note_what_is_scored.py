"""What scores follow from: triggers note every change of it, with the member whose vote it was."""

from django.db import migrations

EVENTS = {
    "insert": ("come", "SELECT 1 AS sign, come.* FROM come"),
    "delete": ("gone", "SELECT -1 AS sign, gone.* FROM gone"),
    "update": (
        "come",
        "SELECT 1 AS sign, come.* FROM come UNION ALL SELECT -1 AS sign, gone.* FROM gone",
    ),
}


def total(column: str, condition: str) -> str:
    return f"coalesce(sum(sign) FILTER (WHERE {condition}), 0) AS {column}"


VOTES = "\n".join(
    f"""
CREATE OR REPLACE FUNCTION tally_votes_{event}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM {rows}) THEN
        PERFORM FROM debates_tally WHERE argument_id IN (SELECT argument_id FROM {rows})
            ORDER BY argument_id FOR NO KEY UPDATE;
        UPDATE debates_tally AS tally
        SET agree = tally.agree + moved.agree,
            unsure = tally.unsure + moved.unsure,
            disagree = tally.disagree + moved.disagree,
            well_argued = tally.well_argued + moved.well_argued,
            beside_the_point = tally.beside_the_point + moved.beside_the_point,
            to_the_point = tally.to_the_point + moved.to_the_point,
            agree_as_worded = tally.agree_as_worded + moved.agree_as_worded
        FROM (
            SELECT argument_id,
                {total("agree", "position = 'agree'")},
                {total("unsure", "position = 'unsure'")},
                {total("disagree", "position = 'disagree'")},
                {total("well_argued", "well_argued")},
                {total("beside_the_point", "beside_the_point")},
                {total("to_the_point", "position = 'agree' AND NOT beside_the_point")},
                {total("agree_as_worded", "position = 'agree' AND vote.version = argument.version")}
            FROM ({moves}) AS vote JOIN debates_argument AS argument ON argument.id = argument_id
            GROUP BY argument_id
        ) AS moved
        WHERE tally.argument_id = moved.argument_id;
        INSERT INTO debates_change (debate_id, argument_id, member_id)
        SELECT debate_id, argument_id, member_id FROM {rows};
    END IF;
    RETURN NULL;
END $$;"""
    for event, (rows, moves) in EVENTS.items()
)

TO_THE_POINT_SO_FAR = """
UPDATE debates_tally AS tally SET to_the_point = vote.agreed
FROM (
    SELECT argument_id, count(*) AS agreed FROM debates_vote
    WHERE position = 'agree' AND NOT beside_the_point GROUP BY argument_id
) AS vote WHERE vote.argument_id = tally.argument_id;
"""

ARGUMENTS = """
CREATE OR REPLACE FUNCTION tally_anew_as_worded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE debates_tally SET agree_as_worded = 0 WHERE argument_id = NEW.id;
    INSERT INTO debates_change (debate_id, argument_id) VALUES (NEW.debate_id, NEW.id);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION tally_arguments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO debates_tally (argument_id, agree, unsure, disagree, well_argued, beside_the_point,
        agree_as_worded, to_the_point, supports, counters, evidence, remarks, syntheses,
        minds_changed)
    SELECT id, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM come;

    PERFORM FROM debates_tally WHERE argument_id IN (SELECT parent_id FROM come)
    ORDER BY argument_id FOR NO KEY UPDATE;
    UPDATE debates_tally AS tally
    SET supports = tally.supports + under.supports, counters = tally.counters + under.counters
    FROM (
        SELECT parent_id,
            count(*) FILTER (WHERE kind = 'claim') AS supports,
            count(*) FILTER (WHERE kind = 'counterclaim') AS counters
        FROM come WHERE parent_id IS NOT NULL GROUP BY parent_id
    ) AS under
    WHERE tally.argument_id = under.parent_id;

    UPDATE debates_debatetally AS tally
    SET arguments = tally.arguments + more.arguments,
        syntheses = tally.syntheses + more.syntheses,
        last_argument_at = greatest(tally.last_argument_at, more.last_at)
    FROM (
        SELECT debate_id, count(*) AS arguments, max(made_at) AS last_at,
            count(*) FILTER (WHERE kind = 'synthesis') AS syntheses
        FROM come GROUP BY debate_id
    ) AS more
    WHERE tally.debate_id = more.debate_id;

    INSERT INTO debates_change (debate_id, argument_id)
    SELECT debate_id, id FROM come
    UNION SELECT debate_id, parent_id FROM come WHERE parent_id IS NOT NULL;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION tally_moved_argument() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM debates_tally WHERE argument_id IN (NEW.id, OLD.parent_id, NEW.parent_id)
    ORDER BY argument_id FOR NO KEY UPDATE;
    IF NEW.parent_id IS NULL AND EXISTS (
        SELECT FROM debates_tally WHERE argument_id = NEW.id AND beside_the_point > 0
    ) THEN
        RAISE EXCEPTION 'only replies are beside the point' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'only_replies_are_beside_the_point';
    END IF;
    UPDATE debates_tally AS tally
    SET supports = tally.supports + moved.supports, counters = tally.counters + moved.counters
    FROM (
        SELECT parent, coalesce(sum(sign) FILTER (WHERE kind = 'claim'), 0) AS supports,
            coalesce(sum(sign) FILTER (WHERE kind = 'counterclaim'), 0) AS counters
        FROM (VALUES (OLD.parent_id, OLD.kind, -1), (NEW.parent_id, NEW.kind, 1))
            AS ends (parent, kind, sign)
        GROUP BY parent
    ) AS moved
    WHERE tally.argument_id = moved.parent;
    -- It turns the sign of what stands under it, and with that who counts for which side.
    INSERT INTO debates_change (debate_id) VALUES (NEW.debate_id);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION note_change_of_standing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO debates_change (debate_id, argument_id) VALUES (NEW.debate_id, NEW.id);
    RETURN NULL;
END $$;
"""

AFFIRMED = """
CREATE FUNCTION note_affirmation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO debates_change (debate_id, argument_id) VALUES (NEW.debate_id, NEW.synthesis_id);
    RETURN NULL;
END $$;
CREATE TRIGGER note_affirmation AFTER INSERT ON debates_affirmation
    FOR EACH ROW EXECUTE FUNCTION note_affirmation();
"""

# Whoever verifies an address, or leaves the site, may count for a side from then on, or no more.
VERIFIED = """
CREATE FUNCTION note_who_is_verified() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO debates_change (debate_id, member_id)
    SELECT DISTINCT debate_id, NEW.id FROM debates_ballot WHERE member_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER note_who_is_verified AFTER UPDATE OF verified_at, date_joined ON accounts_user
    FOR EACH ROW WHEN ((OLD.verified_at IS NULL, OLD.date_joined)
        IS DISTINCT FROM (NEW.verified_at IS NULL, NEW.date_joined))
    EXECUTE FUNCTION note_who_is_verified();
"""

ROOM = """
ALTER TABLE debates_score SET (fillfactor = 60);
ALTER TABLE debates_endorsement SET (fillfactor = 60);
"""

ALL_ANEW = "INSERT INTO debates_change (debate_id) SELECT id FROM debates_debate;"


class Migration(migrations.Migration):
    dependencies = [("debates", "0008_scores_sides_and_outcomes")]
    operations = [
        migrations.RunSQL(sql)
        for sql in (VOTES, TO_THE_POINT_SO_FAR, ARGUMENTS, AFFIRMED, VERIFIED, ROOM, ALL_ANEW)
    ]
