"""Which migrations this version of the program brings along."""


def on_disk() -> frozenset[str]:
    """Every migration as ``app.name``; needs no database."""
    from vinhdanh.interfaces.cli.database import with_django

    with with_django(database=False):
        from django.db.migrations.loader import MigrationLoader

        found = MigrationLoader(None).disk_migrations or {}
    return frozenset(f"{app}.{name}" for app, name in found)
