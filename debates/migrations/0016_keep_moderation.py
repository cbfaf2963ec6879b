"""Moderation: published rules, counted cases, locked threads, restrictions, appeals judged by others."""

from django.db import migrations

# As models.houserule has them; a test holds both to the same.
CODES = (
    *("off_topic", "insult", "spam", "personal", "unlawful", "false_source", "heated", "repeated"),
    *("links", "newcomer", "several_claims", "unclear", "duplicate", "needs_source", "unfair"),
    *("mistake", "other"),
)
URGENCY = {
    "unlawful": 16,
    "personal": 16,
    "insult": 8,
    "spam": 4,
    "newcomer": 4,
    "false_source": 3,
    "several_claims": 1,
    "unclear": 1,
    "duplicate": 1,
    "needs_source": 1,
    "unfair": 1,
}

ONE_DEBATE = "\n".join(
    f"""
ALTER TABLE debates_{table} ADD CONSTRAINT {table}_is_of_the_debate_of_its_{column}
    FOREIGN KEY ({column}_id, debate_id) REFERENCES debates_{target} (id, debate_id);"""
    for table, column, target in [
        ("argument", "merged_into", "argument"),
        ("case", "argument", "argument"),
        ("case", "evidence", "evidence"),
        ("lock", "argument", "argument"),
        ("ruling", "evidence", "evidence"),
        ("slowing", "argument", "argument"),
    ]
)

SITE_RULES = ", ".join(f"'{code}'" for code in CODES)
PUBLISHED = f"""
CREATE FUNCTION judge_rule(named text, of_debate bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF named NOT IN ({SITE_RULES}) AND NOT EXISTS (
        SELECT FROM debates_houserule
        WHERE code = named AND (debate_id = of_debate OR debate_id IS NULL)
            AND withdrawn_at IS NULL
    ) THEN
        RAISE EXCEPTION 'no rule % is published here', named
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_rule_is_published';
    END IF;
END $$;

CREATE FUNCTION judge_ruling() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Undoing may name the rule of what it undoes, though it was withdrawn since.
    IF NEW.undoes_id IS NULL THEN
        PERFORM judge_rule(NEW.rule, NEW.debate_id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER a_rule_is_published AFTER INSERT ON debates_ruling
    FOR EACH ROW WHEN (NEW.part_of_id IS NULL) EXECUTE FUNCTION judge_ruling();

CREATE FUNCTION judge_flag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM judge_rule(NEW.rule, (SELECT debate_id FROM debates_case WHERE id = NEW.case_id));
    RETURN NULL;
END $$;
CREATE TRIGGER a_rule_is_published AFTER INSERT OR UPDATE OF rule ON debates_flag
    FOR EACH ROW EXECUTE FUNCTION judge_flag();
"""

WEIGHTS = " ".join(f"WHEN '{rule}' THEN {weight}" for rule, weight in URGENCY.items())
CASES = f"""
CREATE FUNCTION urgency_of(rule text) RETURNS integer LANGUAGE sql IMMUTABLE
    RETURN CASE rule {WEIGHTS} ELSE 2 END;

-- What the site itself held or noticed weighs as if one had flagged it.
CREATE FUNCTION weigh_new_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.flags := 0;
    NEW.urgency := CASE NEW.rule WHEN '' THEN 0 ELSE urgency_of(NEW.rule) END;
    RETURN NEW;
END $$;
CREATE TRIGGER weigh_new_case BEFORE INSERT ON debates_case
    FOR EACH ROW EXECUTE FUNCTION weigh_new_case();
""" + "\n".join(
    f"""
CREATE FUNCTION count_flags_{event}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM debates_case WHERE id IN (SELECT case_id FROM ({moves}) AS moved) ORDER BY id
        FOR NO KEY UPDATE;
    UPDATE debates_case AS one SET flags = one.flags + counted.many,
        urgency = one.urgency + counted.weight
    FROM (
        SELECT case_id, sum(sign) AS many, sum(sign * urgency_of(rule)) AS weight
        FROM ({moves}) AS moved WHERE withdrawn_at IS NULL GROUP BY case_id
    ) AS counted
    WHERE one.id = counted.case_id;
    RETURN NULL;
END $$;
CREATE TRIGGER count_flags_{event} AFTER {event} ON debates_flag
    REFERENCING {tables} FOR EACH STATEMENT EXECUTE FUNCTION count_flags_{event}();"""
    for event, tables, moves in [
        ("insert", "NEW TABLE AS come", "SELECT 1 AS sign, come.* FROM come"),
        ("delete", "OLD TABLE AS gone", "SELECT -1 AS sign, gone.* FROM gone"),
        (
            "update",
            "NEW TABLE AS come OLD TABLE AS gone",
            "SELECT 1 AS sign, come.* FROM come UNION ALL SELECT -1 AS sign, gone.* FROM gone",
        ),
    ]
)

CLOSED_CASES = """
CREATE FUNCTION refuse_flag_on_closed_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Waits for whoever is closing it, and then sees that it is.
    PERFORM FROM debates_case WHERE id = NEW.case_id AND closed_at IS NULL FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'case % is closed', NEW.case_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_closed_case_takes_no_flag';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_closed_case_takes_no_flag
    BEFORE INSERT OR UPDATE OF case_id, member_id, rule, withdrawn_at ON debates_flag
    FOR EACH ROW EXECUTE FUNCTION refuse_flag_on_closed_case();

CREATE FUNCTION refuse_another_verdict() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'case % is closed', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_case_is_closed_once';
END $$;
CREATE TRIGGER a_case_is_closed_once BEFORE UPDATE ON debates_case FOR EACH ROW
    WHEN (OLD.closed_at IS NOT NULL AND (OLD.closed_at, OLD.verdict)
        IS DISTINCT FROM (NEW.closed_at, NEW.verdict))
    EXECUTE FUNCTION refuse_another_verdict();
"""

LOCKS = """
-- The argument at or above this one whose thread is locked: the nearest, or NULL.
CREATE FUNCTION locked_in(argument bigint, debate bigint) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM debates_lock WHERE debate_id = debate) THEN
        RETURN NULL;
    END IF;
    RETURN (
        WITH RECURSIVE up (id, steps) AS (
            SELECT argument, 0
            UNION
            SELECT parent_id, steps + 1 FROM debates_argument JOIN up USING (id)
            WHERE parent_id IS NOT NULL
        )
        SELECT id FROM up JOIN debates_lock ON argument_id = id ORDER BY steps LIMIT 1
    );
END $$;

-- Locking waits for whoever writes into the debate, and they for it: as with closing.
CREATE FUNCTION close_the_gate_to_lock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(debate_gate(NEW.debate_id));
    RETURN NEW;
END $$;
CREATE TRIGGER a_thread_is_locked_when_nobody_writes BEFORE INSERT ON debates_lock
    FOR EACH ROW EXECUTE FUNCTION close_the_gate_to_lock();
""" + "\n".join(
    f"""
CREATE FUNCTION refuse_{table}_when_locked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM debates_lock WHERE debate_id IN (SELECT debate_id FROM touched))
        AND coalesce(current_setting('dialectic.ruling', true), '') <> 'on'
        AND EXISTS (SELECT FROM touched WHERE locked_in({column}, debate_id) IS NOT NULL)
    THEN
        RAISE EXCEPTION 'a locked thread takes no {table}'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_locked_thread_takes_nothing';
    END IF;
    RETURN NULL;
END $$;"""
    + "".join(
        f"""
-- Its name puts it after the gate has been passed.
CREATE TRIGGER a_locked_thread_takes_no_{table}_{event.lower()} AFTER {event} ON debates_{table}
    REFERENCING {"OLD" if event == "DELETE" else "NEW"} TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_{table}_when_locked();"""
        for event in events
    )
    for table, column, events in [
        ("argument", "parent_id", ["INSERT"]),
        ("evidence", "argument_id", ["INSERT"]),
        ("remark", "argument_id", ["INSERT"]),
        ("version", "argument_id", ["INSERT"]),
        ("vote", "argument_id", ["INSERT", "UPDATE", "DELETE"]),
    ]
)

RESTRICTIONS = """
CREATE FUNCTION tell_of_suspension() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE accounts_user SET suspended_until = (
        SELECT max(until) FROM debates_restriction
        WHERE member_id = NEW.member_id AND kind = 'suspended' AND lifted_at IS NULL)
    WHERE id = NEW.member_id;
    RETURN NULL;
END $$;
CREATE TRIGGER tell_of_suspension AFTER INSERT OR UPDATE ON debates_restriction
    FOR EACH ROW WHEN (NEW.kind = 'suspended') EXECUTE FUNCTION tell_of_suspension();
"""

SLOWED = """
-- Rulings of people against a member slow them for a week; undone, no more. Statement-level: a
-- bulk ruling is many rows about one member.
CREATE FUNCTION slow_whom_it_concerns() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- In the order of their ids: of two bulk rulings neither waits for the other in a ring.
    PERFORM FROM accounts_user WHERE id IN (SELECT member_id FROM come
        WHERE by_id IS NOT NULL AND (undoes_id IS NOT NULL
            OR verb IN ('hide', 'hide_all', 'redact', 'warn', 'mute')))
    ORDER BY id FOR NO KEY UPDATE;
    UPDATE accounts_user AS member SET slowed_until = counted.until
    FROM (
        SELECT concerned.member_id, (
            SELECT max(ruling.at) + interval '7 days' FROM debates_ruling AS ruling
            WHERE ruling.member_id = concerned.member_id AND ruling.by_id IS NOT NULL
                AND ruling.part_of_id IS NULL
                AND ruling.verb IN ('hide', 'hide_all', 'redact', 'warn', 'mute')
                AND NOT EXISTS (
                    SELECT FROM debates_ruling AS undoing WHERE undoing.undoes_id = ruling.id)
            ) AS until
        FROM (
            SELECT DISTINCT member_id FROM come
            WHERE member_id IS NOT NULL AND by_id IS NOT NULL AND part_of_id IS NULL
                AND (undoes_id IS NOT NULL
                    OR verb IN ('hide', 'hide_all', 'redact', 'warn', 'mute'))
        ) AS concerned
    ) AS counted
    WHERE member.id = counted.member_id AND member.slowed_until IS DISTINCT FROM counted.until;
    RETURN NULL;
END $$;
CREATE TRIGGER slow_whom_it_concerns AFTER INSERT ON debates_ruling
    REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION slow_whom_it_concerns();
"""

APPEALS = """
CREATE FUNCTION judge_appeal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.judged_by_id = (SELECT by_id FROM debates_ruling WHERE id = NEW.ruling_id) THEN
        RAISE EXCEPTION 'appeal % is judged by who ruled', NEW.id USING ERRCODE = 'check_violation',
            CONSTRAINT = 'an_appeal_is_judged_by_somebody_else';
    ELSIF NEW.judged_by_id = NEW.member_id THEN
        RAISE EXCEPTION 'appeal % is judged by who made it', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'nobody_judges_their_own_appeal';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER an_appeal_is_judged_by_somebody_else AFTER INSERT OR UPDATE OF judged_by_id
    ON debates_appeal FOR EACH ROW WHEN (NEW.judged_by_id IS NOT NULL)
    EXECUTE FUNCTION judge_appeal();

CREATE FUNCTION refuse_another_outcome() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'appeal % is judged', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'an_appeal_is_judged_once';
END $$;
CREATE TRIGGER an_appeal_is_judged_once BEFORE UPDATE ON debates_appeal FOR EACH ROW
    WHEN (OLD.outcome <> '') EXECUTE FUNCTION refuse_another_outcome();

CREATE FUNCTION judge_who_appeals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM debates_ruling AS ruling WHERE ruling.id = NEW.ruling_id
            AND ruling.debate_id IS NOT DISTINCT FROM NEW.debate_id
            AND NEW.made_at < ruling.at + interval '30 days'
            AND (ruling.member_id = NEW.member_id OR EXISTS (
                SELECT FROM debates_ruling AS part
                WHERE part.part_of_id = ruling.id AND part.member_id = NEW.member_id))
    ) THEN
        RAISE EXCEPTION 'ruling % does not concern member %, or no longer', NEW.ruling_id,
            NEW.member_id USING ERRCODE = 'check_violation',
            CONSTRAINT = 'whom_a_ruling_concerns_appeals_within_30_days';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER whom_a_ruling_concerns_appeals_within_30_days AFTER INSERT ON debates_appeal
    FOR EACH ROW EXECUTE FUNCTION judge_who_appeals();

CREATE TRIGGER the_record_is_append_only BEFORE UPDATE OR DELETE ON debates_appealreply
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite();
"""


class Migration(migrations.Migration):
    dependencies = [("debates", "0015_moderation")]
    operations = [
        migrations.RunSQL(sql)
        for sql in (
            ONE_DEBATE,
            PUBLISHED,
            CASES,
            CLOSED_CASES,
            LOCKS,
            RESTRICTIONS,
            SLOWED,
            APPEALS,
        )
    ]
