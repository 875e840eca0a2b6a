"""Readable cards of drugs, claims, sources, labels and concepts."""
