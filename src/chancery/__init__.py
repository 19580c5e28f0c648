"""Chancery: an attributed record of political events and standing states, read from news reports."""
