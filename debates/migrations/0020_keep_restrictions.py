"""Whoever is muted or suspended takes no part, also in a race with whoever restricts them."""

from django.db import migrations

# As with closing a debate: whoever restricts a member waits for what they are writing, and what
# they write later waits for that, and looks.
GATE = """
CREATE FUNCTION member_gate(member bigint) RETURNS bigint LANGUAGE sql IMMUTABLE
    RETURN (6::bigint << 56) + member;

CREATE FUNCTION close_the_gate_to_a_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(member_gate(NEW.member_id));
    RETURN NEW;
END $$;
CREATE TRIGGER a_member_is_restricted_when_they_write_nothing BEFORE INSERT ON debates_restriction
    FOR EACH ROW EXECUTE FUNCTION close_the_gate_to_a_member();
"""

PASS = "PERFORM pg_advisory_xact_lock_shared(member_gate({member})) FROM come"
RESTRICTED = """EXISTS (
            SELECT FROM debates_restriction AS restriction
            WHERE restriction.member_id = one.{member} AND restriction.lifted_at IS NULL
                AND restriction.until > one.{at}
                AND (restriction.debate_id IS NULL OR restriction.debate_id = one.debate_id))"""
RULES = "coalesce(current_setting('dialectic.ruling', true), '') = 'on'"

POSTS = "\n".join(
    f"""
CREATE FUNCTION refuse_{table}_of_the_restricted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {RULES} THEN
        RETURN NULL;
    END IF;
    {PASS.format(member=member)};
    IF EXISTS (SELECT FROM come AS one WHERE {RESTRICTED.format(member=member, at=at)}) THEN
        RAISE EXCEPTION 'its member is muted or suspended'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'the_restricted_take_no_part';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER the_restricted_take_no_part AFTER INSERT ON debates_{table}
    REFERENCING NEW TABLE AS come
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_{table}_of_the_restricted();"""
    for table, member, at in [
        ("argument", "author_id", "made_at"),
        ("evidence", "added_by_id", "added_at"),
        ("remark", "author_id", "made_at"),
    ]
)

# Judged with what 0003 judges, since a trigger more would cost each vote a twelfth of its time.
OF_VOTES = RESTRICTED.format(member="member_id", at="cast_at")
VOTES = f"""
CREATE OR REPLACE FUNCTION judge_votes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    broken text;
    rules boolean := {RULES};
BEGIN
    IF NOT rules THEN
        {PASS.format(member="member_id")};
        IF NOT FOUND THEN
            RETURN NULL; -- Of INSERT … ON CONFLICT UPDATE, one half touches nothing.
        END IF;
    END IF;
    SELECT CASE
        WHEN argument.author_id = one.member_id THEN 'nobody_votes_on_their_own_argument'
        WHEN one.beside_the_point AND argument.parent_id IS NULL THEN 'only_replies_are_beside_the_point'
        WHEN one.version NOT BETWEEN 1 AND argument.version THEN 'a_vote_is_on_a_version_that_is'
        ELSE 'the_restricted_take_no_part'
        END
    INTO broken
    FROM come AS one JOIN debates_argument AS argument ON argument.id = one.argument_id
    WHERE argument.author_id = one.member_id
        OR (one.beside_the_point AND argument.parent_id IS NULL)
        OR one.version NOT BETWEEN 1 AND argument.version
        OR (NOT rules AND {OF_VOTES})
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '%', replace(broken, '_', ' ')
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("debates", "0019_keep_redactions")]
    operations = [migrations.RunSQL(sql) for sql in (GATE, POSTS, VOTES)]
