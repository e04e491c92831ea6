"""Each product that a task names becomes a row, so that it can be shown one by one."""

from django.db import migrations


def make_rows(apps, schema_editor):
    task_model = apps.get_model("planning", "Task")
    product_model = apps.get_model("planning", "TaskProduct")
    rows = task_model.objects.exclude(products=[]).values_list("pk", "products")
    product_model.objects.bulk_create(
        (
            product_model(task_id=pk, position=place, kind=kind)
            for pk, kinds in rows.iterator()
            for place, kind in enumerate(kinds, 1)
        ),
        batch_size=1000,
    )


class Migration(migrations.Migration):
    dependencies = [("planning", "0002_back_planning")]
    operations = [migrations.RunPython(make_rows, migrations.RunPython.noop)]
