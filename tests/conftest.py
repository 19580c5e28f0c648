"""What holds for every test: nothing of what this user has imported is asked."""

from __future__ import annotations

import os

os.environ["CHANCERY_GAZETTEER"] = "none"
