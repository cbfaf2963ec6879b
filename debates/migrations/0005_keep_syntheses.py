"""Syntheses: two or three arguments, one concession each, at the version that was read, no circles."""

from django.db import migrations

VERSIONS_THAT_WERE_READ = """
ALTER TABLE debates_concession
    ADD CONSTRAINT a_concession_is_of_a_version_of_its_synthesis
        FOREIGN KEY (synthesis_id, synthesis_version) REFERENCES debates_version (argument_id, number),
    ADD CONSTRAINT a_concession_points_at_the_version_that_was_read
        FOREIGN KEY (argument_id, argument_version) REFERENCES debates_version (argument_id, number);
"""

NO_CIRCLES = """
CREATE FUNCTION judge_concession() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- One at a time per debate: of two at once, each alone may be harmless.
    PERFORM pg_advisory_xact_lock(thread_gate(NEW.debate_id));
    IF NOT EXISTS (
        SELECT FROM debates_argument WHERE id = NEW.synthesis_id AND kind = 'synthesis'
    ) THEN
        RAISE EXCEPTION 'argument % is no synthesis', NEW.synthesis_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'only_a_synthesis_reconciles';
    END IF;
    IF EXISTS (
        WITH RECURSIVE below (id) AS (
            SELECT NEW.argument_id
            UNION
            SELECT argument_id FROM debates_concession JOIN below ON synthesis_id = below.id
        )
        SELECT FROM below WHERE id = NEW.synthesis_id
    ) THEN
        RAISE EXCEPTION 'synthesis % would reconcile itself', NEW.synthesis_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_synthesis_never_reconciles_itself';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_synthesis_never_reconciles_itself BEFORE INSERT ON debates_concession
    FOR EACH ROW EXECUTE FUNCTION judge_concession();
"""

TWO_OR_THREE = """
CREATE FUNCTION judge_synthesis(synthesis bigint, version integer) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    reconciled bigint[] := ARRAY(
        SELECT argument_id FROM debates_concession
        WHERE synthesis_id = synthesis AND synthesis_version = version ORDER BY argument_id);
    at_first bigint[] := ARRAY(
        SELECT argument_id FROM debates_concession
        WHERE synthesis_id = synthesis AND synthesis_version = 1 ORDER BY argument_id);
BEGIN
    IF cardinality(reconciled) NOT BETWEEN 2 AND 3 THEN
        RAISE EXCEPTION 'synthesis % reconciles %', synthesis, cardinality(reconciled)
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_synthesis_reconciles_two_or_three';
    ELSIF reconciled <> at_first THEN
        RAISE EXCEPTION 'synthesis % reconciles other arguments than before', synthesis
            USING ERRCODE = 'check_violation',
            CONSTRAINT = 'a_synthesis_reconciles_the_same_in_all_versions';
    END IF;
END $$;

CREATE FUNCTION judge_synthesis_of_argument() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM judge_synthesis(NEW.id, NEW.version);
    RETURN NULL;
END $$;
CREATE FUNCTION judge_synthesis_of_concession() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM judge_synthesis(NEW.synthesis_id, NEW.synthesis_version);
    -- One added to the first version would change what all later ones are held against.
    PERFORM judge_synthesis(id, version) FROM debates_argument WHERE id = NEW.synthesis_id;
    RETURN NULL;
END $$;
-- At the commit, when all its concessions are there.
CREATE CONSTRAINT TRIGGER a_synthesis_reconciles_two_or_three_1
    AFTER INSERT OR UPDATE OF version, statement, reasoning, left_open ON debates_argument
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'synthesis')
    EXECUTE FUNCTION judge_synthesis_of_argument();
CREATE CONSTRAINT TRIGGER a_synthesis_reconciles_two_or_three_2 AFTER INSERT ON debates_concession
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION judge_synthesis_of_concession();

CREATE FUNCTION refuse_another_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a % does not become a %', OLD.kind, NEW.kind
        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_synthesis_stays_one';
END $$;
CREATE TRIGGER a_synthesis_stays_one BEFORE UPDATE OF kind ON debates_argument FOR EACH ROW
    WHEN (OLD.kind <> NEW.kind AND 'synthesis' IN (OLD.kind, NEW.kind))
    EXECUTE FUNCTION refuse_another_kind();
"""


class Migration(migrations.Migration):
    dependencies = [("debates", "0004_keep_tallies")]
    operations = [
        migrations.RunSQL(sql)
        for sql in (VERSIONS_THAT_WERE_READ, NO_CIRCLES, TWO_OR_THREE)
    ]
