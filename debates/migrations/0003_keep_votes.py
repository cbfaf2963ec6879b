"""Votes: who may cast which, since when a position is held, and every change of one."""

from django.db import migrations

JUDGE = """
CREATE FUNCTION judge_votes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    SELECT CASE
        WHEN argument.author_id = vote.member_id THEN 'nobody_votes_on_their_own_argument'
        WHEN vote.beside_the_point AND argument.parent_id IS NULL THEN 'only_replies_are_beside_the_point'
        WHEN vote.version NOT BETWEEN 1 AND argument.version THEN 'a_vote_is_on_a_version_that_is'
        END
    INTO broken
    FROM come AS vote JOIN debates_argument AS argument ON argument.id = vote.argument_id
    WHERE argument.author_id = vote.member_id
        OR (vote.beside_the_point AND argument.parent_id IS NULL)
        OR vote.version NOT BETWEEN 1 AND argument.version
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '%', replace(broken, '_', ' ')
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER a_vote_is_judged_when_cast AFTER INSERT ON debates_vote
    REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION judge_votes();
CREATE TRIGGER a_vote_is_judged_when_moved AFTER UPDATE ON debates_vote
    REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION judge_votes();
"""

HELD_SINCE = """
CREATE FUNCTION hold_the_position() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.member_id, NEW.argument_id) <> (OLD.member_id, OLD.argument_id) THEN
        RAISE EXCEPTION 'a vote is of one member on one argument'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_vote_stays_where_it_was_cast';
    END IF;
    NEW.held_since := CASE
        WHEN NEW.position IS DISTINCT FROM OLD.position THEN NEW.cast_at
        ELSE OLD.held_since
    END;
    RETURN NEW;
END $$;

CREATE TRIGGER held_since_moves_with_the_position BEFORE UPDATE ON debates_vote
    FOR EACH ROW EXECUTE FUNCTION hold_the_position();
"""

RECORD_COLUMNS = "debate_id, argument_id, member_id, version, at, before, after"
RECORD = "\n".join(
    f"""
CREATE FUNCTION record_positions_{event}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO debates_positionchange ({RECORD_COLUMNS}) {moves};
    RETURN NULL;
END $$;
CREATE TRIGGER every_change_of_position_is_kept_{event} AFTER {event} ON debates_vote
    REFERENCING {tables} FOR EACH STATEMENT EXECUTE FUNCTION record_positions_{event}();"""
    for event, tables, moves in [
        (
            "insert",
            "NEW TABLE AS come",
            """SELECT debate_id, argument_id, member_id, version, cast_at, NULL, position
        FROM come WHERE position IS NOT NULL""",
        ),
        (
            "update",
            "NEW TABLE AS come OLD TABLE AS gone",
            """SELECT debate_id, argument_id, member_id, come.version, come.cast_at, gone.position, come.position
        FROM come JOIN gone USING (debate_id, argument_id, member_id)
        WHERE come.position IS DISTINCT FROM gone.position""",
        ),
        (
            "delete",
            "OLD TABLE AS gone",
            """SELECT debate_id, argument_id, member_id, version, now(), position, NULL
        FROM gone WHERE position IS NOT NULL""",
        ),
    ]
)


class Migration(migrations.Migration):
    dependencies = [("debates", "0002_keep_threads")]
    operations = [
        migrations.RunSQL(sql) for sql in (JUDGE, HELD_SINCE, RECORD)
    ]
