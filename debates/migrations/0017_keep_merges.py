"""Merging two arguments: votes joined and put back, nothing new on what was merged away.

Whoever writes passes the debate's gate before they touch a row, so that a merge, which passes it
alone and then touches many, waits for nobody who waits for it.
"""

from django.db import migrations

GATE = """
-- For the condition of a statement: true, once nobody changes the structure of the debate.
CREATE FUNCTION pass_gate(debate bigint) RETURNS boolean LANGUAGE sql VOLATILE
    RETURN pg_advisory_xact_lock_shared(debate_gate(debate)) IS NOT NULL;

CREATE TRIGGER an_argument_is_merged_when_nobody_writes BEFORE UPDATE OF merged_into_id
    ON debates_argument FOR EACH ROW WHEN (OLD.merged_into_id IS DISTINCT FROM NEW.merged_into_id)
    EXECUTE FUNCTION close_the_gate_to_lock();
"""

# By its old name it came before the votes were counted: who voted for the first time locked the
# debate's row before the argument's, and whoever answered or cited the other way round.
LAST = "\n".join(
    f"ALTER TRIGGER tally_people_{table} ON debates_{table} RENAME TO tally_who_takes_part;"
    for table in ("argument", "vote")
)

# It points at what stands for it without a step between: whoever merges that too, moves it on.
MERGED = """
CREATE FUNCTION judge_merge() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept debates_argument;
    broken text;
BEGIN
    SELECT * INTO kept FROM debates_argument WHERE id = NEW.merged_into_id;
    broken := CASE
        WHEN NEW.merged_into_id IS NULL THEN NULL
        WHEN kept.merged_into_id IS NOT NULL
            OR EXISTS (SELECT FROM debates_argument WHERE merged_into_id = NEW.id)
            THEN 'what_stands_for_others_is_not_merged_away'
        WHEN 'synthesis' IN (NEW.kind, kept.kind) AND NEW.kind <> kept.kind
            THEN 'a_synthesis_is_merged_into_a_synthesis'
        WHEN EXISTS (SELECT FROM debates_vote
                WHERE member_id = NEW.author_id AND argument_id = kept.id)
            THEN 'nobody_votes_on_their_own_argument'
        WHEN EXISTS (SELECT FROM debates_concession AS one
                JOIN debates_concession AS other USING (synthesis_id)
                JOIN debates_argument AS beside ON beside.id = other.argument_id
                WHERE one.argument_id = NEW.id AND other.argument_id <> NEW.id
                    AND kept.id IN (beside.id, beside.merged_into_id))
            THEN 'what_a_synthesis_reconciles_stays_apart'
        END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'argument % is not merged into %', NEW.id, NEW.merged_into_id
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    -- What stands for others is reconciled in their syntheses too.
    UPDATE debates_tally AS tally SET syntheses = tally.syntheses + moved.sign * (
        SELECT count(*) FROM debates_concession
        WHERE argument_id = NEW.id AND synthesis_version = 1)
    FROM (VALUES (CASE TG_OP WHEN 'UPDATE' THEN OLD.merged_into_id END, -1),
        (NEW.merged_into_id, 1)) AS moved (id, sign)
    WHERE tally.argument_id = moved.id;
    INSERT INTO debates_change (debate_id) VALUES (NEW.debate_id);
    RETURN NULL;
END $$;
CREATE TRIGGER what_is_merged_is_judged_1 AFTER INSERT ON debates_argument
    FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL) EXECUTE FUNCTION judge_merge();
CREATE TRIGGER what_is_merged_is_judged_2 AFTER UPDATE OF merged_into_id ON debates_argument
    FOR EACH ROW WHEN (OLD.merged_into_id IS DISTINCT FROM NEW.merged_into_id)
    EXECUTE FUNCTION judge_merge();
"""

# One by one by its key: a join that was planned for a small table would be gone through in full.
NOTHING_NEW = "\n".join(
    f"""
CREATE FUNCTION refuse_{table}_on_merged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM touched WHERE (SELECT merged_into_id IS NOT NULL
        FROM debates_argument AS argument WHERE argument.id = touched.{column}))
    THEN
        RAISE EXCEPTION 'a merged argument takes no {table}'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_merged_argument_takes_nothing';
    END IF;
    RETURN NULL;
END $$;
-- Its name puts it after the gate has been passed.
CREATE TRIGGER a_merged_argument_takes_no_{table} AFTER {event} ON debates_{table}
    REFERENCING {"OLD" if event == "DELETE" else "NEW"} TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_{table}_on_merged();"""
    for table, column, event in [
        ("argument", "parent_id", "INSERT"),
        ("evidence", "argument_id", "INSERT"),
        ("remark", "argument_id", "INSERT"),
        ("sourcerequest", "argument_id", "INSERT"),
        ("vote", "argument_id", "DELETE"),
    ]
)

CONCESSIONS = """
CREATE OR REPLACE FUNCTION judge_concession() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pass_gate(NEW.debate_id);
    -- One at a time per debate: of two at once, each alone may be harmless.
    PERFORM pg_advisory_xact_lock(thread_gate(NEW.debate_id));
    IF NOT EXISTS (
        SELECT FROM debates_argument WHERE id = NEW.synthesis_id AND kind = 'synthesis'
    ) THEN
        RAISE EXCEPTION 'argument % is no synthesis', NEW.synthesis_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'only_a_synthesis_reconciles';
    END IF;
    IF NEW.synthesis_version = 1 AND EXISTS (
        SELECT FROM debates_argument WHERE id = NEW.argument_id AND merged_into_id IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'argument % was merged', NEW.argument_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_merged_argument_takes_nothing';
    END IF;
    IF EXISTS (
        WITH RECURSIVE below (id) AS (
            SELECT NEW.argument_id
            UNION
            SELECT coalesce(argument.merged_into_id, argument.id)
            FROM below JOIN debates_concession ON synthesis_id = below.id
            JOIN debates_argument AS argument ON argument.id = argument_id
        )
        SELECT FROM below WHERE id = NEW.synthesis_id
    ) THEN
        RAISE EXCEPTION 'synthesis % would reconcile itself', NEW.synthesis_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_synthesis_never_reconciles_itself';
    END IF;
    RETURN NEW;
END $$;
"""

VOTES = """
CREATE OR REPLACE FUNCTION judge_votes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    SELECT CASE
        WHEN argument.merged_into_id IS NOT NULL THEN 'a_merged_argument_takes_nothing'
        WHEN argument.author_id = vote.member_id THEN 'nobody_votes_on_their_own_argument'
        WHEN vote.beside_the_point AND argument.parent_id IS NULL THEN 'only_replies_are_beside_the_point'
        WHEN vote.version NOT BETWEEN 1 AND argument.version THEN 'a_vote_is_on_a_version_that_is'
        END
    INTO broken
    FROM come AS vote JOIN debates_argument AS argument ON argument.id = vote.argument_id
    WHERE argument.author_id = vote.member_id
        OR argument.merged_into_id IS NOT NULL
        OR (vote.beside_the_point AND argument.parent_id IS NULL)
        OR vote.version NOT BETWEEN 1 AND argument.version
    LIMIT 1;
    -- What was merged into it became it: it is their authors' own too. Asked for each argument once.
    IF NOT FOUND THEN
        SELECT 'nobody_votes_on_their_own_argument' INTO broken
        FROM (SELECT DISTINCT argument_id FROM come) AS one
        CROSS JOIN LATERAL (
            SELECT author_id FROM debates_argument WHERE merged_into_id = one.argument_id OFFSET 0
        ) AS merged
        JOIN come AS vote
            ON vote.argument_id = one.argument_id AND vote.member_id = merged.author_id
        LIMIT 1;
    END IF;
    IF FOUND THEN
        RAISE EXCEPTION '%', replace(broken, '_', ' ')
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION hold_the_position() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.member_id, NEW.argument_id) <> (OLD.member_id, OLD.argument_id) THEN
        RAISE EXCEPTION 'a vote is of one member on one argument'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_vote_stays_where_it_was_cast';
    END IF;
    -- What a merge joins was held before.
    IF current_setting('dialectic.merging', true) <> '' THEN
        RETURN NEW;
    END IF;
    NEW.held_since := CASE
        WHEN NEW.position IS DISTINCT FROM OLD.position THEN NEW.cast_at
        ELSE OLD.held_since
    END;
    RETURN NEW;
END $$;
"""

# What a merge moves says so, and when: no member changed a position then.
COLUMNS = "debate_id, argument_id, member_id, version, at, before, after, merge_id"
RECORD = "\n".join(
    f"""
CREATE OR REPLACE FUNCTION record_positions_{event}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    merge bigint := nullif(current_setting('dialectic.merging', true), '');
    merged_at timestamptz;
BEGIN
    IF merge IS NOT NULL THEN
        SELECT ruling.at INTO merged_at FROM debates_ruling AS ruling WHERE id = merge;
    END IF;
    INSERT INTO debates_positionchange ({COLUMNS}) {moves};
    RETURN NULL;
END $$;"""
    for event, moves in [
        (
            "insert",
            """SELECT debate_id, argument_id, member_id, version, coalesce(merged_at, cast_at),
            NULL, position, merge
        FROM come WHERE position IS NOT NULL""",
        ),
        (
            "update",
            """SELECT debate_id, argument_id, member_id, come.version,
            coalesce(merged_at, come.cast_at), gone.position, come.position, merge
        FROM come JOIN gone USING (debate_id, argument_id, member_id)
        WHERE come.position IS DISTINCT FROM gone.position""",
        ),
        (
            "delete",
            """SELECT debate_id, argument_id, member_id, version, coalesce(merged_at, now()),
            position, NULL, merge
        FROM gone WHERE position IS NOT NULL""",
        ),
    ]
)

# Undoing a merge takes out what that merge wrote, and nothing else ever does.
APPEND_ONLY = """
CREATE FUNCTION refuse_to_rewrite_positions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('dialectic.merging', true) <> '' THEN
        IF TG_LEVEL = 'STATEMENT' THEN
            RETURN NULL;
        ELSIF OLD.merge_id = current_setting('dialectic.merging', true)::bigint THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = 'the_record_is_append_only';
END $$;
DROP TRIGGER the_record_is_append_only ON debates_positionchange;
CREATE TRIGGER the_record_is_append_only BEFORE UPDATE OR DELETE ON debates_positionchange
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite_positions();
CREATE TRIGGER the_record_is_append_only_but_for_merges BEFORE DELETE ON debates_positionchange
    FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_positions();
"""

MINDS = """
CREATE OR REPLACE FUNCTION judge_mind_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM debates_positionchange AS change
        WHERE change.id = NEW.change_id AND change.member_id = NEW.member_id
            AND change.argument_id = NEW.about_id AND change.debate_id = NEW.debate_id
            AND change.merge_id IS NULL
            AND (change.before, change.after) = (
                CASE WHEN NEW.to_agree THEN 'disagree' ELSE 'agree' END,
                CASE WHEN NEW.to_agree THEN 'agree' ELSE 'disagree' END)
    ) THEN
        RAISE EXCEPTION 'no mind changed so'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_mind_changes_from_agree_or_disagree';
    END IF;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("debates", "0016_keep_moderation")]
    operations = [
        migrations.RunSQL(sql)
        for sql in (
            GATE,
            LAST,
            MERGED,
            NOTHING_NEW,
            CONCESSIONS,
            VOTES,
            RECORD,
            APPEND_ONLY,
            MINDS,
        )
    ]
