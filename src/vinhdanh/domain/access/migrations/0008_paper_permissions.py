"""The shipped roles of an installation get the rights over papers, once; the office may take them away again."""

from django.db import migrations

GIVEN = {"officer": ["issue_papers", "write_papers"], "clerk": ["issue_papers", "write_papers"]}


def give(apps, schema_editor):
    bundle = apps.get_model("access", "RoleBundle")
    for row in bundle.objects.filter(code__in=GIVEN, shipped=True):
        row.permissions = sorted({*row.permissions, *GIVEN[row.code]})
        row.save(update_fields=["permissions"])


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0007_rules_permission'),
    ]

    operations = [
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
