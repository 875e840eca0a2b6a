"""Claims that cannot both hold, derived from the data, and sources that copied each other."""
