"""How well single actor phrases are resolved: `python -m bench.actors`."""
