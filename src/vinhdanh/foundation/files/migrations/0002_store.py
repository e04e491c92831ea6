"""Files know whose room they take up and what the scanner said; previews, sums, quarantine."""

from django.db import migrations, models

import vinhdanh.foundation.kernel.clock
import vinhdanh.foundation.kernel.ids

_KEY = models.UUIDField(
    default=vinhdanh.foundation.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False
)


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial")]
    operations = [
        migrations.AddField("storedfile", "body", models.UUIDField(editable=False, null=True)),
        migrations.AddField(
            "storedfile",
            "scan",
            models.CharField(
                choices=[
                    ("", "không quét"),
                    ("clean", "đã quét, sạch"),
                    ("unscanned", "chưa quét vi-rút"),
                    ("infected", "có mã độc"),
                ],
                default="",
                max_length=10,
            ),
        ),
        migrations.AddIndex("storedfile", models.Index(fields=["body"], name="file_body")),
        migrations.AddIndex(
            "storedfile",
            models.Index(condition=models.Q(("scan", "unscanned")), fields=["id"], name="file_unscanned"),
        ),
        migrations.CreateModel(
            "Rendition",
            [
                ("id", _KEY),
                ("sha256", models.CharField(max_length=64)),
                ("kind", models.CharField(choices=[("thumb", "ảnh thu nhỏ"), ("pdf", "bản PDF")], max_length=10)),
                ("size", models.PositiveBigIntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("sha256", "kind"), name="rendition_once")]
            },
        ),
        migrations.CreateModel(
            "BodyUse",
            [
                ("body", models.UUIDField(primary_key=True, serialize=False)),
                ("files", models.PositiveIntegerField(default=0)),
                ("octets", models.PositiveBigIntegerField(default=0)),
                ("allowed", models.PositiveBigIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            "Quarantined",
            [
                ("id", _KEY.clone()),
                ("at", models.DateTimeField(default=vinhdanh.foundation.kernel.clock.now)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("signature", models.CharField(max_length=200)),
                ("by", models.UUIDField(null=True)),
                ("body", models.UUIDField(null=True)),
            ],
        ),
    ]
