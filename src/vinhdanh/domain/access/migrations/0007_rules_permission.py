"""Officers of an installation get the right over local instruments, once; the office may take it away again."""

from django.db import migrations


def give(apps, schema_editor):
    bundle = apps.get_model("access", "RoleBundle")
    for row in bundle.objects.filter(code="officer", shipped=True):
        row.permissions = sorted({*row.permissions, "manage_rules"})
        row.save(update_fields=["permissions"])


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0006_registry_permissions'),
    ]

    operations = [
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
