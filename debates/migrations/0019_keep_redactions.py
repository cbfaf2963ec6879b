"""Redacting in a closed debate too; hiding threads at once; nothing answers what is hidden."""

from django.db import migrations

# What was said is taken out, or put back, also once a debate is closed.
CHECKS = """
DROP TRIGGER a_closed_debate_takes_no_check_update ON debates_check;
CREATE TRIGGER a_closed_debate_takes_no_check_update AFTER UPDATE ON debates_check
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT
    WHEN (coalesce(current_setting('dialectic.redacting', true), '') <> 'on')
    EXECUTE FUNCTION refuse_when_closed('check');
"""

# Its name puts it after the gate has been passed: whoever hides a thread holds that alone.
REPLIES = """
CREATE FUNCTION refuse_reply_to_hidden() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM touched JOIN debates_argument AS parent ON parent.id = touched.parent_id
        WHERE parent.hidden_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'a hidden argument takes no reply'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_hidden_argument_takes_no_reply';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER a_hidden_argument_takes_no_reply AFTER INSERT ON debates_argument
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION refuse_reply_to_hidden();
"""

class Migration(migrations.Migration):
    dependencies = [("debates", "0018_keep_splits")]
    operations = [migrations.RunSQL(sql) for sql in (CHECKS, REPLIES)]
