"""Rebuilds the data files of the shelf from open sources: `python -m training.shelf.build`."""
