"""Scores of the reading model on held-out gold; `python -m bench.reading` prints them."""
