"""Redacting in a closed debate too; hiding threads at once; nothing answers what is hidden."""

from django.db import migrations, models

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

KINDS = [
    ("debate_opened", "opened the debate"),
    ("debate_edited", "edited the debate"),
    ("debate_closed", "closed the debate"),
    ("debate_reopened", "reopened the debate"),
    ("member_invited", "invited a member"),
    ("member_joined", "joined by invitation"),
    ("member_removed", "removed a member"),
    ("role_changed", "changed a member's role"),
    ("argument_posted", "posted an argument"),
    ("argument_edited", "edited an argument"),
    ("argument_withdrawn", "withdrew an argument"),
    ("argument_hidden", "hid an argument"),
    ("argument_restored", "restored an argument"),
    ("ruled", "ruled"),
    ("handed_over", "handed the debate over"),
    ("rule_published", "published a rule"),
    ("rule_withdrawn", "withdrew a rule"),
    ("appeal_made", "appealed a ruling"),
    ("appeal_judged", "judged an appeal"),
    ("version_redacted", "redacted a version"),
    ("evidence_added", "added evidence"),
    ("evidence_withdrawn", "withdrew evidence"),
    ("evidence_checked", "checked evidence"),
    ("check_settled", "settled a check"),
    ("check_unsettled", "opened a settled check anew"),
    ("source_asked", "asked for a source"),
    ("source_retracted", "marked a source as retracted or corrected"),
    ("source_reinstated", "took back that a source was retracted"),
    ("source_edited", "edited a source"),
    ("sources_merged", "merged two sources"),
    ("sources_listed", "added to the bibliography"),
    ("remark_made", "made a remark"),
    ("remark_answered", "marked a remark as answered"),
    ("remark_withdrawn", "withdrew a remark"),
    ("synthesis_affirmed", "re-affirmed a synthesis"),
    ("crux_named", "named a crux"),
    ("crux_withdrawn", "withdrew a crux"),
    ("outcome_stated", "stated the outcome"),
    ("outcome_disputed", "disputed the outcome"),
]


class Migration(migrations.Migration):
    dependencies = [("debates", "0018_keep_splits")]
    operations = [
        *(migrations.RunSQL(sql) for sql in (CHECKS, REPLIES)),
        migrations.AlterField("event", "kind", models.CharField(max_length=20, choices=KINDS)),
    ]
