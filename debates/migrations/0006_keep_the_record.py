"""The record is added to and never changed; of old wordings, only redacting takes words away."""

from django.db import migrations

APPEND_ONLY = """
CREATE FUNCTION refuse_to_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = 'the_record_is_append_only';
END $$;
""" + "\n".join(
    f"""
CREATE TRIGGER the_record_is_append_only BEFORE UPDATE OR DELETE ON debates_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite();"""
    for table in ("event", "ruling", "positionchange")
)

WORDINGS = """
CREATE FUNCTION refuse_unless_redacting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND current_setting('dialectic.redacting', true) = 'on' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'a wording stays as it was'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'every_wording_stays_readable';
END $$;
CREATE TRIGGER every_wording_stays_readable BEFORE UPDATE OR DELETE ON debates_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_unless_redacting();
CREATE TRIGGER every_wording_stays_readable BEFORE UPDATE OR DELETE ON debates_concession
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_unless_redacting();
"""


class Migration(migrations.Migration):
    dependencies = [("debates", "0005_keep_syntheses")]
    operations = [
        migrations.RunSQL(sql) for sql in (APPEND_ONLY, WORDINGS)
    ]
