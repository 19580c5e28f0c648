"""`python -m bench.coding.reliability [FILE.svg]`: how often codings of a sureness are right, as a table and a plot."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from bench.coding.articles import read_articles
from bench.coding.found import code_article
from bench.coding.scores import calibration_error, chance_error, compare, reliability

_SIZE, _EDGE = 320, 44


def plot(rows: Sequence[tuple[float, float, int]]) -> str:
    """The reliability plot as SVG: a dot for each bin, its area by its codings, beside the line of perfect sureness."""

    def x(share: float) -> float:
        return _EDGE + share * _SIZE

    def y(share: float) -> float:
        return _EDGE / 2 + (1 - share) * _SIZE

    most = max(count for _, _, count in rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE + 1.5 * _EDGE:g} {_SIZE + 1.5 * _EDGE:g}" '
        'font-family="sans-serif" font-size="11" fill="#333">',
        f'<rect x="{x(0):g}" y="{y(1):g}" width="{_SIZE}" height="{_SIZE}" fill="#fff" stroke="#999"/>',
        f'<line x1="{x(0):g}" y1="{y(0):g}" x2="{x(1):g}" y2="{y(1):g}" stroke="#999" stroke-dasharray="4 4"/>',
    ]
    for share in (0, 0.25, 0.5, 0.75, 1):
        parts.append(f'<text x="{x(share):g}" y="{y(0) + 16:g}" text-anchor="middle">{share:g}</text>')
        parts.append(f'<text x="{x(0) - 6:g}" y="{y(share) + 4:g}" text-anchor="end">{share:g}</text>')
    for mean, right, count in rows:
        radius = 3 + 9 * (count / most) ** 0.5
        told = f"{count} codings, sureness {mean:.2f}, right {right:.2f}"
        parts.append(
            f'<circle cx="{x(mean):.1f}" cy="{y(right):.1f}" r="{radius:.1f}" fill="#2a6f97" fill-opacity="0.75">'
            f"<title>{told}</title></circle>"
        )
    parts.append(f'<text x="{x(0.5):g}" y="{y(0) + 34:g}" text-anchor="middle">probability given</text>')
    parts.append(
        f'<text transform="translate(12 {y(0.5):g}) rotate(-90)" text-anchor="middle">share that is right</text></svg>'
    )
    return "\n".join(parts) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.coding.reliability", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, help="where to write the plot")
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("CHANCERY_SHARED", "../shared")))
    options = parser.parse_args()
    articles = read_articles(options.shared, part="test")
    sure = compare((article.events, code_article(article)) for article in articles).sure
    rows = reliability(sure)
    for mean, right, count in rows:
        print(f"{count:4} codings, sureness {mean:.2f}, right {right:.2f}")
    print(f"expected calibration error {calibration_error(sure):.1f} %")
    print(f"by chance alone, were every probability true, {chance_error(sure):.1f} %")
    if options.file:
        options.file.write_text(plot(rows), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
