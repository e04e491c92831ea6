"""Templates of our own applications only: a page of a library can never show by accident."""

from pathlib import Path

from django.template.loaders.app_directories import Loader
from django.template.utils import get_app_template_dirs

_HERE = Path(__file__).resolve().parents[2]


class OwnTemplates(Loader):
    """Looks into the folders ``templates`` of applications inside this package."""

    def get_dirs(self) -> list[str | Path]:
        return [folder for folder in get_app_template_dirs("templates") if _HERE in Path(folder).parents]
