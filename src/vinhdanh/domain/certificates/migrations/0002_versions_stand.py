"""A design that was printed on, and the log of prints, are never taken away: the database refuses it."""

from django.db import migrations

_FORWARDS = """
CREATE FUNCTION certificates_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'versions of designs and the log of prints stand as they were written';
END $$;
CREATE TRIGGER certificates_version_stands BEFORE UPDATE OR DELETE ON certificates_designversion
    FOR EACH ROW EXECUTE FUNCTION certificates_refuse();
CREATE TRIGGER certificates_run_stays BEFORE DELETE ON certificates_printrun
    FOR EACH ROW EXECUTE FUNCTION certificates_refuse();
"""
_BACKWARDS = """
DROP TRIGGER certificates_run_stays ON certificates_printrun;
DROP TRIGGER certificates_version_stands ON certificates_designversion;
DROP FUNCTION certificates_refuse();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('certificates', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL(_FORWARDS, _BACKWARDS),
    ]
