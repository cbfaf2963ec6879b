"""Threads: one debate from end to end, no loops, a version of every wording, nothing once closed."""

from django.db import migrations

# A parent, a vote and all else that names an argument and a debate name the argument's own debate.
ONE_DEBATE = "\n".join(
    f"""
ALTER TABLE debates_{table} ADD CONSTRAINT {table}_is_of_the_debate_of_its_{column}
    FOREIGN KEY ({column}_id, debate_id) REFERENCES debates_argument (id, debate_id);"""
    for table, column in [
        ("argument", "parent"),
        ("concession", "argument"),
        ("concession", "synthesis"),
        ("event", "argument"),
        ("evidence", "argument"),
        ("link", "source"),
        ("notice", "argument"),
        ("remark", "argument"),
        ("ruling", "argument"),
        ("version", "argument"),
        ("vote", "argument"),
    ]
)

NO_LOOPS = """
CREATE FUNCTION refuse_loops() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- One at a time per debate: of two moves at once, each alone may be harmless.
    PERFORM pg_advisory_xact_lock(thread_gate(NEW.debate_id));
    IF EXISTS (
        WITH RECURSIVE above (id) AS (
            SELECT NEW.parent_id
            UNION
            SELECT parent_id FROM debates_argument JOIN above USING (id) WHERE parent_id IS NOT NULL
        )
        SELECT FROM above WHERE id = NEW.id
    ) THEN
        RAISE EXCEPTION 'argument % would answer itself', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'threads_have_no_loops';
    END IF;
    RETURN NULL;
END $$;

-- Ids only grow, so an inserted loop has a parent with the larger id somewhere.
CREATE TRIGGER threads_have_no_loops_1 AFTER INSERT ON debates_argument
    FOR EACH ROW WHEN (NEW.parent_id >= NEW.id) EXECUTE FUNCTION refuse_loops();
CREATE TRIGGER threads_have_no_loops_2 AFTER UPDATE OF parent_id ON debates_argument
    FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION refuse_loops();
"""

GATES = """
-- Whoever writes into a debate passes its gate together with others; whoever closes it, alone.
CREATE FUNCTION debate_gate(debate bigint) RETURNS bigint LANGUAGE sql IMMUTABLE
    RETURN (1::bigint << 56) + debate;
CREATE FUNCTION thread_gate(debate bigint) RETURNS bigint LANGUAGE sql IMMUTABLE
    RETURN (2::bigint << 56) + debate;

CREATE FUNCTION refuse_when_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(debate_gate(debate_id))
    FROM (SELECT DISTINCT debate_id FROM touched ORDER BY debate_id) AS distinct_debates;
    IF EXISTS (
        SELECT FROM debates_debate
        WHERE id IN (SELECT debate_id FROM touched) AND closed_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'a closed debate takes no %', TG_ARGV[0]
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_closed_debate_takes_nothing';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION close_the_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(debate_gate(NEW.id));
    RETURN NEW;
END $$;

CREATE TRIGGER a_debate_closes_when_nobody_writes BEFORE UPDATE OF closed_at ON debates_debate
    FOR EACH ROW EXECUTE FUNCTION close_the_gate();
"""

CLOSED = "\n".join(
    f"""
CREATE TRIGGER a_closed_debate_takes_no_{table}_{event.lower()} AFTER {event} ON debates_{table}
    REFERENCING {"OLD" if event == "DELETE" else "NEW"} TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_when_closed('{table}');"""
    for table, events in {
        "argument": ["INSERT"],
        "concession": ["INSERT"],
        "evidence": ["INSERT"],
        "remark": ["INSERT"],
        "version": ["INSERT"],
        "vote": ["INSERT", "UPDATE", "DELETE"],
    }.items()
    for event in events
)

VERSIONS = """
CREATE FUNCTION number_the_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Redacting takes words out of a version; it makes no new one.
    IF current_setting('dialectic.redacting', true) = 'on' THEN
        NEW.version := OLD.version;
    ELSE
        NEW.version := OLD.version + 1;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION keep_first_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM come WHERE version <> 1) THEN
        RAISE EXCEPTION 'versions are counted from 1'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_first_wording_is_version_one';
    END IF;
    INSERT INTO debates_version
        (argument_id, debate_id, number, statement, reasoning, left_open, author_id, made_at)
    SELECT id, debate_id, version, statement, reasoning, left_open, edited_by_id, edited_at
    FROM come;
    RETURN NULL;
END $$;

CREATE FUNCTION keep_this_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO debates_version
        (argument_id, debate_id, number, statement, reasoning, left_open, author_id, made_at)
    VALUES (NEW.id, NEW.debate_id, NEW.version, NEW.statement, NEW.reasoning, NEW.left_open,
        NEW.edited_by_id, NEW.edited_at);
    RETURN NULL;
END $$;

CREATE TRIGGER an_edit_makes_a_version_1 BEFORE UPDATE ON debates_argument FOR EACH ROW
    WHEN ((OLD.statement, OLD.reasoning, OLD.left_open, OLD.version)
        IS DISTINCT FROM (NEW.statement, NEW.reasoning, NEW.left_open, NEW.version))
    EXECUTE FUNCTION number_the_version();
CREATE TRIGGER an_edit_makes_a_version_2 AFTER UPDATE ON debates_argument FOR EACH ROW
    WHEN (OLD.version <> NEW.version) EXECUTE FUNCTION keep_this_version();
CREATE TRIGGER a_first_wording_is_a_version AFTER INSERT ON debates_argument
    REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION keep_first_versions();
"""

AUTHORS = """
CREATE FUNCTION refuse_another_author() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Whoever voted on it could otherwise become its author.
    RAISE EXCEPTION 'argument % has its author', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'an_argument_keeps_its_author';
END $$;
CREATE TRIGGER an_argument_keeps_its_author BEFORE UPDATE OF author_id ON debates_argument
    FOR EACH ROW WHEN (OLD.author_id <> NEW.author_id) EXECUTE FUNCTION refuse_another_author();
"""


class Migration(migrations.Migration):
    dependencies = [("debates", "0001_initial")]
    operations = [
        migrations.RunSQL(sql)
        for sql in (GATES, ONE_DEBATE, NO_LOOPS, CLOSED, VERSIONS, AUTHORS)
    ]
