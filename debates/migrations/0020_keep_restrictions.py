"""Whoever is muted or suspended takes no part, also in a race with whoever restricts them."""

from django.db import migrations

# As with closing a debate: whoever restricts a member waits for what they are writing, and what
# they write later waits for that, and looks. There are 256 gates, each for every 256th member:
# one for each would be more locks than a server holds when 50,000 votes are cast by one statement.
GATE = """
CREATE FUNCTION member_gate(member bigint) RETURNS bigint LANGUAGE sql IMMUTABLE
    RETURN (6::bigint << 56) + member % 256;

CREATE FUNCTION close_the_gate_to_a_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(member_gate(NEW.member_id));
    RETURN NEW;
END $$;
CREATE TRIGGER a_member_is_restricted_when_they_write_nothing BEFORE INSERT ON debates_restriction
    FOR EACH ROW EXECUTE FUNCTION close_the_gate_to_a_member();
"""

# By row, since of INSERT … ON CONFLICT UPDATE both halves would be judged by statement; never for
# what a ruling moves, which may be many thousands of votes.
RESTRICTED = "\n".join(
    f"""
CREATE FUNCTION refuse_{table}_of_the_restricted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(member_gate(NEW.{member}));
    IF EXISTS (
        SELECT FROM debates_restriction
        WHERE member_id = NEW.{member} AND lifted_at IS NULL AND until > NEW.{at}
            AND (debate_id IS NULL OR debate_id = NEW.debate_id)
    ) THEN
        RAISE EXCEPTION 'member % is muted or suspended', NEW.{member}
            USING ERRCODE = 'check_violation', CONSTRAINT = 'the_restricted_take_no_part';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER the_restricted_take_no_part AFTER {event} ON debates_{table} FOR EACH ROW
    WHEN (coalesce(current_setting('dialectic.ruling', true), '') <> 'on')
    EXECUTE FUNCTION refuse_{table}_of_the_restricted();"""
    for table, member, at, event in [
        ("argument", "author_id", "made_at", "INSERT"),
        ("evidence", "added_by_id", "added_at", "INSERT"),
        ("remark", "author_id", "made_at", "INSERT"),
        ("vote", "member_id", "cast_at", "INSERT OR UPDATE"),
    ]
)


class Migration(migrations.Migration):
    dependencies = [("debates", "0019_keep_redactions")]
    operations = [migrations.RunSQL(sql) for sql in (GATE, RESTRICTED)]
