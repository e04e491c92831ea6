"""Rows get a request, seals and a list of what waits for one; triggers fill the list and guard the seals."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import vinhdanh.foundation.kernel.clock

FORWARD = """
CREATE TRIGGER seal_append_only BEFORE UPDATE OR DELETE ON audit_seal
    FOR EACH ROW EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER seal_no_truncate BEFORE TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
CREATE FUNCTION audit_wait() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_waiting (row_id) SELECT id FROM fresh ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER audit_wait AFTER INSERT ON audit_auditrow
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION audit_wait();
INSERT INTO audit_waiting (row_id) SELECT id FROM audit_auditrow;
"""
BACKWARD = """
DROP TRIGGER audit_wait ON audit_auditrow;
DROP FUNCTION audit_wait();
DROP TRIGGER seal_no_truncate ON audit_seal;
DROP TRIGGER seal_append_only ON audit_seal;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.AddField(
            "auditrow",
            "request_id",
            models.CharField(blank=True, default="", editable=False, max_length=64),
        ),
        migrations.AlterField(
            "auditrow",
            "actor",
            models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex("auditrow", models.Index(fields=["at", "id"], name="audit_at")),
        migrations.AddIndex("auditrow", models.Index(fields=["actor", "at", "id"], name="audit_actor")),
        migrations.AddIndex("auditrow", models.Index(fields=["body", "at", "id"], name="audit_body")),
        migrations.AddIndex("auditrow", models.Index(fields=["action", "at", "id"], name="audit_action")),
        migrations.AddIndex("auditrow", models.Index(fields=["subject_kind", "at", "id"], name="audit_kind")),
        migrations.CreateModel(
            "Seal",
            [
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("row_id", models.UUIDField(unique=True)),
                ("digest", models.BinaryField(max_length=32)),
                ("sealed_at", models.DateTimeField(default=vinhdanh.foundation.kernel.clock.now)),
            ],
        ),
        migrations.CreateModel(
            "Waiting", [("row_id", models.UUIDField(primary_key=True, serialize=False))]
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
