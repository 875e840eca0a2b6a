"""Asking questions in SPARQL: the named ones and the user's own."""
