"""Sides, cruxes and outcomes: one debate from end to end, nothing once closed, nothing rewritten."""

from django.db import migrations

ONE_DEBATE = "\n".join(
    f"""
ALTER TABLE debates_{table} ADD CONSTRAINT {table}_is_of_the_debate_of_its_{column}
    FOREIGN KEY ({column}_id, debate_id) REFERENCES debates_argument (id, debate_id);"""
    for table, column in [
        ("argument", "revises"),
        ("affirmation", "synthesis"),
        ("affirmation", "argument"),
        ("crux", "first"),
        ("crux", "second"),
        ("fairness", "synthesis"),
        ("fairness", "argument"),
        ("leftopen", "synthesis"),
        ("mindchange", "about"),
        ("mindchange", "argument"),
        ("obstacle", "synthesis"),
        ("outcome", "synthesis"),
    ]
)
ONE_CRUX = "\n".join(
    f"""
ALTER TABLE debates_{table} ADD CONSTRAINT {table}_is_of_the_debate_of_its_crux
    FOREIGN KEY (crux_id, debate_id) REFERENCES debates_crux (id, debate_id);"""
    for table in ("second", "leftopen")
)

CLOSED = "\n".join(
    f"""
CREATE TRIGGER a_closed_debate_takes_no_{table}_{event.lower()} AFTER {event} ON debates_{table}
    REFERENCING {"OLD" if event == "DELETE" else "NEW"} TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_when_closed('{table}');"""
    for table, events in {
        "affirmation": ["INSERT"],
        "crux": ["INSERT"],
        "fairness": ["INSERT", "UPDATE", "DELETE"],
        "obstacle": ["INSERT", "UPDATE"],
        "second": ["INSERT", "DELETE"],
    }.items()
    for event in events
)

ONLY_WHAT_IS_RECONCILED = """
CREATE FUNCTION judge_side() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM debates_concession
        WHERE synthesis_id = NEW.synthesis_id AND argument_id = NEW.argument_id
            AND synthesis_version = 1
    ) THEN
        RAISE EXCEPTION '% does not reconcile %', NEW.synthesis_id, NEW.argument_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_side_is_one_that_is_reconciled';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER a_side_is_one_that_is_reconciled AFTER INSERT ON debates_fairness
    FOR EACH ROW EXECUTE FUNCTION judge_side();
CREATE TRIGGER a_side_is_one_that_is_reconciled AFTER INSERT ON debates_affirmation
    FOR EACH ROW EXECUTE FUNCTION judge_side();
"""

SECONDS = "\n".join(
    f"""
CREATE FUNCTION count_seconds_{event}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM debates_crux WHERE id IN (SELECT crux_id FROM moved) ORDER BY id
        FOR NO KEY UPDATE;
    UPDATE debates_crux AS crux SET seconds = crux.seconds {sign} counted.many
    FROM (SELECT crux_id, count(*) AS many FROM moved GROUP BY crux_id) AS counted
    WHERE crux.id = counted.crux_id;
    RETURN NULL;
END $$;
CREATE TRIGGER count_seconds_{event} AFTER {event} ON debates_second
    REFERENCING {table} TABLE AS moved FOR EACH STATEMENT
    EXECUTE FUNCTION count_seconds_{event}();"""
    for event, table, sign in [("insert", "NEW", "+"), ("delete", "OLD", "-")]
)

MINDS = """
CREATE FUNCTION tally_minds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM debates_tally WHERE argument_id IN (SELECT argument_id FROM come)
    ORDER BY argument_id FOR NO KEY UPDATE;
    UPDATE debates_tally AS tally SET minds_changed = tally.minds_changed + more.many
    FROM (SELECT argument_id, count(*) AS many FROM come GROUP BY argument_id) AS more
    WHERE tally.argument_id = more.argument_id;
    RETURN NULL;
END $$;
CREATE TRIGGER tally_minds AFTER INSERT ON debates_mindchange
    REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION tally_minds();

CREATE FUNCTION judge_mind_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM debates_positionchange AS change
        WHERE change.id = NEW.change_id AND change.member_id = NEW.member_id
            AND change.argument_id = NEW.about_id AND change.debate_id = NEW.debate_id
            AND (change.before, change.after) = (
                CASE WHEN NEW.to_agree THEN 'disagree' ELSE 'agree' END,
                CASE WHEN NEW.to_agree THEN 'agree' ELSE 'disagree' END)
    ) THEN
        RAISE EXCEPTION 'no mind changed so'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_mind_changes_from_agree_or_disagree';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER a_mind_changes_from_agree_or_disagree AFTER INSERT ON debates_mindchange
    FOR EACH ROW EXECUTE FUNCTION judge_mind_change();
"""

APPEND_ONLY = "\n".join(
    f"""
CREATE TRIGGER the_record_is_append_only BEFORE UPDATE OR DELETE ON debates_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite();"""
    for table in ("affirmation", "dispute", "mindchange", "outcome")
)


class Migration(migrations.Migration):
    dependencies = [("debates", "0009_note_what_is_scored")]
    operations = [
        migrations.RunSQL(sql)
        for sql in (
            ONE_DEBATE,
            ONE_CRUX,
            CLOSED,
            ONLY_WHAT_IS_RECONCILED,
            SECONDS,
            MINDS,
            APPEND_ONLY,
        )
    ]
