"""`python -m bench.record.dictionary`: the words that most JSON in a record is made of, for chancery.record.packing.

Read from a record; what is of one report only (names, words, ids, days, offsets) is left out of what is counted. A
dictionary that has shipped is never made again: what was packed with it is read with it.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from sqlalchemy import select

from chancery.record import Record, schema

_OWN = {
    "words",
    "text",
    "name",
    "topic",
    "quote",
    "what",
    "role",
    "title",
    "path",
    "given_id",
    "detail",
    "why",
    "before",
    "id",
    "source",
    "key",
    "span",
    "earliest",
    "latest",
    "edtf",
    "start",
    "end",
    "claims",
    "mentions",
    "reports",
    "opened_by",
    "changed_by",
    "closing_by",
    "closed_by",
    "links",
    "cameo",
    "country",
    "value",
    "left",
    "right",
    "score",
}
_ID = re.compile(r"^\w+:")
_LARGEST = 8_000


def find_dictionary(texts: list[str]) -> str:
    """Pieces of JSON by how much they take up, the most common last, where deflate finds them most cheaply."""
    weights: Counter[str] = Counter()
    for text in texts:
        for piece in _pieces(_blank(json.loads(text), "")):
            weights[piece] += len(piece)
    found: list[str] = []
    size = 0
    for piece, _ in weights.most_common():
        if len(piece) > 8 and not any(piece in held for held in found):
            if size + len(piece) > _LARGEST:
                continue
            found.append(piece)
            size += len(piece)
    return "\n".join(reversed(found))


def _blank(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return {key: _blank(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [_blank(one, name) for one in value]
    if isinstance(value, str) and name in _OWN:
        return "".join(_ID.findall(value)) if name == "id" else ""
    return 1 if isinstance(value, int) and name in _OWN else value


def _pieces(value: Any) -> list[str]:
    if isinstance(value, dict):
        below = [piece for one in value.values() for piece in _pieces(one)]
        return [json.dumps(value, separators=(",", ":"), ensure_ascii=False), *below]
    return [piece for one in value for piece in _pieces(one)] if isinstance(value, list) else []


def main() -> None:
    """Print a dictionary."""
    parser = argparse.ArgumentParser(prog="python -m bench.record.dictionary", description=__doc__)
    parser.add_argument("record", type=Path)
    with Record.open(parser.parse_args().record, create=False) as record, record._read() as connection:
        columns = (schema.claims.c.body, schema.events.c.content, schema.states.c.content, schema.reports.c.structure)
        print(find_dictionary([text for column in columns for text in connection.execute(select(column)).scalars()]))


if __name__ == "__main__":
    main()
