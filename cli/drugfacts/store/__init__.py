"""Persistent stores of large data, built once and opened in milliseconds."""
