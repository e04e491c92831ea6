"""What a paper looked like is never changed or taken away: the database refuses it."""

from django.db import migrations

_FORWARDS = """
CREATE FUNCTION papers_version_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'versions of papers stand as they were written';
END $$;
CREATE TRIGGER papers_version_stands BEFORE UPDATE OR DELETE ON papers_paperversion
    FOR EACH ROW EXECUTE FUNCTION papers_version_refuse();
CREATE TRIGGER papers_number_stays BEFORE DELETE ON papers_papernumber
    FOR EACH ROW EXECUTE FUNCTION papers_version_refuse();
"""
_BACKWARDS = """
DROP TRIGGER papers_number_stays ON papers_papernumber;
DROP TRIGGER papers_version_stands ON papers_paperversion;
DROP FUNCTION papers_version_refuse();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('papers', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL(_FORWARDS, _BACKWARDS),
    ]
