"""Coding: a reading into claims about events, states and opinions."""

from chancery.coding.coder import VERSION, code

__all__ = ["VERSION", "code"]
