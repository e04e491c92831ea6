"""The shipped roles of an installation get the rights over the book of record, once; the office may take
them away again."""

from django.db import migrations

GIVEN = {
    "officer": ["declare_awards", "keep_registry", "read_registry", "see_conduct"],
    "leader": ["read_registry", "see_conduct"],
    "clerk": ["declare_awards", "read_registry"],
}


def give(apps, schema_editor):
    bundle = apps.get_model("access", "RoleBundle")
    for row in bundle.objects.filter(code__in=GIVEN, shipped=True):
        row.permissions = sorted({*row.permissions, *GIVEN[row.code]})
        row.save(update_fields=["permissions"])


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0005_sessions'),
    ]

    operations = [
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
