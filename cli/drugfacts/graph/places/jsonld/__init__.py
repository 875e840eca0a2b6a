"""Where in a JSON-LD text something is said."""
