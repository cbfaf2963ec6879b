"""Whoever is muted or suspended takes no part, also in a race with whoever restricts them."""

from django.db import migrations

# Whose row it is and since when it stands, by table. Whoever restricts a member holds their row
# FOR UPDATE, so either waits for the other: what has not landed by then does not land.
TAKES_PART = {
    "argument": ("author_id", "made_at", ["INSERT"]),
    "evidence": ("added_by_id", "added_at", ["INSERT"]),
    "remark": ("author_id", "made_at", ["INSERT"]),
    "vote": ("member_id", "cast_at", ["INSERT", "UPDATE"]),
}

RESTRICTED = "\n".join(
    f"""
CREATE FUNCTION refuse_{table}_of_the_restricted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM accounts_user WHERE id IN (SELECT {member} FROM touched) FOR KEY SHARE;
    IF EXISTS (
        SELECT FROM touched JOIN debates_restriction AS restriction
            ON restriction.member_id = touched.{member} AND restriction.lifted_at IS NULL
        WHERE restriction.until > touched.{at}
            AND (restriction.debate_id IS NULL OR restriction.debate_id = touched.debate_id)
    ) AND coalesce(current_setting('dialectic.ruling', true), '') <> 'on' THEN
        RAISE EXCEPTION 'its member is muted or suspended'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'the_restricted_take_no_part';
    END IF;
    RETURN NULL;
END $$;"""
    + "".join(
        f"""
CREATE TRIGGER the_restricted_take_no_part_{event.lower()} AFTER {event} ON debates_{table}
    REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_{table}_of_the_restricted();"""
        for event in events
    )
    for table, (member, at, events) in TAKES_PART.items()
)


class Migration(migrations.Migration):
    dependencies = [("debates", "0019_keep_redactions")]
    operations = [migrations.RunSQL(RESTRICTED)]
