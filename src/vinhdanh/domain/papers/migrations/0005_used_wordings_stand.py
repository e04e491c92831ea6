"""Words that a paper may have been written with are never changed or taken away: the database refuses it."""

from django.db import migrations

_FORWARDS = """
CREATE FUNCTION papers_wording_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'words of papers that were in use stay';
    END IF;
    IF (NEW.text, NEW.file_id, NEW.sha256, NEW.n, NEW.code, NEW.body_id, NEW.starts_on)
        IS DISTINCT FROM (OLD.text, OLD.file_id, OLD.sha256, OLD.n, OLD.code, OLD.body_id, OLD.starts_on)
        OR NEW.state = 'draft' OR (OLD.state = 'replaced' AND NEW.ends_on IS DISTINCT FROM OLD.ends_on) THEN
        RAISE EXCEPTION 'words of papers stand as they were put into use';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER papers_wording_stands BEFORE UPDATE OR DELETE ON papers_templateversion
    FOR EACH ROW WHEN (OLD.state <> 'draft') EXECUTE FUNCTION papers_wording_refuse();
"""
_BACKWARDS = """
DROP TRIGGER papers_wording_stands ON papers_templateversion;
DROP FUNCTION papers_wording_refuse();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('papers', '0004_templateversion'),
    ]

    operations = [
        migrations.RunSQL(_FORWARDS, _BACKWARDS),
    ]
