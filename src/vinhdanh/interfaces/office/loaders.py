"""Templates of our own applications only: a page of a library can never show by accident."""

from pathlib import Path

from django_cotton.cotton_loader import Loader

_HERE = Path(__file__).resolve().parents[2]


class OwnTemplates(Loader):  # type: ignore[misc]  # the library carries no types
    """Looks into the folders ``templates`` of applications inside this package, with our components."""

    def get_dirs(self) -> list[str]:
        return [folder for folder in super().get_dirs() if _HERE in Path(folder).resolve().parents]
