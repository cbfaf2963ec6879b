"""What is recognised, merged, checked, retracted, asked for and kept: counted by the database."""

from django.db import migrations

# --- Sources: how they are recognised, whose they are, and which turned out to be one ---

IDENTIFIERS = """
CREATE FUNCTION identifiers_of(csl jsonb, words text) RETURNS TABLE (scheme text, value text)
LANGUAGE sql IMMUTABLE AS $$
    WITH given AS (
        SELECT * FROM (VALUES
            ('url', csl ->> 'URL'), ('doi', csl ->> 'DOI'), ('pmid', csl ->> 'PMID'),
            -- What stands in a book has the number of the book.
            ('isbn', CASE WHEN coalesce(csl ->> 'type', '') !~ '^(chapter|paper-conference|entry)'
                THEN csl ->> 'ISBN' END),
            ('arxiv', CASE WHEN csl ->> 'archive' = 'arXiv' THEN csl ->> 'archive_location' END)
        ) AS all_of_them (scheme, value) WHERE value <> ''
    )
    SELECT scheme, value FROM given
    UNION ALL
    -- What has no address and no number is known by title, author and year.
    SELECT 'words', concat_ws(' ', words,
        lower(coalesce(csl #>> '{author,0,family}', csl #>> '{author,0,literal}')),
        csl #>> '{issued,date-parts,0,0}')
    WHERE NOT EXISTS (SELECT FROM given)
$$;

CREATE FUNCTION keep_identifiers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.merged_into_id IS NOT NULL THEN  -- It left them to the one that it was merged into.
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM debates_identifier AS mine USING identifiers_of(OLD.csl, OLD.words) AS was
        WHERE mine.source_id = NEW.id AND (mine.scheme, mine.value) = (was.scheme, was.value)
            AND (was.scheme, was.value) NOT IN (SELECT * FROM identifiers_of(NEW.csl, NEW.words));
        UPDATE debates_identifier SET debate_id = NEW.debate_id
        WHERE source_id = NEW.id AND debate_id IS DISTINCT FROM NEW.debate_id;
    END IF;
    -- Of a new source nothing is looked for: a plan made for an empty table would read all of it.
    INSERT INTO debates_identifier (source_id, debate_id, scheme, value)
    SELECT NEW.id, NEW.debate_id, scheme, value FROM identifiers_of(NEW.csl, NEW.words) AS now
    WHERE TG_OP = 'INSERT' OR NOT EXISTS (
        SELECT FROM debates_identifier AS mine WHERE mine.source_id = NEW.id
            AND (mine.scheme, mine.value) = (now.scheme, now.value));
    RETURN NULL;
END $$;
CREATE TRIGGER keep_identifiers_insert AFTER INSERT ON debates_source
    FOR EACH ROW EXECUTE FUNCTION keep_identifiers();
CREATE TRIGGER keep_identifiers_update AFTER UPDATE ON debates_source FOR EACH ROW
    WHEN ((OLD.csl, OLD.words, OLD.debate_id) IS DISTINCT FROM (NEW.csl, NEW.words, NEW.debate_id))
    EXECUTE FUNCTION keep_identifiers();

INSERT INTO debates_identifier (source_id, debate_id, scheme, value)
SELECT source.id, source.debate_id, one.scheme, one.value
FROM debates_source AS source, identifiers_of(source.csl, source.words) AS one
ON CONFLICT DO NOTHING;

CREATE FUNCTION forget_the_reference() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.reference := '';
    RETURN NEW;
END $$;
CREATE TRIGGER forget_the_reference BEFORE UPDATE OF csl ON debates_source FOR EACH ROW
    WHEN (OLD.csl IS DISTINCT FROM NEW.csl) EXECUTE FUNCTION forget_the_reference();
"""

CITED_WHERE_IT_IS_KNOWN = """
CREATE FUNCTION judge_citation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found record;
BEGIN
    LOOP
        -- The lock makes it wait for a merge under way, and then see where that led.
        SELECT debate_id, merged_into_id INTO found
        FROM debates_source WHERE id = NEW.source_id FOR KEY SHARE;
        EXIT WHEN found.merged_into_id IS NULL;
        NEW.source_id := found.merged_into_id;
    END LOOP;
    IF found.debate_id <> NEW.debate_id THEN
        RAISE EXCEPTION 'source % is of another debate', NEW.source_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_private_source_stays_in_its_debate';
    END IF;
    RETURN NEW;
END $$;
""" + "\n".join(
    f"""
CREATE TRIGGER a_private_source_stays_in_its_debate BEFORE INSERT
    OR UPDATE OF source_id, debate_id ON debates_{table} FOR EACH ROW EXECUTE FUNCTION judge_citation();"""
    for table in ("evidence", "listing")
)

MERGING = """
-- Who merges moves on what was merged before, and who opens a debate merges many: in the order of
-- their ids no two could lock what they find out to need. Both are rare.
CREATE FUNCTION one_merge_at_a_time() RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(4::bigint << 56)
$$;

CREATE FUNCTION merge_source(gone bigint, kept bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    -- Else a private debate opens. What its members said of a source does not become the whole
    -- site's: neither that it was retracted, nor by what else it is known.
    are_equals boolean;
BEGIN
    PERFORM one_merge_at_a_time();
    PERFORM FROM debates_source WHERE id IN (gone, kept) ORDER BY id FOR UPDATE;
    SELECT count(DISTINCT coalesce(debate_id, 0)) = 1 INTO are_equals
    FROM debates_source WHERE id IN (gone, kept);
    IF EXISTS (SELECT FROM debates_source WHERE id IN (gone, kept) AND merged_into_id IS NOT NULL)
        OR (SELECT debate_id FROM debates_source WHERE id = kept)
            <> coalesce((SELECT debate_id FROM debates_source WHERE id = gone), -1)
    THEN
        RAISE EXCEPTION 'source % cannot become %', gone, kept
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sources_are_merged_once';
    END IF;
    UPDATE debates_identifier SET source_id = kept WHERE source_id = gone AND are_equals;
    DELETE FROM debates_identifier WHERE source_id = gone;
    UPDATE debates_source SET merged_into_id = kept WHERE gone IN (id, merged_into_id);
    UPDATE debates_evidence SET source_id = kept WHERE source_id = gone;
    DELETE FROM debates_listing AS twice USING debates_listing AS own
    WHERE twice.source_id = gone AND own.source_id = kept AND own.debate_id = twice.debate_id;
    UPDATE debates_listing SET source_id = kept WHERE source_id = gone;
    -- One retraction stands: that of the source that is kept, if it has one.
    UPDATE debates_retraction SET source_id = kept
    WHERE source_id = gone AND are_equals AND (undone_at IS NOT NULL
        OR NOT EXISTS (SELECT FROM debates_retraction AS own
            WHERE own.source_id = kept AND own.undone_at IS NULL));
    DELETE FROM debates_suggestion WHERE source_id = gone;
END $$;

-- A debate that opens to others brings its sources along: each becomes the site's, or the one
-- that the site knows already.
CREATE FUNCTION open_sources() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own bigint;
    known bigint;
BEGIN
    PERFORM one_merge_at_a_time();
    -- All at once, so that no two acts wait for each other.
    PERFORM FROM debates_source WHERE id IN (
        SELECT id FROM debates_source WHERE debate_id = NEW.id AND merged_into_id IS NULL
        UNION SELECT other.source_id
        FROM debates_identifier AS one JOIN debates_identifier AS other
            ON (other.scheme, other.value) = (one.scheme, one.value) AND other.debate_id IS NULL
        WHERE one.source_id IN (SELECT id FROM debates_source WHERE debate_id = NEW.id)
    ) ORDER BY id FOR UPDATE;
    FOR own IN SELECT id FROM debates_source
        WHERE debate_id = NEW.id AND merged_into_id IS NULL ORDER BY id
    LOOP
        SELECT min(other.source_id) INTO known
        FROM debates_identifier AS one JOIN debates_identifier AS other
            ON (other.scheme, other.value) = (one.scheme, one.value) AND other.debate_id IS NULL
        WHERE one.source_id = own;
        IF known IS NULL THEN
            UPDATE debates_source SET debate_id = NULL WHERE id = own;
        ELSE
            PERFORM merge_source(own, known);
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER open_sources AFTER UPDATE OF visibility ON debates_debate FOR EACH ROW
    WHEN (OLD.visibility = 'private' AND NEW.visibility <> 'private')
    EXECUTE FUNCTION open_sources();
"""

# --- Checks ---

CHECKS = (
    """
ALTER TABLE debates_check ADD CONSTRAINT check_is_of_the_debate_of_its_evidence
    FOREIGN KEY (evidence_id, debate_id) REFERENCES debates_evidence (id, debate_id);

CREATE FUNCTION judge_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM come JOIN debates_evidence AS evidence
        ON (evidence.id, evidence.added_by_id) = (come.evidence_id, come.member_id))
    THEN
        RAISE EXCEPTION 'nobody checks their own evidence'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'nobody_checks_their_own_evidence';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER nobody_checks_their_own_evidence AFTER INSERT ON debates_check
    REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION judge_check();

CREATE FUNCTION refuse_to_move_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a check stays what it is about and whose it is'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_check_is_never_moved';
END $$;
CREATE TRIGGER a_check_is_never_moved BEFORE UPDATE ON debates_check FOR EACH ROW
    WHEN ((OLD.evidence_id, OLD.member_id, OLD.question)
        IS DISTINCT FROM (NEW.evidence_id, NEW.member_id, NEW.question))
    EXECUTE FUNCTION refuse_to_move_check();

CREATE FUNCTION count_checks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM debates_evidence WHERE id IN (SELECT evidence_id FROM touched) ORDER BY id
        FOR NO KEY UPDATE;
    UPDATE debates_evidence AS evidence
    SET quote_yes = counted.quote_yes, quote_no = counted.quote_no,
        claim_yes = counted.claim_yes, claim_no = counted.claim_no,
        independence_yes = counted.independence_yes, independence_no = counted.independence_no,
        status = CASE WHEN counted.open > 0 THEN 'disputed'
            WHEN counted.members >= 3 THEN 'checked' ELSE 'unchecked' END
    FROM (
        SELECT one.evidence_id,
            count(*) FILTER (WHERE question = 'quote' AND is_yes) AS quote_yes,
            count(*) FILTER (WHERE question = 'quote' AND is_open) AS quote_no,
            count(*) FILTER (WHERE question = 'claim' AND is_yes) AS claim_yes,
            count(*) FILTER (WHERE question = 'claim' AND is_open) AS claim_no,
            count(*) FILTER (WHERE question = 'independence' AND is_yes) AS independence_yes,
            count(*) FILTER (WHERE question = 'independence' AND is_open) AS independence_no,
            count(*) FILTER (WHERE is_open) AS open,
            count(DISTINCT member_id) FILTER (WHERE is_yes) AS members
        FROM (SELECT DISTINCT evidence_id FROM touched) AS one
        LEFT JOIN (
            SELECT *, NOT is_yes AND settled_at IS NULL AS is_open FROM debates_check
        ) AS each USING (evidence_id)
        GROUP BY one.evidence_id
    ) AS counted
    WHERE evidence.id = counted.evidence_id;
    RETURN NULL;
END $$;
"""
    + "\n".join(
        f"""
CREATE TRIGGER count_checks_{event.lower()} AFTER {event} ON debates_check
    REFERENCING {table} TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION count_checks();"""
        for event, table in [("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")]
    )
)

# --- Retractions: shown on the source, and noted for the syntheses that rest on it ---

RETRACTIONS = """
CREATE FUNCTION keep_standing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE debates_source SET standing = coalesce((
        SELECT kind FROM debates_retraction
        WHERE source_id = debates_source.id AND undone_at IS NULL), '')
    WHERE id IN (OLD.source_id, NEW.source_id);
    RETURN NULL;
END $$;
CREATE TRIGGER keep_standing_insert AFTER INSERT ON debates_retraction
    FOR EACH ROW EXECUTE FUNCTION keep_standing();
CREATE TRIGGER keep_standing_update AFTER UPDATE ON debates_retraction
    FOR EACH ROW EXECUTE FUNCTION keep_standing();
CREATE TRIGGER keep_standing_delete AFTER DELETE ON debates_retraction
    FOR EACH ROW EXECUTE FUNCTION keep_standing();

CREATE FUNCTION note_standing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO debates_change (debate_id, argument_id)
    SELECT DISTINCT debate_id, argument_id FROM debates_evidence
    WHERE source_id = NEW.id AND withdrawn_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER note_standing AFTER UPDATE OF standing ON debates_source FOR EACH ROW
    WHEN (OLD.standing <> NEW.standing) EXECUTE FUNCTION note_standing();

-- By what is withdrawn it is noted at once: a retraction under way is not in sight yet.
CREATE FUNCTION note_what_it_rests_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO debates_change (debate_id, argument_id)
    SELECT debate_id, argument_id
    FROM (VALUES (OLD.debate_id, OLD.argument_id), (NEW.debate_id, NEW.argument_id))
        AS ends (debate_id, argument_id)
    WHERE argument_id IS NOT NULL
    GROUP BY debate_id, argument_id
    HAVING OLD.withdrawn_at IS DISTINCT FROM NEW.withdrawn_at OR EXISTS (
        SELECT FROM debates_source
        WHERE id IN (OLD.source_id, NEW.source_id) AND standing <> '');
    RETURN NULL;
END $$;
CREATE TRIGGER note_what_it_rests_on AFTER UPDATE ON debates_evidence FOR EACH ROW
    WHEN ((OLD.withdrawn_at, OLD.source_id, OLD.argument_id, OLD.stance, OLD.added_at)
        IS DISTINCT FROM
        (NEW.withdrawn_at, NEW.source_id, NEW.argument_id, NEW.stance, NEW.added_at))
    EXECUTE FUNCTION note_what_it_rests_on();
CREATE TRIGGER note_what_it_rests_on_delete AFTER DELETE ON debates_evidence FOR EACH ROW
    EXECUTE FUNCTION note_what_it_rests_on();

-- Evidence that waited for the retraction to be kept was added before it.
CREATE FUNCTION note_what_is_cited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO debates_change (debate_id, argument_id)
    SELECT DISTINCT come.debate_id, argument_id FROM come
    JOIN debates_source AS source ON source.id = source_id WHERE standing <> '';
    RETURN NULL;
END $$;
CREATE TRIGGER note_what_is_cited AFTER INSERT ON debates_evidence
    REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION note_what_is_cited();

CREATE FUNCTION refuse_to_forget_retraction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.kind, OLD.url, OLD.because, OLD.by_id, OLD.at)
            IS DISTINCT FROM (NEW.kind, NEW.url, NEW.because, NEW.by_id, NEW.at)
        OR (OLD.undone_at IS NOT NULL AND (OLD.undone_at, OLD.undone_by_id)
            IS DISTINCT FROM (NEW.undone_at, NEW.undone_by_id))
    THEN
        RAISE EXCEPTION 'a retraction is undone, never rewritten'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_retraction_is_undone_never_rewritten BEFORE UPDATE ON debates_retraction
    FOR EACH ROW EXECUTE FUNCTION refuse_to_forget_retraction();

-- An affirmation may be about evidence of the synthesis itself.
CREATE OR REPLACE FUNCTION judge_side() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM debates_concession
        WHERE synthesis_id = NEW.synthesis_id AND argument_id = NEW.argument_id
            AND synthesis_version = 1
    ) AND NOT (TG_TABLE_NAME = 'debates_affirmation' AND NEW.argument_id = NEW.synthesis_id) THEN
        RAISE EXCEPTION '% does not reconcile %', NEW.synthesis_id, NEW.argument_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_side_is_one_that_is_reconciled';
    END IF;
    RETURN NULL;
END $$;
"""

# --- Needs a source ---

REQUESTS = (
    """
ALTER TABLE debates_sourcerequest ADD CONSTRAINT sourcerequest_is_of_the_debate_of_its_argument
    FOREIGN KEY (argument_id, debate_id) REFERENCES debates_argument (id, debate_id);

CREATE FUNCTION answer_requests() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE debates_sourcerequest AS request SET answered_by_id = first.id
    FROM (
        SELECT argument_id, min(id) AS id FROM come
        WHERE stance = 'supports' AND withdrawn_at IS NULL GROUP BY argument_id
    ) AS first
    WHERE request.argument_id = first.argument_id AND answered_by_id IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER answer_requests AFTER INSERT ON debates_evidence
    REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION answer_requests();

CREATE FUNCTION reopen_requests() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- What else was cited since it was asked answers it as well.
    UPDATE debates_sourcerequest SET answered_by_id = (
        SELECT min(id) FROM debates_evidence AS other
        WHERE other.argument_id = OLD.argument_id AND stance = 'supports'
            AND withdrawn_at IS NULL AND added_at > asked_at AND other.id <> OLD.id)
    WHERE answered_by_id = OLD.id;
    RETURN NULL;
END $$;
CREATE TRIGGER reopen_requests_update AFTER UPDATE OF withdrawn_at ON debates_evidence
    FOR EACH ROW WHEN (OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL)
    EXECUTE FUNCTION reopen_requests();
CREATE TRIGGER reopen_requests_delete AFTER DELETE ON debates_evidence
    FOR EACH ROW EXECUTE FUNCTION reopen_requests();

CREATE FUNCTION count_requests() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM touched) THEN
        PERFORM FROM debates_tally WHERE argument_id IN (SELECT argument_id FROM touched)
            ORDER BY argument_id FOR NO KEY UPDATE;
        UPDATE debates_tally AS tally SET needs_source = (
            SELECT count(*) FROM debates_sourcerequest AS request
            WHERE request.argument_id = tally.argument_id AND answered_by_id IS NULL)
        WHERE argument_id IN (SELECT argument_id FROM touched);
    END IF;
    RETURN NULL;
END $$;
"""
    + "\n".join(
        f"""
CREATE TRIGGER count_requests_{event.lower()} AFTER {event} ON debates_sourcerequest
    REFERENCING {table} TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION count_requests();"""
        for event, table in [("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")]
    )
)

# --- Evidence of a debate: what is hidden or withdrawn rests on counts for nobody ---

MOVES = {
    "insert": "SELECT 1 AS sign, come.* FROM come",
    "delete": "SELECT -1 AS sign, gone.* FROM gone",
    "update": "SELECT 1 AS sign, come.* FROM come UNION ALL SELECT -1 AS sign, gone.* FROM gone",
}

# In the place of what 0004 made. The row of the argument's tally is locked by both, so that
# evidence which is added while its argument is hidden is counted before, or not at all.
# Counting checks and merging sources write to evidence too, and move no tally: whoever checks
# waits for nobody who votes.
COUNTED = {
    "update": """SELECT FROM come FULL JOIN gone USING (id)
        WHERE (come.argument_id, come.withdrawn_at IS NULL)
            IS DISTINCT FROM (gone.argument_id, gone.withdrawn_at IS NULL)"""
}
EVIDENCE = (
    "\n".join(
        f"""
CREATE OR REPLACE FUNCTION tally_evidence_{event}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS ({COUNTED.get(event, "SELECT FROM " + ("gone" if event == "delete" else "come"))}) THEN
        PERFORM FROM debates_tally WHERE argument_id IN (SELECT argument_id FROM ({moves}) AS moved)
            ORDER BY argument_id FOR NO KEY UPDATE;
        UPDATE debates_tally AS tally SET evidence = tally.evidence + moved.standing
        FROM (
            SELECT argument_id,
                coalesce(sum(sign) FILTER (WHERE withdrawn_at IS NULL), 0) AS standing
            FROM ({moves}) AS moved GROUP BY argument_id
        ) AS moved
        WHERE tally.argument_id = moved.argument_id;
        UPDATE debates_debatetally AS tally SET evidence = tally.evidence + moved.standing
        FROM (
            SELECT moved.debate_id, sum(sign) AS standing
            FROM ({moves}) AS moved JOIN debates_argument AS argument ON argument.id = argument_id
            WHERE moved.withdrawn_at IS NULL
                AND coalesce(argument.hidden_at, argument.withdrawn_at) IS NULL
            GROUP BY moved.debate_id
        ) AS moved
        WHERE tally.debate_id = moved.debate_id;
    END IF;
    RETURN NULL;
END $$;"""
        for event, moves in MOVES.items()
    )
    + """
CREATE FUNCTION tally_evidence_of_argument() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    pieces integer;
BEGIN
    SELECT evidence INTO pieces FROM debates_tally WHERE argument_id = NEW.id FOR NO KEY UPDATE;
    IF pieces > 0 THEN
        UPDATE debates_debatetally SET evidence = evidence + pieces
            * CASE WHEN coalesce(NEW.hidden_at, NEW.withdrawn_at) IS NULL THEN 1 ELSE -1 END
        WHERE debate_id = NEW.debate_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER tally_evidence_of_argument AFTER UPDATE OF hidden_at, withdrawn_at
    ON debates_argument FOR EACH ROW WHEN (
        (coalesce(OLD.hidden_at, OLD.withdrawn_at) IS NULL)
        <> (coalesce(NEW.hidden_at, NEW.withdrawn_at) IS NULL))
    EXECUTE FUNCTION tally_evidence_of_argument();

UPDATE debates_debatetally AS tally SET evidence = tally.evidence - gone.pieces
FROM (
    SELECT debate_id, count(*) AS pieces
    FROM debates_evidence AS evidence
    JOIN debates_argument AS argument USING (debate_id)
    WHERE argument.id = argument_id AND evidence.withdrawn_at IS NULL
        AND coalesce(argument.hidden_at, argument.withdrawn_at) IS NOT NULL
    GROUP BY debate_id
) AS gone
WHERE tally.debate_id = gone.debate_id;
"""
)

# --- Files ---

QUOTAS = """
CREATE FUNCTION count_holding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE debates_quota SET used = used - (
            SELECT size FROM debates_file WHERE id = OLD.file_id)
        WHERE member_id = OLD.member_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO debates_quota AS quota (member_id, used)
        SELECT NEW.member_id, size FROM debates_file WHERE id = NEW.file_id
        ON CONFLICT (member_id) DO UPDATE SET used = quota.used + EXCLUDED.used;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER count_holding_insert AFTER INSERT ON debates_holding
    FOR EACH ROW EXECUTE FUNCTION count_holding();
CREATE TRIGGER count_holding_update AFTER UPDATE ON debates_holding
    FOR EACH ROW EXECUTE FUNCTION count_holding();
CREATE TRIGGER count_holding_delete AFTER DELETE ON debates_holding
    FOR EACH ROW EXECUTE FUNCTION count_holding();
"""

CLOSED = "\n".join(
    f"""
CREATE TRIGGER a_closed_debate_takes_no_{table}_{event.lower()} AFTER {event} ON debates_{table}
    REFERENCING {"OLD" if event == "DELETE" else "NEW"} TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_when_closed('{table}');"""
    for table, events in {
        "check": ["INSERT", "UPDATE", "DELETE"],
        "listing": ["INSERT"],
        "sourcerequest": ["INSERT", "UPDATE"],
    }.items()
    for event in events
)


class Migration(migrations.Migration):
    dependencies = [("debates", "0013_sources_in_csl")]
    operations = [
        migrations.RunSQL(sql)
        for sql in (
            IDENTIFIERS,
            CITED_WHERE_IT_IS_KNOWN,
            MERGING,
            CHECKS,
            RETRACTIONS,
            REQUESTS,
            EVIDENCE,
            QUOTAS,
            CLOSED,
        )
    ]
