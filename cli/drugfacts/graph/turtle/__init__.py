"""Turtle as text: tokens, comments, places and the canonical layout."""
