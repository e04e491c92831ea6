"""``python -m vinhdanh …``: the same command as ``./run cli …``."""

import sys

from vinhdanh.interfaces.cli.main import main

sys.exit(main())
