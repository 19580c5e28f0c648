"""Scores of coding: events in annotated articles, and the type of marked pairs."""
