"""Tallies: counted here, in the database, where no writer can bypass them.

Once per statement, not per row: 50,000 votes at once cost each argument one
update. The rows to be moved are locked first, in the order of their ids: so
two bulk statements cannot deadlock, and what is read next is what holds.
"""

from django.db import migrations

EVENTS = {
    "insert": ("NEW TABLE AS come", "SELECT 1 AS sign, come.* FROM come"),
    "delete": ("OLD TABLE AS gone", "SELECT -1 AS sign, gone.* FROM gone"),
    "update": (
        "NEW TABLE AS come OLD TABLE AS gone",
        "SELECT 1 AS sign, come.* FROM come UNION ALL SELECT -1 AS sign, gone.* FROM gone",
    ),
}


def counted(table: str, name: str, body: str) -> str:
    """SQL that runs `body` after every statement on `table`, with {moves}: rows come (+1) or gone (−1)."""
    return "\n".join(
        f"""
CREATE FUNCTION {name}_{event}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM {"gone" if event == "delete" else "come"}) THEN
        {body.format(moves=moves)}
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER {name}_{event} AFTER {event} ON debates_{table}
    REFERENCING {tables} FOR EACH STATEMENT EXECUTE FUNCTION {name}_{event}();"""
        for event, (tables, moves) in EVENTS.items()
    )


LOCK = """PERFORM FROM debates_tally WHERE argument_id IN (SELECT argument_id FROM ({moves}) AS moved)
            ORDER BY argument_id FOR NO KEY UPDATE;"""


def total(column: str, condition: str) -> str:
    return f"coalesce(sum(sign) FILTER (WHERE {condition}), 0) AS {column}"


VOTES = counted(
    "vote",
    "tally_votes",
    LOCK
    + f"""
        UPDATE debates_tally AS tally
        SET agree = tally.agree + moved.agree,
            unsure = tally.unsure + moved.unsure,
            disagree = tally.disagree + moved.disagree,
            well_argued = tally.well_argued + moved.well_argued,
            beside_the_point = tally.beside_the_point + moved.beside_the_point,
            agree_as_worded = tally.agree_as_worded + moved.agree_as_worded
        FROM (
            SELECT argument_id,
                {total("agree", "position = 'agree'")},
                {total("unsure", "position = 'unsure'")},
                {total("disagree", "position = 'disagree'")},
                {total("well_argued", "well_argued")},
                {total("beside_the_point", "beside_the_point")},
                {total("agree_as_worded", "position = 'agree' AND vote.version = argument.version")}
            FROM ({{moves}}) AS vote JOIN debates_argument AS argument ON argument.id = argument_id
            GROUP BY argument_id
        ) AS moved
        WHERE tally.argument_id = moved.argument_id;
        INSERT INTO debates_change (argument_id)
        SELECT DISTINCT argument_id FROM ({{moves}}) AS moved;""",
)

REWORDED = """
CREATE FUNCTION tally_anew_as_worded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE debates_tally SET agree_as_worded = 0 WHERE argument_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER tally_anew_as_worded AFTER UPDATE ON debates_argument FOR EACH ROW
    WHEN (OLD.version <> NEW.version) EXECUTE FUNCTION tally_anew_as_worded();
"""

EVIDENCE_AND_REMARKS = "\n".join(
    counted(
        table,
        f"tally_{table}",
        LOCK
        + f"""
        UPDATE debates_tally AS tally SET {column} = tally.{column} + moved.standing
        FROM (
            SELECT argument_id, {total("standing", "withdrawn_at IS NULL")}
            FROM ({{moves}}) AS moved GROUP BY argument_id
        ) AS moved
        WHERE tally.argument_id = moved.argument_id;"""
        + (
            f"""
        UPDATE debates_debatetally AS tally SET evidence = tally.evidence + moved.standing
        FROM (
            SELECT debate_id, {total("standing", "withdrawn_at IS NULL")}
            FROM ({{moves}}) AS moved GROUP BY debate_id
        ) AS moved
        WHERE tally.debate_id = moved.debate_id;"""
            if table == "evidence"
            else ""
        ),
    )
    for table, column in [("evidence", "evidence"), ("remark", "remarks")]
)

SYNTHESES = """
CREATE FUNCTION tally_syntheses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- A synthesis reconciles the same arguments in all its versions: the first one counts.
    PERFORM FROM debates_tally
    WHERE argument_id IN (SELECT argument_id FROM come WHERE synthesis_version = 1)
    ORDER BY argument_id FOR NO KEY UPDATE;
    UPDATE debates_tally AS tally SET syntheses = tally.syntheses + moved.times
    FROM (
        SELECT argument_id, count(*) AS times FROM come WHERE synthesis_version = 1
        GROUP BY argument_id
    ) AS moved
    WHERE tally.argument_id = moved.argument_id;
    RETURN NULL;
END $$;
CREATE TRIGGER tally_syntheses AFTER INSERT ON debates_concession
    REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION tally_syntheses();
"""

ARGUMENTS = """
CREATE FUNCTION open_debate_tallies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO debates_debatetally (debate_id, arguments, syntheses, evidence, people)
    SELECT id, 0, 0, 0, 0 FROM come;
    RETURN NULL;
END $$;
CREATE TRIGGER open_debate_tallies AFTER INSERT ON debates_debate
    REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION open_debate_tallies();

CREATE FUNCTION tally_arguments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO debates_tally (argument_id, agree, unsure, disagree, well_argued, beside_the_point,
        agree_as_worded, supports, counters, evidence, remarks, syntheses)
    SELECT id, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM come;

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

    INSERT INTO debates_change (argument_id)
    SELECT id FROM come
    UNION SELECT parent_id FROM come WHERE parent_id IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER tally_arguments AFTER INSERT ON debates_argument
    REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION tally_arguments();
"""

MOVED = """
CREATE FUNCTION tally_moved_argument() RETURNS trigger LANGUAGE plpgsql AS $$
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
    INSERT INTO debates_change (argument_id)
    SELECT id FROM (VALUES (OLD.parent_id), (NEW.parent_id)) AS ends (id) WHERE id IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER tally_moved_argument AFTER UPDATE OF parent_id, kind ON debates_argument
    FOR EACH ROW WHEN ((OLD.parent_id, OLD.kind) IS DISTINCT FROM (NEW.parent_id, NEW.kind))
    EXECUTE FUNCTION tally_moved_argument();
"""

STANDING = """
CREATE FUNCTION note_change_of_standing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO debates_change (argument_id) VALUES (NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER note_change_of_standing AFTER UPDATE OF hidden_at, withdrawn_at ON debates_argument
    FOR EACH ROW EXECUTE FUNCTION note_change_of_standing();
"""

PEOPLE = "\n".join(
    f"""
CREATE FUNCTION tally_people_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH newcomers AS (
        INSERT INTO debates_participation (debate_id, member_id)
        SELECT DISTINCT debate_id, {member} FROM come ORDER BY debate_id, {member}
        ON CONFLICT DO NOTHING RETURNING debate_id
    )
    UPDATE debates_debatetally AS tally SET people = tally.people + more.people
    FROM (SELECT debate_id, count(*) AS people FROM newcomers GROUP BY debate_id) AS more
    WHERE tally.debate_id = more.debate_id;
    RETURN NULL;
END $$;
-- Its name puts it last: a debate's row is locked after those of its arguments.
CREATE TRIGGER tally_people_{table} AFTER INSERT ON debates_{table}
    REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION tally_people_{table}();"""
    for table, member in [("argument", "author_id"), ("vote", "member_id")]
)

# A tally is moved by every vote and read with every page: room for updates in place.
ROOM = """
ALTER TABLE debates_tally SET (fillfactor = 50);
ALTER TABLE debates_debatetally SET (fillfactor = 50);
"""


class Migration(migrations.Migration):
    dependencies = [("debates", "0003_keep_votes")]
    operations = [
        migrations.RunSQL(sql)
        for sql in (VOTES, REWORDED, EVIDENCE_AND_REMARKS, SYNTHESES, ARGUMENTS, MOVED, STANDING, PEOPLE, ROOM)
    ]
