"""The settings as the type checker loads them: no data folder, no server, no secret needed."""

import os

os.environ.setdefault("VINHDANH_SECRET_KEY", "only-for-type-checking")

from vinhdanh.config.settings import *  # noqa: F403
