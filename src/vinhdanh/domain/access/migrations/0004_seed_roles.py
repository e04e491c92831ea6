"""The roles that the program ships with become rows, posts point to them, and names can be found."""

import django.db.models.deletion
from django.db import migrations, models

from vinhdanh.domain.access.models.user import found_by
from vinhdanh.domain.access.states import BUNDLES, Role
from vinhdanh.foundation.kernel.sorting import person_sort_key


def seed(apps, schema_editor):
    bundle = apps.get_model("access", "RoleBundle")
    for role in Role:
        known = {"name": str(role.label), "permissions": sorted(map(str, BUNDLES[role])), "shipped": True}
        bundle.objects.get_or_create(code=role.value, defaults=known)
    apps.get_model("access", "Appointment").objects.filter(acting=True).update(capacity="acting")
    user = apps.get_model("access", "User")
    for row in user.objects.filter(sort_key="").iterator():
        row.folded = found_by(row.name, row.username, row.email)
        row.sort_key = person_sort_key(row.name)[:300]
        row.save(update_fields=["folded", "sort_key"])


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0003_roles_and_people'),
    ]

    operations = [
        migrations.RunPython(seed, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='appointment',
            name='role',
            field=models.ForeignKey(db_column='role', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.rolebundle', to_field='code'),
        ),
        migrations.RemoveField(
            model_name='appointment',
            name='acting',
        ),
    ]
