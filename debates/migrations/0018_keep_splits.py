"""Splitting a thread: all that belongs to it moves to a debate of its own, and back."""

from django.db import migrations

# What names an argument and a debate names the argument's own at every commit; while all of a
# thread moves, not at every row.
DEFERRABLE = """
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN
        SELECT conrelid::regclass AS place, conname FROM pg_constraint
        WHERE contype = 'f' AND conname LIKE '%\\_is\\_of\\_the\\_debate\\_of\\_its\\_%'
    LOOP
        EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY IMMEDIATE',
            one.place, one.conname);
    END LOOP;
END $$;
"""

# Each argument that moves asks these whether they still name it where it was.
INDEXES = """
CREATE INDEX affirmations_about_an_argument ON debates_affirmation (argument_id);
CREATE INDEX fairness_to_an_argument ON debates_fairness (argument_id);
CREATE INDEX minds_changed_about_an_argument ON debates_mindchange (about_id);
"""

# The record stays where it was written. So does, of a mind that changed, what changed it: the
# mind may have changed about something that stays, or goes.
THE_RECORD_STAYS = (
    """
CREATE FUNCTION judge_place() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    named bigint := (to_jsonb(NEW) ->> (TG_ARGV[0] || '_id'))::bigint;
    found bigint;
BEGIN
    IF TG_ARGV[0] = 'argument' THEN
        SELECT debate_id INTO found FROM debates_argument WHERE id = named FOR KEY SHARE;
    ELSE
        SELECT debate_id INTO found FROM debates_evidence WHERE id = named FOR KEY SHARE;
    END IF;
    IF found IS DISTINCT FROM NEW.debate_id THEN
        RAISE EXCEPTION '% % is of another debate', TG_ARGV[0], named
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = format(
                '%s_is_of_the_debate_of_its_%s', replace(TG_TABLE_NAME, 'debates_', ''), TG_ARGV[0]);
    END IF;
    RETURN NULL;
END $$;
"""
    + "\n".join(
        f"""
ALTER TABLE debates_{table} DROP CONSTRAINT {table}_is_of_the_debate_of_its_{column};
CREATE TRIGGER {table}_is_of_the_debate_of_its_{column} AFTER INSERT ON debates_{table}
    FOR EACH ROW WHEN (NEW.{column}_id IS NOT NULL) EXECUTE FUNCTION judge_place('{column}');"""
        for table, column in [
            ("event", "argument"),
            ("ruling", "argument"),
            ("ruling", "evidence"),
            ("mindchange", "argument"),
        ]
    )
    + "\n".join(
        f"""
ALTER TABLE debates_{table} ADD CONSTRAINT {table}_names_an_argument
    FOREIGN KEY (argument_id) REFERENCES debates_argument (id);"""
        for table in ("event", "mindchange")
    )
)

HOMES = """
-- Where rows stand that belong to a debate through an argument, evidence or a crux of it. Found by
-- their foreign keys, so that a table added later is never forgotten; what scores keep has none.
CREATE FUNCTION homes() RETURNS TABLE (place regclass, name name, target regclass)
LANGUAGE sql STABLE AS $$
    SELECT conrelid::regclass, own.attname, confrelid::regclass
    FROM pg_constraint
    JOIN pg_attribute AS own
        ON own.attrelid = conrelid AND own.attnum = ANY(conkey) AND own.attname <> 'debate_id'
    JOIN pg_attribute AS home ON home.attrelid = conrelid AND home.attname = 'debate_id'
    WHERE contype = 'f' AND confrelid IN
            ('debates_argument'::regclass, 'debates_evidence'::regclass, 'debates_crux'::regclass)
        AND conrelid NOT IN
            ('debates_argument'::regclass, 'debates_event'::regclass, 'debates_ruling'::regclass)
        AND (conrelid, own.attname) NOT IN (
            ('debates_link'::regclass, 'target_id'), ('debates_mindchange'::regclass, 'argument_id'))
    UNION
    SELECT place::regclass, name::name, 'debates_argument'::regclass FROM (VALUES
        ('debates_argument', 'id'), ('debates_share', 'argument_id'),
        ('debates_ballot', 'synthesis_id'), ('debates_staleness', 'synthesis_id')) AS kept_by_the_worker (place, name)
$$;

CREATE FUNCTION ids_of(target regclass, arguments bigint[]) RETURNS bigint[]
LANGUAGE sql STABLE AS $$
    SELECT CASE target
        WHEN 'debates_argument'::regclass THEN arguments
        WHEN 'debates_evidence'::regclass THEN ARRAY(
            SELECT id FROM debates_evidence WHERE argument_id = ANY(arguments))
        ELSE ARRAY(SELECT id FROM debates_crux WHERE first_id = ANY(arguments))
    END
$$;
"""

# An argument, all that stands under it, and the syntheses that reconcile only what goes along.
GOES_ALONG = """
CREATE FUNCTION goes_along(root bigint) RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
DECLARE
    along bigint[] := '{}';
    more bigint[] := ARRAY[root];
BEGIN
    WHILE cardinality(more) > 0 LOOP
        along := along || ARRAY(
            WITH RECURSIVE down (id) AS (
                SELECT unnest(more)
                UNION
                SELECT argument.id FROM debates_argument AS argument
                JOIN down ON argument.parent_id = down.id
            )
            SELECT id FROM down);
        more := ARRAY(
            SELECT synthesis_id FROM debates_concession
            WHERE synthesis_version = 1 AND synthesis_id <> ALL(along) AND synthesis_id IN (
                SELECT synthesis_id FROM debates_concession WHERE argument_id = ANY(along))
            GROUP BY synthesis_id HAVING bool_and(argument_id = ANY(along)));
    END LOOP;
    RETURN along;
END $$;
"""

# Whoever writes locks what the writing is about and then passes the gate; so does whoever splits,
# who therefore waits at the gate for nobody who waits for a row. Done twice: what was written
# until the gate was closed goes along.
STAND_STILL = """
CREATE FUNCTION stand_still(root bigint, VARIADIC debates bigint[]) RETURNS bigint[]
LANGUAGE plpgsql AS $$
DECLARE
    along bigint[];
    one record;
BEGIN
    FOR turn IN 1..2 LOOP
        along := goes_along(root);
        PERFORM FROM debates_argument WHERE id = ANY(along) ORDER BY id FOR UPDATE;
        FOR one IN
            SELECT * FROM homes() WHERE EXISTS (
                SELECT FROM pg_trigger WHERE tgrelid = place AND tgtype & 24 > 0
                    AND tgfoid = 'refuse_when_closed'::regproc)
            ORDER BY place, name
        LOOP
            EXECUTE format('SELECT FROM %s WHERE %I = ANY($1) FOR UPDATE', one.place, one.name)
            USING ids_of(one.target, along);
        END LOOP;
        PERFORM FROM debates_source WHERE debate_id = ANY(debates) AND id IN (
            SELECT source_id FROM debates_evidence WHERE argument_id = ANY(along))
        ORDER BY id FOR UPDATE;
        PERFORM pg_advisory_xact_lock(debate_gate(debate))
        FROM (SELECT unnest(debates) AS debate ORDER BY 1) AS in_order;
    END LOOP;
    RETURN along;
END $$;
"""

REHOME = """
CREATE FUNCTION rehome(arguments bigint[], from_debate bigint, to_debate bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    one record;
    keys text := (
        SELECT string_agg(quote_ident(conname), ', ') FROM pg_constraint
        WHERE contype = 'f' AND conname LIKE '%\\_is\\_of\\_the\\_debate\\_of\\_its\\_%');
BEGIN
    EXECUTE 'SET CONSTRAINTS ' || keys || ' DEFERRED';
    PERFORM set_config('dialectic.rehoming', 'on', true);
    FOR one IN SELECT * FROM homes() ORDER BY place, name LOOP
        EXECUTE format(
            'UPDATE %s SET debate_id = $3 WHERE %I = ANY($1) AND debate_id = $2',
            one.place, one.name)
        USING ids_of(one.target, arguments), from_debate, to_debate;
    END LOOP;
    PERFORM set_config('dialectic.rehoming', 'off', true);
    EXECUTE 'SET CONSTRAINTS ' || keys || ' IMMEDIATE';
END $$;

-- Law 9 holds: of what is never rewritten, nothing but the debate changes, and only so.
CREATE FUNCTION refuse_all_but_rehoming() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was record := OLD;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        was.debate_id := NEW.debate_id;
        IF was IS NOT DISTINCT FROM NEW THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a row of % moves to another debate as it is', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = 'what_moves_stays_as_it_is';
END $$;

-- Nothing that is counted, judged or kept per statement changes when rows move as they are.
DO $$
DECLARE
    one record;
    still CONSTANT text :=
        ' WHEN (coalesce(current_setting(''dialectic.rehoming'', true), '''') <> ''on'')';
BEGIN
    FOR one IN
        SELECT tgname, tgrelid::regclass AS place, pg_get_triggerdef(pg_trigger.oid) AS made
        FROM pg_trigger
        WHERE tgrelid IN (SELECT place FROM homes()) AND NOT tgisinternal AND (
            (tgtype & 1 = 0 AND tgtype & 16 > 0) OR (tgrelid, tgname) =
                ('debates_evidence'::regclass, 'a_private_source_stays_in_its_debate'))
    LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', one.tgname, one.place);
        EXECUTE replace(one.made, ' EXECUTE FUNCTION ', still || ' EXECUTE FUNCTION ');
    END LOOP;
    FOR one IN SELECT DISTINCT place FROM homes() LOOP
        EXECUTE format(
            'CREATE TRIGGER what_moves_stays_as_it_is BEFORE UPDATE OR DELETE ON %s FOR EACH ROW'
            ' WHEN (current_setting(''dialectic.rehoming'', true) = ''on'')'
            ' EXECUTE FUNCTION refuse_all_but_rehoming()', one.place);
    END LOOP;
END $$;
"""

# Of a private debate. What only the thread cites goes along; of what is cited on both sides each
# debate has one, and it knows its own again.
CARRY_SOURCES = """
CREATE FUNCTION carry_sources(arguments bigint[], from_debate bigint, to_debate bigint)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    one record;
    known bigint;
BEGIN
    FOR one IN
        SELECT * FROM debates_source WHERE debate_id = from_debate AND id IN (
            SELECT source_id FROM debates_evidence WHERE argument_id = ANY(arguments))
        ORDER BY id
    LOOP
        SELECT min(theirs.source_id) INTO known
        FROM debates_identifier AS own JOIN debates_identifier AS theirs
            ON (theirs.scheme, theirs.value, theirs.debate_id) = (own.scheme, own.value, to_debate)
        WHERE own.source_id = one.id;
        IF known IS NULL AND NOT EXISTS (
            SELECT FROM debates_evidence WHERE source_id = one.id AND debate_id = from_debate
            UNION SELECT FROM debates_listing WHERE source_id = one.id AND debate_id = from_debate
        ) THEN
            UPDATE debates_source SET debate_id = to_debate WHERE id = one.id;
            CONTINUE;
        ELSIF known IS NULL THEN
            INSERT INTO debates_source
                (debate_id, csl, kind, words, reference, standing, added_by_id, added_at)
            VALUES (to_debate, one.csl, one.kind, one.words, one.reference, one.standing,
                one.added_by_id, one.added_at)
            RETURNING id INTO known;
            INSERT INTO debates_retraction (source_id, kind, url, because, by_id, at)
            SELECT known, kind, url, because, by_id, at FROM debates_retraction
            WHERE source_id = one.id AND undone_at IS NULL;
        END IF;
        UPDATE debates_evidence SET source_id = known
        WHERE source_id = one.id AND argument_id = ANY(arguments);
    END LOOP;
END $$;
"""

RECOUNT = """
CREATE FUNCTION recount_parted(arguments bigint[], from_debate bigint, to_debate bigint)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    people bigint[] := ARRAY(
        SELECT author_id FROM debates_argument WHERE id = ANY(arguments)
        UNION SELECT member_id FROM debates_vote WHERE argument_id = ANY(arguments));
BEGIN
    INSERT INTO debates_participation (debate_id, member_id)
    SELECT to_debate, unnest(people) ON CONFLICT DO NOTHING;
    DELETE FROM debates_participation
    WHERE debate_id = from_debate AND member_id = ANY(people) AND member_id NOT IN (
        SELECT author_id FROM debates_argument WHERE debate_id = from_debate
        UNION SELECT member_id FROM debates_vote
        WHERE debate_id = from_debate AND member_id = ANY(people));
    UPDATE debates_debatetally AS tally SET
        (arguments, syntheses, last_argument_at) = (
            SELECT count(*), count(*) FILTER (WHERE kind = 'synthesis'), max(made_at)
            FROM debates_argument WHERE debate_id = tally.debate_id),
        evidence = (
            SELECT count(*) FROM debates_evidence AS evidence
            JOIN debates_argument AS argument ON argument.id = argument_id
            WHERE evidence.debate_id = tally.debate_id AND evidence.withdrawn_at IS NULL
                AND coalesce(argument.hidden_at, argument.withdrawn_at) IS NULL),
        people = (
            SELECT count(*) FROM debates_participation WHERE debate_id = tally.debate_id)
    WHERE debate_id IN (from_debate, to_debate);
    -- The worker scores and draws both anew.
    INSERT INTO debates_change (debate_id) VALUES (from_debate), (to_debate);
    DELETE FROM debates_landscape WHERE debate_id IN (from_debate, to_debate);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("debates", "0017_keep_merges")]
    operations = [
        migrations.RunSQL(sql)
        for sql in (
            DEFERRABLE,
            INDEXES,
            THE_RECORD_STAYS,
            HOMES,
            GOES_ALONG,
            STAND_STILL,
            REHOME,
            CARRY_SOURCES,
            RECOUNT,
        )
    ]
